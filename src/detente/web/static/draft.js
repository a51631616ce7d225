// The draft saves itself after a pause in typing. Without this file the button "Keep as a draft" does.
// Where the node says no, nothing is overwritten and this window stops: it says why, and what was typed stays on it.
// A node that does not answer, or whose proxy or server fails for the moment, is asked again.

const PAUSE = 3000;
const AGAIN = 15000;
const form = document.querySelector("form[data-keep]");
const status = document.querySelector("[data-kept]");
let timer = 0;
let saving = null;
let stopped = false;

function later(pause) {
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(keep, pause);
}

function stop(said) {
  stopped = true;
  clearTimeout(timer);
  status.textContent = said;
}

function again() {
  status.textContent = form.dataset.failed;
  later(AGAIN);
}

async function save() {
  const typed = new FormData(form);
  typed.delete("file"); // a file is attached by its button, once
  let answer;
  try {
    answer = await fetch(form.dataset.keep, { method: "POST", body: typed, redirect: "manual" });
  } catch {
    return again();
  }
  if (answer.status >= 500 || answer.status === 429) return again();
  // Whoever is not signed in any more is sent elsewhere.
  if (answer.type === "opaqueredirect") return stop(form.dataset.outside);
  let told;
  try {
    told = await answer.json();
  } catch {
    return stop(form.dataset.odd);
  }
  if (!answer.ok) return stop(told.said);
  status.textContent = told.said;
  form.elements.seen.value = told.seen;
}

async function keep() {
  if (saving) return later(PAUSE);
  saving = save();
  await saving;
  saving = null;
}

form.addEventListener("input", () => later(PAUSE));
form.addEventListener("submit", async (event) => {
  stopped = true;
  clearTimeout(timer);
  if (!saving) return;
  // The save that runs now changes the mark that this form must carry.
  event.preventDefault();
  await saving;
  form.requestSubmit(event.submitter);
});
