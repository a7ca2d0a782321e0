"""An incident as a row: little is done for each value, for timers read thousands a second."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ARRAY, Text, cast, type_coerce
from sqlalchemy.types import NullType

from oncall.incidents.incident import Clock, Incident, State
from oncall.incidents.ladder import as_json, from_json
from oncall.incidents.report import Intake, Report, Severity
from oncall.store.tables import incidents

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Row

    from oncall.incidents.ladder import Ladder

ABOUT: Final = (
    *("team", "customer", "contract", "product", "serial", "caller", "phone", "site"),
    *("sender", "description", "classification", "language", "key"),
)


def _as_read(name: str) -> ColumnElement[Any]:
    """Return a column as it is read: lists as they come, and a ladder as a text.

    Thousands have the same ladder, which is so taken apart once.
    """
    column = incidents.c[name]
    if column is incidents.c.ladder:
        return cast(column, Text).label(name)
    is_list = isinstance(column.type, ARRAY)
    return type_coerce(column, NullType()).label(name) if is_list else column


# What `incident_of` reads, first and by its place: looking names up would take as long as the rest.
STANDING: Final = (
    *("id", "team", "ladder", "reported_at", "rung_at", "response_by", "action_by", "act_within"),
    *("state", "version", "round", "rung", "paged", "holder", "offered_to", "act_by", "asked"),
    *("paused", "parked_until", "warned", "breached", "kept", "merged_into", "refused"),
    "waiting_since",
)
NEEDED: Final = tuple(map(_as_read, [*STANDING, "number", "bookings"]))
COLUMNS: Final = tuple(
    map(_as_read, [*STANDING, *(c.name for c in incidents.c if c.name not in STANDING)])
)


def incident_of(row: Row[Any]) -> Incident:
    """Return how the incident of a row stands, which begins with the columns of `STANDING`."""
    # fmt: off
    (
        id_, team, ladder, reported_at, rung_at, response_by, action_by, act_within,
        state, version, round_, rung, paged, holder, offered_to, act_by, asked,
        paused, parked_until, warned, breached, kept, merged_into, refused,
        waiting_since,
    ) = row[: len(STANDING)]
    # fmt: on
    clocks = {Clock.RESPONSE: response_by, Clock.ACTION: action_by}
    return Incident(
        id_,
        team,
        _ladder(ladder),
        reported_at,
        rung_at,
        {clock: at for clock, at in clocks.items() if at is not None},
        timedelta(0, act_within),
        State(state),
        version,
        round_,
        rung,
        frozenset(paged),
        holder,
        offered_to,
        act_by,
        asked,
        paused,
        parked_until,
        frozenset(map(Clock, warned)),
        frozenset(map(Clock, breached)),
        frozenset(map(Clock, kept)),
        merged_into,
        frozenset(refused),
        waiting_since,
    )


def report_of(row: Row[Any]) -> Report:
    """Return what the incident of a row with all columns is about."""
    return Report(
        **{name: getattr(row, name) for name in ABOUT},
        severity=Severity(row.severity),
        intake=Intake(row.intake),
        bookings=tuple(row.bookings),
    )


def standing(each: Incident) -> dict[str, Any]:
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
        "response_by": each.clocks.get(Clock.RESPONSE),
        "action_by": each.clocks.get(Clock.ACTION),
        "waiting_since": each.waiting_since,
        "parked_until": each.parked_until,
        "warned": sorted(each.warned),
        "breached": sorted(each.breached),
        "kept": sorted(each.kept),
        "merged_into": each.merged_into,
        "due_at": each.due_at,
    }


def written(each: Incident, report: Report) -> dict[str, Any]:
    """Return what a new incident is written with, but for its number."""
    return (
        standing(each)
        | {name: getattr(report, name) for name in ABOUT}
        | {
            "severity": report.severity.value,
            "intake": report.intake.value,
            "bookings": list(report.bookings),
            "ladder": as_json(each.ladder),
            "reported_at": each.reported_at,
            "act_within": int(each.act_within.total_seconds()),
        }
    )


@lru_cache(maxsize=256)
def _ladder(kept_as: str) -> Ladder:
    return from_json(json.loads(kept_as))
