"""A server that runs on while a backup is put back forgets what it has kept."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import make_url

from oncall.services.importing import import_folder
from tests.builders import write_folder
from tests.databases import at
from tests.web.pages.rotas import BOOKINGS, NOW, PEOPLE, evening
from tests.web.run import house, oncall
from web.embedded.server import Addresses

MONDAY = date(2026, 12, 7)


@pytest.fixture
def restored(server, firm, tmp_path):
    """Goes back to how the firm was at first."""
    owner = at(server.owner, make_url(firm.database.url).database)
    urls = Addresses(owner, firm.database.url)
    env = house(urls, ONCALL_HOME=str(tmp_path / "home"), ONCALL_USER="petra")
    file = tmp_path / "first.dump"
    assert oncall("backup", file, env=env).exit_code == 0
    return lambda: oncall("restore", file, "--replace", env=env)


def renamed(firm, tmp_path, name):
    people = PEOPLE.replace("Ada Ahlers", name)
    folder = write_folder(tmp_path / name, people=people, bookings=BOOKINGS)
    import_folder(firm.database, folder, by="petra", now=NOW, renamed=frozenset({"ada"}))


def test_names_are_those_of_the_backup_and_of_what_came_after_it(firm, restored, tmp_path):
    renamed(firm, tmp_path, "Ada Before")
    assert "Ada Before" in firm.get().text
    assert restored().exit_code == 0
    assert "Ada Ahlers" in firm.get().text
    renamed(firm, tmp_path, "Ada After")  # as many changes as before
    assert "Ada After" in firm.get().text


def test_duties_are_those_of_versions_that_were_made_after_it(firm, restored):
    firm.publish(evening(MONDAY, "ada"))
    assert len(firm.events("person", "ada")) == 1
    assert restored().exit_code == 0
    firm.publish(evening(MONDAY, "ben"))  # version 1 once more
    assert firm.events("person", "ada") == {}
    assert len(firm.events("person", "ben")) == 1
