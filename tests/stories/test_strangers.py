"""Unknown numbers flood the hotline at night: the manager is woken a few times, nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from notify.carrier import Person
from oncall.incidents.events import Kind
from oncall.incidents.report import Intake, Report
from oncall.pins import Marker
from oncall.services import hotline, intake
from oncall.services.hotline import Ringing
from oncall.services.intake import Terms
from oncall.store import calls, messages
from oncall.store import incidents as store
from tests.stories.callers import CALLERS, HIDDEN, STRANGER, TABLES, dials
from tests.stories.town import OURS, Town, town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from notify.carrier import Handset
    from tests.databases import Copies

MARKER = Marker(b"a key")
NIGHT = datetime(2026, 12, 8, 1, tzinfo=UTC)
OTHER = "+493023125199"
# Three incidents, each with the manager's ladder; what rings is theirs.
MOST = 3


@pytest.fixture(name="night")
def _night(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    callers = (*CALLERS, Person("Other", OTHER))
    with town(copies, tmp_path, callers=callers, tables=TABLES, begins=NIGHT) as made:
        yield made
        made.carrier.nothing_else_happened()


def goes_on_unknown(town: Town, number: str) -> Handset:
    """Somebody without a PIN calls, hears a ticket number, and hangs up."""
    phone = dials(town, number)
    town.later(9)
    phone.press("#")
    town.later(3)
    phone.hangs_up()
    return phone


def opened(town: Town) -> int:
    with town.database.begin() as tx:
        return int(tx.execute(text("select count(*) from incidents")).scalar_one())


def test_two_calls_of_one_unknown_number_are_one_incident_with_two_reports(night: Town) -> None:
    goes_on_unknown(night, STRANGER)
    again = goes_on_unknown(night, STRANGER)
    assert opened(night) == 1
    with night.database.begin() as tx:
        kept = store.by_id(tx, 1)
    assert kept.reports == 2
    assert " ".join(kept.number) in again.heard, "told the same number"


def test_two_who_show_no_number_are_two(night: Town) -> None:
    goes_on_unknown(night, HIDDEN)
    goes_on_unknown(night, HIDDEN)
    assert opened(night) == 2


def test_fifty_forged_numbers_at_night_are_three_and_one_for_the_rest(
    night: Town,
) -> None:
    for number in range(50):
        ringing = Ringing(f"CA{number}", OURS, f"+49302312{7000 + number}")
        hotline.begin(night.database, ringing, night.clock.at)
        hotline.pin(night.database, ringing.sid, "", night.clock.at, no_pin=True, marker=MARKER)
        night.clock.wind(timedelta(seconds=30))
    with night.database.begin() as tx:
        reports = [store.by_id(tx, each).reports for each in range(1, MOST + 2)]
        about = [len(calls.of_incident(tx, each)) for each in range(1, MOST + 2)]
        rest = store.by_id(tx, MOST + 1).report
        again = store.events(tx, MOST + 1, {Kind.AGAIN})
        told = messages.told(tx, "video", "flood")
    assert opened(night) == MOST + 1
    assert reports == about == [1, 1, 1, 47], "every call has an incident"
    assert rest.phone == "", "the rest is nobody's"
    assert [each.facts["phone"][-4:] for each in again] == [str(7000 + n) for n in range(MOST, 50)]
    assert [each.facts["most"] for each in told] == [MOST], "the planners know, once"


def test_nothing_of_one_stranger_joins_what_another_has_reported(night: Town) -> None:
    known: dict[str, str] = {}
    for number in [*range(6), 0, 5]:
        said = Report(
            "video",
            phone=f"+49302312{7000 + number}",
            intake=Intake.SMS,
            joins=True,
        )
        terms = Terms(strangers=MOST)
        night.clock.wind(timedelta(seconds=1))
        taken = intake.take(night.database, said, by="sms", now=night.clock.at, terms=terms)
        known[said.phone] = taken.number
    own, rest = list(known.values())[:MOST], list(known.values())[MOST:]
    assert len(set(own)) == MOST
    assert len(set(rest)) == 1
    assert set(own).isdisjoint(rest)
    with night.database.begin() as tx:
        assert [store.by_id(tx, each).reports for each in range(1, MOST + 1)] == [2, 1, 1]


def test_a_flood_stops_no_customer_and_no_message(night: Town) -> None:
    for number in range(5):
        ringing = Ringing(f"CA{number}", OURS, f"+49302312{7000 + number}")
        hotline.begin(night.database, ringing, night.clock.at)
        hotline.pin(night.database, ringing.sid, "", night.clock.at, no_pin=True, marker=MARKER)
    before = opened(night)
    known = Ringing("CAknown", OURS, "+493023125150")
    hotline.begin(night.database, known, night.clock.at)
    hotline.pin(night.database, known.sid, "48151", night.clock.at, no_pin=False, marker=MARKER)
    assert opened(night) == before + 1


def test_fifty_at_the_same_instant_are_no_more(night: Town) -> None:
    def reported(number: int) -> str:
        said = Report(
            "video",
            phone=f"+49302312{7000 + number}",
            intake=Intake.HOTLINE,
            key=f"call {number}",
            joins=True,
        )
        take = partial(intake.take, night.database, said, by="hotline", now=night.clock.at)
        return take(terms=Terms(strangers=MOST)).number

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(reported, range(50)))
    assert len(set(numbers)) == opened(night) == MOST + 1


def test_a_customers_calls_at_the_same_instant_are_one_incident(night: Town) -> None:
    def reported(number: int) -> str:
        said = Report("video", customer="Alster", key=f"call {number}", joins=True)
        return intake.take(night.database, said, by="hotline", now=night.clock.at).number

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(reported, range(40)))) == 1
