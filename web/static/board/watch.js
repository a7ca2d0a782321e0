// A draft that is being solved is watched live: best rota, proven bound, gap and seconds.
import { app, isSearched, load } from "./app.js";
import { post, withLanguage } from "./api.js";
import { byId, fill, svg } from "./dom.js";
import { number, say } from "./words.js";

const WAITED_FOR = ["asked", "solving"];
const POLL = 2000; // where the live line can't be had
const REST = 30; // times as long as a look took, until the next: many who watch slow nobody down
let source = null;
let watched = null;
let samples = [];
let poll = null;
let newest = null; // when the best rota was found, in seconds of the search
let look = null;
let rested = 0;

/** Shows how far the draft is, and listens for more while it is solved. */
export function drawWatch() {
  const { draft } = app.board;
  const card = byId("watch");
  const waits = draft && WAITED_FOR.includes(draft.state);
  card.hidden = !draft || !(waits || draft.state === "failed");
  byId("board").classList.toggle("searched", isSearched());
  byId("watch-shown").hidden = !isSearched();
  if (!waits) stop();
  if (card.hidden) return;
  byId("watch-state").textContent = say(`state.${draft.state}`);
  byId("watch-failure").textContent = draft.failure ?? "";
  byId("watch-cancel").hidden = !waits;
  if (waits) listen(draft);
  show(draft.progress);
}

function listen(draft) {
  if (watched === draft.draft && source && source.readyState !== EventSource.CLOSED) return;
  stop();
  watched = draft.draft;
  samples = [];
  source = new EventSource(withLanguage(`/live/drafts/${draft.draft}`));
  source.addEventListener("progress", (event) => progress(JSON.parse(event.data)));
  source.addEventListener("state", (event) => changed(JSON.parse(event.data)));
  source.addEventListener("lost", (event) => byId("watch-note").textContent = JSON.parse(event.data).sentence);
  source.addEventListener("close", () => { stop(); again(); });
  source.addEventListener("open", () => { clearInterval(poll); poll = null; });
  source.addEventListener("error", () => poll ??= setInterval(again, POLL));
}

function stop() {
  source?.close();
  clearInterval(poll);
  clearTimeout(look);
  source = poll = watched = look = newest = null;
}

function changed(said) {
  byId("watch-state").textContent = say(`state.${said.state}`);
  if (!WAITED_FOR.includes(said.state)) again();
}

function progress(said) {
  byId("watch-note").textContent = "";
  byId("watch-state").textContent = say("state.solving");
  show(said);
  newest = said.found;
  renew();
}

/** Shows the best rota so far where there is a better one than that in sight. */
function renew() {
  if (look || newest == null || newest === app.board.draft?.found) return;
  look = setTimeout(async () => {
    const begun = performance.now();
    await again();
    rested = performance.now() + REST * (performance.now() - begun);
    look = null;
    renew();
  }, Math.max(0, rested - performance.now()));
}

async function again() {
  try {
    await load();
  } catch (trouble) {
    byId("watch-note").textContent = trouble.message;
    poll ??= setInterval(again, POLL);
  }
}

function show(said) {
  const seconds = said?.seconds ?? 0;
  const gap = said?.bound == null ? null : (said.objective - said.bound) / (said.objective || 1);
  byId("watch-seconds").textContent = say("seconds", { n: number(seconds) });
  byId("watch-best").textContent = said?.objective == null ? "–" : number(said.objective);
  byId("watch-bound").textContent = said?.bound == null ? "–" : number(said.bound);
  byId("watch-gap").textContent = gap == null ? "–" : say("percent", { n: number(100 * gap) });
  byId("watch-uncovered").textContent = said?.uncovered == null ? "–" : say("minutes", { n: number(said.uncovered) });
  // What a rota costs says nothing beside one that covers less.
  if (samples.at(-1)?.uncovered !== said?.uncovered) samples = [];
  if (said?.objective != null && samples.at(-1)?.seconds !== seconds) samples.push({ seconds, ...said });
  chart();
}

const WIDTH = 320;
const HEIGHT = 90;

function chart() {
  const known = samples.flatMap((each) => [each.objective, each.bound]).filter((each) => each != null);
  const high = Math.max(...known, 1);
  const low = Math.min(...known, high);
  const last = Math.max(samples.at(-1)?.seconds ?? 1, 1);
  const x = (seconds) => (seconds / last) * WIDTH;
  const y = (value) => 6 + (1 - (value - low) / Math.max(high - low, 1)) * (HEIGHT - 12);
  const line = (name) => samples.filter((each) => each[name] != null).map((each) => `${x(each.seconds).toFixed(1)},${y(each[name]).toFixed(1)}`);
  const best = line("objective");
  const bound = line("bound");
  const area = best.length > 1 && bound.length > 1 ? [svg("polygon", { class: "between", points: [...best, ...bound.toReversed()].join(" ") })] : [];
  fill(byId("watch-chart"), ...area, svg("polyline", { class: "best", points: best.join(" ") }), svg("polyline", { class: "bound", points: bound.join(" ") }));
}

/** A page that nobody sees holds no line: a browser has six of them for all its tabs. */
function hidden() {
  if (document.visibilityState === "hidden") stop();
  else if (app.board?.draft && WAITED_FOR.includes(app.board.draft.state)) again();
}

/** Lets the draft that is being solved be called off. */
export function install() {
  document.addEventListener("visibilitychange", hidden);
  byId("watch-cancel").addEventListener("click", async () => {
    try {
      await post(`/rota/drafts/${app.board.draft.draft}/cancel.json`, {});
      await load();
    } catch (trouble) {
      app.told("warn", trouble.sentences);
    }
  });
}
