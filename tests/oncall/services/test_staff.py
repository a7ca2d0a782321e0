"""People one by one: added, changed, and what comes round in their weeks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput, Stale
from oncall.localtime import Span
from oncall.services import habits, staff
from oncall.services.gathering import facts
from oncall.services.publishing import Act
from oncall.store import audit, rotas, sheets
from tests.builders import write_folder
from tests.oncall.services.firms import BOOKINGS, NOW, PEOPLE, published
from tests.oncall.services.test_importing import brought

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.people import Person
    from oncall.store.db import Database

ACT = Act("paula", NOW)
FRITZ = {"name": "Fritz Falk", "team": "video", "site": "hamburg", "skills": "codec"}


@pytest.fixture
def firm(database: Database, tmp_path: Path) -> Database:
    """The firm of these tests."""
    brought(database, write_folder(tmp_path, people=PEOPLE, bookings=BOOKINGS), NOW)
    return database


def person(database: Database, id_: str) -> Person:
    return facts(database).people[id_]


def revision(database: Database) -> int:
    with database.begin() as tx:
        return sheets.revision(tx)


def holder(database: Database) -> str:
    """Who has the first published duty."""
    with database.begin() as tx:
        return rotas.of_team(tx, "video", Span(NOW, datetime(2027, 1, 1, tzinfo=UTC)))[0].person


def test_somebody_is_added_changed_and_found_in_the_log(firm: Database) -> None:
    assert staff.add(firm, FRITZ, ACT).id == "fritz"
    assert person(firm, "fritz").roles == {"primary", "backup"}
    staff.edit(firm, "fritz", {"phone": "040 66969 105"}, ACT)
    assert person(firm, "fritz").phone == "+494066969105"
    assert person(firm, "fritz").skills == {"codec"}
    with firm.begin() as tx:
        edited, added, *_ = audit.lines(tx)
    assert (edited["what"], edited["subject"]) == ("edit person", "person fritz")
    assert added["what"] == "add person"
    assert added["after"]["people"][0]["name"] == "Fritz Falk"


def test_all_faults_are_told_and_nothing_is_changed(firm: Database) -> None:
    before = revision(firm)
    with pytest.raises(BadInput) as refused:
        staff.edit(firm, "ada", {"phone": "0151-abc", "email": "ada", "joined": "soon"}, ACT)
    columns = {(fault.file, fault.column) for fault in refused.value.faults}
    assert columns == {("person", "phone"), ("person", "email"), ("person", "joined")}
    assert revision(firm) == before


def test_a_skill_that_a_booking_asks_for_stays_with_somebody(firm: Database) -> None:
    for who in ("ben", "cem"):
        staff.edit(firm, who, {"skills": "network"}, ACT)
    with pytest.raises(BadInput, match="the database, bookings B1: skill"):
        staff.edit(firm, "ada", {"skills": "network"}, ACT)


def test_what_says_the_same_in_other_words_stays_as_it_was_written(firm: Database) -> None:
    before = revision(firm)
    staff.edit(firm, "ada", {"phone": "+49 30 23125101", "skills": "network; codec"}, ACT)
    assert revision(firm) == before
    assert staff.row(firm, "ada").cells["phone"] == "030 23125 101"


def test_conflicts_with_published_duties_are_named_with_their_cure(firm: Database) -> None:
    published(firm)
    changed = staff.edit(firm, holder(firm), {"skills": "network"}, ACT)
    assert "lacks the skill codec" in changed.conflicts[0].sentence
    assert changed.conflicts[0].cure.startswith("oncall rota draft video --from 2026-12-")


def test_who_leaves_keeps_what_is_over(firm: Database) -> None:
    published(firm)
    later = Act("paula", datetime(2026, 12, 9, 12, tzinfo=UTC))
    with pytest.raises(BadInput, match="was on duty as primary from 2026-12-07T1"):
        staff.edit(firm, holder(firm), {"left": "2026-12-06"}, later)
    who = holder(firm)
    staff.edit(firm, who, {"left": "2026-12-09"}, later)
    zone = person(firm, who).site.zone
    assert person(firm, who).left == datetime(2026, 12, 10, tzinfo=zone)
    assert holder(firm) == who


def test_another_name_must_be_said_to_be_the_same_person_s(firm: Database) -> None:
    with pytest.raises(BadInput, match="ada is Ada Ahlers; a new person gets an id"):
        staff.edit(firm, "ada", {"name": "Ada Ast"}, ACT)
    staff.edit(firm, "ada", {"name": "Ada Ast"}, ACT, renamed=True)
    assert person(firm, "ada").name == "Ada Ast"


def test_an_id_never_changes(firm: Database) -> None:
    staff.edit(firm, "ada", {"id": "adele", "email": "new@firm.example"}, ACT)
    assert person(firm, "ada").email == "new@firm.example"
    assert "adele" not in facts(firm).people


def test_the_second_of_two_planners_is_told(firm: Database) -> None:
    seen = staff.row(firm, "ada").mark
    staff.edit(firm, "ada", {"phone": ""}, ACT, seen=seen)
    with pytest.raises(Stale, match="somebody else has changed Ada Ahlers meanwhile"):
        staff.edit(firm, "ada", {"email": ""}, ACT, seen=seen)


def test_rows_of_three_sheets_are_added_and_removed(firm: Database) -> None:
    rows = {
        "regular_hours": {"weekdays": "Mo-Fr", "start": "08:00", "end": "16:00"},
        "unreachable": {"weekdays": "Mi", "start": "19:00", "end": "21:00", "reason": "choir"},
        "wishes": {"start": "2026-12-24", "end": "2026-12-24", "wish": "avoid"},
    }
    for sheet, cells in rows.items():
        habits.add(firm, sheet, {"person": "dora", **cells}, ACT)
    dora = person(firm, "dora")
    assert (len(dora.regular_hours.lines), len(dora.unreachable), len(dora.wishes)) == (1, 1, 1)
    for sheet, lines in habits.lines(firm, "dora").items():
        habits.remove(firm, sheet, "dora", lines[0].key, ACT)
    dora = person(firm, "dora")
    assert (len(dora.regular_hours.lines), len(dora.unreachable), len(dora.wishes)) == (0, 0, 0)
    with firm.begin() as tx:
        told = [line["what"] for line in audit.lines(tx)][:6]
    assert told[0] == "remove wish"
    assert told[-1] == "add regular hours"


def test_regular_hours_over_published_duties_are_taken_and_named(firm: Database) -> None:
    published(firm)
    who = holder(firm)
    cells = {"person": who, "weekdays": "Mon-Fri", "start": "12:00", "end": "20:00"}
    assert "regular" in habits.add(firm, "regular_hours", cells, ACT).conflicts[0].sentence
    (line,) = habits.lines(firm, who)["regular_hours"]
    assert habits.remove(firm, "regular_hours", who, line.key, ACT).conflicts == ()
