// What stands behind duties, quietly: hours of work, times out of reach, absences, wishes, other teams.
import { app, nameOf } from "./app.js";
import { el, place, svg } from "./dom.js";
import { stretch } from "./times.js";
import { role, say } from "./words.js";

const HEIGHT = 100;
// Where in a row they lie, from and to.
const BANDS = { regular: [92, 100], unreachable: [0, 9] };

/** Returns what is behind a person's duties: one path for what is many, an element for what is not. */
export function quiet(person) {
  const lines = Object.keys(BANDS).map((kind) => path(person[kind], kind)).filter(Boolean);
  const made = lines.length
    ? [svg("svg", { viewBox: `0 0 1000 ${HEIGHT}`, preserveAspectRatio: "none", class: "behind", "aria-hidden": "true" }, ...lines)]
    : [];
  for (const away of [...person.absences, ...outside(person)]) made.push(block(away, "absence", away.reason));
  for (const other of person.elsewhere) {
    made.push(block(other, "elsewhere", say("elsewhere", { team: other.team ?? "", role: role(other.role) })));
  }
  for (const wish of person.wishes) {
    const kind = wish.prefer ? "likes" : "dislikes";
    made.push(block(wish, `wish ${kind}`, say(`wish.${kind}`, { weight: wish.weight })));
  }
  return made.filter(Boolean);
}

function path(stretches, kind) {
  const [top, bottom] = BANDS[kind];
  const parts = stretches.map((each) => app.scale.span(each)).filter(Boolean);
  if (!parts.length) return null;
  const d = parts.map(([from, to]) => `M${(from * 1000).toFixed(2)} ${top}H${(to * 1000).toFixed(2)}V${bottom}H${(from * 1000).toFixed(2)}z`);
  return svg("path", { class: kind, d: d.join("") });
}

/** Returns the times before somebody joins and after they leave. */
function outside({ present }) {
  const found = [];
  if (present.start) found.push({ start: app.board.start, end: present.start, reason: say("not.yet") });
  if (present.end) found.push({ start: present.end, end: app.board.end, reason: say("no.more") });
  return found.filter(({ start, end }) => start < end);
}

function block(each, kind, text) {
  const span = app.scale.span(each);
  return span && place(el("div", { class: kind, title: `${text} · ${stretch(each, app.scale.zone)}` }, el("span", {}, text)), span);
}

/** Returns sentences on a person's times in sight, for those who don't see the bands. */
export function said(person) {
  const { zone } = app.scale;
  const absences = [...person.absences, ...outside(person)].map((away) => `${away.reason} ${stretch(away, zone)}`);
  return [nameOf(person.id), ...absences].join("; ");
}
