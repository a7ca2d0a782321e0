"""All that is due is fired, by however many batches at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import text

from oncall.incidents.report import Report
from oncall.services import intake
from oncall.services.escalating import BATCH
from tests.oncall.services.firms import published, stored
from web.worker.firing import fire_all

if TYPE_CHECKING:
    from oncall.store.db import Database

EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
COUNT = 3 * BATCH + 7
COLUMNS = (
    "due_at, team, customer, caller, phone, description, classification, severity, intake, "
    "language, bookings, reported_at, ladder, response_by, action_by, act_within, state, rung_at"
)
MORE = text(
    f"insert into incidents (number, {COLUMNS}) select 'M' || n, {COLUMNS} from incidents, "  # noqa: S608
    "generate_series(2, :count) n"
)
# How many rungs and pages an incident has, and how many incidents have so many.
TOLD = text(
    "select rungs, sent, count(*) from incidents i, lateral (select count(*) as rungs from "
    "incident_events e where e.incident = i.id and e.kind = 'fired') f, lateral (select count(*) "
    "as sent from pages p where p.incident = i.id) p group by rungs, sent"
)


def test_of_more_than_a_few_batches_each_incident_is_fired_once(database: Database) -> None:
    stored(database)
    published(database)
    made = Report("video", "Bild fällt aus", "Frau Weber", "+493023125150", customer="Alster")
    first = intake.take(database, made, by="test", now=EVENING).kept.incident
    with database.begin() as tx:
        tx.execute(MORE, {"count": COUNT})
    due = fire_all(database, EVENING)
    with database.begin() as tx:
        assert tx.execute(TOLD).all() == [(1, 2, COUNT)]
        versions = tx.execute(text("select distinct version, rung, due_at from incidents")).all()
    rungs = first.ladder.rungs
    assert versions == [(1, 1, EVENING + rungs[1].after - rungs[0].after)]
    assert due is not None
    assert due <= versions[0].due_at, "or looked at while the other had not ended"
