"""`oncall import` and `oncall export`: what they say and with what they exit."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from oncall.folder.written import read_written
from tests.builders import FILES, write_folder
from tests.oncall.services.test_importing import DEMO
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from web.embedded.server import Addresses


@pytest.fixture
def env(urls: Addresses) -> dict[str, str]:
    """The variables of a test's house."""
    return house(urls, ONCALL_USER="paula")


def cells(path: Path) -> list[list[object]]:
    """Return all cells of a folder or workbook."""
    return [
        [name, [row.cells for row in rows]] for name, rows in sorted(read_written(path)[1].items())
    ]


def test_an_import_says_per_sheet_what_it_did(env: dict[str, str], tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "firm")
    result = oncall("import", folder, env=env)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == ("sites: 2 added\nteams: 2 added\npeople: 3 added\nbookings: 2 added\n")
    people = "".join(FILES["people"].replace("codec;", "codec; ").splitlines(keepends=True)[:-1])
    again = oncall(
        "import", write_folder(folder, people=people + "eve,Eve,video,hamburg,,,\n"), env=env
    )
    assert again.stdout.splitlines()[2] == "people: 1 added, 2 unchanged, 1 missing"
    assert again.stderr == "people: not in firm, stays: cem\n"


def test_json_says_the_same(env: dict[str, str], tmp_path: Path) -> None:
    result = oncall("import", write_folder(tmp_path), "--json", env=env)
    found = json.loads(result.stdout)
    assert found["sheets"]["people"] == {"added": 3, "changed": 0, "unchanged": 0, "missing": 0}
    assert (found["missing"], found["cancelled"], found["conflicts"]) == ({}, [], [])


def test_faults_are_sentences_and_exit_2(env: dict[str, str], tmp_path: Path) -> None:
    oncall("import", write_folder(tmp_path), env=env)
    write_folder(tmp_path, people=FILES["people"].replace("Ada Ahlers", "Eve Ahlers"))
    refused = oncall("import", tmp_path, env=env)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("people.csv:2: name: ada is Ada Ahlers; ")
    assert oncall("import", tmp_path, "--renamed", "ada", env=env).exit_code == 0
    nowhere = oncall("import", tmp_path / "nowhere", env=env)
    assert (nowhere.exit_code, nowhere.stderr) == (
        2,
        "nowhere: there is no such folder; check the spelling\n",
    )


def test_a_database_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    env = {"DATABASE_URL": f"postgresql://oncall@/oncall?host={tmp_path}"}
    result = oncall("import", write_folder(tmp_path / "firm"), env=env)
    assert result.exit_code == 1
    assert "the database can't be reached" in result.stderr


def exported(env: dict[str, str], target: Path) -> Result:
    """Import the demo and export it."""
    oncall("import", DEMO, env=env)
    return oncall("export", target, env=env)


@pytest.mark.parametrize("target", ["out", "out.xlsx"])
def test_what_is_exported_is_what_was_imported(
    env: dict[str, str], tmp_path: Path, target: str
) -> None:
    result = exported(env, tmp_path / target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert cells(tmp_path / target) == cells(DEMO)
    assert [entry.name for entry in tmp_path.iterdir()] == [target]
    again = oncall("export", tmp_path / target, env=env)
    assert (again.exit_code, "has it all already" in again.stderr) == (0, True)
    assert " added" not in oncall("import", tmp_path / target, env=env).stdout


def test_other_files_in_the_folder_stay(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "rota.csv").write_text("mine")
    assert exported(env, tmp_path).exit_code == 0
    assert (tmp_path / "rota.csv").read_text() == "mine"
    assert cells(tmp_path) == cells(DEMO)


@pytest.mark.parametrize("there", ["people.csv", "Book.xlsx", "Absences.CSV"])
def test_other_sheets_are_never_overwritten(
    env: dict[str, str], tmp_path: Path, there: str
) -> None:
    (tmp_path / there).write_text("mine")
    result = exported(env, tmp_path)
    assert result.exit_code == 2
    assert "holds other sheets; name a new or empty folder, or a new .xlsx file" in result.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == [there]


def test_one_file_that_differs_is_enough_to_refuse(env: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "demo")
    assert exported(env, tmp_path / "demo").exit_code == 0
    (tmp_path / "demo" / "wishes.csv").unlink()
    assert oncall("export", tmp_path / "demo", env=env).exit_code == 2


def test_what_can_t_be_written_is_a_sentence(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for target in ("nowhere/out", "nowhere/out.xlsx", "file"):
        result = exported(env, tmp_path / target)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"{tmp_path / target}: ")
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_an_empty_database_has_nothing_to_export(env: dict[str, str], tmp_path: Path) -> None:
    result = oncall("export", tmp_path / "out", env=env)
    assert (result.exit_code, result.stderr) == (
        2,
        "the database: is empty; import a folder first\n",
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["import", "export", "bookings", "absences"])
def test_help_has_an_example(command: str) -> None:
    assert f"Example: oncall {command}" in " ".join(oncall(command, "--help").stdout.split())
