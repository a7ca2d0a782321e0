"""Sentences of rules and services are said in the language that is being spoken."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string

from solver.sentence import Day, Sentence, about, typed
from tests.solver.problems import BERLIN
from web import languages, sayings
from web.sayings import said

SATURDAY = Day(date(2026, 12, 5))
REACHED = about(
    "Ben",
    Sentence(
        "%(length)s reached on %(day)s, at most %(most)s", length="12 h", day=SATURDAY, most=3
    ),
)


@pytest.fixture
def app() -> Flask:
    app = Flask("web")
    languages.install(app)
    sayings.install(app)
    return app


def in_german(app: Flask, sentence: str) -> str:
    with app.test_request_context("/?lang=de"):
        return said(sentence)


def test_a_sentence_within_a_sentence_is_german_with_its_day(app: Flask) -> None:
    told = "Ben: 12 h Erreichbarkeit am Sa., 5. Dez., höchstens 3 sind erlaubt"
    assert in_german(app, REACHED) == told


def test_in_english_it_is_the_very_same_text(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert said(REACHED) is REACHED


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ((5, 2), (5, 6), "Sa., 5. Dez., 02:00–06:00 Uhr"),
        ((5, 16), (6, 0), "Sa., 5. Dez., 16:00–24:00 Uhr"),
        ((5, 20), (6, 6), "Sa., 5. Dez., 20:00 Uhr – So., 6. Dez., 06:00 Uhr"),
        ((5, 0), (7, 0), "Sa., 5. Dez. – So., 6. Dez."),
    ],
)
def test_spans_are_written_as_germans_write_them(app: Flask, start, end, told) -> None:
    first, last = (
        BERLIN.minute(datetime(2026, 12, *at, tzinfo=BERLIN.zone)) for at in (start, end)
    )
    assert in_german(app, BERLIN.say_span(first, last)) == told


def test_a_typed_time_is_read_as_germans_read_it(app: Flask) -> None:
    over = Sentence("%(when)s is over", when=typed(datetime(2026, 12, 7, 18, tzinfo=UTC)))
    assert in_german(app, over) == "07.12.2026, 18:00 Uhr is over"  # no sentence of ours


def test_other_texts_are_left_alone(app: Flask) -> None:
    assert in_german(app, "primary") == "primary"
    assert in_german(app, Sentence("primary")) == "Erstbereitschaft"
    assert in_german(app, about("100 %(x)s", "100 %")) == "100 %(x)s: 100 %"


def test_a_template_prints_sentences_in_the_language_of_the_page_and_escapes_them(
    app: Flask,
) -> None:
    lacks = Sentence("lacks the skill %(skill)s", skill="<b>")
    with app.test_request_context("/?lang=de"):
        page = render_template_string("<p>{{ why }}</p>", why=about("Ben", lacks))
    assert page == "<p>Ben: hat die Fähigkeit &lt;b&gt; nicht</p>"
