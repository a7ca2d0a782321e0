"""From the minute in which a day's hours are used up to midnight somebody is passed over."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oncall.folder.read import read_folder
from oncall.incidents.day_left import spent_day
from oncall.incidents.ladder import Target, Whom
from oncall.incidents.present import Present
from oncall.limits import load_limits
from oncall.localtime import Span
from tests.builders import write_folder

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from oncall.folder.facts import Folder
    from oncall.people import Person

LIMITS = load_limits()
MINUTE = timedelta(minutes=1)
LIMIT = 8 * 60
# A working day, and the days of 23 and of 25 hours, in Hamburg and in Woking.
DAYS = (date(2026, 12, 8), date(2026, 3, 29), date(2026, 10, 25))
WORK = "person,weekdays,start,end\nada,Mon-Sun,08:00,12:00\nben,Mon-Sun,21:00,02:00\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return read_folder(write_folder(tmp_path_factory.mktemp("firm"), regular_hours=WORK))


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def is_regular(person: Person, at: datetime) -> bool:
    """Whether a minute is one of regular work, read off the local clock."""
    hour = at.astimezone(person.site.zone).hour
    return {"ada": 8 <= hour < 12, "ben": hour >= 21 or hour < 2}.get(person.id, False)


def passed_over(person: Person, begins: datetime, logged: set[int], minutes: int) -> set[int]:
    """The minutes, from two days on, in which they are passed over: counted one by one.

    Regular work of a day counts as planned from its first minute, what is logged as it comes.
    """
    zone = person.site.zone
    instants = [begins + n * MINUTE for n in range(minutes)]
    days = [at.astimezone(zone).date() for at in instants]
    planned = Counter(day for day, at in zip(days, instants, strict=True) if is_regular(person, at))
    called: Counter[date] = Counter()
    more: Counter[date] = Counter()
    found = set()
    for n, at in enumerate(instants):
        if called[days[n]] and planned[days[n]] + more[days[n]] >= LIMIT:
            found.add(n)
        if n in logged:
            called[days[n]] += 1
            more[days[n]] += not is_regular(person, at)
    return found


STRETCHES = st.lists(st.tuples(st.integers(0, 2 * 1440), st.integers(1, 10 * 60)), max_size=4)


@given(
    who=st.sampled_from(["ada", "ben", "cem"]),
    day=st.sampled_from(DAYS),
    some=STRETCHES,
    asked=st.integers(0, 2 * 1440),
)
@example(who="cem", day=DAYS[0], some=[(20 * 60, 480)], asked=1440)  # over midnight: 4 h and 4 h
@example(who="cem", day=DAYS[1], some=[(0, 480)], asked=480)  # 00:00 to 09:00 by the clock
@example(who="cem", day=DAYS[2], some=[(0, 480)], asked=480)  # 00:00 to 07:00 by the clock
@example(who="cem", day=DAYS[2], some=[(0, 480)], asked=1499)  # 23:59 of the day of 25 hours
@example(who="cem", day=DAYS[2], some=[(0, 480)], asked=1500)  # and midnight
@example(who="cem", day=DAYS[0], some=[(0, 480)], asked=1470)  # 00:30, and yesterday in UTC
def test_who_is_passed_over_when_is_what_a_count_of_minutes_says(
    folder: Folder, who: str, day: date, some: list[tuple[int, int]], asked: int
) -> None:
    person = folder.people[who]
    begins = midnight(day, person.site.zone)
    now = begins + asked * MINUTE
    spans = [
        Span(begins + a * MINUTE, min(begins + (a + n) * MINUTE, now))
        for a, n in some
        if begins + a * MINUTE < now
    ]
    logged = {m for a, n in some for m in range(a, a + n)}
    expected = passed_over(person, begins, logged, 4 * 1440)
    found = spent_day(person, spans, LIMITS, now)
    assert (found is not None) == (asked in expected)
    if found:
        local = person.site.zone
        assert found.day == now.astimezone(local).date()
        last = (found.span.end - begins) // MINUTE - 1
        assert found.span == Span(now, midnight(found.day + timedelta(days=1), local))
        assert {*range(asked, last + 1)} <= expected, "nobody is called before midnight"
        present = Present((), frozenset(), {}, {person.id})
        assert present.people(Target(Whom.PERSON, person.id)) == ()
