"""What is proven, week by week, as strips; how late each is reached, as bars beside the promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.localtime import DAY, MINUTE, Span, local_day, midnight
from oncall.proof.found import Level
from web.desk.proof_words import exact, level_word, sentence, when
from web.feeds.moments import numeric_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, timedelta
    from zoneinfo import ZoneInfo

    from oncall.folder.facts import Folder
    from oncall.services.proofs import Proven
    from web.words import Language

WEEK: Final = 7
LEAST: Final = 0.35  # per cent: what is shorter is still seen
MOST_WEEKS: Final = 26


class Piece(NamedTuple):
    """A stretch of a week, in per cent of it; `title` says what it is."""

    x: float
    width: float
    look: str
    title: str


class Week(NamedTuple):
    """A week by its first day, as it is drawn."""

    name: str
    pieces: tuple[Piece, ...]
    fails: int


class Slow(NamedTuple):
    """Somebody who has to come: after how long at the latest, in per cent of the picture."""

    name: str
    after: str
    width: float
    is_late: bool


class Speed(NamedTuple):
    """How late each is reached, and where the promise lies."""

    rows: tuple[Slow, ...]
    promise: float
    minutes: int


def weeks(proven: Proven, folder: Folder, language: Language) -> tuple[Week, ...]:
    """Return the weeks that something is booked in, the first of them first."""
    zone = proven.team.site.zone
    booked = proven.proof.booked
    if not booked:
        return ()
    first, last = local_day(booked[0].start, zone), local_day(booked[-1].end - MINUTE, zone)
    monday = first - first.weekday() * DAY
    days = (monday + n * WEEK * DAY for n in range(MOST_WEEKS))
    some = (day for day in days if day <= last)
    return tuple(_week(proven, folder, day, language) for day in some)


def speed(proven: Proven, within: timedelta) -> Speed:
    """Return how late each is reached."""
    slowest = proven.proof.slowest
    longest = max((*slowest.values(), within)) * 1.12
    rows = (
        Slow(
            level_word(level),
            exact(slowest[level]),
            round(100 * (slowest[level] / longest), 2),
            slowest[level] > within,
        )
        for level in Level
        if level in slowest
    )
    return Speed(tuple(rows), round(100 * (within / longest), 2), within // MINUTE)


def _week(proven: Proven, folder: Folder, monday: date, language: Language) -> Week:
    zone = proven.team.site.zone
    whole = Span(midnight(monday, zone), midnight(monday + WEEK * DAY, zone))
    booked = [part for each in proven.proof.booked if (part := each.clip(whole))]
    pieces = [_piece(each, whole, "proven", when(each, zone, language)) for each in booked]
    fails = tuple(_fails(proven, folder, whole, zone, language))
    name = f"{numeric_day(monday, language)}–{numeric_day(monday + 6 * DAY, language)}"
    return Week(name, (*pieces, *fails), len(fails))


def _fails(
    proven: Proven, folder: Folder, whole: Span, zone: ZoneInfo, language: Language
) -> Iterator[Piece]:
    for each in proven.proof.findings:
        part = each.span.clip(whole)
        if part:
            title = f"{when(each.span, zone, language)}: {sentence(each.failures, folder)}"
            yield _piece(part, whole, "fails", title)


def _piece(span: Span, whole: Span, look: str, title: str) -> Piece:
    length = whole.end - whole.start
    width = max(LEAST, 100 * ((span.end - span.start) / length))
    x = min(100 - width, 100 * ((span.start - whole.start) / length))
    return Piece(round(x, 3), round(width, 3), look, title)
