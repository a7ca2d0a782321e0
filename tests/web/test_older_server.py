"""A server that is older than ours is backed up, and takes a backup of a newer one."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.web.kept import contents, fill, people_of
from tests.web.run import house, oncall
from web.embedded.binaries import ENVIRONMENT, binary
from web.embedded.identity import choose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from web.embedded.server import Addresses

# The wheel brings an older PostgreSQL besides the one that is used.
OLDER = binary("postgres").parents[2] / "pginstall" / "bin"
pytestmark = pytest.mark.skipif(
    not (OLDER / "postgres").is_file(), reason="the wheel brings no older PostgreSQL"
)


def call(program: str, *words: object) -> None:
    """Run a program of the older PostgreSQL as somebody who may."""
    ours = str(binary(program))
    command = choose().command(program, *words)
    older = [str(OLDER / program) if word == ours else word for word in command]
    subprocess.run(older, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """The superuser's URL of a server of the older version, in which nobody has prepared roles."""
    data = tmp_path / "d"
    form = ("--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync")
    call("initdb", f"--pgdata={data}", *form)
    settings = (
        "listen_addresses=",
        f"unix_socket_directories={tmp_path}",
        "dynamic_shared_memory_type=mmap",
        "fsync=off",
    )
    words = " ".join(f"-c {setting}" for setting in settings)
    call("pg_ctl", "start", "-w", "-D", data, "-l", tmp_path / "log", "-o", words)
    yield f"postgresql+psycopg://postgres@/postgres?host={tmp_path}"
    call("pg_ctl", "stop", "-w", "-D", data, "-m", "immediate")


def test_a_backup_goes_from_ours_to_it_and_back(url: str, urls: Addresses, tmp_path: Path) -> None:
    fill(urls.app)
    there = {"DATABASE_URL": url, "ONCALL_HOME": str(tmp_path / "home")}
    first, second = tmp_path / "first.dump", tmp_path / "second.dump"
    assert oncall("backup", first, env=house(urls)).exit_code == 0
    assert oncall("restore", first, env=there).exit_code == 0
    assert people_of(url) == people_of(urls.app)
    before = contents(url)
    assert oncall("backup", second, env=there).exit_code == 0
    done = oncall(
        "restore", second, "--replace", env=house(urls, ONCALL_HOME=str(tmp_path / "home"))
    )
    assert done.exit_code == 0
    after = contents(urls.owner)
    logged = ("audit", "sequences")
    assert [rows for name, rows in after.items() if name not in logged] == [
        rows for name, rows in before.items() if name not in logged
    ]
