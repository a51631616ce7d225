// Sound on the desk: while something waits that this officer was reminded of, a short tone once a minute, until somebody
// accepts. Off until it is switched on here, and remembered by this browser alone. Nothing moves and nothing flashes.

const button = document.querySelector("[data-alarm]");
const KEY = "detente-sound";
const EVERY = 60000;
const plain = document.title;
let sound = null;

function remembered() {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false; // a browser that keeps nothing: on for as long as this page is open
  }
}

function tone(start) {
  const source = sound.createOscillator();
  const volume = sound.createGain();
  source.frequency.value = 660;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
  volume.gain.linearRampToValueAtTime(0, start + 0.3);
  source.connect(volume).connect(sound.destination);
  source.start(start);
  source.stop(start + 0.35);
}

function ring(urgency) {
  if (!sound) return;
  const times = { soon: 1, late: 2, grave: 4 }[urgency] ?? 1;
  for (let number = 0; number < times; number += 1) tone(sound.currentTime + number * 0.5);
}

async function look() {
  let found = { count: 0, urgency: "" };
  try {
    const answer = await fetch(button.dataset.alarm, { headers: { Accept: "application/json" } });
    if (answer.ok) found = await answer.json();
  } catch {
    return; // the node is not reached now; the next minute asks again
  }
  document.title = found.count ? `(${found.count}) ${plain}` : plain;
  if (found.count && button.getAttribute("aria-pressed") === "true") ring(found.urgency);
}

function set(on) {
  button.setAttribute("aria-pressed", String(on));
  if (on) {
    // A browser lets a page sound only after somebody pressed something on it.
    sound ??= new AudioContext();
    sound.resume();
  }
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Kept for this page alone.
  }
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
  if (remembered()) {
    set(true);
    document.addEventListener("click", () => sound?.resume(), { once: true });
    document.addEventListener("keydown", () => sound?.resume(), { once: true });
  }
  look();
  setInterval(look, EVERY);
}
