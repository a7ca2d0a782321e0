// The board by keyboard: one duty takes part in Tab, arrows go on from it, Enter opens it.
import { app, canEdit } from "./app.js";
import { byId } from "./dom.js";
import { submit } from "./saving.js";
import { say } from "./words.js";

let focused = null; // the duty or gap that had the focus, to find it again on a new board

const STOPS = ".duty, .cover.gap";

/** Lets the board be walked with the keyboard. */
export function install() {
  const board = byId("board");
  board.addEventListener("keydown", walk);
  board.addEventListener("focusin", (event) => event.target.matches(STOPS) && hold(event.target));
  addEventListener("keydown", shortcuts);
}

/** Gives the place in the order of Tab to what had it, and the focus back if it was lost. */
export function restore(hadFocus) {
  const stops = [...byId("board").querySelectorAll(STOPS)];
  const found = stops.find((stop) => key(stop) === focused) ?? stops[0];
  if (found) found.tabIndex = 0;
  if (found && hadFocus) found.focus({ preventScroll: true });
}

const key = (stop) => stop.dataset.duty ?? `${stop.dataset.role} ${stop.dataset.from}`;

function hold(stop) {
  for (const other of byId("board").querySelectorAll(`${STOPS.split(",").map((each) => `${each}[tabindex="0"]`).join(",")}`)) other.tabIndex = -1;
  stop.tabIndex = 0;
  focused = key(stop);
}

function walk(event) {
  const stop = event.target.closest(STOPS);
  if (!stop) return;
  const next = { ArrowRight: () => beside(stop, 1), ArrowLeft: () => beside(stop, -1), ArrowDown: () => below(stop, 1), ArrowUp: () => below(stop, -1), Home: () => edge(stop, 0), End: () => edge(stop, -1) }[event.key]?.();
  if (next) {
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

const inLane = (lane) => [...lane.querySelectorAll(STOPS)];
const edge = (stop, at) => inLane(stop.closest(".lane")).at(at);

function beside(stop, step) {
  const all = inLane(stop.closest(".lane"));
  return all[all.indexOf(stop) + step];
}

function below(stop, step) {
  const lanes = [...byId("board").querySelectorAll(".rows .lane")];
  const left = stop.offsetLeft + stop.offsetWidth / 2;
  for (let at = lanes.indexOf(stop.closest(".lane")) + step; lanes[at]; at += step) {
    const near = inLane(lanes[at]).map((other) => [Math.abs(other.offsetLeft + other.offsetWidth / 2 - left), other]);
    if (near.length) return near.reduce((best, each) => (each[0] < best[0] ? each : best))[1];
  }
  return null;
}

function shortcuts(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.target.matches("input, textarea")) return;
  event.preventDefault();
  if (event.shiftKey) redo();
  else undo();
}

/** Takes the last edit back. */
export const undo = () => canEdit() && app.board.draft.undo && submit({ edit: "undo" }, say("undo"));

/** Does again what was taken back. */
export const redo = () => canEdit() && app.board.draft.redo && submit({ edit: "redo" }, say("redo"));
