"""Fair shares: in proportion to presence, and never more than somebody can hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from oncall.folder.read import read_folder
from oncall.streams import Weeks
from solver.load import HUNDREDTHS, Load
from solver.rules import Burden
from tests.builders import write_folder
from web.gather import gather

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.planning import Planning

FIRST = date(2026, 12, 7)
PEOPLE = "id,name,team,site,email,phone,skills,roles,joined,left\n"
BOOKED = "id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
# 20 hours a week, no night and no weekend.
EVENINGS = "B1,Alster,video,2026-11-01,2026-12-07,2026-12-20,Mon-Fri 18:00-22:00,codec,1,0\n"
MONDAYS = "B2,Elbe,video,2026-11-01,2026-12-07,2026-12-20,Mon 06:00-10:00,network,1,0\n"


def person(who: str, skills: str = "codec;network", *, roles: str = "", since: str = "") -> str:
    return f"{who},{who.title()},video,hamburg,,,{skills},{roles},{since},\n"


def asked(folder: Path, people: str, bookings: str = EVENINGS, **tables: str) -> Planning:
    write_folder(folder, people=PEOPLE + people, bookings=BOOKED + bookings, **tables)
    return gather(read_folder(folder), Weeks(FIRST, 14))


def shares(planning: Planning) -> dict[str, Load]:
    (rule,) = (rule for rule in planning.problem.rules if isinstance(rule, Burden))
    return dict(rule.fair)


def hours(planning: Planning) -> dict[str, float]:
    return {who: share.minutes / HUNDREDTHS / 60 for who, share in shares(planning).items()}


def test_shares_are_in_proportion_to_presence(tmp_path: Path) -> None:
    """40 hours; Cem joins after one of two weeks, Dora is away for the other one."""
    people = person("ada") + person("cem", since="2026-12-14") + person("dora")
    away = "person,start,end,reason\ndora,2026-12-07,2026-12-13,leave\n"
    assert hours(asked(tmp_path, people, absences=away)) == {"ada": 20, "cem": 10, "dora": 10}


def test_nobody_has_a_larger_share_than_they_can_hold(tmp_path: Path) -> None:
    """Ben can hold two Mondays, 8 hours; the other 40 are for the others."""
    people = person("ada") + person("ben", "network") + person("cem")
    found = hours(asked(tmp_path, people, EVENINGS + MONDAYS))
    assert found == {"ada": 20, "ben": 8, "cem": 20}


def test_people_who_share_little_have_no_more_than_that_together(tmp_path: Path) -> None:
    people = "".join(person(who, "network") for who in ("ada", "ben")) + person("cem")
    found = hours(asked(tmp_path, people, EVENINGS + MONDAYS))
    assert found == {"ada": 4, "ben": 4, "cem": 40}


def test_whoever_alone_can_hold_something_has_it_in_the_share_and_nothing_else(
    tmp_path: Path,
) -> None:
    people = person("ada", "codec;network") + person("ben", "network") + person("cem", "network")
    found = hours(asked(tmp_path, people, EVENINGS + MONDAYS))
    assert found == {"ada": 40, "ben": 4, "cem": 4}


def test_a_role_that_somebody_lacks_is_not_in_the_share(tmp_path: Path) -> None:
    backups = MONDAYS.replace("network,1,0", "codec,1,1")
    people = person("ada") + person("ben", roles="backup") + person("cem")
    found = hours(asked(tmp_path, people, EVENINGS + backups))
    assert found == {"ada": 24, "ben": 8, "cem": 24}


def test_what_is_asked_on_days_of_absence_is_not_in_the_share(tmp_path: Path) -> None:
    """Ben, who is away on the first of the two Mondays, can hold the second one only."""
    away = "person,start,end,reason\nben,2026-12-07,2026-12-07,leave\n"
    people = person("ada") + person("ben", "network")
    found = hours(asked(tmp_path, people, EVENINGS + MONDAYS, absences=away))
    assert found == {"ada": 44, "ben": 4}


def test_half_a_day_of_absence_leaves_the_other_half_to_hold(tmp_path: Path) -> None:
    away = "person,start,end,reason\nben,2026-12-07T12:00,2026-12-07T24:00,leave\n"
    people = person("ada") + person("ben", "network")
    found = hours(asked(tmp_path, people, EVENINGS + MONDAYS, absences=away))
    assert found == {"ada": 40, "ben": 8}


def test_what_regular_work_leaves_no_room_for_is_not_in_the_share(tmp_path: Path) -> None:
    """Ben works 8 hours from Monday to Thursday, so that no call-out fits in: Fridays are left."""
    work = "person,weekdays,start,end\nben,Mon-Thu,08:00,16:00\n"
    found = hours(asked(tmp_path, person("ada") + person("ben"), regular_hours=work))
    assert found == {"ada": 32, "ben": 8}


def test_somebody_out_of_reach_for_a_part_of_a_day_can_hold_the_rest(tmp_path: Path) -> None:
    choir = "person,weekdays,start,end,reason\nben,Mon-Fri,17:00,19:00,choir\n"
    found = hours(asked(tmp_path, person("ada") + person("ben"), unreachable=choir))
    assert found == {"ada": 20, "ben": 20}


HISTORY = "person,role,start,end\n"


def test_history_counts_and_is_evened_out(tmp_path: Path) -> None:
    """40 hours to come and 8 done by Ada: each ends at 24."""
    done = HISTORY + "ada,primary,2026-12-04T12:00,2026-12-04T20:00\n"
    found = hours(asked(tmp_path, person("ada") + person("cem"), duties=done))
    assert found == {"ada": 24, "cem": 24}


def test_what_was_done_beyond_what_can_be_evened_out_is_in_nobody_s_share(tmp_path: Path) -> None:
    """Ada has done 60 hours, and 40 are to come: Ben and Cem end at 20, which is Ada's share."""
    days = ("2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05")
    done = HISTORY + "".join(f"ada,primary,{d}T08:00,{d}T18:00\n" for d in days)
    people = person("ada") + person("ben") + person("cem")
    assert hours(asked(tmp_path, people, duties=done)) == {"ada": 20, "ben": 20, "cem": 20}


def test_history_of_somebody_with_little_to_hold_counts_towards_the_little(tmp_path: Path) -> None:
    done = HISTORY + "ben,primary,2026-12-04T12:00,2026-12-04T16:00\n"
    people = person("ada") + person("ben", "network")
    found = hours(asked(tmp_path, people, EVENINGS + MONDAYS, duties=done))
    assert found == {"ada": 40, "ben": 12}


def test_who_can_hold_nothing_that_is_booked_has_no_share(tmp_path: Path) -> None:
    found = hours(asked(tmp_path, person("ada") + person("ben", "network"), EVENINGS))
    assert found == {"ada": 40}


def test_the_order_of_people_makes_no_difference(tmp_path: Path) -> None:
    people = [person("ada"), person("ben", "network"), person("cem", since="2026-12-09")]
    one = shares(asked(tmp_path / "one", "".join(people), EVENINGS + MONDAYS))
    other = shares(asked(tmp_path / "other", "".join(reversed(people)), EVENINGS + MONDAYS))
    assert one == other


@pytest.mark.parametrize(
    ("windows", "ada", "ben"),
    [
        ("Mon 20:00-24:00", (2, 0), (2, 0)),
        ("Tue 20:00-04:00", (4, 0), (2, 0)),
        ("Sat 08:00-12:00", (0, 2), (2, 0)),
        ("Sat-Sun 08:00-12:00", (0, 2), (2, 0)),
        ("Sat 08:00-24:00", (2, 4), (2, 0)),
    ],
)
def test_nights_and_weekends_are_shared_by_those_who_can_hold_them(
    tmp_path: Path, windows: str, ada: tuple[int, int], ben: tuple[int, int]
) -> None:
    """Ben's nights on Monday are never Ada's, and what Ada alone can hold is never Ben's.

    A night over midnight takes two people, as two standby days would be used up; a Saturday of 16
    hours takes two as well.
    """
    own = MONDAYS.replace("Mon 06:00-10:00", "Mon 20:00-24:00")
    other = EVENINGS.replace("Mon-Fri 18:00-22:00", windows)
    people = person("ada", "codec") + person("ben", "network")
    found = shares(asked(tmp_path, people, own + other))
    assert {who: (n // HUNDREDTHS, w // HUNDREDTHS) for who, (_, n, w, _) in found.items()} == {
        "ada": ada,
        "ben": ben,
    }


def test_public_holidays_are_shared_by_those_who_are_there(tmp_path: Path) -> None:
    """25 and 26 December, a Friday and a Saturday, in Hamburg; Ben is on leave."""
    christmas = EVENINGS.replace("2026-12-20", "2026-12-27").replace("Mon-Fri", "Mon-Sun")
    away = "person,start,end,reason\nben,2026-12-24,2026-12-27,leave\n"
    write_folder(
        tmp_path,
        people=PEOPLE + person("ada") + person("ben") + person("cem"),
        bookings=BOOKED + christmas,
        absences=away,
    )
    planning = gather(read_folder(tmp_path), Weeks(FIRST, 21))
    assert {who: share.holidays for who, share in shares(planning).items()} == {
        "ada": 1 * HUNDREDTHS,
        "ben": 0,
        "cem": 1 * HUNDREDTHS,
    }
