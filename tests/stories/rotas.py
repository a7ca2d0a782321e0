"""Rotas as stories need them: who has which role from when to when, published as it stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from oncall.assignments import Assignment
from oncall.incidents.hearing import Act as Said
from oncall.localtime import Span
from oncall.people import Role
from oncall.services.publishing import Act, Proposed, make_version
from oncall.store import incidents as store
from oncall.store import rotas, sheets

if TYPE_CHECKING:
    from notify.carrier import Handset
    from oncall.clock import WoundClock
    from oncall.store.db import Database

HOUR = timedelta(hours=1)
EVERYBODY = {Role.PRIMARY: "ada", Role.BACKUP: "ben", Role.MANAGER: "cem"}


class Firm(Protocol):
    """What has a rota, and a clock."""

    database: Database
    clock: WoundClock


def said(town: Firm, who: str) -> Said:
    """Return that somebody says something now, on a page."""
    return Said(who, "page", town.clock.at)


def on_duty(
    town: Firm, start: datetime, end: datetime, people: dict[Role, str] | None = None
) -> None:
    """Let people of «video» be on call, and nobody else, for a while."""
    roles = EVERYBODY if people is None else people
    span = Span(start, end)
    rows = tuple(Assignment(span, role, who, ("B1",)) for role, who in roles.items())
    with town.database.begin() as tx:
        proposed = Proposed("video", "override", span, rows, rotas.version(tx, "video"))
        make_version(tx, sheets.read_facts(tx), proposed, Act("petra", town.clock.at, "story"))
        # Whoever is told of these duties is another story's matter.
        tx.exec_driver_sql("update messages set made_at = made_at - interval '10 days'")


def fired(town: Firm, incident: int) -> list[tuple[float, list[str]]]:
    """Return the rungs that fired: minutes after the report, and for whom."""
    with town.database.begin() as tx:
        began = store.by_id(tx, incident).incident.reported_at
        return [
            ((event.at - began) / timedelta(minutes=1), event.facts["people"])
            for event in store.events(tx, incident)
            if event.kind == "fired"
        ]


def rang(phone: Handset, *, calls: int, texts: int) -> None:
    """Let so many calls and texts have come in, which nobody need look at any more."""
    for _ in range(calls):
        phone.expect_call()
    for _ in range(texts):
        phone.expect_text()
