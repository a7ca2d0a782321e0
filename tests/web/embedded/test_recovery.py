"""An embedded database comes back after a kill, or a sentence says why it can't."""

from __future__ import annotations

import os
import re
import signal
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.web.embedded.asking import ask, connected, server_of
from tests.web.embedded.children import START, said, started
from web.embedded.place import SOCKET, Place
from web.embedded.postmaster import NOT_YET
from web.embedded.server import EmbeddedError, ensure_running, stop

if TYPE_CHECKING:
    from pathlib import Path

# So small that no database can be made: as good as a full disk.
FULL = """
import resource, signal, sys
sys.dont_write_bytecode = True  # half a file would be everybody's trouble
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
"""


def killed(home: Path) -> int:
    """Kill the server, and return the number it had."""
    pid = server_of(home)
    os.kill(pid, signal.SIGKILL)
    return pid


def test_after_a_kill_it_starts_again_with_what_was_committed(home: Path) -> None:
    owner = ensure_running(home, durable=False).owner
    ask(owner, "create table kept as select 7 as figure")
    before = killed(home)
    assert ask(ensure_running(home, durable=False).owner, "select figure from kept") == 7
    assert server_of(home) != before


def test_a_session_that_outlives_the_killed_server_is_waited_for(home: Path) -> None:
    owner = ensure_running(home, durable=False).owner
    with closing(connected(owner)) as session:
        busy = session.info.backend_pid
        os.kill(busy, signal.SIGSTOP)
        try:
            killed(home)
            process = started(START, home)
            while NOT_YET not in Place.of(home).log.read_text():
                assert process.poll() is None
        finally:
            os.kill(busy, signal.SIGCONT)
        assert said(process) == owner
    assert ask(owner, "select 1") == 1


def test_a_number_that_now_belongs_to_another_process_is_not_taken_for_the_server(
    home: Path,
) -> None:
    owner = ensure_running(home, durable=False).owner
    place = Place.of(home)
    number = place.data / "postmaster.pid"
    before = number.read_text(), (place.socket / f"{SOCKET}.lock").read_text()
    stop(home)
    for path, text in zip((number, place.socket / f"{SOCKET}.lock"), before, strict=True):
        place.socket.mkdir(mode=0o700, exist_ok=True)
        path.write_text(re.sub(r"^\d+", str(os.getpid()), text))
    assert stop(home) is False
    ensure_running(home, durable=False)
    assert ask(owner, "select 1") == 1


def test_a_kill_in_the_middle_of_making_it_does_no_harm(home: Path) -> None:
    process = started(START, home)
    while not list(home.glob("postgres/making-*/data/base")):
        assert process.poll() is None
    process.kill()
    process.communicate()
    assert not Place.of(home).data.exists()
    assert ask(ensure_running(home, durable=False).app, "select 1") == 1


def test_what_was_left_half_made_is_taken_away(home: Path) -> None:
    place = Place.of(home)
    place.claim()
    (place.folder / "making-left" / "data" / "base").mkdir(parents=True)
    ensure_running(home, durable=False)
    assert {path.name for path in place.folder.iterdir()} <= {"data", "socket", "lock", "log"}


def test_another_major_version_is_refused_with_the_way_out(home: Path) -> None:
    place = Place.of(home)
    place.claim()
    place.data.mkdir(mode=0o700)
    (place.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedError, match=r"PostgreSQL 17, .* 18; .*oncall backup.*restore"):
        ensure_running(home)
    assert list(place.data.iterdir()) == [place.data / "PG_VERSION"]


def test_a_folder_that_holds_no_database_is_refused(home: Path) -> None:
    place = Place.of(home)
    place.claim()
    place.data.mkdir(mode=0o700)
    with pytest.raises(EmbeddedError, match="holds no database of PostgreSQL; move it away"):
        ensure_running(home)


def test_a_full_disk_is_told_in_the_words_of_postgresql(home: Path) -> None:
    process = started(FULL + START, home)
    _, err = process.communicate(timeout=100)
    assert re.search(r"EmbeddedError: the embedded database could not be made; .*«.*:.*»", err)
    assert f"all it said is in {Place.of(home).log}" in err
    assert not Place.of(home).data.exists()


def test_what_hinders_the_start_is_told_with_the_log(home: Path) -> None:
    ensure_running(home, durable=False)
    stop(home)
    place = Place.of(home)
    with (place.data / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = plenty\n")
    with pytest.raises(EmbeddedError, match=r"did not start; .*«.*FATAL:.*». Mend that"):
        ensure_running(home)


def test_a_home_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EmbeddedError, match="can't be used for the embedded database"):
        ensure_running(tmp_path / "file" / "home")
