"""Rotas that somebody has meddled with."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.reference.firms import Firm

Row = dict[str, str]
STEPS = (-600, -240, -120, -60, -15, 15, 30, 60, 120, 240, 600)  # minutes


def rows_of(rota: Path) -> list[Row]:
    with rota.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(rota: Path, rows: list[Row], firm: Firm) -> None:
    """Write a rota with new numbers, its times in the zones of the people."""
    with rota.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("duty", "person", "role", "start", "end", "bookings"))
        for n, row in enumerate(rows):
            zone = ZoneInfo(firm.zones[row["person"]])
            times = [
                datetime.fromisoformat(row[edge]).astimezone(zone).isoformat(timespec="minutes")
                for edge in ("start", "end")
            ]
            writer.writerow((f"X{n}", row["person"], row["role"], *times, row["bookings"]))


def damaged(rows: list[Row], firm: Firm, seed: int) -> list[Row]:
    """Return the rows with one to four things done to them."""
    dice = Random(seed)  # noqa: S311 - the same damage for the same seed
    result = [dict(row) for row in rows]
    for _ in range(dice.choice((1, 1, 2, 4))):
        if result:
            DAMAGES[dice.choice(sorted(DAMAGES))](dice, result, firm)
    return [row for row in result if _length(row) > timedelta(0)]


def _moved(dice: Random, rows: list[Row], _firm: Firm) -> None:
    row, step = dice.choice(rows), dice.choice(STEPS)
    _shift(row, "start", step)
    _shift(row, "end", step)


def _begins_elsewhere(dice: Random, rows: list[Row], _firm: Firm) -> None:
    _shift(dice.choice(rows), "start", dice.choice(STEPS))


def _ends_elsewhere(dice: Random, rows: list[Row], _firm: Firm) -> None:
    _shift(dice.choice(rows), "end", dice.choice(STEPS))


def _given_away(dice: Random, rows: list[Row], firm: Firm) -> None:
    dice.choice(rows)["person"] = dice.choice(sorted(firm.names))


def _all_given_away(dice: Random, rows: list[Row], firm: Firm) -> None:
    """One person takes over all duties of another."""
    giver, taker = dice.choice(rows)["person"], dice.choice(sorted(firm.names))
    for row in rows:
        if row["person"] == giver:
            row["person"] = taker


def _other_role(dice: Random, rows: list[Row], _firm: Firm) -> None:
    dice.choice(rows)["role"] = dice.choice(("primary", "backup", "manager"))


def _other_booking(dice: Random, rows: list[Row], firm: Firm) -> None:
    dice.choice(rows)["bookings"] = dice.choice(firm.bookings)


def _doubled(dice: Random, rows: list[Row], firm: Firm) -> None:
    row = dict(dice.choice(rows))
    row["person"] = dice.choice((row["person"], *sorted(firm.names)))
    rows.append(row)


def _repeated_next_day(dice: Random, rows: list[Row], firm: Firm) -> None:
    rows.append(dict(dice.choice(rows)))
    _shift(rows[-1], "start", 1440)
    _shift(rows[-1], "end", 1440)


def _cut_in_two(dice: Random, rows: list[Row], _firm: Firm) -> None:
    row = dice.choice(rows)
    late = dict(row)
    middle = datetime.fromisoformat(row["start"]) + timedelta(minutes=dice.choice((30, 60, 120)))
    if middle < datetime.fromisoformat(row["end"]):
        row["end"] = late["start"] = middle.isoformat()
        rows.append(late)


def _removed(dice: Random, rows: list[Row], _firm: Firm) -> None:
    rows.pop(dice.randrange(len(rows)))


DAMAGES: dict[str, Callable[[Random, list[Row], Firm], None]] = {
    function.__name__: function
    for function in (
        *(_moved, _begins_elsewhere, _ends_elsewhere, _given_away, _all_given_away, _other_role),
        *(_other_booking, _doubled, _repeated_next_day, _cut_in_two, _removed),
    )
}


def _shift(row: Row, edge: str, minutes: int) -> None:
    row[edge] = (datetime.fromisoformat(row[edge]) + timedelta(minutes=minutes)).isoformat()


def _length(row: Row) -> timedelta:
    return datetime.fromisoformat(row["end"]) - datetime.fromisoformat(row["start"])
