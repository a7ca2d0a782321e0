// Which rota is looked at: the published one, a version of it, or a draft; and what has to be done.
import { app, go, nameOf } from "./app.js";
import { askAnew } from "./asking.js";
import { byId, el, fill } from "./dom.js";
import { difference } from "./duty.js";
import { drop, tryAgain } from "./saving.js";
import { moment, period, later, stretch } from "./times.js";
import { count, letter, number, say } from "./words.js";

/** Draws the heading, its buttons, and the lists of drafts, versions and changes. */
export function drawDrafts() {
  const { board } = app;
  const { draft } = board;
  byId("which").textContent = draft ? say("draft.n", { n: draft.draft }) : published(board);
  byId("which").className = `pill ${draft ? "is-draft" : "is-published"}`;
  byId("which-state").textContent = draft ? say(`state.${draft.state}`) : "";
  byId("to-published").hidden = !draft && !board.shown_version;
  const ready = Boolean(draft?.can_edit);
  byId("editing").hidden = !ready;
  byId("publish-open").disabled = !draft?.can_publish || app.pending.length > 0; // nobody publishes half of what they see
  byId("publish-open").hidden = !ready;
  byId("undo").disabled = !draft?.undo;
  byId("redo").disabled = !draft?.redo;
  byId("stale").hidden = !(draft?.stale && draft.state === "ready");
  byId("stale-text").textContent = draft?.stale ? say("stale", { based: draft.based_on, version: board.version }) : "";
  drawUnsaved();
  drawChanges();
  drawLists();
}

function published({ shown_version: shown, version, published: stretches }) {
  if (shown) return say("version.n", { n: shown });
  return version && stretches.length ? say("published.n", { n: version }) : say("published.not");
}

function drawUnsaved() {
  const waiting = app.pending.filter((edit) => edit.state === "unsaved");
  byId("unsaved").hidden = !waiting.length;
  fill(byId("unsaved-list"), waiting.map((edit) => el("li", {}, edit.text)));
  const { trouble } = waiting[0] ?? {};
  byId("unsaved-why").textContent = [...(trouble?.sentences ?? []), trouble?.kind === "away" ? say("tried.again") : ""].join(" ");
  byId("saving").hidden = !app.pending.some((edit) => edit.state === "saving");
}

function drawChanges() {
  const all = [...app.board.duties, ...app.board.removed].filter((duty) => duty.difference);
  all.sort((one, other) => (one.start < other.start ? -1 : 1));
  byId("changes-card").hidden = !all.length;
  byId("changes-count").textContent = count("changes", all.length);
  fill(byId("changes"), all.map((duty) => el("li", { class: duty.difference },
    el("button", { type: "button", class: "change", data: { show: duty.id } },
      el("b", { class: `letter ${duty.role}` }, letter(duty.role)),
      el("span", {}, el("strong", {}, nameOf(duty.person)), ` ${stretch(duty, app.scale.zone)}`, el("span", { class: "small" }, difference(duty)))))));
}

function drawLists() {
  const { drafts, versions, draft } = app.board;
  byId("drafts-card").hidden = !drafts.length;
  fill(byId("drafts"), drafts.map((each) => el("li", { class: each.draft === draft?.draft ? "current" : "" },
    el("button", { type: "button", class: "line", onclick: () => go({ draft: each.draft, version: null, from: null, days: null }) },
      el("strong", {}, say("draft.n", { n: each.draft })),
      el("span", {}, period(each.from, later(each.from, each.days - 1))),
      el("span", { class: `pill state-${each.state}` }, each.stale && each.state === "ready" ? say("state.stale") : say(`state.${each.state}`)),
      el("span", { class: "small" }, [each.gaps == null ? "" : count("gaps", each.gaps), each.objective == null ? "" : say("costs.n", { n: number(each.objective) }), each.why].filter(Boolean).join(" · "))))));
  byId("versions-card").hidden = !versions.length;
  fill(byId("versions"), versions.slice(0, 12).map((each) => el("li", {},
    el("button", { type: "button", class: "line", onclick: () => go({ version: each.version, draft: null }) },
      el("strong", {}, say("version.n", { n: each.version })),
      el("span", {}, moment(each.at, app.scale.zone)), el("span", { class: "pill" }, say(`kind.${each.kind}`)),
      el("span", { class: "small" }, [each.by, each.why].filter(Boolean).join(": "))))));
}

/** Lets the buttons of the heading work. */
export function install() {
  byId("to-published").addEventListener("click", () => go({ draft: null, version: null }));
  byId("unsaved-again").addEventListener("click", tryAgain);
  byId("unsaved-drop").addEventListener("click", drop);
  byId("stale-again").addEventListener("click", async () => {
    try {
      await askAnew();
    } catch (trouble) {
      app.told("stop", trouble.sentences);
    }
  });
}
