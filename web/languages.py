"""Which language a page speaks, and where its words come from: the .po files, read as they are."""

from __future__ import annotations

from functools import cache, cached_property
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from babel.core import Locale, get_global
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import g, has_request_context, request
from flask_babel import Babel, Domain, get_locale  # type: ignore[import-untyped]

from web.refusals import Refused
from web.words import LANGUAGES, LOCALES, OWN_NAMES, Language, gettext

if TYPE_CHECKING:
    from flask import Flask

CATALOGUES: Final = Path(__file__).parent / "translations"


class _Catalogues(Domain):  # type: ignore[misc] # flask-babel has no types
    """Words from .po files, so that no compiled copy can be out of date or missing."""

    def get_translations(self) -> NullTranslations:
        return _read(str(get_locale()))


class _Languages(Babel):  # type: ignore[misc] # flask-babel has no types
    @cached_property
    def domain_instance(self) -> Domain:
        return _Catalogues()


@cache
def _read(locale: str) -> NullTranslations:
    file = CATALOGUES / locale / "LC_MESSAGES" / "messages.po"
    if not file.exists():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as text:
        write_mo(compiled, read_po(text, locale))
    compiled.seek(0)
    return Translations(compiled)


def load_all() -> None:
    """Read the words and the ways to write dates of all languages: nobody waits for it later."""
    for locale in LOCALES.values():
        _read(locale)
        _ = Locale.parse(locale).datetime_skeletons, get_global("likely_subtags")


def install(app: Flask) -> None:
    """Let the pages of an app speak all languages."""
    _Languages(app, default_locale=LOCALES["en"], locale_selector=_locale)
    app.context_processor(_for_templates)


def _locale() -> str:
    return LOCALES[spoken()]


def _for_templates() -> dict[str, Any]:
    return {"language": spoken(), "languages": OWN_NAMES, "in_language": _in_language}


def _in_language(language: Language) -> str:
    """Return the address of this page in another language."""
    rest = [pair for pair in request.args.items(multi=True) if pair[0] != "lang"]
    return f"{request.path}?{urlencode([*rest, ('lang', language)])}"


def spoken() -> Language:
    """Return the language of the answer: that asked for, else the browser's, else the person's."""
    if not has_request_context():
        return "en"
    asked = as_language(request.args.get("lang"))
    persons: Language = g.get("persons_language", "en")
    return asked or _browsers() or persons


def _browsers() -> Language | None:
    """Return the first language of the browser that is spoken; `de-AT` is German before English."""
    wanted = (tag.lower().partition("-")[0] for tag, quality in request.accept_languages if quality)
    return next((found for tag in wanted if (found := as_language(tag))), None)


def refuse_unknown(written: str | None) -> None:
    """Raise Refused for a language that is not spoken."""
    if written and not as_language(written):
        raise Refused(
            HTTPStatus.BAD_REQUEST,
            gettext("The language “%(name)s” is not spoken here; write de or en.", name=written),
        )


def as_language(written: str | None) -> Language | None:
    """Return the language of that name, if it is spoken."""
    return next((each for each in LANGUAGES if each == written), None)


def first_of(known: tuple[str, ...]) -> Language:
    """Return the first language of a person that is spoken."""
    return next((found for each in known if (found := as_language(each))), "en")
