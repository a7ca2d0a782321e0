// The board: rows of people, days across. It is drawn whole, which is quicker than to compare.
import { app } from "./app.js";
import { coverage } from "./coverage.js";
import { byId, el, fill } from "./dom.js";
import { bar } from "./duty.js";
import { days, shades } from "./header.js";
import { quiet, said } from "./quiet.js";
import { pendingOf } from "./saving.js";
import { role, say } from "./words.js";

const LEAST = { week: 92, month: 30, quarter: 13 }; // pixels of a day
const NARROW = { week: 64, month: 26, quarter: 12 };

/** Returns how near one looks at so many days. */
export const zoomOf = (shown) => (shown <= 9 ? "week" : shown <= 35 ? "month" : "quarter");

/** Draws the board. */
export function drawBoard() {
  const { board } = app;
  const frame = byId("board");
  const sight = { left: frame.scrollLeft, top: frame.scrollTop };
  const rows = theirs();
  frame.dataset.zoom = zoomOf(board.days.length);
  fit();
  fill(frame,
    el("div", { class: "lane days", role: "row" },
      el("div", { class: "who corner", role: "columnheader" }, say("people.count", { n: board.people.length })),
      el("div", { class: "track" }, ...days())),
    el("div", { class: "rows", role: "presentation" },
      el("div", { class: "shades", "aria-hidden": "true" }, ...shades()),
      ...coverage(),
      ...board.people.map((person) => lane(person, rows.get(person.id) ?? []))));
  frame.scrollTo(sight);
}

/** Brings the present into sight, a day behind the names, where it is among the days shown. */
export function showNow() {
  const at = app.scale.at(app.board.now);
  if (at > 0 && at < 1) byId("board").scrollLeft = (at * app.board.days.length - 1) * app.dayWidth;
}

function theirs() {
  const rows = new Map();
  for (const duty of [...app.board.duties.map(asEdited), ...app.board.removed]) {
    if (!rows.has(duty.person)) rows.set(duty.person, []);
    rows.get(duty.person).push(duty);
  }
  for (const some of rows.values()) some.sort((one, other) => (one.start < other.start ? -1 : 1));
  return rows;
}

/** Returns a duty as an edit makes it that is on its way, or was not saved yet. */
function asEdited(duty) {
  const edit = pendingOf(duty.id);
  if (!edit) return duty;
  const { person = duty.person, start = duty.start, end = duty.end } = edit.body.edit === "split" ? {} : edit.body;
  return { ...duty, person, start, end, waiting: edit.state };
}

function lane(person, duties) {
  const facts = [...person.roles.map(role), ...person.skills].join(", ");
  return el("div", { class: "lane person", role: "row", data: { person: person.id } },
    el("div", { class: "who", role: "rowheader" },
      el("a", { class: "name", href: `/people/${encodeURIComponent(person.id)}`, title: `${said(person)} · ${facts}`, tabindex: -1 }, person.name),
      el("span", { class: "why" }, person.skills.join(", "))),
    el("div", { class: "track", role: "gridcell" }, ...quiet(person), ...duties.map(bar)));
}

/** Makes days as wide as there is room, but never too narrow to read. */
function fit() {
  const frame = byId("board");
  const narrow = frame.clientWidth < 700;
  const names = narrow ? 104 : 176;
  const shown = app.board.days.length;
  const least = (narrow ? NARROW : LEAST)[zoomOf(shown)];
  const day = app.dayWidth = Math.max(least, (frame.clientWidth - names) / shown);
  frame.style.setProperty("--names", `${names}px`);
  frame.style.setProperty("--days", shown);
  frame.style.setProperty("--day", `${day}px`);
}
