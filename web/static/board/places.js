// Where a duty may go: asked of the server once per duty, shown on the rows.
import { app, nameOf } from "./app.js";
import { get } from "./api.js";
import { byId } from "./dom.js";

const known = new Map();

/** Returns the allowed places of a duty in the draft that is shown; raises Trouble. */
export function placesOf(duty) {
  const { draft } = app.board;
  const key = `${draft.draft} ${draft.edition} ${duty}`;
  if (!known.has(key)) {
    const asked = get(`/rota/drafts/${draft.draft}/places.json?duty=${duty}`);
    asked.catch(() => known.delete(key));
    known.set(key, asked);
    if (known.size > 60) known.delete(known.keys().next().value);
  }
  return known.get(key);
}

/** Returns who may take a gap, or a stretch of it; raises Trouble. */
export function placesIn(gap) {
  const { draft } = app.board;
  const args = new URLSearchParams({ role: gap.role, from: gap.start, until: gap.end, bookings: gap.bookings.join(",") });
  return get(`/rota/drafts/${draft.draft}/places.json?${args}`);
}

/** Forgets what was asked: the facts may have changed. */
export const forget = () => known.clear();

/** Shows on the rows who may have it, and for the others why not. */
export function show(people) {
  const found = new Map(people.map((each) => [each.person, each]));
  byId("board").classList.add("choosing");
  for (const lane of lanes()) {
    const each = found.get(lane.dataset.person);
    lane.classList.toggle("fits", Boolean(each?.ok && !each.current));
    lane.classList.toggle("unfit", Boolean(each && !each.ok));
    if (each?.why) lane.querySelector(".why").textContent = bare(each.why, each.person);
  }
}

/** Shows the rows as they were. */
export function hide() {
  byId("board").classList.remove("choosing");
  for (const lane of lanes()) {
    lane.classList.remove("fits", "unfit", "under");
    lane.querySelector(".why").textContent = app.people.get(lane.dataset.person)?.skills.join(", ") ?? "";
  }
}

const lanes = () => byId("board").querySelectorAll(".lane.person");

/** Returns a reason without the name, which stands above it. */
export const bare = (why, person) => why.replace(`${nameOf(person)}: `, "");
