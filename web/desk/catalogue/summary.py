"""A provider in a few lines: each level with the first of what it promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.desk.catalogue.cells import NOTHING
from web.desk.catalogue.promises import promise_in_words
from web.desk.catalogue.worth import available
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.catalogue.level import Level
    from oncall.catalogue.provider import Provider
    from web.words import Language


def summary_of(provider: Provider, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the name of each level, and of standby, with what is promised first."""
    for level in provider.levels:
        yield level.name.said(language), _first(level, language)
    standby = provider.standby
    if standby and standby.promises:
        yield standby.name.said(language), promise_in_words(standby.promises[0])


def _first(level: Level, language: Language) -> str:
    if level.promises:
        return promise_in_words(level.promises[0])
    if level.availability:
        percent = available(level.availability, language)
        return gettext("%(percent)s available", percent=percent)
    return NOTHING
