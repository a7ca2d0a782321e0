"""Small rotas by hand: local times as text, two calendars, and what a rule says of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from solver import rules
from solver.calendar import Calendar
from solver.problem import Cover, Duty, Hold, Person, Plan, RotaProblem, merged
from solver.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solver.rule import Breach

DAY = timedelta(days=1)
EPOCH = datetime(2026, 5, 31, tzinfo=UTC)
FIRST = date(2026, 6, 1)
DAYS = 332


class Days(Calendar):
    """A calendar that is short to read where a test fails."""

    def __repr__(self) -> str:
        return f"Days({self.zone.key}, holidays={[str(self.date_of(d)) for d in self.holidays]})"

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        printer.text(repr(self))


def calendar(zone: str, *holidays: str) -> Calendar:
    """Return the local days from June 2026 to April 2027, both changes of clocks included."""
    clock = ZoneInfo(zone)

    def at(day: int, hour: int) -> int:
        local = datetime.combine(FIRST + day * DAY, time(hour), clock)
        return int((local - EPOCH).total_seconds()) // 60

    return Days(
        clock,
        EPOCH,
        FIRST,
        tuple(at(day, 0) for day in range(DAYS + 1)),
        tuple((at(day, 22), at(day + 1, 6)) for day in range(DAYS)),
        frozenset((date.fromisoformat(day) - FIRST).days for day in holidays),
    )


BERLIN = calendar("Europe/Berlin", "2026-12-25", "2026-12-26", "2027-01-01")
LONDON = calendar("Europe/London", "2026-12-25", "2026-12-28", "2027-01-01")
ADA = Person("ada", "Ada", BERLIN)
BEN = Person("ben", "Ben", BERLIN)
CEM = Person("cem", "Cem", LONDON)
PEOPLE = (ADA, BEN, CEM)
KINDS = [kind for kind in vars(rules).values() if isinstance(kind, type) and issubclass(kind, Rule)]


def at(text: str, where: Calendar = BERLIN) -> int:
    """Return a local time such as `2026-12-07T20:00` (or one with an offset) in minutes."""
    instant = datetime.fromisoformat(text)
    return where.minute(instant if instant.tzinfo else instant.replace(tzinfo=where.zone))


def span(text: str, where: Calendar = BERLIN) -> tuple[int, int]:
    """Return `2026-12-07T20:00/2026-12-08T06:00` in minutes; `/T23:00` is on the same day."""
    start, _, end = text.partition("/")
    end = start.partition("T")[0] + end if end.startswith("T") else end
    return at(start, where), at(end, where)


def day(text: str, where: Calendar = BERLIN) -> int:
    """Return the number of a local day."""
    return where.index(date.fromisoformat(text))


def duty(who: str, when: str, role: str = "primary", stream: str = "A") -> Duty:
    """Return a duty that holds one stream; `when` is local time in Berlin."""
    start, end = span(when)
    return Duty(who, role, start, end, (Hold(stream, start, end),))


def daily(who: str, first: str, days: int, every: int = 1) -> list[Duty]:
    """Return duties from 08:00 to 16:00 on some days, each so many days after the one before."""
    begins = date.fromisoformat(first)
    return [duty(who, f"{begins + n * every * DAY}T08:00/T16:00") for n in range(days)]


def cover(when: str, need: int = 1, role: str = "primary", stream: str = "A") -> Cover:
    """Return so many people asked for."""
    return Cover(stream, role, *span(when), need)


def problem(
    options: Sequence[Duty] = (),
    book: Sequence[Rule] = (),
    covers: Sequence[Cover] = (),
    history: Iterable[Duty] = (),
) -> RotaProblem:
    """Return a problem of Ada and Ben in Berlin and Cem in London."""
    return RotaProblem(PEOPLE, tuple(options), tuple(covers), tuple(book), tuple(merged(history)))


def found(rule: Rule, plan: Iterable[Duty], history: Iterable[Duty] = ()) -> list[Breach]:
    """Return what the plain side of a rule finds in a plan, in order."""
    asked = problem(book=[rule], history=history)
    breaches = rule.breaches(asked, Plan(frozenset(merged(plan))))
    return sorted(breaches, key=lambda b: (b.start, b.sentence))


def broken(rule: Rule, *plan: Duty, history: Iterable[Duty] = ()) -> list[str]:
    """Return the sentences about broken musts."""
    return [b.sentence for b in found(rule, plan, history) if b.must]


def points(rule: Rule, *plan: Duty, history: Iterable[Duty] = ()) -> int:
    """Return what a plan pays under a rule, in points."""
    return sum(b.points for b in found(rule, plan, history))


def only(asked: RotaProblem, *book: Rule) -> RotaProblem:
    """Return the problem with only these rules in force."""
    return replace(asked, rules=book)
