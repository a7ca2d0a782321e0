"""`oncall incidents worked`: what was worked comes out as worklog.csv has it, and goes in again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.clock import SystemClock
from oncall.incidents.hearing import Act
from oncall.incidents.report import Report
from oncall.services import acting, gathering, intake
from oncall.services.importing import import_folder
from tests.builders import write_folder
from tests.oncall.services.firms import stored
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from oncall.store.db import Database
    from web.embedded.server import Addresses

EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)  # 19:00 in Hamburg
BOOKED = """\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster,video,2026-11-01,2026-12-07,2027-01-31,always,codec,1,0
"""
HEADER = "incident,person,customer,booking,start,end,on_site\n"
ROW = "100001,ada,Alster,B1,2026-12-07T19:05:00+01:00,2026-12-07T19:25:00+01:00,no\n"


class Firm:
    """A firm in whose evening somebody works, and its command line."""

    def __init__(self, urls: Addresses, database: Database) -> None:
        stored(database, bookings=BOOKED)
        self.database = database
        self.env = house(urls, ONCALL_USER="petra")

    def worked(self, *minutes: float, at: datetime = EVENING, customer: str = "Alster") -> None:
        """Let Ada work on a new incident: from, to, from, to; then it is resolved."""
        report = Report("video", "Bild fällt aus", customer=customer)
        taken = intake.take(self.database, report, by="test", now=at)
        incident = taken.kept.incident.id
        steps = [acting.start, *[acting.pause, acting.resume] * 9]
        for step, minute in zip(steps, minutes, strict=False):
            step(self.database, incident, Act("ada", "page", at + timedelta(minutes=minute)))

    def says(self, month: str = "2026-12") -> Result:
        """What the command says."""
        return oncall("incidents", "worked", "--month", month, env=self.env)


@pytest.fixture
def firm(urls: Addresses, database: Database) -> Firm:
    return Firm(urls, database)


def test_where_nobody_has_worked_there_is_the_header_alone(firm: Firm) -> None:
    assert (firm.says().exit_code, firm.says().stdout) == (0, HEADER)


def test_work_is_a_row_from_start_to_pause_in_the_person_s_local_time(firm: Firm) -> None:
    firm.worked(5, 25.5)
    assert firm.says().stdout == HEADER + ROW


def test_each_stretch_between_pauses_is_a_row_and_what_goes_on_is_none(firm: Firm) -> None:
    firm.worked(5, 25, 40, 50, 55)
    rows = firm.says().stdout.splitlines()[1:]
    assert [row.split(",")[4][11:16] for row in rows] == ["19:05", "19:40"]


def test_a_stretch_belongs_to_the_local_month_in_which_it_begins(firm: Firm) -> None:
    """It is January in Hamburg an hour before it is by UTC."""
    firm.worked(15, 90, at=datetime(2026, 12, 31, 22, 30, tzinfo=UTC))
    firm.worked(45, 90, at=datetime(2026, 12, 31, 22, 30, tzinfo=UTC))
    december, january = firm.says(), firm.says("2027-01")
    found = {
        month: line.split(",")[4][:16]
        for month, said in (("2026-12", december), ("2027-01", january))
        for line in said.stdout.splitlines()[1:]
    }
    assert found == {"2026-12": "2026-12-31T23:45", "2027-01": "2027-01-01T00:15"}


def test_work_that_no_booking_pays_for_is_named(firm: Firm) -> None:
    firm.worked(5, 25, customer="Wey")
    said = firm.says()
    assert (said.stdout, said.stderr) == (HEADER, "no booking to write to: 100001\n")


def test_what_was_imported_is_not_proposed_again_and_later_work_is(
    firm: Firm, tmp_path: Path
) -> None:
    firm.worked(5, 25, 40, 50)
    folder = write_folder(tmp_path / "folder", bookings=BOOKED, worklog=HEADER + ROW)
    import_folder(firm.database, folder, by="petra", now=SystemClock().now())
    assert len(gathering.facts(firm.database).worklog) == 1
    assert [row.split(",")[4][11:16] for row in firm.says().stdout.splitlines()[1:]] == ["19:40"]


def test_all_that_is_proposed_is_read_without_a_fault(firm: Firm, tmp_path: Path) -> None:
    firm.worked(5, 25.2, 40, 41, 41.2, 60)
    firm.worked(7, 9)
    said = firm.says().stdout
    folder = write_folder(tmp_path / "folder", bookings=BOOKED, worklog=said)
    import_folder(firm.database, folder, by="petra", now=SystemClock().now())
    assert len(gathering.facts(firm.database).worklog) == len(said.splitlines()) - 1
    assert firm.says().stdout == HEADER


def test_what_is_no_month_is_refused(firm: Firm) -> None:
    said = firm.says("2026-13")
    assert said.exit_code == 2
    assert "write it like 2026-12" in said.stderr
