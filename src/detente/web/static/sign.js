// Acceptance and release carry a passkey's signature over the hash that the server rendered into the form.
// Without this file, or where the passkey does not sign, the same form goes without one: "password only".

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function show(form, when, shown) {
  for (const element of form.querySelectorAll(`[data-when="${when}"]`)) element.hidden = !shown;
}

async function assertion(form) {
  const credential = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(form.dataset.challenge),
      allowCredentials: form.dataset.credentials.split(" ").map((id) => ({ type: "public-key", id: bytes(id) })),
      userVerification: "preferred",
      timeout: 120000,
    },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  });
}

async function sign(event) {
  const form = event.currentTarget;
  if (event.submitter?.matches("[data-without]")) return;
  event.preventDefault();
  show(form, "failed", false);
  try {
    form.elements.assertion.value = await assertion(form);
  } catch {
    form.elements.assertion.value = "";
    show(form, "failed", true);
    return;
  }
  form.submit();
}

for (const form of document.querySelectorAll("form[data-sign]")) {
  if (window.PublicKeyCredential) {
    show(form, "script", true);
    form.addEventListener("submit", sign);
  } else {
    show(form, "failed", true);
  }
}
