// A draft is asked for: which weeks, how long to search, anew or with few changes, and why.
import { app, go } from "./app.js";
import { post } from "./api.js";
import { byId } from "./dom.js";
import { between, monday } from "./times.js";

const form = byId("ask-form");
const dialog = byId("ask");

/** Lets drafts be asked for. */
export function install() {
  byId("ask-open").addEventListener("click", () => openAsk());
  byId("ask-close").addEventListener("click", () => dialog.close());
  addEventListener("ask", (event) => openAsk(event.detail));
  form.addEventListener("submit", send);
}

/** Opens the form, filled in for the weeks that are shown. */
function openAsk({ longer = false } = {}) {
  const { board } = app;
  const today = board.now.slice(0, 10);
  const { draft } = board;
  form.elements.from.value = draft?.from ?? (board.from < today ? monday(today) : board.from);
  form.elements.weeks.value = draft ? Math.ceil(draft.days / 7) : Math.max(1, Math.round(board.days_shown / 7));
  if (longer) form.elements.seconds.value = Math.min(3600, 3 * Number(form.elements.seconds.value));
  const published = board.published.length > 0;
  form.elements.how.value = published ? "again" : "new";
  for (const each of form.elements.how) if (each.value === "again") each.disabled = !published;
  byId("ask-like").hidden = !(draft?.state === "ready");
  if (draft?.state === "ready") form.elements.how.value = "like";
  byId("ask-trouble").textContent = "";
  if (!dialog.open) dialog.showModal();
}

async function send(event) {
  event.preventDefault();
  const { from, weeks, seconds, how, why } = form.elements;
  const body = { from: from.value, days: 7 * Number(weeks.value), seconds: Number(seconds.value), again: how.value === "again", why: why.value };
  if (how.value === "like") Object.assign(body, { like: app.board.draft.draft, from: app.board.draft.from, days: app.board.draft.days });
  try {
    await ask(body);
    dialog.close();
  } catch (trouble) {
    byId("ask-trouble").textContent = trouble.message;
  }
}

/** Asks for a draft and goes on to watch it; raises Trouble. */
export async function ask(body) {
  const made = await post(`/rota/${encodeURIComponent(app.team)}/draft.json`, body);
  await go({ draft: made.draft, version: null, from: null, days: null });
}

/** Asks anew for a draft that is out of date; what was set by hand in it is kept as far as can be. */
export function askAnew() {
  const { draft } = app.board;
  const like = draft.state === "ready" && draft.edition > 0 ? { like: draft.draft } : {};
  return ask({ from: draft.from, days: draft.days, again: !like.like && (draft.again || between(draft.from, app.board.now.slice(0, 10)) > 0), ...like });
}
