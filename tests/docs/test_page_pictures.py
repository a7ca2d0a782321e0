"""The pictures of docs/: there is one of every page, and those that README shows are there."""

from __future__ import annotations

import re
import runpy
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oncall.clock import WoundClock
from tests.oncall.services.firms import NOW
from tests.web.run import HOUSE
from web.app import make_app
from web.settings import LOCAL_URL, Settings
from web.wiring import House

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database

FOLDER = HOUSE / "docs" / "pictures"
PICTURES = runpy.run_path(str(FOLDER / "pictured.py"))["PICTURES"]
CALENDAR = f"/feeds/1-{'a' * 32}"
SECRET = {"feed": CALENDAR, "answer": "/p/x", "spent": "ada", "duty": "D1", "gap": 1, "healing": 2}
NO_PAGE = re.compile(r"static|\.json$|\.ics$|\.vcf$|\.wav$|/now$|^/live/")


def test_there_is_a_picture_of_every_page(database: Database, tmp_path: Path) -> None:
    settings = Settings(tmp_path, None, None, LOCAL_URL, None, "petra")
    found = make_app(House(settings, database, WoundClock(NOW))).url_map
    rules = [each for each in found.iter_rules() if "GET" in each.methods]
    pages = {each.endpoint for each in rules if not NO_PAGE.search(each.rule)}
    to = found.bind("localhost")
    pictured = (urlsplit(each.address.format(**SECRET)).path for each in PICTURES)
    assert {to.match(path)[0] for path in pictured} == pages


def test_names_of_pictures_are_told_apart() -> None:
    names = [each.name for each in PICTURES]
    assert len({*names}) == len(names)


def test_the_pictures_that_readme_shows_are_there_and_small() -> None:
    shown = re.findall(r"\]\((docs/pictures/[^)]+)\)", (HOUSE / "README.md").read_text())
    assert len(shown) == 4
    assert all((HOUSE / each).stat().st_size < 200_000 for each in shown)


def test_no_picture_is_left_of_a_page_that_there_is_no_more() -> None:
    kinds = {
        f"{each.name}-{device}-{language}.webp"
        for each in PICTURES
        for device in each.devices
        for language in ("de", "en")
    }
    assert {each.name for each in FOLDER.glob("*.webp")} <= kinds
