"""Ladders of a folder: what is read, what holds where nothing is written, what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.folder.read import read_folder
from oncall.incidents.ladder import USUAL, Channel, target
from oncall.incidents.report import Severity
from tests.builders import write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.incidents.choosing import TeamLadder

HEADER = "team,when,severity,after_minutes,targets,channels,last_resort,rounds,every_minutes\n"
MINUTE = timedelta(minutes=1)


def read(folder: Path, rows: str) -> tuple[TeamLadder, ...]:
    return read_folder(write_folder(folder, ladders=HEADER + rows)).ladders


def refused(folder: Path, rows: str) -> str:
    with pytest.raises(BadInput) as bad:
        read(folder, rows)
    return str(bad.value)


def test_a_folder_without_ladders_has_none(tmp_path: Path) -> None:
    assert read_folder(write_folder(tmp_path)).ladders == ()


def test_the_usual_ladder_can_be_written_in_five_short_rows(tmp_path: Path) -> None:
    rows = """\
video,,,0,role:primary
video,,,3,role:primary
video,,,5,role:backup
video,,,8,role:backup
video,,,10,role:manager
"""
    (found,) = read(tmp_path, rows)
    assert found.ladder == USUAL
    assert (found.team.id, found.severity) == ("video", None)


def test_rows_of_one_team_hours_and_severity_are_one_ladder_in_any_order(tmp_path: Path) -> None:
    rows = """\
video,Mon-Fri 18:00-22:00,critical,"2,5",person:ada;team:voice,push,,,
video,,,0,role:backup,,,,
video,Mon-Fri 18:00-22:00,critical,0,role:primary,voice,,3,20
video,Mon-Fri 18:00-22:00,critical,6,role:manager,voice;sms;email,yes,,
"""
    special, usual = read(tmp_path, rows)
    assert [rung.after for rung in special.ladder.rungs] == [0 * MINUTE, 2.5 * MINUTE]
    assert special.ladder.rungs[1].targets == (target("person:ada"), target("team:voice"))
    assert special.ladder.rungs[1].channels == (Channel.PUSH,)
    assert special.ladder.last_resort.after == 6 * MINUTE
    assert (special.ladder.rounds, special.ladder.every) == (3, 20 * MINUTE)
    assert special.severity is Severity.CRITICAL
    assert usual.ladder.rungs[0].targets == (target("role:backup"),)


def test_hours_that_are_written_in_two_ways_are_the_same_ladder(tmp_path: Path) -> None:
    rows = """\
video,Mon-Fri 18:00-22:00,,0,role:primary,,,,
video,Mo-Fr 18:00-22:00,,5,role:backup,,,,
"""
    assert len(read(tmp_path, rows)) == 1


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("vidoe,,,0,role:primary,,,,", "there is no team 'vidoe'; the nearest is video"),
        ("video,,,0,person:adda,,,,", "there is no person 'adda'; the nearest is ada"),
        ("video,,,0,team:voize,,,,", "there is no team 'voize'; the nearest is voice"),
        ("video,,,0,role:primery,,,,", "'primery' is no role; write primary, backup or manager"),
        ("video,,,0,primary,,,,", "'primary' says not who is meant; write role:primary"),
        ("video,,,0,;,,,,", "';' names nobody"),
        ("video,,,0,role:primary,fax,,,", "'fax' is no channel; write voice, sms, email or push"),
        ("video,,,0,role:primary,;,,,", "';' names no channel"),
        ("video,,urgent,0,role:primary,,,,", "'urgent' is no severity; write critical, major"),
        ("video,nights,,0,role:primary,,,,", "'nights' are no windows"),
        ("video,,,0.001,role:primary,,,,", "no whole seconds"),
        ("video,,,-1,role:primary,,,,", "out of bounds"),
        ("video,,,5,role:primary,,,,", "has no rung at 0 minutes"),
        ("video,,,0,role:primary,,yes,,", "has no rung at 0 minutes"),
        ("video,,,0,role:primary,,,0,", "write a number from 1 to 20"),
        ("video,,,0,role:primary,,,,2", "can't begin before the last resort"),
        (
            "video,,,0,role:primary,,,,\nvideo,always,any,0,role:backup,,,,",
            "the same minute of this ladder stands in lines 2 and 3",
        ),
        (
            "video,,,0,role:primary,,,,\nvideo,,,5,role:backup,,yes,,\nvideo,,,6,role:backup,,yes,,",
            "the last resort of this ladder stands in lines 3 and 4",
        ),
        (
            "video,,,0,role:primary,,,,\nvideo,,,9,role:backup,,,,\nvideo,,,6,role:manager,,yes,,",
            "the last resort must come after the last rung, at 9 minutes",
        ),
        (
            "video,,,0,role:primary,,,2,\nvideo,,,5,role:backup,,,3,",
            "line 2 of the same ladder says something else",
        ),
    ],
)
def test_what_is_wrong_is_told_with_a_cure(tmp_path: Path, rows: str, sentence: str) -> None:
    assert sentence in refused(tmp_path, rows)


def test_of_a_ladder_with_a_faulty_row_nothing_else_is_said(tmp_path: Path) -> None:
    rows = "video,,,0,person:adda,,,,\nvideo,,,5,role:backup,,,,\n"
    assert len(refused(tmp_path, rows).splitlines()) == 1
