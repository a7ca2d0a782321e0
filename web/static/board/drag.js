// A duty is dragged with the mouse: the body to another person, an edge to another time.
import { app, load, nameOf } from "./app.js";
import { byId, el } from "./dom.js";
import * as mark from "./dragmarks.js";
import { forget, hide, placesOf, show } from "./places.js";
import { submit } from "./saving.js";
import { moment, ms_of } from "./times.js";
import { say } from "./words.js";

const FAR = 5; // pixels until a click is a drag
const EDGE = 8; // pixels at both ends that drag a time
let drag = null;

/** Lets duties be dragged. */
export function install() {
  const board = byId("board");
  board.addEventListener("pointerdown", begin);
  board.addEventListener("pointermove", cursor);
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", cancel);
  addEventListener("keydown", (event) => event.key === "Escape" && drag?.on && cancel());
}

function begin(event) {
  const bar = event.target.closest?.(".duty.movable");
  if (!bar || event.button !== 0 || event.pointerType === "touch") return;
  const duty = app.duties.get(bar.dataset.duty);
  drag = { bar, duty, edge: edgeAt(bar, event), x: event.clientX, y: event.clientY, on: false, places: null };
  placesOf(duty.id).catch(() => {}); // asked early, so that it is there when the drag begins
}

function edgeAt(bar, event) {
  const box = bar.getBoundingClientRect();
  if (box.width < 3 * EDGE) return null;
  if (event.clientX - box.left < EDGE) return "starts";
  return box.right - event.clientX < EDGE ? "ends" : null;
}

function cursor(event) {
  const bar = event.target.closest?.(".duty.movable");
  if (bar && !drag) bar.classList.toggle("edge", Boolean(edgeAt(bar, event)));
}

function move(event) {
  if (!drag) return;
  if (!drag.on) {
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR) return;
    start();
  }
  event.preventDefault();
  if (drag.edge) overTime(event);
  else overPerson(event);
}

async function start() {
  drag.on = true;
  const mine = drag;
  document.body.classList.add("dragging");
  mine.bar.classList.add("source");
  mine.ghost = mark.ghostOf(mine.bar);
  mine.tip = el("div", { class: "tip" }, say("places.asking"));
  document.body.append(mine.tip);
  if (!mine.edge) document.body.append(mine.ghost);
  try {
    mine.places = await placesOf(mine.duty.id);
  } catch (trouble) {
    mine.trouble = trouble;
    if (drag === mine && trouble.kind !== "away") await givenUp(trouble);
    return;
  }
  if (drag !== mine) return;
  if (mine.edge) mark.ticks(mine.bar, mine.places[mine.edge]);
  else show(mine.places.people);
}

/** Where it is refused to say what is allowed, nothing is dragged; what stands by now is shown. */
async function givenUp(trouble) {
  cancel();
  app.told("warn", trouble.sentences);
  if (trouble.kind === "stale") await load().catch((other) => app.told("warn", other.sentences));
}

function overPerson(event) {
  drag.ghost.style.left = `${event.clientX + 6}px`;
  drag.ghost.style.top = `${event.clientY + 6}px`;
  const lane = document.elementFromPoint(event.clientX, event.clientY)?.closest(".lane.person");
  if (lane !== drag.lane) {
    drag.lane?.classList.remove("under");
    lane?.classList.add("under");
    drag.lane = lane;
  }
  drag.target = drag.places ? drag.places.people.find((each) => each.person === lane?.dataset.person) : unasked(lane);
  const { target } = drag;
  mark.tip(drag.tip, event, !target || target.current ? null : target.why ?? say("drop.person", { name: nameOf(target.person) }), target?.ok);
}

/** Returns somebody of whom it isn't known yet whether they may have it: it is checked when it is saved. */
function unasked(lane) {
  const person = lane?.dataset.person;
  return person && { person, ok: true, current: person === drag.duty.person };
}

function overTime(event) {
  const all = drag.places?.[drag.edge] ?? [];
  const track = drag.bar.parentElement.getBoundingClientRect();
  const at = (event.clientX - track.left) / track.width;
  const near = (each) => Math.abs(app.scale.at(each.at) - at);
  drag.target = all.reduce((best, each) => (!best || near(each) < near(best) ? each : best), null);
  const { target } = drag;
  if (!target) return mark.tip(drag.tip, event, drag.trouble?.message, false);
  const from = app.scale.at(drag.edge === "starts" ? target.at : drag.duty.start);
  const to = app.scale.at(drag.edge === "ends" ? target.at : drag.duty.end);
  Object.assign(drag.bar.style, { left: `${from * 100}%`, width: `${(to - from) * 100}%` });
  const when = moment(target.at, app.scale.zone);
  const opens = target.opens ? ` ${say("opens")}` : "";
  mark.tip(drag.tip, event, target.why ?? say(`drop.${drag.edge}`, { when }) + opens, target.ok);
}

function end(event) {
  if (!drag) return;
  const { on, duty, edge, target } = drag;
  if (!on) return clear();
  event.preventDefault();
  clear();
  swallowClick();
  if (!target || target.current) return app.draw();
  if (!target.ok) {
    app.told("stop", [say("put.back"), target.why]);
    return app.draw();
  }
  const body = edge ? moved(duty, edge, target) : { edit: "assign", duty: duty.id, person: target.person };
  const text = edge ? say("do.move", { duty: duty.id }) : say("do.assign", { duty: duty.id, name: nameOf(target.person) });
  submit({ ...body, only_ok: true }, text);
}

/** Where a drag ends on the bar it began on, the browser makes a click of it, which is none. */
function swallowClick() {
  const swallow = (click) => click.stopPropagation();
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
}

/** Returns the edit that lets a duty begin or end at another time. */
export function moved(duty, edge, target) {
  const [start, finish] = edge === "starts" ? [target.at, duty.end] : [duty.start, target.at];
  return { edit: "move", duty: duty.id, start: ms_of(start) < ms_of(finish) ? start : duty.start, end: finish };
}

function cancel() {
  if (!drag) return;
  clear();
  app.draw();
  forget();
}

function clear() {
  if (drag?.on) {
    drag.ghost.remove();
    drag.tip.remove();
    drag.bar.classList.remove("source");
    document.body.classList.remove("dragging");
    mark.clear();
    hide();
  }
  drag = null;
}
