// One phone: what can be done with it, and what it shows.
import { WORDS, element, fill, time } from "./drawing.js";

// `act` sends what somebody does, and tells whether it was possible.
export function newCard(number, act) {
  const card = document.getElementById("phone").content.firstElementChild.cloneNode(true);
  card.setAttribute("aria-label", number);
  card.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) act({ phone: number, do: button.dataset.do, what: button.dataset.what });
  });
  card.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const fields = Object.fromEntries(new FormData(form));
    if ((await act({ phone: number, do: form.dataset.do, ...fields })) && form.elements.what) {
      form.elements.what.value = "";
    }
  });
  card.querySelector("select[data-do]").addEventListener("change", (event) => {
    act({ phone: number, do: "behave", what: event.target.value });
  });
  card.addEventListener("keydown", (event) => {
    const isWriting = event.target.matches("input, select, textarea");
    const isTalking = card.dataset.state === "talking";
    if (isTalking && !isWriting && /^[0-9*#]$/.test(event.key)) act({ phone: number, do: "press", what: event.key });
  });
  return card;
}

function words(heard) {
  const line = element("p", heard.kind, heard.words);
  if (heard.language) line.lang = heard.language;
  if (["person", "mine"].includes(heard.kind)) line.prepend(element("b", "", WORDS[heard.kind]));
  return line;
}

function about(line) {
  const label = line.isMine ? WORDS.to : WORDS.from;
  const others = line.connected.length ? ` – ${WORDS.with} ${line.connected.join(", ")}` : "";
  return `${label} ${line.other}${others}`;
}

function drawLine(card, phone) {
  const state = phone.line ? phone.line.state : phone.behaviour === "off" ? "off" : "idle";
  const before = card.dataset.state;
  const had = card.contains(document.activeElement) ? document.activeElement : null;
  card.dataset.state = state;
  card.querySelector(".state").textContent = WORDS[state] || state;
  card.querySelector(".line").textContent = phone.line ? about(phone.line) : "";
  card.querySelector(".when-ringing").hidden = state !== "ringing";
  card.querySelector(".when-talking").hidden = state !== "talking";
  card.querySelector(".when-held").hidden = !["talking", "dialling"].includes(state);
  card.querySelector(".when-free").hidden = state !== "idle";
  const shown = phone.line || phone.past.at(-1);
  const key = shown ? `${shown.sid} ${shown.count}` : "";
  fill(card.querySelector(".heard"), key, () => (shown ? shown.heard.map(words) : []));
  // Whoever took a call by keyboard finds its first key under their fingers.
  if (had && before !== state && had.offsetParent === null) {
    const next = { talking: ".keys button", ringing: ".when-ringing button", idle: ".when-free button" }[state];
    if (next) card.querySelector(next).focus();
  }
}

function drawTexts(card, phone) {
  const last = phone.texts.at(-1);
  const key = `${phone.texts.length} ${last ? last.at + last.body : ""}`;
  card.querySelector(".texts .count").textContent = phone.texts.length ? `(${phone.texts.length})` : "";
  fill(card.querySelector(".thread"), key, () => {
    if (!last) return [element("p", "none", WORDS.notexts)];
    return phone.texts.map((text) => {
      const bubble = element("p", text.isMine ? "mine" : "", text.body);
      bubble.append(element("time", "", `${time(text.at)} · ${text.other}`));
      return bubble;
    });
  });
}

function drawPast(card, phone) {
  card.querySelector(".past").hidden = phone.past.length === 0;
  card.querySelector(".past .count").textContent = `(${phone.past.length})`;
  fill(card.querySelector(".past ol"), phone.past.map((line) => line.sid + line.end).join(), () =>
    phone.past.map((line) => {
      const end = line.end === "busy" ? WORDS["busy-end"] : WORDS[line.end] || line.end;
      return element("li", "", `${time(line.at)} ${about(line)}: ${end}`);
    }).reverse(),
  );
}

// What is dialled first is known; a text goes to whoever has texted last. A choice stays.
function drawNumbers(card, phone, numbers) {
  const usual = { dial: phone.calls, text: phone.answers || phone.calls };
  card.querySelector(".texts select").hidden = numbers.length < 2;
  for (const select of card.querySelectorAll("select.numbers")) {
    fill(select, numbers.map((each) => each.number).join(), () =>
      numbers.map((each) => {
        const option = element("option", "", each.name ? `${each.shown} (${each.name})` : each.shown);
        option.value = each.number;
        return option;
      }),
    );
    const first = usual[select.form.dataset.do];
    if (first && first !== select.dataset.first) select.value = select.dataset.first = first;
  }
}

export function drawCard(card, phone, numbers) {
  card.querySelector("h2").textContent = phone.name;
  card.setAttribute("aria-label", phone.name);
  card.querySelector(".number").textContent = [phone.role, phone.shown, phone.note].filter(Boolean).join(" · ");
  drawLine(card, phone);
  drawTexts(card, phone);
  drawPast(card, phone);
  drawNumbers(card, phone, numbers);
  const behaviour = card.querySelector("select[data-do]");
  if (behaviour !== document.activeElement) behaviour.value = phone.behaviour;
}
