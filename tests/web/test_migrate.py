"""`oncall migrate`: what it says, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.store.migrating import newest, revisions
from tests.databases import run
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from web.embedded.server import Addresses


def test_it_prints_a_line_for_each_step_there_and_back(urls: Addresses) -> None:
    steps = [f"{name}: {about}" for name, about in revisions().items()]
    down = oncall("migrate", "--to", "base", "--lose-data", env=house(urls))
    assert (down.exit_code, down.stderr) == (0, "")
    assert down.stdout.splitlines() == [f"down from {step}" for step in reversed(steps)]
    up = oncall("migrate", env=house(urls))
    assert (up.exit_code, up.stderr) == (0, "")
    assert up.stdout.splitlines() == [f"up to {step}" for step in steps]


def test_where_nothing_is_to_do_it_says_so_on_stderr(urls: Addresses) -> None:
    done = oncall("migrate", env=house(urls))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"the schema is at {newest()} already\n"


def test_the_way_back_asks_for_a_word_first(urls: Addresses) -> None:
    done = oncall("migrate", "--to", "base", env=house(urls))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "oncall backup" in done.stderr
    assert "--lose-data" in done.stderr


def test_an_unknown_revision_is_bad_input(urls: Addresses) -> None:
    done = oncall("migrate", "--to", "spring", env=house(urls))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("--to: there is no revision spring; there are base, 0001")


def test_a_schema_of_a_newer_version_is_a_sentence_for_every_command(urls: Addresses) -> None:
    run(urls.owner, "update alembic_version set version_num = '9999'")
    for words in (("migrate",), ("export", "nowhere"), ("rota", "show", "neckar")):
        done = oncall(*words, env=house(urls))
        assert (done.exit_code, done.stdout) == (1, "")
        assert "the database is at revision 9999" in done.stderr
        assert "install the version that made it" in done.stderr


def test_a_role_that_may_not_change_the_schema_is_told_what_to_give(urls: Addresses) -> None:
    words = ("migrate", "--to", "base", "--lose-data")
    done = oncall(*words, env={"DATABASE_URL": urls.app})
    assert done.exit_code == 1
    assert "ONCALL_SCHEMA_URL" in done.stderr
