// Edits go to the server one after the other; what was not saved stays to be seen until it is.
import { app, load } from "./app.js";
import { post } from "./api.js";
import { forget } from "./places.js";
import { say } from "./words.js";

const AGAIN = 5000; // until an edit that was not saved is tried again by itself
let running = false;
let timer = null;

const place = (draft) => `unsaved ${draft}`;

/** Does an edit of the draft that is shown; `text` says it, should it wait. */
export function submit(body, text) {
  const { draft } = app.board;
  app.pending.push({ draft: draft.draft, body, text, state: "saving" });
  remember();
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
  app.pending = [];
  remember();
  return refresh();
}

/** Takes up what an earlier visit of this page could not save. */
export function recall() {
  const draft = app.board?.draft?.draft;
  const kept = draft && sessionStorage.getItem(place(draft));
  if (!kept || app.pending.length) return;
  app.pending = JSON.parse(kept).map((edit) => ({ ...edit, state: "unsaved" })).filter((edit) => !isDone(edit.body));
  remember();
}

/** Returns the edit of a duty that is on its way or waits, if there is one. */
export const pendingOf = (duty) => app.pending.findLast((edit) => edit.body.duty === duty);

async function run() {
  if (running) return;
  running = true;
  clearTimeout(timer);
  try {
    while (app.pending.length && app.pending[0].state === "saving") await send(app.pending[0]);
  } finally {
    running = false;
  }
  if (app.pending.length) timer = setTimeout(tryAgain, AGAIN);
}

async function send(edit) {
  try {
    const edition = app.board.draft.edition;
    const done = await post(`/rota/drafts/${edit.draft}/edit.json`, { edition, ...edit.body });
    Object.assign(app.board.draft, { edition: done.edition, undo: done.undo, redo: done.redo });
    finished(edit);
    if (!app.pending.length) await refresh();
    tellEffect(done.effect);
  } catch (trouble) {
    await failed(edit, trouble);
  }
}

async function failed(edit, trouble) {
  if (trouble.kind === "refused") {
    finished(edit);
    app.told("stop", trouble.sentences);
    await refresh();
    return;
  }
  if (trouble.kind === "stale") await refresh();
  if (trouble.kind === "stale" && isDone(edit.body)) return finished(edit);
  if (!trouble.kind) throw trouble;
  if (trouble.kind === "stale") {
    finished(edit);
    app.told("warn", [...trouble.sentences, say("not.done", { what: edit.text })]);
    app.draw();
    return;
  }
  for (const each of app.pending) Object.assign(each, { state: "unsaved", sentences: trouble.sentences });
  app.draw();
}

function finished(edit) {
  app.pending = app.pending.filter((each) => each !== edit);
  remember();
}

function remember() {
  const draft = app.board.draft?.draft;
  if (!draft) return;
  if (app.pending.length) sessionStorage.setItem(place(draft), JSON.stringify(app.pending));
  else sessionStorage.removeItem(place(draft));
}

/** Tells whether the board shows an edit as done: its answer was lost, not the edit. */
function isDone({ edit, duty, person, start, end }) {
  const found = app.duties.get(duty);
  if (edit === "assign") return found?.person === person;
  if (edit === "move") return found?.start === start && found?.end === end;
  return edit === "clear" && !found;
}

async function refresh() {
  forget();
  try {
    await load();
  } catch (trouble) {
    app.told("warn", trouble.sentences);
    app.draw();
  }
}

function tellEffect(effect) {
  const broken = effect.broken.map((breach) => breach.sentence);
  if (broken.length) app.told("warn", [say("effect.broken"), ...broken]);
  else if (effect.opened.length) app.told("warn", [say("effect.opened")]);
  else if (effect.closed.length) app.told("good", [say("effect.closed")]);
}
