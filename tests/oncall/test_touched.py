"""Which changes of the facts a rota may be judged by."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from oncall.folder.read import read_folder
from oncall.hours import WeeklyHours, WeeklyLine
from oncall.localtime import Span
from oncall.people import Absence, Person, Unreachable, Wish
from oncall.touched import is_about_rotas
from tests.builders import write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.folder.facts import Folder

SPAN = Span(datetime(2026, 12, 7, tzinfo=UTC), datetime(2026, 12, 8, tzinfo=UTC))
HOURS = WeeklyHours((WeeklyLine(frozenset({0}), False, 480, 960),))
QUIET: dict[str, Any] = {
    "name": "Ada Ast",
    "email": "new@firm.example",
    "phone": "",
    "languages": ("en",),
    "wishes": (Wish(SPAN, True, 3),),
}
LOUD: dict[str, Any] = {
    "teams": (),
    "skills": frozenset({"crane"}),
    "roles": frozenset(),
    "joined": SPAN.start,
    "left": SPAN.end,
    "regular_hours": HOURS,
    "unreachable": (Unreachable(HOURS, None, None, "choir"),),
    "absences": (Absence(SPAN, "leave"),),
    "spent": (SPAN,),
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return read_folder(write_folder(tmp_path))


def changed(folder: Folder, **cells: Any) -> Folder:
    ada = replace(folder.people["ada"], **cells)
    return replace(folder, people={**folder.people, "ada": ada})


@pytest.mark.parametrize("field", QUIET)
def test_what_breaks_no_rule_is_not_about_rotas(folder: Folder, field: str) -> None:
    after = changed(folder, **{field: QUIET[field]})
    assert after != folder
    assert not is_about_rotas(folder, after)


@pytest.mark.parametrize("field", LOUD)
def test_what_may_break_a_rule_is_about_rotas(folder: Folder, field: str) -> None:
    assert is_about_rotas(folder, changed(folder, **{field: LOUD[field]}))


def test_every_field_of_a_person_is_known_to_be_one_or_the_other() -> None:
    assert {field.name for field in fields(Person)} == {*QUIET, *LOUD, "id", "site"}


def test_bookings_sites_teams_and_history_are_about_rotas(folder: Folder) -> None:
    for part in ("sites", "teams", "bookings"):
        some = dict(list(getattr(folder, part).items())[1:])
        assert is_about_rotas(folder, replace(folder, **{part: some}))
    moved = replace(folder.people["ada"], site=folder.sites["woking"])
    assert is_about_rotas(folder, replace(folder, people={**folder.people, "ada": moved}))


def test_what_things_cost_is_not_about_rotas(folder: Folder) -> None:
    assert not is_about_rotas(folder, replace(folder, prices={}, worklog=()))
