"""Rows of what a customer is served: promised times, hours, services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.promises import Counting
from web.desk.catalogue.cells import Cell, Row, texts
from web.desk.catalogue.promises import event_in_words, promise_in_words
from web.desk.hours_words import hours_in_words
from web.desk.service_words import SIGNS, inclusion_in_words, notes_of
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.catalogue.level import Level
    from oncall.catalogue.provider import Provider
    from oncall.promises import Promise
    from web.words import Language


def promises(provider: Provider, language: Language) -> Iterator[Row]:
    """Yield a row for each promise, with what keeps it."""
    for name in provider.promise_names:
        made = {level.key: _promise(level, name.key) for level in provider.levels}
        event = next((event_in_words(each.kept_by) for each in made.values() if each), "")

        def said(level: Level, made: dict[str, Promise | None] = made) -> str:
            found = made[level.key]
            return promise_in_words(found) if found else ""

        yield from texts(name.said(language), provider, said, event)


def hours(provider: Provider, language: Language) -> Iterator[Row]:
    """Yield support hours, and fault hours where they differ or something counts in them."""
    yield from texts(
        gettext("Support hours"),
        provider,
        lambda level: hours_in_words(level.hours.support, language),
        gettext("when questions are answered"),
    )
    if any(map(_tells_fault_hours, provider.levels)):
        yield from texts(
            gettext("Fault hours"),
            provider,
            lambda level: hours_in_words(level.hours.fault, language),
            gettext("when faults are worked on"),
        )


def services(provider: Provider, language: Language) -> Iterator[Row]:
    """Yield a row for each service."""
    for service in provider.services:
        cells = []
        for level in provider.levels:
            offer = level.offers[service.key]
            note = offer.note.said(language) if offer.note else ""
            kind = offer.inclusion
            cells.append(Cell(inclusion_in_words(kind), kind, SIGNS[kind], note))
        yield Row(service.name.said(language), tuple(cells), notes_of(service, language))


def _promise(level: Level, key: str) -> Promise | None:
    return next((each for each in level.promises if each.name == key), None)


def _tells_fault_hours(level: Level) -> bool:
    counted = (term.counting for promise in level.promises for term in promise.terms)
    return level.hours.fault != level.hours.support or Counting.FAULT in counted
