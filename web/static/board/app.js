// What all parts of the page share: the board as it was last read, and how to read it anew.
import { get } from "./api.js";
import { Scale, between, later, monday } from "./times.js";

/** The state of the page; `draw`, `told` and `hush` are set by main.js. */
export const app = {
  team: document.body.dataset.team,
  asked: { from: null, days: null, draft: null, version: null },
  board: null,
  scale: null,
  /** Pixels of a day, by draw.js. */
  dayWidth: 0,
  people: new Map(),
  duties: new Map(),
  /** Edits that are on their way or were not saved, by saving.js. */
  pending: [],
  draw: () => {},
  told: () => {},
  hush: () => {},
};

const SPANS = { week: 7, month: 28, quarter: 84 };

export const spans = SPANS;

/** Reads what the address asks for. */
export function readAddress() {
  const args = new URLSearchParams(location.search);
  app.asked = {
    from: args.get("from"),
    days: Number(args.get("days")) || null,
    draft: Number(args.get("draft")) || null,
    version: Number(args.get("version")) || null,
  };
}

/** Goes on to other days, another draft or version, and keeps the address true. */
export async function go(change, { replace = false } = {}) {
  app.asked = { ...app.asked, ...change };
  const args = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(app.asked)) {
    if (value) args.set(name, value);
    else args.delete(name);
  }
  const address = `${location.pathname}?${args}`;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  await load();
}

/** Reads the board anew and draws it; raises Trouble. */
export async function load() {
  const board = await get(shownAt("board"));
  app.board = board;
  app.scale = new Scale(board);
  app.people = new Map(board.people.map((person) => [person.id, person]));
  app.duties = new Map(board.duties.map((duty) => [duty.id, duty]));
  app.draw();
}

/** Returns the address of something about what is shown. */
export function shownAt(what, more = {}) {
  const args = new URLSearchParams(more);
  for (const [name, value] of Object.entries(app.asked)) if (value) args.set(name, value);
  return `/rota/${encodeURIComponent(app.team)}/${what}.json?${args}`;
}

/** Returns the same stretch of time so many steps away. */
export function shifted(steps) {
  const days = app.board.days_shown;
  return later(app.board.from, steps * days);
}

/** Returns from which day on to show so many days, so that what is in sight stays there. */
export function around(days) {
  const { from, now, days_shown: shown } = app.board;
  const today = now.slice(0, 10);
  const inside = between(from, today) >= 0 && between(from, today) < shown;
  return monday(inside && days < shown ? today : from);
}

/** Who has no row on the days shown has a name all the same. */
export const nameOf = (person) => app.people.get(person)?.name ?? app.board.names[person] ?? person;

/** Tells whether this is the best rota so far of a search that goes on. */
export const isSearched = () => app.board?.draft?.found != null;

/** Tells whether duties can be changed here by hand. */
export const canEdit = () => Boolean(app.board?.draft?.can_edit);
