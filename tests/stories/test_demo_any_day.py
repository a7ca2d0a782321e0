"""The demo on any day: somebody is on duty now, and an incident of now pages them first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from oncall.assignments import assignments
from oncall.clock import WoundClock
from oncall.drafts import Request, Solved, Wanted
from oncall.hotline.serving import Help
from oncall.incidents.report import Report
from oncall.rota import rows_of
from oncall.services import draft_work, drafting, escalating, intake, on_call
from oncall.services.gathering import facts
from oncall.services.importing import import_folder
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store.tables import pages
from solver.outcome import Budget
from solver.solve import solve
from web import demo
from web.demo_guide import Guides
from web.demo_scenes import PARTS, scenes
from web.settings import LOCAL_URL, Settings
from web.wiring import House

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database

MOMENTS = {
    "before the weeks it is written for": datetime(2026, 11, 25, 10, 0, tzinfo=UTC),
    "in the night in which they begin": datetime(2026, 12, 7, 0, 30, tzinfo=UTC),
    "on Christmas Eve": datetime(2026, 12, 24, 18, 0, tzinfo=UTC),
    "on a weekend after them": datetime(2027, 1, 24, 11, 0, tzinfo=UTC),
    "as the clocks go forward": datetime(2027, 3, 28, 0, 45, tzinfo=UTC),
    "as the clocks go back": datetime(2027, 10, 31, 0, 15, tzinfo=UTC),
    "on a leap day": datetime(2028, 2, 29, 13, 15, tzinfo=UTC),
}
AHEAD = timedelta(hours=20)
LITTLE = Budget(effort=0.4, workers=1)


@pytest.fixture(params=MOMENTS.values(), ids=MOMENTS.keys())
def house(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> House:
    """The demo as it is started at a moment, planned up to the day after tomorrow."""
    now = request.param
    folder = demo.write_folder(tmp_path / "demo", now.date())
    import_folder(database, folder, by="petra", now=now)
    weeks = demo.weeks(now.date())
    for team in demo.TEAMS:
        days = (now.date() - weeks.first).days + 3
        number = drafting.ask(database, Request(team, weeks.first, days), "petra", now)
        solved_here(database, number, now)
        publish(database, number, Act("petra", now, "demo"))
    settings = Settings(tmp_path, None, None, LOCAL_URL, None, "petra")
    return House(settings, database, WoundClock(now))


def solved_here(database: Database, number: int, now: datetime) -> None:
    claimed = draft_work.claim(database, "here", now, timedelta(minutes=1), Wanted(number))
    assert claimed is not None
    asked = draft_work.question(database, claimed)
    outcome = solve(asked.planning.problem, LITTLE)
    rows = assignments(rows_of(asked.planning, outcome.plan))
    assert draft_work.finish(
        database, claimed, Solved(asked.planned, rows, asked.version, asked.revision, {})
    )


def on_duty(house: House, team: str, at: datetime) -> list[str]:
    duties = [turn.duty for turn in on_call.who_is(house.database, team, at)]
    return [each.person for each in duties if each.role == "primary"]


def test_somebody_is_on_duty_and_an_incident_of_now_pages_them_first(house: House) -> None:
    now = house.clock.now()
    for hours in range(AHEAD // timedelta(hours=1)):
        for team in demo.TEAMS:
            assert on_duty(house, team, now + timedelta(hours=hours)), (team, hours)
    folder, found = facts(house.database), scenes(house, now)
    for language, part in PARTS.items():
        contact = next(each for each in folder.contacts if each.name == part.contact)
        report = Report(part.team, "Kein Bild", contact.name, customer=contact.customer.id)
        taken = intake.take(house.database, report, by="petra", now=now)
        escalating.fire_due(house.database, now)
        with house.database.begin() as tx:
            mine = pages.c.incident == taken.kept.incident.id
            paged = set(tx.scalars(select(pages.c.person).where(mine)))
        assert paged
        assert paged <= set(on_duty(house, part.team, now))
        scene = found[language]
        assert scene.called[0].id in paged
        assert scene.caller.help is Help.STANDBY
        assert scene.until is not None
        told = " ".join(Guides(house)[language].now)
        assert scene.first in told
