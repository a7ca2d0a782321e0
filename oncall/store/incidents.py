"""Incidents in the database: taken, claimed when they are due, and written as they then stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from oncall.incidents.events import Event, Kind
from oncall.incidents.incident import Incident, State
from oncall.store.bulk import insert_rows, update_rows
from oncall.store.incident_rows import COLUMNS, incident_of, report_of, standing, written
from oncall.store.tables import incident_events, incidents, ticket_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection, Row

    from oncall.incidents.report import Report

# Rows are locked without their key: what happened may be added to a locked incident, so that who
# holds pages never waits for who holds the incident.
C: Final = incidents.c
E: Final = incident_events.c
# Facts that have columns of their own, where they can be taken away or looked for.
APART: Final = ("phone", "key")
COLUMNS_OF_EVENTS: Final = ("incident", "at", "kind", "who", "facts", *APART)
# What every call of the hotline asks is put together once.
TAKEN: Final = (
    insert_or(incidents)
    .on_conflict_do_nothing(index_elements=["key"], index_where=C.key.is_not(None))
    .returning(*COLUMNS)
)
NUMBER: Final = select(ticket_numbers.next_value())
BY_KEY: Final = select(*COLUMNS).where(C.key == bindparam("of"))
BY_ADDED_KEY: Final = select(*COLUMNS).where(
    C.id.in_(select(E.incident).where(E.key == bindparam("of")))
)
BY_ID: Final = select(*COLUMNS).where(C.id == bindparam("of"))
LOCKED: Final = BY_ID.with_for_update(key_share=True)
BY_NUMBER: Final = select(*COLUMNS).where(C.number == bindparam("of"))
# Written out, or a plan that is kept could not use the index of those that are open.
OVER: Final[BindParameter[Any]] = bindparam(
    "over",
    (State.RESOLVED.value, State.MERGED.value),
    expanding=True,
    literal_execute=True,
)
OPEN: Final = C.state.not_in(OVER)
MOST_JOINABLE: Final = 20
JOINABLE: Final = (
    select(*COLUMNS)
    .where(
        OPEN,
        C.team == bindparam("team"),
        C.customer == bindparam("customer"),
        C.product.is_not_distinct_from(bindparam("product")),
        C.reported_at >= bindparam("since"),
    )
    .order_by(C.id.desc())
    .limit(MOST_JOINABLE)
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
    row = tx.execute(TAKEN, written(fresh, report) | {"number": number}).one_or_none()
    return None if row is None else kept(row)


def by_key(tx: Connection, key: str) -> Kept | None:
    """Return the incident that was taken under a key, or that something was added to under it."""
    row = tx.execute(BY_KEY, {"of": key}).one_or_none()
    if row is None:
        row = tx.execute(BY_ADDED_KEY, {"of": key}).one_or_none()
    return None if row is None else kept(row)


def joinable(tx: Connection, report: Report, since: datetime) -> list[Kept]:
    """Return the latest open incidents that a report may belong to, the newest first."""
    same = {"team": report.team, "customer": report.customer, "product": report.product}
    return list(map(kept, tx.execute(JOINABLE, same | {"since": since})))


def count_report(tx: Connection, incident: int) -> None:
    """Count one more report of an incident."""
    tx.execute(update(incidents).where(C.id == incident).values(reports=C.reports + 1))


def next_due(tx: Connection) -> datetime | None:
    """Return when the next incident is due, whoever has it."""
    found: datetime | None = tx.execute(select(func.min(C.due_at))).scalar_one()
    return found


def locked(tx: Connection, incident: int) -> Kept | None:
    """Return an incident, and let nobody else change it before the transaction ends."""
    row = tx.execute(LOCKED, {"of": incident}).one_or_none()
    return None if row is None else kept(row)


def by_id(tx: Connection, incident: int) -> Kept:
    """Return the incident of an id that is known to be one."""
    return kept(tx.execute(BY_ID, {"of": incident}).one())


def get(tx: Connection, number: str) -> Kept | None:
    """Return the incident of a ticket number."""
    row = tx.execute(BY_NUMBER, {"of": number}).one_or_none()
    return None if row is None else kept(row)


def write(tx: Connection, some: Iterable[Incident]) -> None:
    """Write how incidents stand that were locked."""
    rows = [{"id": each.id, **standing(each)} for each in some]
    if rows:
        update_rows(tx, incidents, tuple(rows[0]), [row.values() for row in rows])


def happened(tx: Connection, some: Iterable[tuple[int, Event]]) -> None:
    """Add what happened, in order."""
    rows = [
        (incident, event.at, event.kind.value, event.who, *_apart(event.facts))
        for incident, event in some
    ]
    insert_rows(tx, incident_events, COLUMNS_OF_EVENTS, rows)


def _apart(facts: Mapping[str, Any]) -> tuple[Mapping[str, Any], str | None, str | None]:
    """Return facts without those that have columns of their own, and these."""
    if facts.keys().isdisjoint(APART):
        return facts, None, None
    rest = {name: fact for name, fact in facts.items() if name not in APART}
    return rest, facts.get("phone") or None, facts.get("key") or None


def events(
    tx: Connection, incident: int, kinds: Collection[Kind] = tuple(Kind)
) -> tuple[Event, ...]:
    """Return all that happened to an incident, or what is of some kinds of it, in order."""
    found = select(E.at, E.kind, E.who, E.facts, E.phone, E.key).where(E.incident == incident)
    if len(kinds) < len(Kind):
        found = found.where(E.kind.in_(each.value for each in kinds))
    return tuple(
        Event(at, Kind(kind), who, facts | {name: value for name, value in apart if value})
        for at, kind, who, facts, phone, key in tx.execute(found.order_by(E.id))
        for apart in [(("phone", phone), ("key", key))]
    )


def kept(row: Row[Any]) -> Kept:
    """Return the incident of a row with all columns."""
    return Kept(row.number, incident_of(row), report_of(row), row.reports)
