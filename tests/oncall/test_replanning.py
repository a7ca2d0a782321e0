"""What a previous rota means once people or bookings have left the folder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.folder.previous_file import read_previous
from oncall.folder.read import read_folder
from oncall.replanning import changed
from oncall.rota import plan_of
from oncall.streams import Weeks
from solver import verify
from solver.problem import Plan
from tests.builders import write_folder
from web.gather import gather_again

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.planning import Planning

HEADER = "duty,person,role,start,end,bookings\n"
MONDAY = "2026-12-07T{}+01:00,2026-12-07T{}+01:00"
ADA = f"D1,ada,primary,{MONDAY.format('18:00', '22:00')},B1"


def replanned(folder: Path, *rows: str, pins: tuple[str, ...] = (), **tables: str) -> Planning:
    """The week of 7 December, asked again."""
    read = read_folder(write_folder(folder, **tables))
    (folder / "rota.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows))
    previous = read_previous(folder / "rota.csv", read)
    return gather_again(read, Weeks(date(2026, 12, 7), 7), previous, pins)


def same_again(asked: Planning, folder: Path) -> Plan:
    previous = read_previous(folder / "rota.csv", read_folder(folder))
    return plan_of(asked, previous.rows)


def test_what_is_gone_is_a_change_beside_what_stays(tmp_path: Path) -> None:
    eve = f"D2,eve,backup,{MONDAY.format('18:00', '24:00')},B1"
    asked = replanned(tmp_path, ADA, eve)
    plan = same_again(asked, tmp_path)
    assert changed(asked, plan) == (
        "eve: no longer backup, Mon 7 Dec 18:00–24:00 (eve is no longer in people.csv)",
    )
    assert verify.costs(asked.problem, plan)["changes"].amount == 1


def test_rows_of_what_is_gone_that_touch_in_one_role_were_one_duty(tmp_path: Path) -> None:
    asked = replanned(
        tmp_path,
        f"D1,ada,primary,{MONDAY.format('18:00', '20:00')},B8",
        f"D2,ada,primary,{MONDAY.format('20:00', '22:00')},B9",
        f"D3,ada,backup,{MONDAY.format('22:00', '24:00')},B9",
    )
    assert changed(asked, Plan()) == (
        (
            "Ada Ahlers: no longer primary, Mon 7 Dec 18:00–22:00 "
            "(B8 is no longer in bookings.csv, B9 is no longer in bookings.csv)"
        ),
        "Ada Ahlers: no longer backup, Mon 7 Dec 22:00–24:00 (B9 is no longer in bookings.csv)",
    )


def test_a_row_that_keeps_a_booking_can_stay(tmp_path: Path) -> None:
    asked = replanned(tmp_path, f"{ADA};B9")
    assert changed(asked, same_again(asked, tmp_path)) == ()
    assert changed(asked, Plan()) == ("Ada Ahlers: no longer primary, Mon 7 Dec 18:00–22:00",)


def test_what_is_gone_outside_the_weeks_is_no_change_and_what_reaches_in_is_cut(
    tmp_path: Path,
) -> None:
    asked = replanned(
        tmp_path,
        "D1,eve,primary,2026-12-04T18:00+01:00,2026-12-04T22:00+01:00,B1",
        "D2,eve,primary,2026-12-06T22:00+01:00,2026-12-07T04:00+01:00,B1",
        "D3,eve,primary,2026-12-14T18:00+01:00,2026-12-14T22:00+01:00,B1",
    )
    (sentence,) = changed(asked, Plan())
    assert sentence.startswith("eve: no longer primary, Mon 7 Dec 00:00–04:00 (")


def test_what_somebody_did_before_the_weeks_is_history_although_the_booking_is_gone(
    tmp_path: Path,
) -> None:
    """Only until the weeks begin, and not where duties.csv knows better."""
    done = "person,role,start,end\nada,primary,2026-12-03T18:00,2026-12-03T20:00\n"
    asked = replanned(
        tmp_path,
        "D1,ada,primary,2026-12-03T18:00+01:00,2026-12-03T22:00+01:00,B9",
        "D2,ada,primary,2026-12-06T20:00+01:00,2026-12-07T04:00+01:00,B9",
        "D3,eve,primary,2026-12-05T18:00+01:00,2026-12-05T22:00+01:00,B1",
        duties=done,
    )
    assert {who: [d.end - d.start for d in mine] for who, mine in asked.problem.past.items()} == {
        "ada": [120, 240]
    }


def test_a_duty_that_can_t_stand_any_more_is_told_with_the_reason(tmp_path: Path) -> None:
    ill = "person,start,end,reason\nada,2026-12-07,2026-12-08,flu\n"
    asked = replanned(tmp_path, ADA, absences=ill)
    assert changed(asked, Plan()) == (
        "Ada Ahlers: no longer primary, Mon 7 Dec 18:00–22:00 (absent (flu), Mon 7 Dec–Tue 8 Dec)",
    )


def test_changes_are_told_in_order_of_time(tmp_path: Path) -> None:
    early = f"D2,eve,primary,{MONDAY.format('16:00', '18:00')},B1"
    late = f"D3,eve,primary,{MONDAY.format('22:00', '24:00')},B1"
    asked = replanned(tmp_path, late, ADA, early)
    times = [sentence.partition("Dec ")[2][:5] for sentence in changed(asked, Plan())]
    assert times == ["16:00", "18:00", "22:00"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"D7,eve,primary,{MONDAY.format('18:00', '22:00')},B1", "eve is no longer in people.csv"),
        (f"D7,ada,backup,{MONDAY.format('18:00', '22:00')},B9", "B9 is no longer in bookings.csv"),
    ],
)
def test_what_is_gone_can_t_be_pinned(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(BadInput) as refused:
        replanned(tmp_path, ADA, row, pins=("D1", "D7", "D9"))
    assert str(refused.value).splitlines() == [
        f"--pin: 'D7' can't stay: {why}; leave it out",
        "--pin: there is no duty 'D9'; name duties of the previous rota",
    ]


def test_a_row_that_keeps_a_booking_can_be_pinned(tmp_path: Path) -> None:
    asked = replanned(tmp_path, f"{ADA};B9", pins=("D1",))
    assert [duty.person for duty in asked.problem.kept] == ["ada"]
