// The draft saves itself after a pause in typing. Without this file the button "Keep as a draft" does.
// Where another window saved meanwhile the node refuses: nothing is overwritten, and this window stops saving by itself.

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

async function save() {
  const typed = new FormData(form);
  typed.delete("file"); // a file is attached by its button, once
  let answer, told;
  try {
    answer = await fetch(form.dataset.keep, { method: "POST", body: typed, redirect: "error" });
    told = await answer.json();
  } catch {
    status.textContent = form.dataset.failed;
    return later(AGAIN);
  }
  status.textContent = told.said;
  if (answer.ok) form.elements.seen.value = told.seen;
  else stopped = true;
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
