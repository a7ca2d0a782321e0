"""Small and nasty planner's folders, made from a seed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.reference.clock import DAY, midnight

if TYPE_CHECKING:
    from pathlib import Path

# First days: both changes of the clocks, Christmas, Epiphany, bridge days, and weeks that begin
# in the middle or at a weekend.
FIRST_DAYS = (
    *("2026-10-19", "2026-10-21", "2026-10-24", "2027-03-22", "2027-03-27", "2027-03-28"),
    *("2026-12-21", "2026-12-24", "2026-01-01", "2027-01-04", "2026-05-11", "2026-06-01"),
)
SITES = (("b", "Europe/Berlin", "DE", "BW"), ("l", "Europe/London", "GB", "ENG"))
ZONES = {site: zone for site, zone, *_ in SITES}
NAMES = ("Ada Ahlers", "Ben Boyd", "Cem Celik", "Dora Duval", "Emil Evers", "Fay Fox")
WINDOWS = (
    *("always", "out-of-hours", "out-of-hours", "out-of-hours"),
    "Mon-Fri 16:00-09:00; Sat-Sun,Holiday 00:00-24:00",
    "Mon-Sun 18:00-08:00",
    "Mon-Fri 17:30-21:00; Holiday 22:00-06:00; Sat 08:00-13:00",
    "Wed,Fri,Sat,Sun 20:00-04:00; Holiday 10:00-10:00",
    "Mon-Sun 01:30-02:30; Mon-Sun 05:00-05:45; Sun,Holiday 20:00-02:15",
    "Mon,Wed,Fri 16:00-20:00; Mon,Wed 20:00-22:00; Tue,Thu 19:00-20:00",
    "Mon-Sun 19:00-20:00; Mon-Fri 06:00-07:30",
)
REGULAR = (
    (),
    (("Mon-Fri", "09:00", "17:00"),),
    (("Mon-Fri", "08:00", "12:00"), ("Mon-Fri", "12:30", "16:00")),
    (("Mon-Thu", "22:00", "05:30"),),
    (("Sun,Tue,Thu", "23:30", "03:00"), ("Wed", "09:00", "18:00")),
)
UNREACHABLE = (
    *(("Mon-Fri", "17:00", "18:00"), ("Tue", "19:30", "22:00"), ("Sat-Sun", "23:00", "03:00")),
    *(("Mon-Sun", "02:15", "03:30"), ("Wed", "22:00", "06:00"), ("Sun,Holiday", "09:00", "11:00")),
)
HANDOVERS = ("", "", "00:00;12:00", "00:00;06:00;09:00;18:00;22:00", "02:30;08:00;20:00;01:00")


@dataclass(frozen=True)
class Firm:
    """A folder, the weeks to plan, and what a damage must know of it."""

    folder: Path
    first: str
    weeks: int
    names: dict[str, str]  # of people, by id
    zones: dict[str, str]  # of people, by id
    bookings: tuple[str, ...]


def firm(folder: Path, seed: int) -> Firm:
    """Write the folder of a seed."""
    dice = Random(seed)  # noqa: S311 - the same folder for the same seed
    first = date.fromisoformat(dice.choice(FIRST_DAYS))
    weeks = dice.choice((1, 1, 1, 2))
    people = [_person(dice, n, first) for n in range(dice.randint(4, 6))]
    people[0]["skills"] = "net;sql"
    people[1]["team"] = "north;south"
    teams = [_team(dice, "north", "b"), _team(dice, "south", dice.choice("bll"))]
    bookings = [_booking(dice, f"B{n + 1}", first, weeks) for n in range(dice.randint(3, 6))]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, "sites", [_site(dice, site) for site in SITES])
    _write(folder, "teams", teams)
    _write(folder, "people", people)
    _write(folder, "bookings", bookings)
    _write(folder, "regular_hours", [line for p in people for line in _regular(dice, p)])
    _write(folder, "unreachable", [line for p in people for line in _unreachable(dice, p, first)])
    _write(folder, "absences", [line for p in people for line in _absences(dice, p, first)])
    if dice.random() < 0.8:
        _write(folder, "duties", [line for p in people for line in _history(dice, p, first)])
    names = {p["id"]: p["name"] for p in people}
    zones = {p["id"]: ZONES[p["site"]] for p in people}
    return Firm(folder, str(first), weeks, names, zones, tuple(b["id"] for b in bookings))


def _write(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    if rows:
        columns = dict.fromkeys(column for row in rows for column in row)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(columns))
            writer.writeheader()
            writer.writerows(rows)


def _site(dice: Random, site: tuple[str, str, str, str]) -> dict[str, str]:
    hours = (
        "Mon-Fri 09:00-16:00",
        "Mon-Fri 08:30-17:00",
        "Mon-Thu 08:00-18:00; Fri 08:00-12:00",
        "Mon-Fri 20:00-04:00",
    )
    return {
        **dict(zip(("id", "timezone", "country", "subdivision"), site, strict=True)),
        "bridge_days": dice.choice(("yes", "yes", "no")),
        "support_hours": dice.choice(hours),
    }


def _team(dice: Random, id_: str, site: str) -> dict[str, str]:
    return {
        "id": id_,
        "site": site,
        "handover": dice.choice(HANDOVERS),
        "min_duty_hours": dice.choice(("0", "1.5", "2", "3", "4")),
        "max_duty_hours": dice.choice(("6", "8", "10", "12", "12", "24")),
        "min_rest_hours": dice.choice(("0", "2", "8", "11", "11")),
        "max_consecutive_days": dice.choice(("2", "3", "5", "7")),
        "max_days_per_28": dice.choice(("4", "7", "10", "14")),
        "min_free_weekends_per_28": dice.choice(("0", "1", "1", "2", "3")),
        "during_regular_hours": dice.choice(("yes", "no", "no")),
    }


def _person(dice: Random, n: int, first: date) -> dict[str, str]:
    name = NAMES[n]
    row = {
        "id": name.split()[0].lower(),
        "name": name,
        "site": dice.choice("bbl"),
        **dict.fromkeys(("email", "phone"), ""),
        "team": dice.choice(("north", "south", "north;south", "north;south")),
        "skills": dice.choice(("", "net", "net", "sql;net")),
        "roles": dice.choice(("primary;backup", "primary;backup", "primary", "backup;manager")),
    }
    if dice.random() < 0.15:
        row["joined"] = dice.choice((str(first + 2 * DAY), f"{first + DAY}T18:00"))
    if dice.random() < 0.15:
        row["left"] = dice.choice((str(first + 4 * DAY), f"{first + 5 * DAY}T06:00"))
    return row


def _booking(dice: Random, id_: str, first: date, weeks: int) -> dict[str, str]:
    last = first + (7 * weeks - 1) * DAY
    starts = (str(first - 20 * DAY), str(first), f"{first + DAY}T19:00", f"{first + 2 * DAY}T07:15")
    ends = (str(last + 20 * DAY), str(last), f"{last - DAY}T18:00", f"{last - 2 * DAY}T20:30")
    primary = dice.choice((0, 1, 1, 1, 1, 2))
    return {
        "id": id_,
        "customer": dice.choice(("Alster", "Wey")),
        "team": dice.choice(("north", "south")),
        "requested_at": "2025-01-01",
        "start": dice.choice(starts),
        "end": dice.choice(ends),
        "windows": dice.choice(WINDOWS),
        "skill": dice.choice(("", "", "net", "sql")),
        "primary": str(primary),
        "backup": str(dice.choice((0, 0, 1, 2)) or int(primary == 0)),
        "exclusive": dice.choice(("no", "no", "no", "yes")),
        "callout_minutes_per_hour": dice.choice(("0", "6", "6", "7.5", "20", "45")),
    }


def _regular(dice: Random, person: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"person": person["id"], "weekdays": days, "start": start, "end": end}
        for days, start, end in dice.choice(REGULAR)
    ]


def _unreachable(dice: Random, person: dict[str, str], first: date) -> list[dict[str, str]]:
    rows = []
    for days, start, end in dice.sample(UNREACHABLE, dice.choice((0, 0, 1, 2))):
        row = {"person": person["id"], "weekdays": days, "start": start, "end": end}
        bounds = {"from": str(first + DAY), "until": str(first + 4 * DAY)}
        rows.append({**row, **dice.choice(({}, {}, bounds)), "reason": "choir"})
    return rows


def _absences(dice: Random, person: dict[str, str], first: date) -> list[dict[str, str]]:
    if dice.random() < 0.6:
        return []
    day = first + dice.randint(-1, 6) * DAY
    spans = ((str(day), str(day + dice.choice((0, 1)) * DAY)), (f"{day}T12:00", f"{day}T20:30"))
    start, end = dice.choice(spans)
    return [{"person": person["id"], "start": start, "end": end, "reason": "leave"}]


def _history(dice: Random, person: dict[str, str], first: date) -> list[dict[str, str]]:
    """Return duties before the planned weeks; some end as these begin."""
    zone = ZoneInfo(ZONES[person["site"]])
    end = min(midnight(zone, first) for zone in ZONES.values()) - dice.choice((0, 0, 60, 300, 1500))
    rows = []
    for _ in range(dice.choice((0, 1, 2, 4, 9))):
        start = end - dice.choice((45, 120, 240, 480, 600, 900))
        span = [_iso(minute, zone) for minute in (start, end)]
        role = dice.choice(("primary", "primary", "backup"))
        rows.append({"person": person["id"], "role": role, "start": span[0], "end": span[1]})
        end = start - dice.choice((0, 60, 660, 900, 1440, 4000, 8000))
    return rows


def _iso(minute: int, zone: ZoneInfo) -> str:
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    return instant.astimezone(zone).isoformat(timespec="minutes")
