"""`oncall backup`: one file, complete or not there, that only its owner can read."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from oncall.store.migrating import newest
from tests.databases import run
from tests.web.kept import fill
from tests.web.run import HOUSE, house, oncall
from web.backups.programs import address_of
from web.backups.taking import TooNewServer, check_server
from web.embedded.binaries import MAJOR

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database
    from web.embedded.server import Addresses

# Less than the file would have, as if the disk had no more.
NARROW = """
import resource, sys
sys.dont_write_bytecode = True  # half a file would be everybody's trouble
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
from web.cli import main
main(sys.argv[1:])
"""


def test_it_is_one_file_for_its_owner_alone(urls: Addresses, tmp_path: Path) -> None:
    file = tmp_path / "kept.dump"
    done = oncall("backup", file, env=house(urls))
    assert done.exit_code == 0
    assert done.stdout == f"{file}\n"
    assert done.stderr == f"{file.stat().st_size:,} bytes, schema at revision {newest()}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["kept.dump"]


def test_a_file_that_is_there_is_kept_unless_force_is_said(urls: Addresses, tmp_path: Path) -> None:
    file = tmp_path / "kept.dump"
    file.write_text("precious")
    refused = oncall("backup", file, env=house(urls))
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"{file}: is there already; name another file")
    assert file.read_text() == "precious"
    assert oncall("backup", file, "--force", env=house(urls)).exit_code == 0
    assert file.read_bytes().startswith(b"PGDMP")
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("name", "words"), [(".", "ordinary file"), ("no/f.dump", "no folder")])
def test_a_place_that_can_t_be_written_is_named(
    urls: Addresses, tmp_path: Path, name: str, words: str
) -> None:
    refused = oncall("backup", tmp_path / name, "--force", env=house(urls))
    assert refused.exit_code == 2
    assert words in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_file_and_the_old_one_as_it_was(
    urls: Addresses, tmp_path: Path
) -> None:
    fill(urls.app)
    file = tmp_path / "kept.dump"
    file.write_text("precious")
    words = [sys.executable, "-c", NARROW, "backup", str(file), "--force"]
    done = subprocess.run(
        words, env=house(urls), cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "could not" in done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["kept.dump"]
    assert file.read_text() == "precious"


def test_a_database_without_anything_of_ours_is_not_backed_up(
    server: Addresses, tmp_path: Path
) -> None:
    empty = make_url(server.owner).render_as_string(hide_password=False)
    done = oncall("backup", tmp_path / "kept.dump", env={"DATABASE_URL": empty})
    assert done.exit_code == 1
    assert "holds nothing of oncall's" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_schema_from_the_future_is_backed_up_all_the_same(
    urls: Addresses, tmp_path: Path
) -> None:
    run(urls.owner, "update alembic_version set version_num = '9999'")
    done = oncall("backup", tmp_path / "kept.dump", env=house(urls))
    assert done.exit_code == 0
    assert "revision 9999" in done.stderr


def test_a_server_newer_than_our_pg_dump_is_a_sentence_that_names_its_own() -> None:
    check_server(MAJOR)
    with pytest.raises(TooNewServer, match=f"PostgreSQL {MAJOR + 1}.*own `pg_dump"):
        check_server(MAJOR + 1)


def test_a_password_is_on_no_command_line(database: Database, urls: Addresses) -> None:
    owl = "owl=1 'x'"
    url = make_url(urls.app).set(password=owl)
    with_password = type(database)(url.render_as_string(hide_password=False))
    address = address_of(with_password)
    with_password.close()
    assert "owl" not in address.conninfo
    assert address.environment["PGPASSWORD"] == owl
    assert "dbname=" in address.conninfo
    assert "user=oncall" in address.conninfo


def test_what_the_url_asks_of_libpq_is_asked_of_its_programs(
    database: Database, urls: Addresses
) -> None:
    url = make_url(urls.app).update_query_dict({"sslmode": "disable", "options": "-c geqo=off"})
    asked = type(database)(url.render_as_string(hide_password=False))
    address = address_of(asked)
    asked.close()
    assert "sslmode=disable" in address.conninfo
    assert "options='-c geqo=off'" in address.conninfo
