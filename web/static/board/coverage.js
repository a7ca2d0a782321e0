// The rows on top: is everything that is booked held? A gap is red, hatched, and opens its reasons.
import { app } from "./app.js";
import { el, place } from "./dom.js";
import { ms_of, stretch } from "./times.js";
import { letter, role, say } from "./words.js";

/** Returns a row per role. */
export function coverage() {
  return app.board.coverage.map((row) =>
    el("div", { class: "lane coverage", role: "row" },
      el("div", { class: "who", role: "rowheader" }, el("span", { class: "name" }, el("b", { class: `letter ${row.role}` }, letter(row.role)), role(row.role))),
      el("div", { class: "track", role: "gridcell" }, ...row.stretches.map((each) => piece(each, row.role)))));
}

function piece(each, name) {
  const span = app.scale.span(each);
  if (!span) return null;
  const when = stretch(each, app.scale.zone);
  if (each.state !== "gap") {
    const text = each.state === "held" ? say("cover.held", { n: each.held }) : say("cover.unplanned");
    return place(el("div", { class: `cover ${each.state}`, title: `${text} · ${when}` }), span);
  }
  const gap = gapAt(each, name);
  const text = say("cover.gap", { role: role(name), n: each.missing, when });
  return place(el("button", {
    class: "cover gap", type: "button", title: text, "aria-label": text, data: { gap: gap?.id ?? "", from: each.start, until: each.end, role: name },
  }, el("span", { class: "sign" }, "!")), span);
}

function gapAt(each, name) {
  return app.board.gaps.find((gap) => gap.role === name && ms_of(gap.start) < ms_of(each.end) && ms_of(each.start) < ms_of(gap.end));
}
