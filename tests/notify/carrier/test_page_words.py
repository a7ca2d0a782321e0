"""The page speaks German and English."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from notify.carrier.pages.words import LANGUAGES, words
from tests.notify.carrier.browser import Browser

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town


@pytest.fixture(name="browser")
def _browser(town: Town) -> Browser:
    return Browser(town)


@pytest.mark.parametrize(("asked", "title"), [("?lang=de", "Telefone"), ("?lang=en", "Phones")])
def test_it_speaks_the_chosen_language(browser: Browser, asked: str, title: str) -> None:
    page = browser.get(f"/{asked}").text
    assert f"<title>{title}</title>" in page
    assert f'<html lang="{asked[-2:]}">' in page


def test_it_speaks_the_browsers_language_otherwise(browser: Browser) -> None:
    assert "Telefone" in browser.get("/", **{"Accept-Language": "de-AT,en;q=0.5"}).text
    assert "Phones" in browser.get("/", **{"Accept-Language": "fr"}).text


def test_both_languages_say_everything_that_page_and_script_name(browser: Browser) -> None:
    names = ("phones", "card", "sound")
    script = "".join(browser.get(f"/static/{name}.js").text for name in names)
    named = set(re.findall(r"WORDS\.(\w+)", script)) | set(re.findall(r"words\.(\w+)", script))
    for language in LANGUAGES:
        said = words(language)
        assert named <= said.keys()
        assert all(said.values())
    assert all(words("de")[name] != words("en")[name] for name in ("title", "lead", "answer"))
    shown = json.loads(
        re.search(r'id="words">(.*?)</script>', browser.get("/?lang=de").text, re.S)[1]
    )
    assert shown == words("de")
