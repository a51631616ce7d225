// The keyboard of the desk. Every key only presses what is on the page: without this file all of it works by hand.
// Letters go by what the key writes where that is Latin, else by its place: on a Russian or Arabic layout the key
// marked J writes another letter, on a French one the key at Q writes A.

// What is said to browsers without scripts. Not <noscript>: it stays silent where scripts are blocked half-way.
for (const element of document.querySelectorAll('[data-when="plain"]')) element.hidden = true;

const TYPING = "input, textarea, select, [contenteditable]";
const off = document.documentElement.dataset.keys === "off";
let leading = false; // `g` was pressed; the next letter says where to

function letter(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.key;
}

function visible(element) {
  return element.getClientRects().length > 0;
}

function press(selector) {
  const element = [...document.querySelectorAll(selector)].find(visible);
  if (!element) return false;
  element.click();
  return true;
}

// The rows of the page: `j` and `k` walk through them.
function walk(step) {
  const rows = [...document.querySelectorAll(".rows a")].filter(visible);
  if (!rows.length) return false;
  const here = rows.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
  rows[next].focus();
  return true;
}

// On My work `a`, `r` and `p` open the row that has the focus, or the first of their queue.
function openQueue(key) {
  const queue = document.querySelector(`[data-queue="${key}"]`);
  if (!queue) return false;
  const row = queue.contains(document.activeElement) ? document.activeElement : queue.querySelector(".rows a");
  if (!row) return false;
  row.click();
  return true;
}

function go(key) {
  const place = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  if (place) location.assign(place.href);
  return Boolean(place);
}

function search() {
  const field = [...document.querySelectorAll("[data-search], main input[type=search]")].find(visible);
  field?.focus();
  return Boolean(field);
}

function help() {
  const link = document.querySelector("[data-help]");
  if (link) location.assign(link.href);
  return Boolean(link);
}

function act(event) {
  const key = letter(event);
  if (leading) {
    leading = false;
    return go(key);
  }
  if (key === "?" || (event.code === "Slash" && event.shiftKey)) return help();
  if (key === "/" || event.code === "Slash") return search();
  if (event.shiftKey) return false;
  if (key === "g") return (leading = true);
  if (key === "j") return walk(1);
  if (key === "k") return walk(-1);
  if (event.code === "BracketLeft" || event.code === "BracketRight") {
    return press(`[data-key="${event.code === "BracketLeft" ? "[" : "]"}"]`);
  }
  return /^[a-z]$/.test(key) && (press(`[data-key="${key}"]`) || openQueue(key));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.code === "Enter" && press('[data-key="ctrl-enter"]')) event.preventDefault();
    return;
  }
  if (off || event.target.closest?.(TYPING)) return;
  if (act(event)) event.preventDefault();
});
