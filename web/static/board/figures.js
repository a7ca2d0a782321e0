// What a rota costs by rule, and what each person carries beside a fair share, as small charts.
import { app, nameOf } from "./app.js";
import { byId, el, fill } from "./dom.js";
import { number, say } from "./words.js";

const COLUMNS = ["hours", "nights", "weekends", "holidays"];

/** Draws both charts. */
export function drawFigures() {
  drawCosts();
  drawFairness();
}

function drawCosts() {
  const costs = app.board.costs.filter((cost) => cost.draft || cost.published);
  const most = Math.max(1, ...costs.flatMap((cost) => [cost.draft ?? 0, cost.published ?? 0]));
  byId("costs-card").hidden = !costs.length;
  const draft = costs.some((cost) => cost.draft !== undefined);
  byId("costs-key").hidden = !draft;
  fill(byId("costs"), costs.sort((one, other) => worth(other) - worth(one)).map((cost) =>
    el("tr", {}, el("th", { scope: "row" }, say(`rule.${cost.rule}`)),
      el("td", { class: "chart" }, draft && meter(cost.draft, most, "draft"), cost.published != null && meter(cost.published, most, "published")),
      el("td", { class: "figure" }, number(worth(cost)), draft && cost.published != null && delta(cost)))));
}

const worth = (cost) => cost.draft ?? cost.published ?? 0;

function delta({ draft, published }) {
  const by = draft - published;
  return by ? el("span", { class: `delta ${by > 0 ? "worse" : "better"}` }, ` ${by > 0 ? "+" : "−"}${number(Math.abs(by))}`) : null;
}

function meter(value, most, kind) {
  const made = el("span", { class: `meter ${kind}` });
  made.style.width = `${Math.max((value / most) * 100, value ? 1 : 0)}%`;
  return made;
}

function drawFairness() {
  const { fairness } = app.board;
  byId("fairness-card").hidden = !fairness.length;
  const most = Object.fromEntries(COLUMNS.map((name) => [name, Math.max(1, ...fairness.flatMap((each) => [each[name], each.share?.[name] ?? 0]))]));
  const sorted = fairness.toSorted((one, other) => surplus(other) - surplus(one));
  fill(byId("fairness"), sorted.map((each) => el("tr", {}, el("th", { scope: "row" }, nameOf(each.person)),
    ...COLUMNS.map((name) => cell(each, name, most[name])), el("td", { class: "figure" }, number(each.standby_days)))));
}

const surplus = (each) => each.hours - (each.share?.hours ?? 0);

function cell(each, name, most) {
  const share = each.share?.[name];
  const bar = meter(each[name], most, share != null && each[name] > share * 1.2 + 1 ? "much" : "carried");
  const track = el("span", { class: "share-track" }, bar);
  if (share != null) {
    const tick = el("i", { class: "share" });
    tick.style.left = `${Math.min((share / most) * 100, 100)}%`;
    track.append(tick);
  }
  const title = share == null ? "" : say("share.of", { has: number(each[name]), share: number(share) });
  return el("td", { class: "chart", title }, track, el("span", { class: "figure" }, number(each[name])));
}
