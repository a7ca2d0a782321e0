"""`oncall feeds`: links are made, shown, listed without secrets, and revoked."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oncall.services.importing import import_folder
from oncall.store import audit
from tests.builders import write_folder
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database
    from web.embedded.server import Addresses

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def run(database: Database, urls: Addresses, tmp_path: Path):
    import_folder(database, write_folder(tmp_path / "f"), by="petra", now=NOW)
    env = house(urls, ONCALL_HOME=str(tmp_path / "home"), ONCALL_URL="https://x.example/")
    return lambda *words: oncall("feeds", *words, env=env)


def test_a_link_is_made_once_and_shown_again(run) -> None:
    made = run("make", "person", "ada")
    assert made.exit_code == 0
    assert made.stdout.startswith("person ada\n  page   https://x.example/feeds/1-")
    assert "\n  webcal webcal://x.example/feeds/1-" in made.stdout
    again = run("show", "person", "ada")
    assert again.stdout == made.stdout == run("make", "person", "ada").stdout


def test_those_of_a_team_are_made_at_once(run) -> None:
    made = json.loads(run("make", "--team", "video", "--json").stdout)
    assert [(each["kind"], each["subject"]) for each in made] == [
        ("team", "video"),
        ("person", "ada"),
        ("person", "ben"),
    ]
    assert len({each["feed"] for each in made}) == 3


def test_a_customer_has_a_feed_too(run) -> None:
    assert run("make", "customer", "Alster").exit_code == 0


def test_a_list_holds_no_links(run) -> None:
    run("make", "person", "ada")
    said = run("list").stdout
    assert said.splitlines()[1].split() == ["person", "ada", "0", "never"]
    assert "feeds/" not in said + run("list", "--json").stdout


def test_a_revoked_link_is_another_one(run, database: Database) -> None:
    before = run("make", "person", "ada").stdout
    after = run("revoke", "person", "ada").stdout
    assert after != before
    assert run("show", "person", "ada").stdout == after
    with database.begin() as tx:
        lines = audit.lines(tx, "feed person ada")
    assert [line["what"] for line in lines] == ["revoke feed", "make feed"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("make", "person", "adda"), "there is no person 'adda'; the nearest is ada"),
        (("make", "customer", "Alter"), "the nearest is Alster"),
        (("make", "--team", "vidio"), "the nearest is video"),
        (("show", "team", "video"), "make it with `oncall feeds make team video`"),
        (("revoke", "team", "video"), "has no feed"),
        (("make", "person"), "Name KIND and SUBJECT, or --team."),
        (("make", "person", "ada", "--team", "video"), "Name KIND and SUBJECT, or --team."),
    ],
)
def test_what_is_not_there_is_told_with_a_cure(run, words, sentence) -> None:
    refused = run(*words)
    assert refused.exit_code == 2
    assert sentence in refused.stderr
    assert refused.stdout == ""
