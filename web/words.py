"""The words that people see, in the language that is being spoken; texts stand here in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

import flask_babel  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

Language = Literal["de", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
OWN_NAMES: Final[dict[Language, str]] = {"de": "Deutsch", "en": "English"}
# How dates and numbers are written. English is the language of the source.
LOCALES: Final[dict[Language, str]] = {"de": "de", "en": "en_GB"}


def gettext(text: str, **values: object) -> str:
    """Return a text in the language being spoken, with values for its `%(name)s`."""
    said: str = flask_babel.gettext(text, **values)
    return said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Return the text for that number, in the language being spoken."""
    said: str = flask_babel.ngettext(one, many, num, **values)
    return said


class Vocabulary:
    """The texts of one language for much at once, each looked up once.

    It is used where hundreds of sentences are made; a look-up takes as long as the sentence.
    """

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def gettext(self, text: str, **values: object) -> str:
        """Return a text in the language that was spoken first, with values for its `%(name)s`."""
        said = self._known.get(text)
        if said is None:
            said = self._known[text] = gettext(text)
        return said % values if values else said


def speaking(language: Language) -> AbstractContextManager[None]:
    """Say what follows in a language, whatever the page speaks."""
    forced: AbstractContextManager[None] = flask_babel.force_locale(LOCALES[language])
    return forced
