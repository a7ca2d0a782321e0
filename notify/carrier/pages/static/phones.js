// The page of the phones: asks for what has changed, draws it, and sends what somebody does.
import { drawCard, newCard } from "./card.js";
import { LOCALE, WORDS, element, fill } from "./drawing.js";
import { Sound } from "./sound.js";

const TOKEN = document.querySelector("meta[name=token]").content;
const PAUSE = 150; // milliseconds between two looks, however much happens
const RETRY = 2000;
const MINUTE = 60000;

const main = document.getElementById("phones");
const told = document.getElementById("told");
const sound = new Sound(document.getElementById("sound"), WORDS);
const cards = new Map();

function tell(sentence) {
  if (told.textContent !== sentence) told.textContent = sentence;
}

// One after the other, as they were done: who types fast must not have their digits mixed up.
let done = Promise.resolve();
function act(deed) {
  done = done.then(() => send(deed));
  return done;
}

async function send(deed) {
  try {
    const answer = await fetch("/phones/act", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Token": TOKEN },
      body: JSON.stringify(deed),
    });
    const body = await answer.text();
    tell(answer.ok ? "" : answer.status === 409 ? JSON.parse(body).why : `${answer.status}`);
    return answer.ok;
  } catch {
    tell(WORDS.lost);
    return false;
  }
}

// Where many phones are, or the screen is small, the one that rings may be out of sight.
function drawRinging(ringing) {
  const bar = document.getElementById("ringing");
  bar.hidden = !ringing.length;
  fill(bar, ringing.map((phone) => phone.number).join(), () => [
    element("span", "", `${WORDS.ringbar}:`),
    ...ringing.map((phone) => {
      const button = element("button", "", phone.name);
      button.type = "button";
      button.addEventListener("click", () => {
        const card = cards.get(phone.number);
        card.querySelector("[data-do=answer]").focus({ preventScroll: true });
        card.scrollIntoView({ block: "center" });
      });
      return button;
    }),
  ]);
}

// Who plays a part in what is shown comes first.
const FIRST = main.dataset.first.split(" ");
function place(phone) {
  const found = FIRST.indexOf(phone.number);
  return found < 0 ? FIRST.length : found;
}

function draw(state) {
  const money = { style: "currency", currency: state.spent.currency };
  document.getElementById("spent").textContent = Number(state.spent.amount).toLocaleString(LOCALE, money);
  const ringing = state.phones.filter((phone) => phone.line && phone.line.state === "ringing");
  document.title = (ringing.length ? `● ${ringing[0].name} – ` : "") + WORDS.title;
  if (!state.phones.length) fill(main, "none", () => [element("p", "empty", WORDS.nobody)]);
  for (const phone of [...state.phones].sort((one, other) => place(one) - place(other))) {
    if (!cards.has(phone.number)) {
      cards.set(phone.number, newCard(phone.number, act));
      main.append(cards.get(phone.number));
    }
    drawCard(cards.get(phone.number), phone, state.numbers);
  }
  drawRinging(ringing);
  sound.hear(state.phones);
}

async function look() {
  let version = -1;
  for (;;) {
    try {
      const answer = await fetch(`/phones?after=${version}`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const state = await answer.json();
      if (told.textContent === WORDS.lost) tell("");
      version = state.version;
      draw(state);
      await new Promise((done) => setTimeout(done, PAUSE));
    } catch {
      tell(WORDS.lost);
      await new Promise((done) => setTimeout(done, RETRY));
    }
  }
}

// What a call would bring changes with the hour.
async function guide() {
  const shown = document.getElementById("guide");
  try {
    const page = new DOMParser().parseFromString(await (await fetch(location)).text(), "text/html");
    const fresh = page.getElementById("guide");
    if (fresh && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
  } catch {
    // look() tells it
  }
}

look();
if (document.getElementById("guide")) setInterval(guide, MINUTE);
