"""A server that is older than ours is backed up, and takes a backup of a newer one."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from tests.databases import at, run
from tests.oncall.store.catalogue import catalogue
from tests.web.kept import contents, fill, people_of
from tests.web.run import HOUSE, house, oncall
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


def rights(url: str) -> list[str]:
    """Return what the daily role may do with each thing; the owner's rights grow by version."""
    lines = (line for line in catalogue(url) if line.startswith("rights"))
    return [re.sub(r"'oncall_owner=\w+/oncall_owner'", "", line) for line in lines]


def as_documented(url: str) -> dict[str, str]:
    """Do what docs/operations.md tells an administrator, and return what it tells to set."""
    text = (HOUSE / "docs" / "operations.md").read_text()
    (block,) = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    here = url
    for line in block.strip().splitlines():
        if line.startswith("\\connect"):
            here = at(url, line.split()[1])
        else:
            run(here, line)
    owner, app = (make_url(here).set(username=name) for name in ("oncall_owner", "oncall"))
    return {
        "DATABASE_URL": app.render_as_string(hide_password=False),
        "ONCALL_SCHEMA_URL": owner.render_as_string(hide_password=False),
    }


def test_the_roles_of_the_manual_may_do_what_they_should_and_no_more(
    url: str, urls: Addresses, tmp_path: Path
) -> None:
    fill(urls.app)
    file = tmp_path / "kept.dump"
    env = as_documented(url) | {"ONCALL_HOME": str(tmp_path / "home")}
    assert oncall("migrate", env=env).exit_code == 0
    assert oncall("backup", file, env=house(urls)).exit_code == 0
    ours = rights(urls.owner)
    assert rights(env["ONCALL_SCHEMA_URL"]) == ours
    assert oncall("restore", file, env=env).exit_code == 0
    assert people_of(env["DATABASE_URL"]) == people_of(urls.app)
    assert rights(env["ONCALL_SCHEMA_URL"]) == ours


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
    logged = ("audit", "sequences", "installation")  # what a restore notes, and renews
    assert [rows for name, rows in after.items() if name not in logged] == [
        rows for name, rows in before.items() if name not in logged
    ]
