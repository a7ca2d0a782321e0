"""What a drill has shown, and how the terminal tells it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from oncall.drills import promised
from oncall.localtime import MINUTE
from oncall.proof.found import Level
from web.desk.proof_words import exact, level_word
from web.drill.rows import accepted, reached, rows, rung_word
from web.feeds.names import Names
from web.incidents.telling import target_words
from web.rota_words import day_and_time
from web.sheet_words import as_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import timedelta

    from web.drill.holding import Held
from web.drill.rows import Row

# So many who are texted the same at once are named.
MOST: Final = 3
HEADER: Final = ("min:s", "rung", "who", "by", "number", "what became of it")


@dataclass(frozen=True)
class Report:
    """A drill, its rows, and after how long who came."""

    held: Held
    rows: tuple[Row, ...]
    reached: Mapping[Level, timedelta]
    accepted: tuple[str, timedelta] | None
    within: timedelta

    @property
    def is_in_time(self) -> bool:
        """True where it was accepted in time or, if nobody was to, all came who have to."""
        if self.held.wanted.accepts:
            return self.accepted is not None and self.accepted[1] <= self.within
        return all(self.came(level) for level in self.held.levels)

    def came(self, level: Level) -> bool:
        """Tell whether one of those who have to come was called in time."""
        return level in self.reached and self.reached[level] <= self.within

    def name(self, person: str) -> str:
        """Return what somebody is called."""
        known = self.held.whole.folder.people
        return known[person].name if person in known else person


def report(held: Held) -> Report:
    """Return what a drill has shown; a language has to be spoken."""
    some = rows(held)
    return Report(held, some, reached(held, some), accepted(held), promised())


def lines(made: Report) -> Iterator[str]:
    """Yield what is told on the terminal; minutes and seconds are counted from the report."""
    wanted = made.held.wanted
    zone = made.held.whole.line.team.site.zone
    about = ", ".join(part for part in (wanted.customer, wanted.severity.value) if part)
    yield f"{wanted.team}: a made-up incident ({about}), {day_and_time(wanted.at, zone)} {zone.key}"
    yield "nobody real is called: these are the practice carrier's telephones, in compressed time"
    if not made.held.booked:
        yield "nothing is booked at that time"
    yield ""
    yield from as_table([HEADER, *_cells(made)])
    yield ""
    yield from _summary(made)


def _cells(made: Report) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table; what many are told at once is one."""
    names = Names(made.held.whole.folder)
    fired = {each.name: each for each in made.held.fired}
    for (after, rung, by, what), some in groupby(made.rows, key=_together):
        alike = tuple(some)
        word = ""
        if rung:
            whom = ", ".join(target_words(each, names) for each in fired[rung].targets)
            word = f"{rung_word(made.held, rung)} {whom}"
        many = len(alike) > MOST and by != "call"
        who = f"{alike[0].who} and {len(alike) - 1} more" if many else ""
        for row in alike[:1] if many else alike:
            yield (f"{exact(after):>5}", word, who or row.who, by, "" if many else row.number, what)


def _together(row: Row) -> tuple[timedelta, str, str, str]:
    return row.after, row.rung, row.by, row.what


def _summary(made: Report) -> Iterator[str]:
    first = next((row for row in made.rows if row.rang), None)
    if first is None:
        yield "no telephone rang"
    else:
        yield f"the first telephone rang after {exact(first.after)}: {first.who}"
    if made.accepted is not None:
        who, after = made.accepted
        yield f"accepted by {made.name(who)} after {exact(after)}{_judged(after, made.within)}"
    elif made.held.wanted.accepts:
        yield "nobody accepted"
    for level in Level:
        if level in made.held.levels and (made.accepted is None or level in made.reached):
            yield f"{level_word(level)}: {_level(made, level)}"


def _level(made: Report, level: Level) -> str:
    after, proven = made.reached.get(level), made.held.proof.slowest.get(level)
    if after is None:
        return "not called"
    said = f"called, and had rung after {exact(after)}{_judged(after, made.within)}"
    return said if proven is None else f"{said}; proven: {exact(proven)} at the latest"


def _judged(after: timedelta, within: timedelta) -> str:
    minutes = within // MINUTE
    return f", within {minutes} min" if after <= within else f", too late: {minutes} min promised"
