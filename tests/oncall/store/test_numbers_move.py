"""Numbers in what happened move to a column of their own, and back, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

from oncall.store.migrating import migrate, revisions
from tests.databases import run

if TYPE_CHECKING:
    from web.embedded.server import Addresses

MOVED = "0011"
INCIDENT = """
    insert into incidents (number, team, caller, phone, description, classification, severity,
        intake, language, reported_at, ladder, act_within, state, rung_at)
    select '1', 'video', '', '', '', 'fault', 'high', 'hotline', 'de', now(), '{}', 1,
        'resolved', now()
"""
EVENTS = """
    insert into incident_events (incident, at, kind, who, facts) select id, now(), kind, 'ada', f
    from incidents, (values ('again', json '{"caller": "W", "phone": "+493023125150"}'),
        ('again', '{"caller": "X", "phone": ""}'), ('noted', '{"text": "a"}')) e (kind, f)
"""


def facts(url: str, columns: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.connect() as tx:
        found = tx.execute(text(f"select {columns} from incident_events order by id"))  # noqa: S608
        rows = [tuple(row) for row in found]
    engine.dispose()
    return rows


def test_a_number_moves_there_and_back(urls: Addresses) -> None:
    order = list(revisions())
    before = order[order.index(MOVED) - 1]
    migrate(urls.owner, before, may_lose=True)
    run(
        urls.owner,
        "alter table incidents drop constraint fk_incidents_team",
        INCIDENT,
        EVENTS,
    )
    was = facts(urls.owner, "facts")
    migrate(urls.owner, MOVED)
    assert facts(urls.owner, "phone, facts ->> 'caller'") == [
        ("+493023125150", "W"),
        ("", "X"),
        (None, None),
    ]
    assert all("phone" not in row[0] for row in facts(urls.owner, "facts"))
    migrate(urls.owner, before, may_lose=True)
    assert facts(urls.owner, "facts") == was
