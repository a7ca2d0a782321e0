// A duty as a bar: who is first and who is second differs by shape, letter and colour.
import { app, canEdit, nameOf } from "./app.js";
import { el, place } from "./dom.js";
import { hour, length, stretch } from "./times.js";
import { letter, role, say } from "./words.js";

const SIGNS = { added: "+", changed: "±", removed: "−" };

/** Returns the bar of a duty, or null where it is not in sight. */
export function bar(duty) {
  const span = app.scale.span(duty);
  if (!span) return null;
  const text = described(duty);
  const classes = ["duty", duty.role, duty.difference, duty.pinned && "pinned", duty.over && "over", duty.waiting, ...room(duty, span)];
  const made = el("button", {
    class: classes.filter(Boolean).join(" "),
    type: "button",
    tabindex: -1,
    "aria-label": text,
    title: text,
    data: { duty: duty.id },
  }, ...inside(duty));
  if (duty.difference === "removed") made.dataset.removed = "";
  if (canEdit() && duty.editable && !duty.difference?.startsWith("removed")) made.classList.add("movable");
  return place(made, span);
}

const LETTER = 12; // pixels that a letter needs, and what stands beside it
const SIGN = 6.2;

/** Returns whether there is room for a letter, and for the times beside it. */
function room(duty, [from, to]) {
  const pixels = (to - from) * app.scale.days.length * app.dayWidth;
  const beside = (duty.difference ? 3 : 2) * LETTER + SIGN * times(duty).length;
  return [pixels < LETTER && "tiny", pixels < beside && "narrow"];
}

const times = ({ start, end }) => `${hour(start, app.scale.zone)}–${hour(end, app.scale.zone)}`;

function inside(duty) {
  const sign = SIGNS[duty.difference];
  return [
    el("b", { class: "letter" }, letter(duty.role)),
    sign && el("span", { class: "sign" }, sign),
    duty.pinned && el("span", { class: "pin" }, "◆"),
    el("span", { class: "text" }, el("span", { class: "time" }, times(duty)), ` ${duty.customers.join(", ")}`),
  ];
}

/** Returns all there is to say of a duty in one sentence. */
function described(duty) {
  const { zone } = app.scale;
  const said = [
    `${nameOf(duty.person)}: ${role(duty.role)}`,
    `${stretch(duty, zone)} (${length(duty)})`,
    `${duty.customers.join(", ")} (${duty.bookings.join(", ")})`,
  ];
  if (duty.difference) said.push(difference(duty));
  if (duty.pinned) said.push(say("pinned"));
  if (duty.waiting) said.push(say(`waiting.${duty.waiting}`));
  return said.join(" · ");
}

/** Returns what differs from the published rota. */
export function difference(duty) {
  if (duty.difference !== "changed") return say(`diff.${duty.difference}`);
  const { was } = duty;
  const parts = [];
  if (was.person !== duty.person) parts.push(nameOf(was.person));
  if (was.start !== duty.start || was.end !== duty.end) parts.push(stretch(was, app.scale.zone));
  if (was.role !== duty.role) parts.push(role(was.role));
  if (!parts.length) parts.push(was.bookings.join(", "));
  return say("diff.changed", { was: parts.join(", ") });
}
