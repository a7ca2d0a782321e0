"""Every bad input is refused with file, line, column and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput, Fault
from oncall.folder.faults import FaultList
from oncall.folder.read import read_folder
from tests.builders import FILES, write_folder
from tests.oncall.folder.bad_input import PERSON, SINGLE, TEAM

if TYPE_CHECKING:
    from pathlib import Path


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read_folder(folder)
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize(("table", "content", "sentence"), SINGLE)
def test_a_fault_names_file_line_column_and_cure(
    tmp_path: Path, table: str, content: str | bytes | None, sentence: str
) -> None:
    """One slip is one sentence: what follows from it is not reported as well."""
    found = faults_of(write_folder(tmp_path, **{table: content}))
    related = [fault for fault in found if fault.startswith(sentence)]
    assert related, found
    assert [fault for fault in found if fault.startswith(table)] == related
    if table not in {"people", "teams"}:  # those replacements drop people whom others name
        assert found == related


def test_every_fault_is_reported_by_file_and_line(tmp_path: Path) -> None:
    people = PERSON + "ben,Ben,vidoe,hamburg,x,1,\ncem,,video,wokin,,,\n"
    teams = TEAM + "data,hambrug\n"
    assert faults_of(write_folder(tmp_path, people=people, teams=teams)) == [
        "people.csv:3: email: 'x' is no e-mail address; write it like ada@firm.example",
        "people.csv:3: team: there is no team 'vidoe'; the nearest is video",
        "people.csv:3: phone: '1' is no telephone number; write it like +49 151 23456789",
        "people.csv:4: name: is blank; fill it in",
        "people.csv:4: site: there is no site 'wokin'; the nearest is woking",
        "teams.csv:4: site: there is no site 'hambrug'; the nearest is hamburg",
    ]


def test_a_skill_that_nobody_of_the_team_has_is_no_fault(tmp_path: Path) -> None:
    rows = FILES["bookings"] + "B3,Wey,voice,2026-11-01,2026-12-07,2026-12-08,always,codec\n"
    assert read_folder(write_folder(tmp_path, bookings=rows)).bookings["B3"].skill == "codec"


@pytest.mark.parametrize(
    "garbage",
    [
        b"a" * 10_000_000,
        b"x\n" * 5_000_000,
        PERSON.encode() + b"q,w\n" * 2_500_000,
        PERSON.encode() + b"q,w,e,r,t,y,u\n" * 700_000,
        b",".join(b"%d" % number for number in range(1_400_000)),
        bytes(range(256)) * 40_000,
        bytes(range(0xA0, 0x100)) * 100_000,
    ],
    ids=["one cell", "one letter a line", "short rows", "odd rows", "header", "bytes", "latin"],
)
def test_ten_megabytes_of_garbage_fail_in_few_sentences(tmp_path: Path, garbage: bytes) -> None:
    folder = write_folder(tmp_path, people=garbage)
    found = faults_of(folder)
    assert len(found) <= 51
    assert all(len(fault) < 400 for fault in found)
    assert len(found) < 51 or "more faults; mend those above first" in found[-1]


def test_more_than_fifty_faults_are_counted_and_not_listed() -> None:
    faults = FaultList()
    for line in range(60):
        faults.add("people.csv", line, "id", "is blank")
    with pytest.raises(BadInput) as refused:
        faults.raise_any("planner")
    assert len(refused.value.faults) == 51
    assert str(refused.value).endswith("planner: 10 more faults; mend those above first")


def test_a_folder_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "nowhere") == [
        "nowhere: there is no such folder; check the spelling"
    ]
    file = tmp_path / "people.csv"
    file.write_text(PERSON)
    assert faults_of(file)[0].startswith("people.csv: is a file; name the folder that holds")
    (tmp_path / "book.xlsx").write_bytes(b"PK and nothing more")
    assert faults_of(tmp_path / "book.xlsx") == [
        "book.xlsx: is no readable .xlsx workbook; save it again as .xlsx or take it away"
    ]


def test_a_file_that_can_not_be_read_is_a_sentence(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, people=None)
    (folder / "people.csv").mkdir()
    found = faults_of(folder)
    assert len(found) == 1
    assert found[0].startswith("people.csv: can't be read (Is a directory); check")


def test_a_fault_leaves_out_what_it_does_not_know() -> None:
    assert str(Fault("people.csv", None, None, "is empty")) == "people.csv: is empty"
    assert str(Fault("limits.toml", None, "days", "is missing")) == "limits.toml: days: is missing"
    assert str(Fault("people.csv", 7, None, "is odd")) == "people.csv:7: is odd"
