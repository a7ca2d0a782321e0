"""Sentences of the rules and services, said in the language that is being spoken."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import flask_babel  # type: ignore[import-untyped]
from babel.dates import format_date

from solver.sentence import Clock, Day, Sentence
from web.feeds.moments import day
from web.words import LANGUAGES, LOCALES, gettext

if TYPE_CHECKING:
    from flask import Flask

    from web.words import Language

SPOKEN: Final[dict[str, Language]] = {each: each for each in LANGUAGES}
# Names that come into sentences from data; they stand here for the catalogues.
NAMES: Final = (
    *(Sentence("primary"), Sentence("backup"), Sentence("manager")),
    *(Sentence("asked"), Sentence("solving"), Sentence("ready"), Sentence("failed")),
    *(Sentence("cancelled"), Sentence("published"), Sentence("offered"), Sentence("accepted")),
    *(Sentence("taken back"), Sentence("lapsed")),
    *(Sentence("site"), Sentence("team"), Sentence("person"), Sentence("customer")),
    *(Sentence("booking"), Sentence("duty"), Sentence("contract"), Sentence("hotline")),
    *(Sentence("support hours"), Sentence("fault hours"), Sentence("elapsed hours")),
    *(Sentence("voice"), Sentence("sms"), Sentence("email"), Sentence("push")),
    Sentence("webhook"),
    *(Sentence("regular hours"), Sentence("unreachable time"), Sentence("wish")),
    *(Sentence("blocked"), Sentence("consecutive"), Sentence("coverage"), Sentence("days_28")),
    *(Sentence("eligible"), Sentence("handover"), Sentence("length"), Sentence("overlap")),
    *(Sentence("reachable"), Sentence("rest"), Sentence("weekends"), Sentence("working")),
)


def install(app: Flask) -> None:
    """Let templates print every sentence in the language that is being spoken."""
    app.jinja_env.finalize = _printed


def said(text: str) -> str:
    """Return a sentence in the language that is being spoken; any other text as it is.

    What the catalogue does not have, and all that is English, stays as it was made.
    """
    if not isinstance(text, Sentence):
        return text
    locale = flask_babel.get_locale()
    language = SPOKEN.get(locale.language, "en") if locale else "en"
    return text if language == "en" else _said(text, language)


def _printed(thing: object) -> object:
    return said(thing) if isinstance(thing, Sentence) else thing


def _said(thing: object, language: Language) -> str:
    match thing:
        case Sentence():
            values = {name: _said(value, language) for name, value in thing.values.items()}
            template = _template(thing.template, language)
            return template % values if values else template
        case Day():
            return day(thing.on, language)
        case Clock():
            values = {"day": _numbers(thing.at, language), "time": f"{thing.at:%H:%M}"}
            return _template("%(day)s %(time)s", language) % values
        case date():
            return _numbers(thing, language)
        case _:
            return str(thing)


@lru_cache(maxsize=1024)
def _template(template: str, _language: Language) -> str:
    """Return a template in the language that is being spoken; looking it up takes the longest."""
    return gettext(template)


def _numbers(on: date, language: Language) -> str:
    return str(format_date(on, "medium", locale=LOCALES[language]))
