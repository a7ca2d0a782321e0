"""All that people read is there in German, and nothing in German that nobody reads."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.web.run import HOUSE
from web.words import LANGUAGES

CATALOGUES = HOUSE / "web" / "translations"
VALUE = re.compile(r"%\(\w+\)[sd]")
OTHERS = [language for language in LANGUAGES if language != "en"]


@cache
def texts() -> set[str | tuple[str, ...]]:
    """What stands in sources and templates."""
    with (CATALOGUES / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = set()
    for folder in ("web", "oncall", "solver"):
        rows = extract_from_dir(
            HOUSE / folder,
            [
                (pattern.removeprefix(f"{folder}/"), method)
                for pattern, method in methods
                if pattern.startswith(f"{folder}/")
            ],
            options,
            DEFAULT_KEYWORDS | {"Sentence": None},
        )
        found |= {_as_id(message) for _, _, message, *_ in rows}
    return found


def _as_id(message: str | tuple[str | None, ...]) -> str | tuple[str, ...]:
    return message if isinstance(message, str) else tuple(form for form in message if form)


def catalogue(language: str):
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, language, abort_invalid=True)


def forms(text) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def test_texts_are_found_in_sources_and_templates() -> None:
    assert {"Primary", "Subscribe"} <= texts()


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    known = {m.id: m for m in catalogue(language) if m.id}
    missing = [text for text in texts() if text not in known or not all(forms(known[text].string))]
    assert missing == []
    assert [m.id for m in known.values() if m.fuzzy] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_left_over(language: str) -> None:
    read = catalogue(language)
    assert sorted(str(m.id) for m in read if m.id and m.id not in texts()) == []
    assert list(read.obsolete) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_values_of_its_text(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            wanted = {value for form in forms(message.id) for value in VALUE.findall(form)}
            for said in forms(message.string):
                assert set(VALUE.findall(said)) == wanted, message.id


def test_templates_hold_no_words_outside_of_gettext() -> None:
    """Whatever is left between tags and expressions has no letters, but for the house's name."""
    for file in (HOUSE / "web" / "templates").rglob("*.html"):
        text = re.sub(
            r"<style.*?</style>|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!doctype html>",
            " ",
            file.read_text(),
            flags=re.S,
        )
        text = re.sub(r"<[^>]*>", " ", text, flags=re.S)
        assert set(re.findall(r"[^\W\d_]+", text)) <= {"oncall"}, file
