"""«When is it due?»: a promise, a report, and the hours that are counted in between."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from babel.dates import format_skeleton
from flask import Blueprint, render_template, request

from oncall.catalogue import load
from oncall.clocks import NeverDue, due_term
from oncall.hours_counted import HoursCounted, deciding, hours_counted
from oncall.localtime import local_day
from web.desk.catalogue.promises import event_in_words, promise_in_words
from web.desk.due_form import due_form
from web.desk.promise_words import length_words, term_words
from web.desk.strips import strips
from web.feeds.moments import clock
from web.languages import spoken
from web.pages.desk import desk
from web.words import LOCALES

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.localtime import Span
    from oncall.promised import Promised
    from oncall.promises import Term
    from web.pages.parts import Parts
    from web.words import Language


@dataclass(frozen=True, slots=True)
class _Shown:
    """When each term falls due, and the hours that the one which decides counts."""

    terms: tuple[tuple[Term, datetime], ...]
    counted: HoursCounted


def blueprint(parts: Parts) -> Blueprint:
    """Return the page that says when a promise falls due."""
    pages = desk(parts, "due", __name__, under="catalogue")

    def page() -> tuple[str, HTTPStatus]:
        form = due_form(load(), request.args, parts.clock.now())
        zone, trouble = form.promised.place.zone, form.trouble
        shown = None
        try:
            if form.reported is not None:
                shown = _shown(form.promised, form.reported, form.paused.spans)
        except NeverDue as never:
            trouble = (*trouble, str(never))
        return render_template(
            "due/page.html",
            form=form,
            trouble=trouble,
            shown=shown,
            strips=strips(shown.counted, form.promised.place, spoken()) if shown else (),
            full=lambda at: _full(at, zone, spoken()),
            term_words=term_words,
            promise_in_words=promise_in_words,
            event_in_words=event_in_words,
            length_words=length_words,
        ), HTTPStatus.BAD_REQUEST if trouble else HTTPStatus.OK

    pages.add_url_rule("/due", "page", page, methods=["GET"])
    return pages


def _shown(found: Promised, reported: datetime, pauses: tuple[Span, ...]) -> _Shown:
    promise, face = found.promise, found.face
    terms = tuple((term, due_term(reported, term, face, pauses)) for term in promise.terms)
    first = deciding(reported, promise, face, pauses)
    return _Shown(terms, hours_counted(reported, first, face, pauses))


def _full(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return an instant with its weekday and year: `Do., 24. Dez. 2026, 17:30`."""
    day = format_skeleton("yMMMEd", local_day(at, zone), locale=LOCALES[language])
    return f"{day}, {clock(at, zone, language)}"
