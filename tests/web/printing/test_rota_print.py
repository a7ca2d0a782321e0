"""`oncall rota print`: what is published in a month, as a page or a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.oncall.services.firms import published, stored
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database
    from web.embedded.server import Addresses


@pytest.fixture
def env(database: Database, urls: Addresses) -> dict[str, str]:
    """A house in which the team video has its rota from 7 to 20 December."""
    stored(database)
    published(database)
    return house(urls)


def test_a_page_is_written(env: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "month.html"
    done = oncall("rota", "print", "video", "--month", "2026-12", "--out", out, env=env)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"wrote {out}\n")
    text = out.read_text()
    assert "18:00–22:00" in text
    assert text.count("not published yet") == 31 - 14
    assert "Version 1" in text


def test_a_workbook_in_german_is_written(env: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "month.xlsx"
    words = ("--month", "2026-12", "--out", out, "--language", "de")
    assert oncall("rota", "print", "video", *words, env=env).exit_code == 0
    book = openpyxl.load_workbook(out)
    assert book["Dienste"].max_row == 1 + 10  # an evening each from Monday to Friday


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("vidio", "--month", "2026-12"), "there is no team 'vidio'; the nearest is video"),
        (("video", "--month", "2027-03"), "has nothing published in 2027-03"),
        (("voice", "--month", "2026-12"), "has nothing published in 2026-12"),
        (("video", "--month", "2026-13"), "'2026-13' is no month; write it like 2026-12"),
    ],
)
def test_what_can_t_be_printed_is_said_and_nothing_is_written(
    env: dict[str, str], tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = oncall("rota", "print", *words, "--out", tmp_path / "month.html", env=env)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("month.pdf", "ends in .html or .xlsx"), ("no/month.html", "can't be written")],
)
def test_a_file_that_can_t_be_written_is_said(
    env: dict[str, str], tmp_path: Path, name: str, sentence: str
) -> None:
    words = ("--month", "2026-12", "--out", tmp_path / name)
    done = oncall("rota", "print", "video", *words, env=env)
    assert done.exit_code == 2
    assert sentence in done.stderr
