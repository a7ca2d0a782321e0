"""A firm where Ada is on call first and Ben second, and a page of theirs to look at."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.incidents.report import Report
from oncall.localtime import Span
from oncall.people import Role
from oncall.services import escalating, intake
from tests.web.pages.rotas import NOW, evening, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies
    from tests.web.pages.rotas import Firm

EVENING = datetime(2026, 12, 7, 17, 30, tzinfo=UTC)  # 18:30 in Hamburg


class Desk:
    """A firm with incidents."""

    def __init__(self, firm: Firm) -> None:
        self.firm = firm
        self.database = firm.database

    @property
    def now(self) -> datetime:
        return self.firm.clock.at

    def report(self, description: str = "Bild fällt aus", **more: object) -> str:
        more.setdefault("customer", "Alster AG")
        made = Report("video", description, "Frau Weber", "+493023125150", **more)
        taken = intake.take(self.database, made, by="petra", now=self.now)
        self.later(0)
        return taken.number

    def later(self, minutes: float) -> None:
        """Wind the clock, and fire what is due then."""
        self.firm.clock.wind(timedelta(minutes=minutes))
        while escalating.fire_due(self.database, self.now).advanced:
            pass


@pytest.fixture
def desk(copies: Copies, tmp_path: Path) -> Iterator[Desk]:
    with opened(copies, tmp_path) as firm:
        day = date(2026, 12, 7)
        duties = evening(day, "ada"), evening(day, "ben", Role.BACKUP)
        firm.publish(*duties, span=Span(NOW, NOW + timedelta(days=30)))
        firm.clock.at = EVENING
        yield Desk(firm)
