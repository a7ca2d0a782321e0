"""The least rows that a duty of a published rota needs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from oncall.store.tables import SHEETS, effective_duties, people, rotas

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from oncall.store.db import Database

SITE = {
    "id": "hamburg",
    "timezone": "Europe/Berlin",
    "country": "DE",
    "subdivision": "HH",
    "bridge_days": "no",
    "support_hours": "Mon-Fri 09:00-16:00",
}


def december(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


def add_teams(database: Database, *teams: str) -> None:
    """Teams of one site, each with a rota, and Ada, who is in all of them."""
    with database.begin() as tx:
        tx.execute(insert(SHEETS["sites"]).values(**SITE))
        for team in teams:
            tx.execute(insert(SHEETS["teams"]).values(_cells("teams") | {"id": team}))
            tx.execute(insert(rotas).values(team=team))
        ada = _cells("people") | {"id": "ada", "name": "Ada", "team": ";".join(teams)}
        tx.execute(insert(people).values(ada))


def add_duty(
    tx: Connection, number: int, starts: datetime, ends: datetime, team: str = "video"
) -> None:
    """A duty of Ada's."""
    key = tx.execute(select(people.c.key).where(people.c.id == "ada")).scalar_one()
    tx.execute(
        insert(effective_duties).values(
            duty=number,
            team=team,
            person_key=key,
            person="ada",
            role="primary",
            starts=starts,
            ends=ends,
            bookings=["B1"],
            version=1,
        )
    )


def _cells(sheet: str) -> dict[str, str]:
    """A row of a sheet with empty cells, at the one site."""
    names = (column.name for column in SHEETS[sheet].c if column.name != "key")
    return {name: "hamburg" if name == "site" else "" for name in names}
