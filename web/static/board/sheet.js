// A duty, opened: what it is and all that can be done with it; the same for mouse, keyboard and finger.
import { app, canEdit, isSearched, load, nameOf } from "./app.js";
import { get, post, withLanguage } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { difference } from "./duty.js";
import { moved } from "./drag.js";
import { bare, placesOf } from "./places.js";
import { submit } from "./saving.js";
import { length, moment, stretch } from "./times.js";
import { role, say } from "./words.js";

const sheet = byId("sheet");

/** Opens a duty. */
export async function openDuty(id, removed = false) {
  const duty = removed ? app.board.removed.find((each) => each.id === id) : app.duties.get(id);
  if (!duty) return;
  const body = el("div", { class: "sheet-body" }, ...facts(duty));
  open(`${role(duty.role)} · ${nameOf(duty.person)}`, body);
  if (removed || !duty.editable) return;
  if (canEdit()) await actions(duty, body);
  else if (!app.board.draft && !app.board.shown_version) await takeOver(duty, body);
}

/** Opens the sheet with a heading and what it holds. */
export function open(heading, ...body) {
  fill(sheet, el("header", {}, el("h2", { id: "sheet-title", tabindex: -1, autofocus: true }, heading), el("button", { class: "close", type: "button", "aria-label": say("close"), onclick: close }, "×")), ...body);
  if (!sheet.open) sheet.showModal();
}

/** Closes the sheet. */
export function close() {
  sheet.close();
}

function facts(duty) {
  const list = [
    [say("when"), `${stretch(duty, app.scale.zone)} · ${length(duty)}`],
    [say("for"), duty.bookings.map((id) => `${app.board.bookings[id]?.customer ?? ""} (${id})`).join(", ")],
  ];
  if (!isSearched()) list.push([say("number"), duty.id]);
  if (duty.difference) list.push([say("published.before"), difference(duty)]);
  if (!duty.editable && !duty.difference?.startsWith("removed")) list.push([say("note"), say(isSearched() ? "searched" : "over")]);
  return [el("dl", { class: "facts" }, ...list.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)]))];
}

async function actions(duty, body) {
  const waiting = el("p", { class: "small", role: "status" }, say("places.asking"));
  body.append(waiting);
  let places;
  try {
    places = await placesOf(duty.id);
  } catch (trouble) {
    waiting.textContent = trouble.message;
    if (trouble.kind === "stale") await load().catch(() => {}); // the sentence stands there already
    return;
  }
  waiting.remove();
  body.append(giving(places.people, (person) => send({ edit: "assign", duty: duty.id, person }, say("do.assign", { duty: duty.id, name: nameOf(person) }))));
  body.append(times(duty, places), cutting(duty, places), el("div", { class: "buttons" }, pinning(duty), el("button", {
    class: "button stop", type: "button", onclick: () => send({ edit: "clear", duty: duty.id }, say("do.clear", { duty: duty.id })),
  }, say("clear"))));
}

/** Returns the list of those who may have it, and of the others with the reason. */
export function giving(people, give, heading = say("give.to")) {
  const sorted = people.filter((each) => !each.current).sort((one, other) => other.ok - one.ok);
  const item = ({ person, ok, why }) => el("li", {}, el("button", { class: `give ${ok ? "fits" : "unfit"}`, type: "button", "aria-disabled": !ok && "true", onclick: () => ok && give(person) },
    el("span", { class: "name" }, nameOf(person)), why && el("span", { class: "why" }, bare(why, person))));
  return el("section", {}, el("h3", {}, heading), el("ul", { class: "giving" }, ...sorted.map(item)));
}

function send(body, text) {
  close();
  return submit({ ...body, only_ok: body.edit !== "clear" }, text);
}

function times(duty, places) {
  const field = (edge, label) => {
    const options = places[edge].map((each) => el("option", { value: each.at, selected: each.current, disabled: !each.ok && !each.current },
      moment(each.at, app.scale.zone) + (each.ok || each.current ? (each.opens ? ` – ${say("opens")}` : "") : ` – ${each.why}`)));
    const chosen = (event) => send(moved(duty, edge, { at: event.target.value }), say("do.move", { duty: duty.id }));
    return el("label", { class: "field" }, label, el("select", { onchange: chosen }, ...options));
  };
  return el("section", {}, el("h3", {}, say("move")), el("div", { class: "pair" }, field("starts", say("begins")), field("ends", say("finishes"))));
}

function cutting(duty, places) {
  if (!places.cuts.length) return "";
  const cut = el("select", { "aria-label": say("cut.at") }, ...places.cuts.map((at) => el("option", { value: at }, moment(at, app.scale.zone))));
  const who = el("select", { "aria-label": say("cut.who") }, el("option", { value: "" }, say("cut.same")), ...app.board.people.filter((each) => each.id !== duty.person).map((each) => el("option", { value: each.id }, each.name)));
  const go = () => send({ edit: "split", duty: duty.id, at: cut.value, ...(who.value && { person: who.value }) }, say("do.split", { duty: duty.id }));
  return el("details", {}, el("summary", {}, say("split")), el("div", { class: "pair" }, el("label", { class: "field" }, say("cut.at"), cut), el("label", { class: "field" }, say("cut.who"), who)), el("button", { class: "button quiet", type: "button", onclick: go }, say("split")));
}

function pinning(duty) {
  const pin = async () => {
    close();
    const { draft, edition } = app.board.draft;
    try {
      await post(`/rota/drafts/${draft}/pin.json`, { edition, duties: [duty.id], pinned: !duty.pinned });
      await load();
    } catch (trouble) {
      app.told("warn", trouble.sentences);
    }
  };
  return el("button", { class: "button quiet", type: "button", onclick: pin }, say(duty.pinned ? "unpin" : "pin"));
}

async function takeOver(duty, body) {
  const team = encodeURIComponent(app.team);
  body.append(el("p", {}, el("a", { class: "button quiet", href: withLanguage(`/duties/${duty.id}`) }, say("to.duty"))));
  try {
    const places = await get(`/rota/${team}/places.json?duty=${duty.id}`);
    const why = el("input", { type: "text", id: "override-why", maxlength: 200 });
    const give = async (person) => {
      try {
        await post(`/rota/${team}/override.json`, { version: places.version, duty: duty.id, person, why: why.value });
        close();
        await load();
        app.told("good", [say("overridden", { duty: duty.id, name: nameOf(person) })]);
      } catch (trouble) {
        close();
        app.told("stop", trouble.sentences);
      }
    };
    body.append(el("p", { class: "small" }, say("override.hint")), el("label", { class: "field", for: "override-why" }, say("why"), why), giving(places.people, give));
  } catch (trouble) {
    body.append(el("p", { class: "small" }, trouble.message));
  }
}
