// Edits go to the server one after the other; what was not saved is kept until it is, or given up.
import { app, load } from "./app.js";
import { post } from "./api.js";
import { forget } from "./places.js";
import { say } from "./words.js";

const AGAIN = 5000; // until an edit that was not saved is tried again by itself
const WAITS = ["away", "old"]; // until the server is back, or the page is loaded again
let running = false;
let timer = null;

/** Does an edit of the draft that is shown; `text` says it, should it wait. */
export function submit(body, text) {
  const { draft, edition } = app.board.draft;
  const isFirst = !app.pending.some((each) => each.draft === draft);
  // By its key the server knows it again, should its answer have been lost. An edit behind others
  // gets its edition from the one before it.
  const edit = { draft, body, text, key: crypto.randomUUID(), at: Date.now(), edition: isFirst ? edition : null };
  app.pending.push({ ...edit, state: "saving" });
  keep(edit);
  app.hush();
  app.draw();
  return run();
}

/** Sends again what was not saved. */
export function tryAgain() {
  for (const edit of app.pending) edit.state = "saving";
  app.draw();
  return run();
}

/** Gives up what was not saved. */
export function drop() {
  for (const edit of app.pending) forgetIt(edit);
  app.pending = [];
  return refresh();
}

/** Takes up what an earlier visit of this page, or one in another tab, could not save. */
export function recall() {
  const draft = app.board?.draft?.draft;
  if (!draft || app.pending.length) return;
  app.pending = kept(draft).map((edit) => ({ ...edit, state: "saving" }));
  if (app.pending.length) run();
}

/** Returns the edit of a duty that is on its way or waits, if there is one. */
export const pendingOf = (duty) => app.pending.findLast((edit) => edit.body.duty === duty);

async function run() {
  if (running) return;
  running = true;
  clearTimeout(timer);
  try {
    while (app.pending[0]?.state === "saving") await send(app.pending[0]);
  } finally {
    running = false;
  }
  const [next] = app.pending;
  if (next && next.trouble?.kind !== "old") timer = setTimeout(tryAgain, AGAIN);
}

async function send(edit) {
  try {
    const { body, edition, key } = edit;
    const done = await post(`/rota/drafts/${edit.draft}/edit.json`, { ...body, edition, key });
    finished(edit, done.edition);
    const { draft } = app.board;
    if (draft?.draft === edit.draft) Object.assign(draft, { edition: done.edition, undo: done.undo, redo: done.redo });
    if (!app.pending.length) await refresh();
    tellEffect(done.effect);
  } catch (trouble) {
    await failed(edit, trouble);
  }
}

async function failed(edit, trouble) {
  if (!trouble.kind) throw trouble;
  if (WAITS.includes(trouble.kind)) {
    for (const each of app.pending) Object.assign(each, { state: "unsaved", trouble });
    app.draw();
    return;
  }
  // What follows was meant for a draft that somebody else has changed since.
  const lost = trouble.kind === "stale" ? app.pending.filter((each) => each.draft === edit.draft) : [edit];
  for (const each of lost) finished(each, edit.edition);
  await refresh();
  app.told(trouble.kind === "stale" ? "warn" : "stop", [...trouble.sentences, ...lost.map((each) => say("not.done", { what: each.text }))]);
}

function finished(edit, edition) {
  app.pending = app.pending.filter((each) => each !== edit);
  forgetIt(edit);
  const next = app.pending.find((each) => each.draft === edit.draft);
  if (!next) return;
  next.edition = edition;
  keep(next);
}

const prefix = (draft) => `unsaved ${draft} `;
const place = ({ draft, key }) => `${prefix(draft)}${key}`;
const keep = ({ draft, body, text, key, at, edition }) =>
  localStorage.setItem(place({ draft, key }), JSON.stringify({ draft, body, text, key, at, edition }));
const forgetIt = (edit) => localStorage.removeItem(place(edit));

/** Returns the edits of a draft that were not saved, as they were made. */
function kept(draft) {
  const places = Object.keys(localStorage).filter((each) => each.startsWith(prefix(draft)));
  return places.map((each) => JSON.parse(localStorage.getItem(each))).sort((one, other) => one.at - other.at);
}

async function refresh() {
  forget();
  try {
    await load();
  } catch (trouble) {
    app.told("warn", trouble.sentences);
    app.draw();
    if (trouble.kind === "away") setTimeout(refresh, AGAIN);
  }
}

function tellEffect(effect) {
  const broken = effect.broken.map((breach) => breach.sentence);
  if (broken.length) app.told("warn", [say("effect.broken"), ...broken]);
  else if (effect.opened.length) app.told("warn", [say("effect.opened")]);
  else if (effect.closed.length) app.told("good", [say("effect.closed")]);
}
