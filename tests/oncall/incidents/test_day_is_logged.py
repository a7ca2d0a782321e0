"""What is worked on incidents uses up the day, and who has used it up is passed over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.incidents.events import Event, Kind
from oncall.incidents.hearing import Act
from oncall.incidents.incident import Incident, State
from oncall.incidents.ladder import USUAL
from oncall.incidents.working_time import worked
from oncall.services import acting, gathering, merging
from oncall.services.working_time import FRESH, logged
from oncall.store.tables.incidents import WORK
from tests.oncall.incidents.nights import EVENING, HOUR, Night

if TYPE_CHECKING:
    from oncall.store.db import Database

MINUTE = timedelta(minutes=1)


@pytest.fixture
def night(database: Database) -> Night:
    return Night(database)


def test_who_has_no_time_left_is_passed_over_by_name(night: Night) -> None:
    night.worked(8)
    event = night.fired()
    assert (event.kind, event.facts["spent"]) == (Kind.PASSED, [night.person])


def test_who_has_time_left_is_called_though_they_worked_today(night: Night) -> None:
    night.worked(7.9)
    event = night.fired()
    assert (event.kind, event.facts["people"]) == (Kind.FIRED, [night.person])


def test_work_that_goes_on_counts_until_now(night: Night) -> None:
    night.clock.at = EVENING - 7.9 * HOUR
    incident = night.report()
    night.does("start", incident)
    night.clock.at = EVENING
    assert night.fired().kind is Kind.FIRED
    night.clock.wind(6 * MINUTE + FRESH)
    assert night.fired().facts["spent"] == [night.person]


def test_it_is_looked_up_once_for_many_rungs(night: Night) -> None:
    with night.database.begin() as tx:
        known = gathering.facts_in(night.database, tx)
        first = night.tired(tx, known, EVENING)
    night.worked(8)
    with night.database.begin() as tx:
        assert night.tired(tx, known, EVENING + FRESH / 2) is first
        assert night.tired(tx, known, EVENING + FRESH) == {night.person}


def test_what_was_worked_yesterday_is_another_day(night: Night) -> None:
    night.worked(8)
    night.clock.at = EVENING + 24 * HOUR
    with night.database.begin() as tx:
        known = gathering.facts_in(night.database, tx)
        assert night.tired(tx, known, night.clock.at) == set()


def test_two_incidents_at_once_use_up_the_same_minutes_once(night: Night) -> None:
    before = night.left()
    night.clock.at = EVENING - 5 * HOUR
    one, two = night.report(), night.report()
    night.does("start", one)
    night.clock.wind(HOUR)
    night.does("start", two)
    night.clock.wind(HOUR)
    night.does("resolve", one, "done")
    night.clock.wind(HOUR)
    night.does("resolve", two, "done")
    assert before - night.left() == 3 * HOUR
    with night.database.begin() as tx:
        spans = logged(tx, night.clock.at)[night.person]
    assert sum((span.end - span.start for span in spans), 0 * HOUR) == 4 * HOUR, "of each its own"


def test_a_pause_leaves_the_day_as_it_is(night: Night) -> None:
    before = night.left()
    night.clock.at = EVENING - 5 * HOUR
    incident = night.report()
    night.does("start", incident)
    night.clock.wind(HOUR)
    night.does("pause", incident)
    night.clock.wind(2 * HOUR)
    assert before - night.left() == HOUR
    night.does("resume", incident)
    night.clock.wind(HOUR)
    assert before - night.left() == 2 * HOUR


def test_work_on_what_became_a_duplicate_stays_logged(night: Night) -> None:
    before = night.left()
    night.clock.at = EVENING - 3 * HOUR
    first, second = night.report(), night.report()
    night.does("start", second)
    night.clock.wind(HOUR)
    ben = Act("ben", "page", night.clock.at)
    merging.merge(night.database, second, first, ben)
    night.clock.wind(HOUR)
    assert before - night.left() == HOUR


@pytest.mark.parametrize("ends", ["merge", "park and merge", "hand over and merge"])
def test_work_that_began_the_day_before_counts_today_however_it_ended(
    night: Night, ends: str
) -> None:
    night.clock.at = EVENING - 30 * HOUR
    incident, other = night.report(), night.report()
    night.does("start", incident)
    night.clock.at = EVENING
    if ends.startswith("park"):
        night.does("park", incident, "ben")
    if ends.startswith("hand over"):
        night.does("hand_over", incident, "ben")
        acting.accept(night.database, incident, Act("ben", "page", EVENING))
    merging.merge(night.database, incident, other, Act("petra", "page", EVENING))
    assert night.left() == 0 * HOUR


def test_whatever_ends_work_is_looked_for_by_its_time() -> None:
    """An acceptance is not: the work goes on with whoever accepted, and ends by something else."""
    before = Incident(1, "", USUAL, EVENING, EVENING, {}, HOUR, State.WORKING, holder="ada")
    facts = {"person": "ada", "owner": "ada", "text": "", "into": 2, "to": "ben", "act_by": None}
    facts |= {"clock": "action", "clocks": {}, "why": "", "people": [], "next_at": str(EVENING)}
    facts |= {"next_round": 0, "next_rung": 0}
    ends = set()
    for kind in set(Kind) - {
        Kind.FIRED,
        Kind.PASSED,
        Kind.ACCEPTED,
    }:  # no rung while it is worked on
        event = Event(EVENING + HOUR, kind, "ada", facts)
        if any(each.is_over for each in worked(before, [event], EVENING + 2 * HOUR)):
            ends.add(kind)
    assert Kind.MERGED in ends
    assert {kind for kind in ends if f"'{kind}'" not in WORK} == set()


def test_work_that_began_the_day_before_and_was_parked_today_counts_today(night: Night) -> None:
    night.clock.at = EVENING - 30 * HOUR
    incident = night.report()
    night.does("start", incident)
    night.clock.at = EVENING
    night.does("park", incident, night.person)
    assert night.left() == 0 * HOUR
