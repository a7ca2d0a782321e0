"""Who is called when the carrier takes few calls a second: nobody starves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from notify.channel import Outcome, Receipt
from oncall.incidents.report import Report
from oncall.services import delivering, intake, receipts
from oncall.store import pages
from oncall.store.pages import Intent
from tests.oncall.services.firms import stored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.store.db import Database

BEGUN = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PEOPLE = 12
RUNG = 8  # seconds until everybody is to be called once more


def waits(database: Database, incident: int, rung: int, people: Iterable[int]) -> None:
    """Let a call wait for each, the first the longest."""
    now = BEGUN + rung * RUNG * SECOND
    some = [
        Intent(
            *(f"{incident}/0/{rung}/p{n}/voice", f"p{n}", "voice", f"+4917139{n:05}", "fault"),
            *("de", now + n * timedelta(milliseconds=1), now + RUNG * SECOND + n * SECOND / 1000),
            *(incident, 1),
        )
        for n in people
    ]
    with database.begin() as tx:
        pages.intend(tx, some, now)


def called(database: Database, now: datetime, outcome: Outcome = Outcome.ACCEPTED) -> list[str]:
    """Call whom the carrier takes in a second; each call is over at once."""
    errands = delivering.claim(database, "pager", now, calls_a_second=1)
    for errand in errands:
        receipts.record(database, errand, Receipt(outcome, sid=errand.attempt), now)
        with database.begin() as tx:
            tx.exec_driver_sql("update attempts set state = 'over' where state = 'accepted'")
    return [errand.person for errand in errands]


def test_nobody_is_called_twice_before_everybody_was_called_once(database: Database) -> None:
    stored(database)
    made = Report("video", "Bild fällt aus", "Frau Weber", "+493023125150")
    incident = intake.take(database, made, by="test", now=BEGUN).kept.incident.id
    told: list[str] = []
    for second in range(2 * PEOPLE):
        if second % RUNG == 0:
            waits(database, incident, second // RUNG, range(PEOPLE))
        told += called(database, BEGUN + (second + 0.1) * SECOND)
    assert told[:PEOPLE] == [f"p{n}" for n in range(PEOPLE)]
    assert told[PEOPLE:] == told[:PEOPLE]


def test_who_was_refused_by_the_carrier_has_not_been_called(database: Database) -> None:
    stored(database)
    made = Report("video", "Bild fällt aus", "Frau Weber", "+493023125150")
    incident = intake.take(database, made, by="test", now=BEGUN).kept.incident.id
    waits(database, incident, 0, range(2))
    assert called(database, BEGUN + SECOND, Outcome.BUSY) == ["p0"]
    waits(database, incident, 2, range(2))
    assert called(database, BEGUN + 17 * SECOND) == ["p0"]
