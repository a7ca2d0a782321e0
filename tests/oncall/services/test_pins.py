"""A PIN that somebody wrote into a folder is nowhere to be read afterwards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from oncall.pins import is_plain, is_seal, opens, sealed
from oncall.store import audit, sheets
from tests.oncall.services.contracted import KEPT, contracted
from tests.oncall.services.test_exporting import exported

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database

PIN = "471100"


def seal(database: Database) -> str:
    """The PIN of Ada Alster, as the database has it."""
    with database.begin() as tx:
        (found, _) = sheets.stored(tx)["contacts"]
    return found.cells["pin"]


def everything(database: Database) -> str:
    """All that the tables hold, as text."""
    with database.begin() as tx:
        wanted = "select table_name from information_schema.tables where table_schema = 'public'"
        names = list(tx.execute(text(wanted)).scalars())
        rows = [tx.execute(text(f'select t::text from "{name}" t')).scalars() for name in names]  # noqa: S608
        return "\n".join(line for some in rows for line in some)


def test_a_plain_pin_is_sealed_when_it_comes_in(database: Database, tmp_path: Path) -> None:
    contracted(database, tmp_path / "firm")
    assert is_seal(seal(database))
    assert opens(PIN, seal(database))
    assert PIN not in everything(database)


def test_the_log_and_an_export_have_the_seal_alone(database: Database, tmp_path: Path) -> None:
    contracted(database, tmp_path / "firm")
    with database.begin() as tx:
        logged = json.dumps([line["after"] for line in audit.lines(tx)])
    assert PIN not in logged
    assert PIN not in (exported(database, tmp_path / "out") / "contacts.csv").read_text()


def test_the_same_pin_again_is_no_change_and_keeps_its_seal(
    database: Database, tmp_path: Path
) -> None:
    contracted(database, tmp_path / "firm")
    before = seal(database)
    assert not contracted(database, tmp_path / "again").merge.changes
    assert seal(database) == before


def test_an_export_comes_back_as_no_change(database: Database, tmp_path: Path) -> None:
    contracted(database, tmp_path / "firm")
    before = seal(database)
    written = (exported(database, tmp_path / "out") / "contacts.csv").read_text()
    assert not contracted(database, tmp_path / "again", contacts=written).merge.changes
    assert seal(database) == before


def test_another_pin_is_a_change(database: Database, tmp_path: Path) -> None:
    contracted(database, tmp_path / "firm")
    contacts = KEPT["contacts"].replace(PIN, "815000")
    assert list(contracted(database, tmp_path / "again", contacts=contacts).merge.changes) == [
        "contacts"
    ]
    assert opens("815000", seal(database))


@pytest.mark.parametrize(
    "contacts",
    [
        KEPT["contacts"].replace(PIN, ""),
        "customer,name,phones,trained\nAlster,Ada Alster,+49 171 3920051,yes\n",
    ],
)
def test_a_blank_cell_or_no_column_leaves_the_pin_as_it_is(
    database: Database, tmp_path: Path, contacts: str
) -> None:
    contracted(database, tmp_path / "firm")
    before = seal(database)
    assert not contracted(database, tmp_path / "again", contacts=contacts).merge.changes
    assert seal(database) == before


def test_the_word_none_takes_a_pin_away(database: Database, tmp_path: Path) -> None:
    contracted(database, tmp_path / "firm")
    contracted(database, tmp_path / "again", contacts=KEPT["contacts"].replace(PIN, "none"))
    with database.begin() as tx:
        assert [contact.pin for contact in sheets.read_facts(tx).contacts] == [None, None]


def test_seals_of_one_pin_differ_and_each_opens_by_it_alone() -> None:
    one, other = sealed(PIN), sealed(PIN)
    assert one != other
    assert opens(PIN, one)
    assert opens(PIN, other)
    assert not opens("471101", one)


def test_what_is_no_seal_opens_by_nothing() -> None:
    assert not opens(PIN, "")
    assert not opens(PIN, PIN)
    assert not opens(PIN, sealed(PIN)[:-3])


def test_a_pin_is_digits_of_ascii_alone() -> None:
    assert is_plain("0471")
    assert not any(map(is_plain, ("471", "47 11", "4711a", "", "12345678901", "٤٧١١")))
