// A draft is published: a person says why, and sees before whom it touches.
import { app, go, nameOf } from "./app.js";
import { get, post } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { count, say } from "./words.js";

const dialog = byId("publish");
const form = byId("publish-form");

/** Lets drafts be published. */
export function install() {
  byId("publish-open").addEventListener("click", open);
  byId("publish-close").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", send);
}

/** Returns the board of all days of the draft: those shown may be few of them. */
const whole = () => get(`/rota/${encodeURIComponent(app.team)}/board.json?draft=${app.board.draft.draft}`);

/** Returns who is touched by a draft, with the number of their duties that change. */
function touched(board) {
  const people = new Map();
  const add = (person) => people.set(person, (people.get(person) ?? 0) + 1);
  for (const duty of [...board.duties, ...board.removed]) {
    if (!duty.difference) continue;
    add(duty.person);
    if (duty.was && duty.was.person !== duty.person) add(duty.was.person);
  }
  return [...people].sort((one, other) => other[1] - one[1]);
}

async function open() {
  const board = await whole();
  if (dialog.open) return;
  const people = touched(board);
  const { gaps, breaches } = board;
  fill(byId("publish-people"), people.length
    ? people.map(([person, n]) => el("li", {}, el("span", {}, nameOf(person)), el("span", { class: "small" }, count("duties", n))))
    : el("li", {}, say("publish.nobody")));
  byId("publish-count").textContent = count("people", people.length);
  const warned = byId("publish-gaps");
  warned.hidden = !gaps.length;
  warned.textContent = gaps.length ? say("publish.gaps", { gaps: count("gaps", gaps.length) }) : "";
  const broken = byId("publish-breaches");
  fill(broken, ...breaches.map((breach) => el("li", {}, breach.sentence)));
  byId("publish-broken").hidden = !breaches.length;
  form.querySelector("[type=submit]").disabled = breaches.length > 0;
  byId("publish-trouble").textContent = "";
  dialog.showModal();
  prove(app.board.draft.draft);
}

// What would not reach everybody in time is told beside; it keeps nobody from publishing.
async function prove(draft) {
  const box = byId("publish-proof");
  box.hidden = true;
  try {
    const { sentences } = await get(`/reachable/drafts/${draft}.json`);
    if (!dialog.open || app.board.draft?.draft !== draft) return;
    fill(byId("publish-unproven"), ...sentences.map((sentence) => el("li", {}, sentence)));
    box.hidden = !sentences.length;
  } catch {
    box.hidden = true;
  }
}

async function send(event) {
  event.preventDefault();
  const { draft } = app.board;
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    const done = await post(`/rota/drafts/${draft.draft}/publish.json`, { edition: draft.edition, why: form.elements.why.value });
    dialog.close();
    await go({ draft: null, from: app.board.from, days: app.board.days_shown });
    app.told("good", [say("publish.done", { version: done.version, people: count("people", done.people.length) })]);
  } catch (trouble) {
    byId("publish-trouble").textContent = trouble.message;
    if (trouble.kind === "stale") {
      dialog.close();
      app.told("stop", trouble.sentences);
      await go({});
    }
  } finally {
    button.disabled = false;
  }
}
