// Reads feeds with ical.js: one JSON string with a calendar per line in, its events as JSON out.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const utc = (time) => {
  if (time.zone !== ICAL.Timezone.utcTimezone) throw new Error(`${time} is not in UTC`);
  return time.toString();
};

const seen = (event) => {
  const said = (name) => event.getFirstPropertyValue(name) ?? "";
  return {
    uid: said("uid"),
    start: utc(said("dtstart")),
    end: utc(said("dtend")),
    title: said("summary"),
    text: said("description"),
    status: said("status"),
    sequence: said("sequence"),
  };
};

for await (const line of createInterface({ input: process.stdin })) {
  const calendar = new ICAL.Component(ICAL.parse(JSON.parse(line)));
  console.log(JSON.stringify(calendar.getAllSubcomponents("vevent").map(seen)));
}
