"""A folder comes into the database: all or nothing, and twice is once."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.folder.read import read_folder
from oncall.services.importing import Imported, import_folder
from oncall.store import audit, sheets
from tests.builders import FILES, write_folder

if TYPE_CHECKING:
    from oncall.store.db import Database

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DEMO = Path(__file__).parents[3] / "data" / "demo"


def brought(database: Database, folder: Path, now: datetime = NOW, *renamed: str) -> Imported:
    """Import a folder."""
    return import_folder(database, folder, by="paula", now=now, renamed=frozenset(renamed))


def refused(database: Database, folder: Path, now: datetime = NOW, *renamed: str) -> list[str]:
    """Return the sentences with which an import is refused; it changes nothing."""
    with database.begin() as tx:
        before = (sheets.stored(tx), sheets.revision(tx), audit.lines(tx))
    with pytest.raises(BadInput) as bad:
        brought(database, folder, now, *renamed)
    with database.begin() as tx:
        assert (sheets.stored(tx), sheets.revision(tx), audit.lines(tx)) == before
    return str(bad.value).splitlines()


def facts(folder: Path | Database) -> tuple[object, ...]:
    """Return what a folder, or the database, says; lines of history aside."""
    if isinstance(folder, Path):
        read = read_folder(folder)
    else:
        with folder.begin() as tx:
            read = sheets.read_facts(tx)
    history = [(d.person.id, d.role, d.span) for d in read.history]
    work = [(e.incident, e.person.id, e.booking.id, e.span, e.on_site) for e in read.worklog]
    return (read.sites, read.teams, read.people, read.bookings, read.prices, history, work)


def test_the_demo_comes_in_whole(database: Database) -> None:
    result = brought(database, DEMO)
    assert result.counts()["people"] == {"added": 24, "changed": 0, "unchanged": 0, "missing": 0}
    assert facts(database) == facts(DEMO)


def test_twice_is_once(database: Database) -> None:
    brought(database, DEMO)
    with database.begin() as tx:
        before = (sheets.revision(tx), audit.lines(tx))
    again = brought(database, DEMO)
    assert not again.merge.changes
    assert not again.missing()
    with database.begin() as tx:
        assert (sheets.revision(tx), audit.lines(tx)) == before
    assert before[0] == 1
    assert [line["what"] for line in before[1]] == ["import"]


def test_one_line_of_the_log_has_the_rows_before_and_after(
    database: Database, tmp_path: Path
) -> None:
    brought(database, write_folder(tmp_path))
    write_folder(tmp_path, people=FILES["people"].replace("codec;network", "codec"))
    result = brought(database, tmp_path)
    assert result.counts()["people"] == {"added": 0, "changed": 1, "unchanged": 2, "missing": 0}
    with database.begin() as tx:
        line, _ = audit.lines(tx)
    assert (line["who"], line["what"]) == ("paula", "import")
    assert [row["skills"] for row in line["before"]["people"]] == ["codec;network"]
    assert [row["skills"] for row in line["after"]["people"]] == ["codec"]


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("bookings", "2026-11-01,2026-12-07,2026-12-20", "01.11.2026,07.12.2026,20.12.2026 24:00"),
        ("bookings", "2026-12-07T18:00", "2026-12-07T18:00+00:00"),
        ("people", "030 23125 101", "+49 30 23125-101"),
        ("people", "codec;network", "network; codec"),
        ("sites", "HH,yes", "hh,ja"),
    ],
)
def test_other_words_with_the_same_meaning_change_nothing(
    database: Database, tmp_path: Path, table: str, before: str, after: str
) -> None:
    brought(database, write_folder(tmp_path))
    assert before in FILES[table]
    write_folder(tmp_path, **{table: FILES[table].replace(before, after)})
    assert not brought(database, tmp_path).merge.changes


def test_what_is_missing_stays_and_is_named(database: Database, tmp_path: Path) -> None:
    away = "person,start,end,reason\nada,2026-12-01,2026-12-02,leave\nben,2026-12-05,2026-12-06,\n"
    brought(database, write_folder(tmp_path, absences=away))
    shutil.rmtree(tmp_path)
    without_cem = "".join(FILES["people"].splitlines(keepends=True)[:-1])
    result = brought(database, write_folder(tmp_path, people=without_cem))
    assert result.missing() == {
        "people": ("cem",),
        "absences": ("ada 2026-12-01", "ben 2026-12-05"),
    }
    with database.begin() as tx:
        people = sheets.read_facts(tx).people
    assert len(people["ada"].absences) == 1
    assert "cem" in people


def test_twins_are_told_apart(database: Database, tmp_path: Path) -> None:
    header = "person,start,end,wish,weight\n"
    rows = ["ada,2026-12-24,2026-12-26,avoid,3\n", "ada,2026-12-24,2026-12-24,prefer,2\n"]
    brought(database, write_folder(tmp_path, wishes=header + "".join(rows)))
    turned = brought(database, write_folder(tmp_path, wishes=header + "".join(reversed(rows))))
    assert not turned.merge.changes
    alone = brought(database, write_folder(tmp_path, wishes=header + rows[1]))
    assert not alone.merge.changes
    assert alone.missing() == {"wishes": ("ada 2026-12-24",)}


def test_a_german_folder_of_windows_1252_is_the_same(database: Database, tmp_path: Path) -> None:
    people = FILES["people"].replace("Ahlers", "Öhlers")
    brought(database, write_folder(tmp_path / "utf8", people=people))
    shuffled = [line.replace(";", "|").split(",") for line in people.splitlines()]
    german = "\r\n".join(
        ";".join(f'"{cell.replace("|", ";")}"' for cell in (row[1], row[0], *row[2:]))
        for row in shuffled
    )
    folder = write_folder(tmp_path / "german", people=german.encode("cp1252"))
    assert not brought(database, folder).merge.changes
    assert facts(database) == facts(folder)


@pytest.mark.parametrize(
    "line", ["eve,Eve,nowhere,hamburg,,,\n", "eve,Eve,video,hamburg,,0151-abc,\n"]
)
def test_a_folder_with_a_fault_changes_nothing(
    database: Database, tmp_path: Path, line: str
) -> None:
    folder = write_folder(tmp_path, people=FILES["people"] + line, sites=FILES["sites"] + "x,y,z\n")
    found = refused(database, folder)
    assert any("people.csv:5: " in sentence for sentence in found)
    assert any("sites.csv:4: " in sentence for sentence in found)


def test_what_stays_must_agree_with_what_comes(database: Database, tmp_path: Path) -> None:
    brought(database, write_folder(tmp_path))
    people = FILES["people"].replace("codec;", "")
    bookings = "".join(FILES["bookings"].splitlines(keepends=True)[::2])  # B1 asks for codec
    found = refused(database, write_folder(tmp_path, people=people, bookings=bookings))
    assert found == [
        "the database, bookings B1: skill: nobody has the skill 'codec'; the nearest is network"
    ]


def test_history_that_overlaps_what_stays_is_told_where_both_stand(
    database: Database, tmp_path: Path
) -> None:
    header = "person,role,start,end\n"
    rows = "ada,primary,2026-11-01T18:00,2026-11-01T22:00\n"
    brought(database, write_folder(tmp_path, duties=header + rows))
    later = "ada,primary,2026-11-01T19:00,2026-11-01T23:00\n"
    (found,) = refused(database, write_folder(tmp_path, duties=header + later))
    assert found.startswith("the database, duties ada primary 2026-11-01T18:00: start: this duty")
    assert "overlaps the one in line 2" in found
