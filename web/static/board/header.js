// The days on top of the board, and the shades of weekends, holidays and today under all rows.
import { app } from "./app.js";
import { el, place } from "./dom.js";
import { locale, say } from "./words.js";

const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
const midday = (date) => Date.parse(`${date}T12:00Z`);

function short(day) {
  const name = weekday.format(midday(day.date)).replace(".", "");
  return app.dayWidth < 32 ? name.slice(0, 2) : name;
}

/** Returns the row with the days. */
export function days() {
  const shown = app.board.days;
  return shown.map((day, at) => {
    const classes = ["day", day.weekend && "weekend", day.holiday && "holiday", day.today && "today", day.weekday === 0 && "monday"];
    const number = Number(day.date.slice(8));
    const first = at === 0 || number === 1;
    const notes = [day.holiday, day.bridge && say("bridge"), day.hours !== 24 && say("hours", { n: day.hours })].filter(Boolean);
    return el("div", {
      class: classes.filter(Boolean).join(" "),
      role: "columnheader",
      title: [day.date, ...notes].join(" · "),
    },
    el("span", { class: "weekday" }, short(day)),
    el("span", { class: "number" }, `${number}`),
    first && el("span", { class: "month" }, month.format(midday(day.date))),
    notes.length > 0 && el("span", { class: "note" }, notes.join(", ")));
  });
}

/** Returns the shades behind the rows. */
export function shades() {
  const total = app.board.days.length;
  const made = [];
  app.board.days.forEach((day, at) => {
    const kinds = [day.weekend && "weekend", day.holiday && "holiday", day.today && "today", day.weekday === 0 && "monday"].filter(Boolean);
    if (kinds.length) made.push(place(el("div", { class: `shade ${kinds.join(" ")}` }), [at / total, (at + 1) / total]));
  });
  const now = app.scale.at(app.board.now);
  if (now > 0 && now < 1) made.push(place(el("div", { class: "now-line" }), [now, now]));
  if (now > 0) made.push(place(el("div", { class: "past" }), [0, now]));
  return made;
}
