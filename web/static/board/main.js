// The page to plan on: reads the board, draws it, and lets people work on it.
import { app, around, go, load, readAddress, shifted, spans } from "./app.js";
import * as asking from "./asking.js";
import { announce, byId, el, fill } from "./dom.js";
import * as drag from "./drag.js";
import { drawBoard, showNow, zoomOf } from "./draw.js";
import * as drafts from "./drafts.js";
import { drawFigures } from "./figures.js";
import { drawGaps, gapOf, openGap } from "./gaps.js";
import * as keys from "./keys.js";
import * as publishing from "./publishing.js";
import { recall } from "./saving.js";
import { openDuty } from "./sheet.js";
import { later, monday, period } from "./times.js";
import { say } from "./words.js";
import * as watch from "./watch.js";

const RETRY = 5000;
let resized = null;

app.draw = () => {
  const { board } = app;
  if (!board) return;
  const hadFocus = byId("board").contains(document.activeElement);
  recall();
  drawBoard();
  keys.restore(hadFocus);
  byId("period").textContent = period(board.from, later(board.from, board.days_shown - 1));
  byId("date").value = board.from;
  for (const button of document.querySelectorAll("[data-span]")) {
    button.setAttribute("aria-pressed", zoomOf(board.days_shown) === button.dataset.span);
  }
  drafts.drawDrafts();
  drawGaps();
  drawFigures();
  watch.drawWatch();
  document.body.classList.add("drawn");
};

app.told = (kind, sentences) => {
  const box = byId("told");
  const [first, ...rest] = sentences.filter(Boolean);
  fill(box, el("div", { class: `told ${kind}` },
    el("div", {}, el("p", {}, first), rest.length > 0 && el("ul", {}, ...rest.map((line) => el("li", {}, line)))),
    el("button", { class: "close", type: "button", "aria-label": say("close"), onclick: () => fill(box) }, "×")));
  announce(sentences.join(" "));
};

app.hush = () => fill(byId("told"));

function clicked(event) {
  const bar = event.target.closest(".duty");
  if (bar) openDuty(bar.dataset.duty, "removed" in bar.dataset);
  const gap = event.target.closest(".cover.gap");
  if (gap) openGap(gapOf(gap)?.id);
}

function showDuty(event) {
  const button = event.target.closest("[data-show]");
  if (!button) return;
  const bar = byId("board").querySelector(`[data-duty="${button.dataset.show}"]`);
  bar?.scrollIntoView({ block: "center", inline: "center" });
  bar?.focus();
  bar?.classList.add("shown");
  setTimeout(() => bar?.classList.remove("shown"), 2000);
}

/** What nobody else has dealt with is told; where the server is away the board is read anew when it is back. */
function troubled(event) {
  const trouble = event.reason;
  if (!trouble?.kind) return;
  event.preventDefault();
  app.told(trouble.kind === "away" ? "warn" : "stop", trouble.sentences);
  if (trouble.kind === "away") setTimeout(() => load().then(app.hush), RETRY);
}

async function toToday() {
  await go({ from: monday(app.board.now.slice(0, 10)), days: app.board.days_shown });
  showNow();
}

function install() {
  byId("board").addEventListener("click", clicked);
  byId("changes").addEventListener("click", showDuty);
  byId("back").addEventListener("click", () => go({ from: shifted(-1), days: app.board.days_shown }));
  byId("on").addEventListener("click", () => go({ from: shifted(1), days: app.board.days_shown }));
  byId("today").addEventListener("click", toToday);
  byId("date").addEventListener("change", (event) => event.target.value && go({ from: monday(event.target.value), days: app.board.days_shown }));
  for (const button of document.querySelectorAll("[data-span]")) {
    button.addEventListener("click", () => go({ from: around(spans[button.dataset.span]), days: spans[button.dataset.span] }));
  }
  byId("undo").addEventListener("click", keys.undo);
  byId("redo").addEventListener("click", keys.redo);
  byId("sheet").addEventListener("click", (event) => event.target === byId("sheet") && byId("sheet").close());
  addEventListener("popstate", () => { readAddress(); load(); });
  addEventListener("unhandledrejection", troubled);
  addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(app.draw, 150); });
  for (const part of [asking, drafts, drag, keys, publishing, watch]) part.install();
}

/** A tab of yesterday is read anew when somebody comes back to it. */
function wake() {
  if (document.visibilityState === "visible" && app.board && !app.pending.length && Date.now() - wake.last > 60000) load();
  wake.last = Date.now();
}
wake.last = Date.now();
document.addEventListener("visibilitychange", wake);

/** An address that leads nowhere, or no longer, leads to what is published. */
async function begin() {
  const narrow = innerWidth < 700 && !app.asked.days && !app.asked.draft;
  try {
    await (narrow ? go({ days: 7 }, { replace: true }) : load());
  } catch (trouble) {
    if (trouble.kind !== "refused") throw trouble;
    await go({ from: null, days: null, draft: null, version: null }, { replace: true });
    app.told("warn", trouble.sentences);
  }
  showNow();
}

install();
readAddress();
begin();
