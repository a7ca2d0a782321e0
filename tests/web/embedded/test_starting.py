"""An embedded database is started once, found by everybody, and left alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.web.embedded.asking import ask, connected, server_of
from tests.web.embedded.children import ASK, START, said, started
from web.embedded.place import LONGEST, SOCKET, Place
from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from pathlib import Path

# Each would lead a connection or a program elsewhere, or make it fail.
STRANGE = {
    "PGHOST": "/nowhere",
    "PGHOSTADDR": "192.0.2.1",
    "PGPORT": "1",
    "PGUSER": "nobody",
    "PGDATABASE": "nothing",
    "PGDATA": "/nowhere",
    "PGSERVICE": "none",
    "PGOPTIONS": "-c no.such=1 -c nonsense=1",
    "PGREQUIREAUTH": "scram-sha-256",
    "PGTZ": "Asia/Tokyo",
    "LC_ALL": "xx_XX.UTF-8",
}


def test_it_is_found_by_the_next_call(home: Path) -> None:
    first = ensure_running(home, durable=False)
    pid = server_of(home)
    assert ensure_running(home, durable=False) == first
    assert server_of(home) == pid
    assert ask(first.app, "select current_user") == "oncall"
    assert ask(first.owner, "select current_user") == "oncall_owner"


def test_only_its_own_user_may_look_in(home: Path) -> None:
    ensure_running(home, durable=False)
    place = Place.of(home)
    for folder in (home, place.folder, place.socket, place.data):
        assert folder.stat().st_mode & 0o077 == 0


def test_a_home_is_durable_unless_told_otherwise(home: Path) -> None:
    assert ask(ensure_running(home).app, "show fsync") == "on"
    assert ask(ensure_running(home).app, "show synchronous_commit") == "on"
    stop(home)
    assert ask(ensure_running(home, durable=False).app, "show fsync") == "off"


def test_it_speaks_utf8_and_utc_and_knows_only_its_socket(home: Path) -> None:
    app = ensure_running(home, durable=False).app
    assert ask(app, "show server_encoding") == "UTF8"
    assert ask(app, "show timezone") == "UTC"
    assert ask(app, "show listen_addresses") == ""
    assert ask(app, "select upper('ä')") == "Ä"


def test_it_outlives_who_started_it_and_shares_no_terminal_with_it(home: Path) -> None:
    owner = said(started(START, home))
    assert ask(owner, "select 1") == 1
    assert os.getsid(server_of(home)) != os.getsid(0)


def test_it_holds_no_file_of_who_started_it(home: Path) -> None:
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    ensure_running(home, durable=False)
    os.close(writing)
    os.set_blocking(reading, False)
    assert os.read(reading, 1) == b""  # would raise if anybody still held the other end
    os.close(reading)


def test_two_who_start_it_at_once_get_the_same(home: Path) -> None:
    both = [started(START, home) for _ in range(2)]
    first, second = map(said, both)
    assert first == second
    assert Place.of(home).log.read_text().count("starting PostgreSQL") == 1


def test_two_homes_run_beside_each_other(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    try:
        here, there = ensure_running(home, durable=False), ensure_running(other, durable=False)
        ask(here.owner, "create table here ()")
        assert ask(there.owner, "select to_regclass('here')") is None
    finally:
        stop(other)
    assert ask(here.owner, "select to_regclass('here')") == "here"


def test_stop_tells_whether_it_ran(home: Path) -> None:
    assert stop(home) is False
    assert not home.exists()
    app = ensure_running(home, durable=False).app
    with connected(app):  # whoever is connected does not hold it up
        assert stop(home) is True
    assert stop(home) is False


@pytest.mark.parametrize("name", ["ü" * 60 + "/deep" * 20, 'a "b" %20&c=d?', "here, there"])
def test_a_home_may_have_any_path(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    home = tmp_path_factory.mktemp("x") / name  # short enough for the name to decide
    place = Place.of(home)
    try:
        app = ensure_running(home, durable=False).app
        assert ask(app, "select 1") == 1
        assert ask(said(started(START, home)), "select 1") == 1
        assert len(os.fsencode(place.socket / SOCKET)) <= LONGEST
        assert place.socket.stat().st_mode & 0o777 == 0o700
    finally:
        stop(home)
    assert place.socket.is_relative_to(home) or not place.socket.exists()


def test_the_environment_of_the_caller_has_no_say(home: Path) -> None:
    script = START + ASK
    address, zone = said(started(script, home, "show timezone", env=STRANGE)).splitlines()
    assert zone == "UTC"
    assert ask(address, "select 1") == 1
