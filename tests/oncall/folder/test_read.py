"""Folders as spreadsheets write them become the same facts."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from oncall.bookings import Windows
from oncall.errors import BadInput
from oncall.folder.history import history_faults
from oncall.folder.read import read_folder
from oncall.folder.schema import PRICES
from oncall.localtime import Span
from oncall.people import Role
from tests.builders import FILES, write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.folder.facts import Folder

DUTIES = "person,role,start,end\nben,backup,2026-12-05T18:00,2026-12-07T00:30\n"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def workbook(tables: dict[str, str]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, text in tables.items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([cell or None for cell in line.split(",")])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def equal(one: Folder, other: Folder) -> bool:
    names = ("sites", "teams", "people", "bookings", "history", "worklog", "prices")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def test_columns_that_are_left_out_take_their_defaults(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path))
    team, ada, booking = folder.teams["video"], folder.people["ada"], folder.bookings["B1"]
    assert team.handover == (0, 360, 480, 720, 960, 1080, 1200, 1320)
    assert (team.min_duty, team.max_duty, team.min_rest) == (120, 720, 660)
    assert (team.max_consecutive_days, team.max_days_per_28) == (7, 14)
    assert (team.min_free_weekends_per_28, team.during_regular_hours) == (1, False)
    assert (ada.roles, ada.languages) == (frozenset({Role.PRIMARY, Role.BACKUP}), ("de",))
    assert (ada.joined, ada.left) == (None, None)
    assert (booking.primary, booking.backup, booking.exclusive) == (1, 0, False)
    assert (booking.windows, booking.callout_minutes_per_hour) == (Windows.OUT_OF_HOURS, Decimal(6))
    assert (folder.history, folder.worklog, folder.prices) == ((), (), {})


def test_phone_numbers_are_kept_as_e164_of_the_sites_country(tmp_path: Path) -> None:
    people = read_folder(write_folder(tmp_path)).people
    assert [person.phone for person in people.values()] == ["+493023125101", "+442079460102", ""]


def test_local_times_are_those_of_the_team_or_the_person(tmp_path: Path) -> None:
    """Ben is at Woking; a date alone ends with its day; offsets are taken as they are."""
    absences = "person,start,end,reason\nben,2026-12-08,2026-12-08,\nada,2026-12-08,2026-12-08,\n"
    wishes = "person,start,end,wish\nada,2026-12-08T10:00Z,2026-12-08T24:00,avoid\n"
    folder = read_folder(write_folder(tmp_path, absences=absences, wishes=wishes))
    ben, ada = folder.people["ben"], folder.people["ada"]
    assert ben.absences[0].span == Span(utc("2026-12-08"), utc("2026-12-09"))
    assert ada.absences[0].span == Span(utc("2026-12-07T23:00"), utc("2026-12-08T23:00"))
    assert ada.wishes[0].span == Span(utc("2026-12-08T10:00"), utc("2026-12-08T23:00"))
    assert (ada.wishes[0].prefer, ada.wishes[0].weight) == (False, Decimal(3))
    assert folder.bookings["B1"].span == Span(utc("2026-12-06T23:00"), utc("2026-12-20T23:00"))
    assert folder.bookings["B2"].span == Span(utc("2026-12-07T18:00"), utc("2026-12-14T09:00"))


def test_joined_and_left_are_dates_times_or_words(tmp_path: Path) -> None:
    header, *rows = FILES["people"].splitlines()
    ends = ("2026-05-01,2026-12-31", "always,never", "01.05.2026 12:00,immer")
    lines = [f"{row},{end}" for row, end in zip(rows, ends, strict=True)]
    text = "\n".join([f"{header},joined,left", *lines]).replace("immer", "Never")
    people = read_folder(write_folder(tmp_path, people=text)).people
    assert (people["ada"].joined, people["ada"].left) == (
        utc("2026-04-30T22:00"),
        utc("2026-12-31T23:00"),
    )
    assert (people["ben"].joined, people["ben"].left) == (None, None)
    assert people["cem"].joined == utc("2026-05-01T10:00")


def test_where_midnight_is_skipped_a_date_alone_begins_at_one(tmp_path: Path) -> None:
    sites = FILES["sites"].replace("Europe/Berlin,DE,HH", "America/Santiago,CL,")
    absences = "person,start,end,reason\nada,2026-09-06,2026-09-05T24:00,\n"
    ends_there = absences.replace("2026-09-06,2026-09-05T24:00", "2026-09-05,2026-09-05T24:00")
    folder = read_folder(write_folder(tmp_path, sites=sites, absences=ends_there))
    assert folder.people["ada"].absences[0].span.end == utc("2026-09-06T04:00")
    with pytest.raises(BadInput, match="is not after the start"):
        read_folder(write_folder(tmp_path, sites=sites, absences=absences))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_csv_is_read_as_spreadsheets_write_it(
    tmp_path: Path, encoding: str, separator: str, line_end: str
) -> None:
    plain = {name: text.replace("Ada", "Äda") for name, text in FILES.items()}
    expected = read_folder(write_folder(tmp_path / "plain", **plain))
    tables = {
        name: "\n".join(
            separator.join(f'"{cell}"' if ";" in cell else cell for cell in line.split(","))
            for line in text.splitlines()
        )
        for name, text in plain.items()
    }
    written = {name: text.replace("\n", line_end).encode(encoding) for name, text in tables.items()}
    assert equal(read_folder(write_folder(tmp_path / "other", **written)), expected)
    assert expected.people["ada"].name == "Äda Ahlers"


def test_a_workbook_is_the_same_thing_as_a_folder(tmp_path: Path) -> None:
    expected = read_folder(write_folder(tmp_path / "csv"))
    (tmp_path / "in").mkdir()
    book = tmp_path / "in" / "planner.xlsx"
    book.write_bytes(workbook(FILES | {"notes": "anything"}))
    (tmp_path / "in" / "~$planner.xlsx").write_bytes(b"a lock of Excel's")
    (tmp_path / "in" / "readme.txt").write_bytes(b"\x00")
    assert equal(read_folder(book), expected)
    assert equal(read_folder(book.parent), expected)


def test_a_table_that_is_there_twice_is_a_fault(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "planner.xlsx").write_bytes(workbook({"People": FILES["people"]}))
    with pytest.raises(BadInput) as refused:
        read_folder(folder)
    assert str(refused.value) == (
        "planner.xlsx/People: people is in people.csv as well; keep one of them"
    )


def test_a_workbook_named_like_a_table_must_have_its_sheet(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "absences.xlsx").write_bytes(workbook({"Sheet1": "person,start,end,reason"}))
    with pytest.raises(BadInput, match=r"absences\.xlsx: has no sheet named absences; name its"):
        read_folder(folder)


def test_faults_in_a_workbook_name_its_sheet_and_line(tmp_path: Path) -> None:
    book = tmp_path / "planner.xlsx"
    book.write_bytes(workbook(FILES | {"people": FILES["people"].replace("ada@", "ada ")}))
    with pytest.raises(BadInput, match=r"^planner\.xlsx/people:2: email: 'ada firm"):
        read_folder(book)


def test_excels_own_dates_times_numbers_and_truths_are_understood(tmp_path: Path) -> None:
    """A cell with a date format is a date alone, one with a time format a time, also at 0:00."""
    book = openpyxl.Workbook()
    absences = book.worksheets[0]
    absences.title = "absences"
    absences.append(["person", "start", "end", "reason"])
    absences.append(["ada", utc("2026-12-08").replace(tzinfo=None), None, "date"])
    absences["C2"] = utc("2026-12-09").replace(tzinfo=None)
    absences["B2"].number_format = absences["C2"].number_format = "yyyy-mm-dd"
    absences.append(["ada", "2026-12-14", utc("2026-12-15").replace(tzinfo=None), "time"])
    absences["C3"].number_format = "yyyy-mm-dd hh:mm"
    hours = book.create_sheet("regular_hours")
    hours.append(["person", "weekdays", "start", "end"])
    hours.append(["ada", "Mo-Fr", time(8, 30), timedelta(hours=24)])
    prices = book.create_sheet("prices")
    left_out = {"night", "step_minutes"}
    prices.append([column.name for column in PRICES if column.name not in left_out])
    prices.append(["Alster", 180, 95.5, 0.25, "50,5", 100, 25, True])
    prices["D2"].number_format = "0%"
    folder = write_folder(tmp_path)
    (folder / "more.xlsx").write_bytes(saved(book))
    found = read_folder(folder)
    ada, price = found.people["ada"], found.prices["Alster"]
    assert [absence.span.end for absence in ada.absences] == [
        utc("2026-12-09T23:00"),
        utc("2026-12-14T23:00"),
    ]
    assert [(line.start, line.end) for line in ada.regular_hours.lines] == [(510, 1440)]
    assert (price.standby_day, price.hour) == (Decimal(180), Decimal("95.5"))
    assert (price.saturday_percent, price.sunday_percent) == (Decimal(25), Decimal("50.5"))
    assert (price.night, price.step_minutes, price.first_hour_on_site) == ((1200, 360), 30, True)


def test_blank_rows_headings_in_any_case_and_order_and_long_rows_do_no_harm(tmp_path: Path) -> None:
    teams = "\n Site , ID,,\n,,,\nhamburg,video,,\n\nwoking,voice\n , \n"
    assert list(read_folder(write_folder(tmp_path, teams=teams)).teams) == ["video", "voice"]


def test_line_numbers_count_the_lines_inside_quotes(tmp_path: Path) -> None:
    absences = (
        'person,start,end,reason\nada,2026-12-08,2026-12-08,"two\nlines"\n\nadda,2026-12-08,,\n'
    )
    with pytest.raises(BadInput) as refused:
        read_folder(write_folder(tmp_path, absences=absences))
    assert {fault.line for fault in refused.value.faults} == {5}


def test_records_are_read_with_their_lines(tmp_path: Path) -> None:
    worklog = (
        "incident,person,customer,booking,start,end,on_site\n"
        "I1,ada,Alster,B1,2026-12-08T20:00,2026-12-08T20:45,ja\n"
    )
    folder = read_folder(write_folder(tmp_path, duties=DUTIES, worklog=worklog))
    assert (folder.history[0].line, folder.history[0].role) == (2, Role.BACKUP)
    entry = folder.worklog[0]
    assert (entry.booking.id, entry.span.minutes, entry.on_site) == ("B1", 45, True)


def test_history_must_end_before_the_earliest_planned_team_of_the_person(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path, duties=DUTIES))
    later, earlier = utc("2026-12-07T00:30"), utc("2026-12-06T23:00")
    assert history_faults(folder, {"voice": later}) == ()
    assert history_faults(folder, {}) == ()
    (fault,) = history_faults(folder, {"voice": later, "video": earlier})
    assert str(fault) == (
        "duties.csv:2: end: is after the planned weeks begin (2026-12-06T23:00); "
        "shorten or remove the row, or plan from a later day"
    )
