// Instants and where they lie on the board; days of 23 and 25 hours are as wide as others.
import { locale } from "./words.js";

const MINUTE = 60000;

/** The days that are shown, in order, and the way between instants and shares of the track. */
export class Scale {
  constructor(board) {
    this.zone = board.team.zone;
    this.days = board.days;
    this.starts = board.days.map((day) => Date.parse(day.start));
    this.ends = board.days.map((day) => Date.parse(day.end));
    this.first = this.starts[0];
    this.last = this.ends.at(-1);
  }

  /** Returns where an instant lies: 0 is the begin of the first day, 1 the end of the last. */
  at(instant) {
    const ms = Math.min(Math.max(ms_of(instant), this.first), this.last);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= ms) low = middle;
      else high = middle - 1;
    }
    const part = (ms - this.starts[low]) / (this.ends[low] - this.starts[low]);
    return (low + part) / this.starts.length;
  }

  /** Returns the shares of a stretch, or null where nothing of it is shown. */
  span({ start, end }) {
    if (ms_of(end) <= this.first || ms_of(start) >= this.last) return null;
    return [this.at(start), this.at(end)];
  }
}

export const ms_of = (instant) => (typeof instant === "number" ? instant : Date.parse(instant));

const made = new Map();

function format(zone, name, options) {
  const key = `${zone} ${name}`;
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return made.get(key);
}

const DAY = { weekday: "short", day: "numeric", month: "short" };
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

export const day = (instant, zone) => format(zone, "day", DAY).format(ms_of(instant));
export const time = (instant, zone) => format(zone, "time", TIME).format(ms_of(instant));
export const hour = (instant, zone) => time(instant, zone).replace(/:00$/, "");
export const moment = (instant, zone) => `${day(instant, zone)} ${time(instant, zone)}`;

/** Returns when something is; its day is said once where it ends on the day it begins. */
export function stretch({ start, end }, zone) {
  const same = day(start, zone) === day(ms_of(end) - MINUTE, zone);
  const until = same ? midnight(end, zone) : moment(end, zone);
  return `${moment(start, zone)}–${until}`;
}

function midnight(instant, zone) {
  const written = time(instant, zone);
  return written === "00:00" ? "24:00" : written;
}

/** Returns the days of a period, as a heading: `7 Dec 2026 – 3 Jan 2027`. */
export function period(from, to) {
  const written = format("UTC", "period", { day: "numeric", month: "short", year: "numeric" });
  return written.formatRange(Date.parse(`${from}T00:00Z`), Date.parse(`${to}T00:00Z`));
}

/** Returns a date so many days later. */
export function later(date, days) {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 1440 * MINUTE).toISOString().slice(0, 10);
}

/** Returns the Monday of a date's week. */
export function monday(date) {
  return later(date, -((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7));
}

/** Returns the days between two dates. */
export const between = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / (1440 * MINUTE));

/** Returns a length in words, like 4 h or 2 h 30. */
export function length({ start, end }) {
  const minutes = Math.round((ms_of(end) - ms_of(start)) / MINUTE);
  const rest = minutes % 60;
  return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${minutes / 60} h`;
}
