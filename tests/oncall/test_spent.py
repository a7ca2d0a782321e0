"""Whose stepping in is a further standby day of a customer, and of which day."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import Assignment
from oncall.folder.read import read_folder
from oncall.localtime import Span
from oncall.people import Role
from oncall.spent import FurtherDay, SpentDay, further_days
from tests.builders import write_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oncall.folder.facts import Folder

HOUR = timedelta(hours=1)
DAY = date(2026, 12, 8)
MIDNIGHT = datetime(2026, 12, 7, 23, tzinfo=UTC)  # in Hamburg
BOOKINGS = """\
id,customer,team,requested_at,start,end,windows,skill
B1,Alster,video,2026-11-01,2026-12-01,2026-12-20,always,
B2,Alster,video,2026-11-01,2026-12-01,2026-12-20,always,
B3,Wey,video,2026-11-01,2026-12-01,2026-12-20,Mon-Fri 20:00-22:00,
"""
PEOPLE = """\
id,name,team,site,email,phone,skills
ada,Ada Ahlers,video,hamburg,,,
ben,Ben Boyd,video,woking,,,
cem,Cem Celik,video,hamburg,,,
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    place = tmp_path_factory.mktemp("firm")
    return read_folder(write_folder(place, people=PEOPLE, bookings=BOOKINGS))


def duty(
    who: str, start: float, end: float, bookings: str = "B1", role: Role = Role.PRIMARY
) -> Assignment:
    """A duty from hour to hour of the eighth in Hamburg."""
    span = Span(MIDNIGHT + start * HOUR, MIDNIGHT + end * HOUR)
    return Assignment(span, role, who, tuple(bookings.split(";")))


def spent(who: str, start: float, end: float = 24) -> SpentDay:
    span = Span(MIDNIGHT + start * HOUR, MIDNIGHT + end * HOUR)
    return SpentDay(who, DAY, span, 8 * HOUR)


def found(
    folder: Folder,
    day: SpentDay,
    before: Iterable[Assignment],
    after: Iterable[Assignment],
    elsewhere: Iterable[Assignment] = (),
) -> list[FurtherDay]:
    before, after = tuple(before), tuple(after)
    known = (*before, *elsewhere)

    def held(person: str, span: Span) -> Iterator[Assignment]:
        return (each for each in known if each.person == person and each.span.overlaps(span))

    return list(further_days([day], before, after, held, folder))


def test_who_steps_in_has_a_further_day_of_each_customer_with_a_window_then(folder: Folder) -> None:
    before = [duty("ada", 18, 24, "B1;B2;B3")]
    after = [duty("ada", 18, 21, "B1;B2;B3"), duty("cem", 21, 24, "B1;B2;B3")]
    some = found(folder, spent("ada", 21), before, after)
    assert [(e.person, e.day, e.customer, e.bookings, e.instead_of) for e in some] == [
        ("cem", DAY, "Alster", ("B1", "B2"), "ada"),
        ("cem", DAY, "Wey", ("B3",), "ada"),
    ]
    late = [duty("ada", 18, 22, "B1;B3"), duty("cem", 22, 24, "B1;B3")]
    customers = [e.customer for e in found(folder, spent("ada", 22), before, late)]
    assert customers == ["Alster"], "Wey's window is over then"


def test_whose_standby_day_it_was_already_in_whatever_role_is_no_further_one(
    folder: Folder,
) -> None:
    backup = duty("cem", 6, 8, "B2", Role.BACKUP)
    before = [duty("ada", 18, 24)]
    after = [duty("ada", 18, 21), duty("cem", 21, 24)]
    assert found(folder, spent("ada", 21), before, after, [backup]) == []
    yesterday = duty("cem", -4, 0, "B2", Role.BACKUP)
    assert len(found(folder, spent("ada", 21), before, after, [yesterday])) == 1


def test_what_somebody_gave_away_before_their_time_was_used_up_is_no_further_day(
    folder: Folder,
) -> None:
    before = [duty("ada", 12, 24)]
    after = [duty("cem", 12, 21), duty("ada", 21, 24)]
    assert found(folder, spent("ada", 21), before, after) == []


def test_the_day_is_that_of_who_steps_in(folder: Folder) -> None:
    before = [duty("ben", 18, 25)]  # to midnight in Woking, which is 01:00 in Hamburg
    after = [duty("ben", 18, 22), duty("cem", 22, 25)]
    some = found(folder, spent("ben", 22, 25), before, after)
    assert [(e.person, e.day) for e in some] == [("cem", DAY), ("cem", DAY + timedelta(days=1))]
    assert [e.span.minutes for e in some] == [120, 60]


PIECES = st.lists(st.sampled_from(["ada", "cem", "ben", ""]), min_size=12, max_size=12)


@given(before=PIECES, after=PIECES, begins=st.integers(0, 11), backup=st.integers(0, 12))
def test_further_days_are_what_a_count_hour_by_hour_says(
    folder: Folder, before: list[str], after: list[str], begins: int, backup: int
) -> None:
    """Two hours each, of a day of Hamburg; Ada's is used up from one of them on."""

    def rota(who: list[str]) -> list[Assignment]:
        return [duty(each, 2 * n, 2 * n + 2) for n, each in enumerate(who) if each]

    extra = [duty("cem", 2 * backup, 2 * backup + 2, "B2", Role.BACKUP)] if backup < 12 else []
    had: defaultdict[str, set[date]] = defaultdict(set)
    wanted: set[tuple[str, date]] = set()
    # Woking is an hour behind: the first piece begins there on the day before.
    days = {
        "cem": lambda n: {DAY},
        "ben": lambda n: {DAY - timedelta(days=1), DAY} if n == 0 else {DAY},
    }
    for n, who in enumerate(before):
        if who in days:
            had[who] |= days[who](n)
    if backup < 12:
        had["cem"].add(DAY)
    for n in range(begins, 12):
        if before[n] == "ada" and after[n] in days:
            wanted |= {(after[n], day) for day in days[after[n]](n) - had[after[n]]}
    some = found(folder, spent("ada", 2 * begins), rota(before), rota(after), extra)
    assert {(each.person, each.day) for each in some} == wanted
    assert len(some) == len(wanted), "none is there twice"
