"""A month on the notice board: who is on duty day by day, what is open, and what each carries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oncall.assignments import Assignment, as_rows
from oncall.folder.read import read_folder
from oncall.holiday_names import holiday_name
from oncall.limits import load_limits
from oncall.localtime import Span
from oncall.month import Month, month_weeks
from oncall.notice_board import month_of
from oncall.people import Role
from oncall.report import fairness
from oncall.rota import plan_of
from oncall.standing import Standing, asked
from oncall.weights import load_weights
from tests.builders import write_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oncall.folder.facts import Folder

DECEMBER = date(2026, 12, 1)
ALWAYS = (Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)),)
PEOPLE = """\
id,name,team,site,email,phone,skills
ada,Ada Ahlers,video,hamburg,,,
ben,Ben Boyd,video,woking,,,
"""
BOOKINGS = """\
id,customer,team,requested_at,start,end,windows,skill,backup,exclusive
B1,Alster,video,2026-09-01,2026-10-01,2027-02-01,Mon-Fri 18:00-06:00,none,1,no
B2,Elbe,video,2026-09-01,2026-12-24,2026-12-25,Thu 10:00-12:00,none,0,yes
"""


def at(day: int, hour: int, month: int = 12) -> datetime:
    """An instant by the clocks of Berlin in winter."""
    return datetime(2026, month, 1, tzinfo=UTC) + timedelta(days=day - 1, hours=hour - 1)


def duty(who: str, start: datetime, end: datetime, *bookings: str, number: int = 1) -> Assignment:
    return Assignment(Span(start, end), Role.PRIMARY, who, bookings or ("B1",), number)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return read_folder(write_folder(tmp_path, people=PEOPLE, bookings=BOOKINGS))


def standing(folder: Folder, own: Sequence[Assignment], team: str = "video") -> Standing:
    some = tuple(sorted(own))
    return Standing(folder, folder.teams[team], some, (), 3, 1, load_limits(), load_weights())


def december(folder: Folder, *own: Assignment, published: Sequence[Span] = ALWAYS) -> Month:
    return month_of(standing(folder, own), DECEMBER, published)


def shown(month: Month, day: int, column: int = 0) -> list[tuple[str, int, int]]:
    """Who has a turn on a day, from which hour of it to which."""
    found = month.days[day - 1]
    turns = found.cells[column].turns
    return [
        (
            turn.person.id,
            (turn.span.start - found.span.start) // timedelta(hours=1),
            (turn.span.end - found.span.start) // timedelta(hours=1),
        )
        for turn in turns
    ]


def test_a_month_has_its_days_and_the_columns_that_are_booked_the_busiest_first(
    folder: Folder,
) -> None:
    month = december(folder)
    assert [day.date.day for day in month.days] == list(range(1, 32))
    named = [(c.role, [b.id for b in c.bookings], c.is_exclusive) for c in month.columns]
    assert named == [
        (Role.PRIMARY, ["B1"], False),
        (Role.BACKUP, ["B1"], False),
        (Role.PRIMARY, ["B2"], True),
    ]


def test_a_duty_over_midnight_stands_on_both_days_up_to_midnight(folder: Folder) -> None:
    month = december(folder, duty("ada", at(7, 18), at(8, 6)))
    assert shown(month, 7) == [("ada", 18, 24)]
    assert shown(month, 8) == [("ada", 0, 6)]
    assert shown(month, 9) == []


def test_what_runs_in_from_the_month_before_and_out_into_the_next_is_cut(folder: Folder) -> None:
    month = december(
        folder, duty("ada", at(0, 18), at(1, 6)), duty("ada", at(31, 18), at(32, 6), number=2)
    )
    assert shown(month, 1) == [("ada", 0, 6)]
    assert shown(month, 31) == [("ada", 18, 24)]


def test_what_is_missing_is_open_in_its_column(folder: Folder) -> None:
    month = december(folder, duty("ada", at(7, 18), at(8, 6)))
    primary, backup, _ = month.days[6].cells
    assert not primary.open
    (gap,) = backup.open
    assert (gap.span, gap.missing) == (Span(at(7, 18), at(8, 0)), 1)


def test_where_nothing_is_published_nothing_is_missing(folder: Folder) -> None:
    week = Span(at(7, 0), at(14, 0))
    month = december(folder, published=[week])
    assert [day.date.day for day in month.days if day.is_published] == list(range(7, 14))
    is_open = [day.date.day for day in month.days if any(cell.open for cell in day.cells)]
    assert set(is_open) <= set(range(7, 14))
    assert is_open


def test_a_duty_for_what_is_no_longer_booked_has_a_column_of_its_own(folder: Folder) -> None:
    month = december(folder, duty("ada", at(7, 8), at(7, 10), "gone"))
    assert month.columns[-1].bookings == ()
    assert shown(month, 7, column=-1) == [("ada", 8, 10)]


def test_holidays_and_bridge_days_are_those_of_the_team_s_site(folder: Folder) -> None:
    days = december(folder).days
    assert [day.date.day for day in days if day.is_holiday] == [25, 26]
    assert [day.date.day for day in days if day.is_weekend][:2] == [5, 6]
    october = month_of(standing(folder, ()), date(2026, 10, 1), ALWAYS)
    assert not any(day.is_bridge_day for day in october.days)
    assert [day.date.day for day in october.days if day.span.minutes != 1440] == [25]
    assert october.days[24].span.minutes == 25 * 60


def test_holidays_have_names_in_the_language_where_it_has_any(folder: Folder) -> None:
    hamburg, woking = (folder.sites[site].calendar for site in ("hamburg", "woking"))
    christmas = date(2026, 12, 25)
    assert holiday_name(hamburg, christmas, "de") == "Erster Weihnachtstag"
    assert holiday_name(hamburg, christmas, "en") == "Christmas Day"
    assert holiday_name(woking, christmas, "de") == "Christmas Day"
    assert holiday_name(hamburg, date(2026, 12, 24), "de") is None


def test_duties_are_cut_to_the_month_of_each_person_s_own_site(folder: Folder) -> None:
    # Berlin's December begins an hour before London's, and ends so.
    both = [
        duty("ada", at(0, 18), at(1, 6)),
        duty("ben", at(31, 18), at(32, 6), number=2),
    ]
    ada, ben = december(folder, *both).carried
    assert ada.span == Span(at(1, 0), at(1, 6))
    assert ben.span == Span(at(31, 18), at(32, 1))


def test_the_dear_minutes_of_a_duty_are_those_of_its_local_days(folder: Folder) -> None:
    (ada,) = december(folder, duty("ada", at(25, 20), at(27, 2))).carried
    assert ada.span.minutes == 30 * 60
    assert (ada.night, ada.saturday, ada.sunday, ada.holiday) == (12 * 60, 24 * 60, 120, 28 * 60)


def test_a_night_on_which_the_clocks_go_back_is_as_long_as_it_is(folder: Folder) -> None:
    night = duty(
        "ada", datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 10, 25, 5, tzinfo=UTC)
    )
    month = month_of(standing(folder, [night]), date(2026, 10, 1), ALWAYS)
    assert month.carried[0].night == month.carried[0].span.minutes == 9 * 60


def test_totals_are_what_the_report_says_of_the_same_duties() -> None:
    demo = Path(__file__).parents[2] / "data" / "demo"
    folder = read_folder(demo)
    weeks = month_weeks(DECEMBER)
    who = [p for p in folder.people.values() if any(team.id == "neckar" for team in p.teams)]
    own = [
        Assignment(Span(start, start + timedelta(hours=5 + n % 7)), Role.PRIMARY, p.id, ("N1",), n)
        for n, p in enumerate(who * 9)
        if (start := at(3, 0) + timedelta(hours=5 * n))
    ]
    stands = standing(folder, own, "neckar")
    unburdened = asked(stands, weeks, only_check=True)
    planning = type(unburdened)(
        unburdened.facts,
        weeks,
        unburdened.streams,
        type(unburdened.problem)(
            unburdened.problem.people, (), unburdened.problem.covers, unburdened.problem.rules
        ),
    )
    table = fairness(planning, plan_of(planning, as_rows(own, folder)))
    for total in month_of(stands, DECEMBER, ALWAYS).totals:
        said = table.loc[total.person.id]
        counted = (total.minutes / 60, total.nights, total.weekends, total.holidays)
        assert counted == pytest.approx(tuple(said[["hours", "nights", "weekends", "holidays"]]))
        assert total.standby_days == said["standby_days"]


def test_totals_add_up_what_the_duties_say(folder: Folder) -> None:
    own = [
        duty("ada", at(4, 18), at(5, 6)),
        duty("ada", at(7, 18), at(8, 6), number=2),
        duty("ben", at(8, 18), at(8, 22), number=3),
    ]
    month = december(folder, *own)
    assert [total.person.id for total in month.totals] == ["ada", "ben"]
    ada = month.totals[0]
    assert ada.minutes == sum(
        each.span.minutes for each in month.carried if each.person.id == "ada"
    )
    assert (ada.nights, ada.weekends, ada.holidays, ada.standby_days) == (2, 1, 0, 4)
