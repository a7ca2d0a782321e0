// Gaps with their reasons and cures, and breaches: what to look at before a rota is published.
import { get } from "./api.js";
import { app, canEdit, isSearched, nameOf, shownAt } from "./app.js";
import { byId, el, fill } from "./dom.js";
import { placesIn } from "./places.js";
import { submit } from "./saving.js";
import { giving, open, close } from "./sheet.js";
import { day, ms_of, stretch, time } from "./times.js";
import { count, letter, role, say } from "./words.js";

/** Draws the list of gaps. */
export function drawGaps() {
  const { gaps, breaches } = app.board;
  byId("gaps-count").textContent = count("gaps", gaps.length);
  fill(byId("gaps"), gaps.length ? gaps.map(item) : el("li", { class: "fine" }, say("gaps.none")));
  byId("breaches-card").hidden = !breaches.length;
  fill(byId("breaches"), breaches.map((breach) => el("li", {}, el("strong", {}, say(`rule.${breach.rule}`)), ` ${breach.sentence}`)));
}

function item(gap) {
  return el("li", { class: "gap-item" },
    el("button", { class: "gap-open", type: "button", data: { gap: gap.id }, onclick: () => openGap(gap.id) },
      el("b", { class: `letter ${gap.role}` }, letter(gap.role)),
      el("span", {}, el("strong", {}, stretch(gap, app.scale.zone)), el("span", { class: "small" }, `${short(gap)} · ${gap.customers.join(", ")}`))),
    gap.cure && el("p", { class: "cure" }, el("span", { class: "cure-mark" }, say("cure")), ` ${gap.cure.sentence}`));
}

const short = (gap) => say("short.by", { role: role(gap.role), n: gap.missing });

/** Opens a gap: why it is there, what would close it, and who may be put in. */
export async function openGap(id) {
  const gap = app.board.gaps.find((each) => each.id === id);
  if (!gap) return;
  const reasons = el("ul", { class: "because" });
  const body = el("div", { class: "sheet-body" },
    el("p", {}, `${stretch(gap, app.scale.zone)} · ${short(gap)} · ${gap.customers.join(", ")} (${gap.bookings.join(", ")})`),
    gap.cure && el("section", { class: "cure-box" }, el("h3", {}, say("cure")), el("p", {}, gap.cure.sentence), cureLink(gap)),
    el("section", {}, el("h3", {}, say("because")), reasons));
  open(`${say("gap")}: ${day(gap.start, app.scale.zone)} ${time(gap.start, app.scale.zone)}`, body);
  explain(gap, reasons);
  if (canEdit()) await putIn(gap, body);
  else if (isSearched()) body.append(el("p", { class: "small" }, say("searched")));
  else body.append(el("p", { class: "small" }, say("gap.draft")), el("button", { class: "button quiet", type: "button", onclick: () => draftAnew() }, say("cure.draft")));
}

/** Lists why nobody closes a gap; where there are many it is worked out when one is opened. */
async function explain(gap, list) {
  const show = (lines) => fill(list, lines.map((line) => el("li", {}, line)));
  show(gap.because.length ? gap.because : [say("places.asking")]);
  if (gap.because.length) return;
  try {
    const found = await get(shownAt("gap", { gap: gap.id.slice(1) }));
    if (found.start === gap.start && found.role === gap.role) gap.because = found.because;
    show(gap.because);
  } catch (trouble) {
    show(trouble.sentences);
  }
}

function draftAnew(detail = {}) {
  close();
  dispatchEvent(new CustomEvent("ask", { detail }));
}

function cureLink({ cure, start, end }) {
  const leave = ["regular_hours", "absence", "unreachable", "role", "skill"].includes(cure.kind) && cure.person;
  if (leave) {
    const args = new URLSearchParams({ cure: cure.kind, start, end, back: location.pathname + location.search });
    return el("a", { class: "button quiet", href: `/people/${encodeURIComponent(cure.person)}?${args}` }, say(`cure.${cure.kind}`, { name: nameOf(cure.person) }));
  }
  if (cure.kind === "search") return el("button", { class: "button quiet", type: "button", onclick: () => draftAnew({ longer: true }) }, say("cure.search"));
  return cure.kind === "team" ? el("p", { class: "small" }, say("cure.team")) : null;
}

async function putIn(gap, body) {
  try {
    const { people } = await placesIn(gap);
    const put = (person) => {
      close();
      submit({ edit: "add", person, role: gap.role, start: gap.start, end: gap.end, bookings: gap.bookings, only_ok: true }, say("do.add", { name: nameOf(person) }));
    };
    const fitting = people.filter((each) => each.ok);
    if (fitting.length) body.insertBefore(giving(fitting, put, say("put.in")), body.querySelector(".because").parentElement);
    else body.append(el("p", { class: "small" }, say("nobody")));
  } catch (trouble) {
    body.append(el("p", { class: "small" }, trouble.message));
  }
}

/** Returns the gap that the coverage row shows at a stretch. */
export function gapOf(button) {
  const { from, until, role: name } = button.dataset;
  return app.board.gaps.find((gap) => gap.id === button.dataset.gap)
    ?? app.board.gaps.find((gap) => gap.role === name && ms_of(gap.start) < ms_of(until) && ms_of(from) < ms_of(gap.end));
}
