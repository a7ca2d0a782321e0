"""Incidents in the database: taken, claimed when they are due, and written as they then stand."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import Text, bindparam, cast, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from oncall.incidents.events import Event, Kind
from oncall.incidents.incident import Clock, Incident, State
from oncall.incidents.ladder import as_json, from_json
from oncall.incidents.report import Intake, Report, Severity
from oncall.store.bulk import insert_rows, update_rows
from oncall.store.tables import incident_events, incidents, ticket_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import BindParameter, Connection, Row, Select

    from oncall.incidents.ladder import Ladder

# Rows are locked without their key: what happened may be added to a locked incident, so that who
# holds pages never waits for who holds the incident.
C: Final = incidents.c
# Thousands have the same ladder: as a text it is read once.
COLUMNS: Final = tuple(
    cast(c, Text).label(c.name) if c is incidents.c.ladder else c for c in incidents.c
)
# What every call of the hotline asks is put together once.
TAKEN: Final = (
    insert_or(incidents).on_conflict_do_nothing(index_elements=["key"]).returning(*COLUMNS)
)
NUMBER: Final = select(ticket_numbers.next_value())
BY_KEY: Final = select(*COLUMNS).where(C.key == bindparam("of"))
BY_ID: Final = select(*COLUMNS).where(C.id == bindparam("of"))
# Written out, or a plan that is kept could not use the index of those that are open.
OVER: Final[BindParameter[Any]] = bindparam(
    "over",
    (State.RESOLVED.value, State.MERGED.value),
    expanding=True,
    literal_execute=True,
)
OPEN: Final = C.state.not_in(OVER)
JOINED: Final = (
    select(*COLUMNS)
    .where(
        OPEN,
        C.team == bindparam("team"),
        C.customer == bindparam("customer"),
        C.product.is_not_distinct_from(bindparam("product")),
        C.reported_at >= bindparam("since"),
    )
    .order_by(C.id.desc())
    .limit(1)
    .with_for_update(key_share=True)
)


class Kept(NamedTuple):
    """An incident as it is kept: its number, how it stands, what it is about."""

    number: str
    incident: Incident
    report: Report
    reports: int


def take(tx: Connection, report: Report, fresh: Incident) -> Kept | None:
    """Write a new incident and return it with its numbers; None where its key is known already."""
    number = f"{report.prefix}{tx.execute(NUMBER).scalar_one()}"
    values = _standing(fresh) | _about(report) | {"number": number, "ladder": as_json(fresh.ladder)}
    values |= {
        "reported_at": fresh.reported_at,
        "act_within": int(fresh.act_within.total_seconds()),
    }
    row = tx.execute(TAKEN, values).one_or_none()
    return None if row is None else kept(row)


def by_key(tx: Connection, key: str) -> Kept | None:
    """Return the incident that was taken under a key."""
    row = tx.execute(BY_KEY, {"of": key}).one_or_none()
    return None if row is None else kept(row)


def joined(tx: Connection, report: Report, since: datetime) -> Kept | None:
    """Return the incident that a further report belongs to, locked, or None."""
    same = {"team": report.team, "customer": report.customer, "product": report.product}
    row = tx.execute(JOINED, same | {"since": since}).one_or_none()
    return None if row is None else kept(row)


def count_report(tx: Connection, incident: int) -> None:
    """Count one more report of an incident."""
    tx.execute(update(incidents).where(C.id == incident).values(reports=C.reports + 1))


def next_due(tx: Connection) -> datetime | None:
    """Return when the next incident is due, whoever has it."""
    found: datetime | None = tx.execute(select(func.min(C.due_at))).scalar_one()
    return found


def locked(tx: Connection, incident: int) -> Kept | None:
    """Return an incident, and let nobody else change it before the transaction ends."""
    row = tx.execute(
        _selected().where(C.id == incident).with_for_update(key_share=True)
    ).one_or_none()
    return None if row is None else kept(row)


def by_id(tx: Connection, incident: int) -> Kept:
    """Return the incident of an id that is known to be one."""
    return kept(tx.execute(BY_ID, {"of": incident}).one())


def get(tx: Connection, number: str) -> Kept | None:
    """Return the incident of a ticket number."""
    row = tx.execute(_selected().where(C.number == number)).one_or_none()
    return None if row is None else kept(row)


def write(tx: Connection, some: Iterable[Incident]) -> None:
    """Write how incidents stand that were locked."""
    update_rows(tx, incidents, [_standing(each) | {"id": each.id} for each in some])


def happened(tx: Connection, some: Iterable[tuple[int, Event]]) -> None:
    """Add what happened, in order."""
    rows = [
        {
            "incident": incident,
            "at": event.at,
            "kind": event.kind.value,
            "who": event.who,
            "facts": event.facts,
        }
        for incident, event in some
    ]
    insert_rows(tx, incident_events, rows)


def events(
    tx: Connection, incident: int, kinds: Collection[Kind] = tuple(Kind)
) -> tuple[Event, ...]:
    """Return all that happened to an incident, or what is of some kinds of it, in order."""
    c = incident_events.c
    found = select(c.at, c.kind, c.who, c.facts).where(c.incident == incident).order_by(c.id)
    if len(kinds) < len(Kind):
        found = found.where(c.kind.in_(each.value for each in kinds))
    return tuple(Event(at, Kind(kind), who, facts) for at, kind, who, facts in tx.execute(found))


def kept(row: Row[Any]) -> Kept:
    """Return the incident of a row with all columns."""
    return Kept(row.number, incident_of(row), _report(row), row.reports)


def incident_of(row: Row[Any]) -> Incident:
    """Return how the incident of a row stands."""
    return Incident(
        row.id,
        row.team,
        _ladder(row.ladder),
        row.reported_at,
        row.rung_at,
        {Clock(name): datetime.fromisoformat(at) for name, at in row.clocks.items()},
        timedelta(seconds=row.act_within),
        State(row.state),
        row.version,
        row.round,
        row.rung,
        frozenset(row.paged),
        row.holder,
        row.offered_to,
        row.act_by,
        row.asked,
        row.paused,
        row.parked_until,
        frozenset(map(Clock, row.warned)),
        frozenset(map(Clock, row.breached)),
        frozenset(map(Clock, row.kept)),
        row.merged_into,
        frozenset(row.refused),
        row.waiting_since,
    )


@lru_cache(maxsize=256)
def _ladder(kept_as: str) -> Ladder:
    return from_json(json.loads(kept_as))


def _selected() -> Select[Any]:
    return select(*COLUMNS)


def _standing(each: Incident) -> dict[str, Any]:
    """Return the columns that are folded from the events."""
    return {
        "state": each.state.value,
        "version": each.version,
        "round": each.round,
        "rung": each.rung,
        "rung_at": each.rung_at,
        "paged": sorted(each.paged),
        "refused": sorted(each.refused),
        "holder": each.holder,
        "offered_to": each.offered_to,
        "act_by": each.act_by,
        "asked": each.asked,
        "paused": each.paused,
        "clocks": {name: at.isoformat() for name, at in each.clocks.items()},
        "waiting_since": each.waiting_since,
        "parked_until": each.parked_until,
        "warned": sorted(each.warned),
        "breached": sorted(each.breached),
        "kept": sorted(each.kept),
        "merged_into": each.merged_into,
        "due_at": each.due_at,
    }


ABOUT: Final = (
    "team",
    "customer",
    "contract",
    "product",
    "serial",
    "caller",
    "phone",
    "site",
    "description",
    "classification",
    "language",
    "key",
)


def _about(report: Report) -> dict[str, Any]:
    return {name: getattr(report, name) for name in ABOUT} | {
        "severity": report.severity.value,
        "intake": report.intake.value,
        "bookings": list(report.bookings),
    }


def _report(row: Row[Any]) -> Report:
    return Report(
        **{name: getattr(row, name) for name in ABOUT},
        severity=Severity(row.severity),
        intake=Intake(row.intake),
        bookings=tuple(row.bookings),
    )
