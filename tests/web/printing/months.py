"""A month to print, with everything in it that a sheet has to cope with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from oncall.assignments import Assignment
from oncall.folder.read import read_folder
from oncall.limits import load_limits
from oncall.localtime import Span
from oncall.notice_board import month_of
from oncall.people import Role
from oncall.standing import Standing
from oncall.weights import load_weights
from tests.builders import write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.month import Month

NOW = datetime(2026, 11, 24, 20, 15, tzinfo=UTC)
ALWAYS = Span(datetime(2026, 9, 7, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
PEOPLE = """\
id,name,team,site,email,phone,skills
ada,"Ada <b>Ahlers</b> & Söhne",video,hamburg,,,
eve,=HYPERLINK(1),video,hamburg,,030 23125 101,
ben,+Ben,video,woking,,,
"""
BOOKINGS = """\
id,customer,team,requested_at,start,end,windows,skill,backup,exclusive
B1,@Alster,video,2026-08-01,2026-09-01,2027-02-01,Mon-Fri 18:00-06:00,none,1,no
B2,-Elbe,video,2026-08-01,2026-12-24,2026-12-25,Thu 10:00-12:00,none,0,yes
"""


def at(day: int, hour: int, month: int = 12) -> datetime:
    """An instant by the clocks of Berlin in winter."""
    return datetime(2026, month, 1, tzinfo=UTC) + timedelta(days=day - 1, hours=hour - 1)


def printed(folder: Path, month: int = 12) -> Month:
    """A month of a rota that is published from 7 September on."""
    facts = read_folder(write_folder(folder, people=PEOPLE, bookings=BOOKINGS))
    duties = (
        ("ada", at(7, 18), at(8, 6)),
        ("eve", at(8, 18), at(9, 6)),
        ("ben", at(25, 18), at(26, 6)),
        (
            "ada",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        ),
        ("ada", at(7, 18, 9), at(8, 6, 9)),
    )
    own = sorted(
        Assignment(Span(start, end), Role.PRIMARY, who, ("B1",), number)
        for number, (who, start, end) in enumerate(duties, 1)
    )
    limits, weights = load_limits(), load_weights()
    stands = Standing(facts, facts.teams["video"], tuple(own), (), 3, 1, limits, weights)
    return month_of(stands, date(2026, month, 1), [ALWAYS])
