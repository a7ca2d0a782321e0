"""What subscribers see follows from the versions alone, whatever they did to a duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import Assignment
from oncall.localtime import DAY, Span
from oncall.people import Role
from oncall.rota_history import History, Line
from oncall.subscriptions import of_person, of_team, reach

START = datetime(2026, 12, 1, 12, tzinfo=UTC)
NOW = START + 20 * DAY
BERLIN = ZoneInfo("Europe/Berlin")
SEEN = reach(NOW, BERLIN)
PEOPLE, BOOKINGS = ("ada", "ben", "cem"), ("B1", "B2")


@st.composite
def duties(draw) -> Assignment:
    begins = START + timedelta(hours=draw(st.integers(0, 72)))
    span = Span(begins, begins + timedelta(hours=draw(st.integers(2, 12))))
    booked = draw(st.sets(st.sampled_from(BOOKINGS), min_size=1))
    role = draw(st.sampled_from((Role.PRIMARY, Role.BACKUP)))
    return Assignment(span, role, draw(st.sampled_from(PEOPLE)), tuple(sorted(booked)))


@st.composite
def versions(draw) -> list[list[Line]]:
    """Versions one after the other, each with the lines it wrote."""
    found: list[list[Line]] = []
    withdrawn: dict[int, Assignment] = {}
    for version in range(1, draw(st.integers(1, 6)) + 1):
        touched = draw(st.sets(st.integers(1, 5), max_size=4))
        lines = []
        for number in sorted(touched):
            each = replace(draw(duties()), duty=number)
            stands = withdrawn.get(number)
            gone = stands is not None and draw(st.booleans())
            lines.append(Line(stands if gone else each, version, START + version * DAY, gone))
            withdrawn[number] = lines[-1].duty
            if gone:
                del withdrawn[number]
        found.append(lines)
    return found


def history(some: list[list[Line]]) -> History:
    """The history as it grows in a process that hears of each version."""
    found = History("video", 0, START)
    for version, lines in enumerate(some, 1):
        found = found.going_on(version, lines)
    return found


@given(versions())
def test_a_history_that_grew_says_what_one_read_at_once_says(some) -> None:
    grown, whole = history(some), History("video", 0, START, [x for v in some for x in v])
    assert grown.duties == whole.duties
    for person in PEOPLE:
        assert of_person([grown], person, SEEN) == of_person([whole], person, SEEN)


@given(versions())
def test_every_duty_that_stands_is_confirmed_for_its_person_alone(some) -> None:
    known = history(some)
    stands = {lines[-1].duty for lines in known.duties if not lines[-1].withdrawn}
    for person in PEOPLE:
        shown = of_person([known], person, SEEN)
        assert {s.duty for s in shown if not s.cancelled} == {
            d for d in stands if d.person == person
        }
        had = {
            line.duty.duty
            for lines in known.duties
            for line in lines
            if line.duty.person == person and not line.withdrawn
        }
        assert {s.duty.duty for s in shown} == had


@given(versions())
def test_an_entry_that_changes_gets_a_higher_version_and_never_a_lower(some) -> None:
    """Compared from each version to the next, as a calendar that fetches each would see it."""
    known = History("video", 0, START)
    before: dict[tuple[str, int], object] = {}
    for version, lines in enumerate(some, 1):
        known = known.going_on(version, lines)
        after = {
            (person, shown.duty.duty): shown
            for person in PEOPLE
            for shown in of_person([known], person, SEEN)
        }
        assert before.keys() <= after.keys()
        for key, was in before.items():
            now = after[key]
            assert now.version >= was.version
            if now != was:
                assert (now.version, now.changed_at) == (version, START + version * DAY)
        before = after


@given(versions())
def test_a_partner_is_there_at_the_same_time_for_the_same_booking(some) -> None:
    known = history(some)
    stands = [lines[-1].duty for lines in known.duties if not lines[-1].withdrawn]
    for shown in (s for person in PEOPLE for s in of_person([known], person, SEEN)):
        wanted = {
            each.duty
            for each in stands
            if each.duty != shown.duty.duty
            and each.span.overlaps(shown.duty.span)
            and set(each.bookings) & set(shown.duty.bookings)
        }
        assert {each.duty for each in shown.partners} == (set() if shown.cancelled else wanted)


@given(versions())
def test_a_team_sees_each_duty_once_as_it_was_last(some) -> None:
    shown = of_team(history(some), SEEN)
    assert sorted(s.duty.duty for s in shown) == sorted({x.duty.duty for v in some for x in v})


@given(
    st.integers(0, 6 * 365 * 24 * 60).map(lambda n: START + timedelta(minutes=n)),
    st.sampled_from(["Europe/Berlin", "America/Sao_Paulo", "Pacific/Auckland", "UTC"]),
)
def test_the_reach_stays_all_day_and_is_90_days_and_a_year(now, name) -> None:
    zone = ZoneInfo(name)
    seen = reach(now, zone)
    assert seen == reach(seen.today, zone)
    today = now.astimezone(zone).date()
    first, last = (at.astimezone(zone).date() for at in (seen.span.start, seen.span.end))
    assert today - first == 90 * DAY
    assert (last.year - today.year, last.month, min(today.day, 28)) == (
        1,
        today.month,
        min(last.day, 28),
    )


def test_a_year_from_a_leap_day_is_the_day_before() -> None:
    seen = reach(datetime(2028, 2, 29, 12, tzinfo=UTC), BERLIN)
    assert seen.span.end.astimezone(BERLIN).date() == date(2029, 2, 28)
