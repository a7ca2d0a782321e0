"""A contract and the standby that is booked under it as a picture: a year, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from babel.dates import format_skeleton

from oncall.localtime import DAY, Span, local_day, midnight
from web.desk.contracts.words import said_day
from web.words import LOCALES, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from oncall.services.contract_list import Whole
    from web.words import Language

BACK: Final = timedelta(days=31)
MONTHS: Final = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch in hundredths of the width; `kind` is term, renewed or booked."""

    kind: str
    x: float
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the picture with its name."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Months with where they begin, lanes, and marks: today, and the last day for a notice."""

    months: tuple[tuple[float, str], ...]
    lanes: tuple[Lane, ...]
    today: float
    notice: tuple[float, str] | None


def picture(whole: Whole, now: datetime, language: Language) -> Picture | None:
    """Return what is drawn; None where the level is unknown."""
    bought = whole.listed.bought
    if bought is None:
        return None
    zone = bought.place.zone
    scale = _Scale(_first(local_day(now - BACK, zone)), zone)
    lanes = [Lane(gettext("Contract"), tuple(_term(whole, scale, language)))]
    ordered = sorted(whole.bookings, key=lambda one: (one.span, one.id))
    booked = (
        Lane(each.id, tuple(scale.bars("booked", each.span, _period(each.span, scale, language))))
        for each in ordered
    )
    lanes += (lane for lane in booked if lane.bars)
    notice = whole.listed.notice
    by = scale.at(midnight(notice.by + DAY, zone)) if notice and notice.by else None
    return Picture(
        tuple(scale.months(language)),
        tuple(lanes),
        scale.at(now) or 0.0,
        (by, gettext("last day for notice")) if by is not None else None,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    zone: ZoneInfo

    @property
    def span(self) -> Span:
        last = self.first
        for _ in range(MONTHS):
            last = _next(last)
        return Span(midnight(self.first, self.zone), midnight(last, self.zone))

    def at(self, instant: datetime) -> float | None:
        """Return where an instant lies; None if outside."""
        whole = self.span
        if not whole.start <= instant <= whole.end:
            return None
        return round(100 * ((instant - whole.start) / (whole.end - whole.start)), 2)

    def bars(self, kind: str, span: Span, title: str) -> Iterator[Bar]:
        """Yield the bar of a stretch, if any of it is in the picture."""
        part = span.clip(self.span)
        if part:
            start, end = self.at(part.start) or 0.0, self.at(part.end) or 0.0
            yield Bar(kind, start, round(max(end - start, 0.4), 2), title)

    def months(self, language: Language) -> Iterator[tuple[float, str]]:
        """Yield where months begin, with their names; the year where it is a new one."""
        day = self.first
        for n in range(MONTHS):
            form = "yMMM" if n == 0 or day.month == 1 else "MMM"
            yield (
                self.at(midnight(day, self.zone)) or 0.0,
                str(format_skeleton(form, day, locale=LOCALES[language])),
            )
            day = _next(day)


def _term(whole: Whole, scale: _Scale, language: Language) -> Iterable[Bar]:
    """Yield the term that runs, and what follows it unless somebody ends it."""
    listed, bought = whole.listed, whole.listed.bought
    assert bought is not None  # noqa: S101 - looked at before
    runs = bought.span()
    ends = midnight(listed.term_ends + DAY, scale.zone) if listed.term_ends else runs.end
    sure = Span(runs.start, min(max(ends, runs.start), runs.end))
    yield from scale.bars("term", sure, _period(sure, scale, language))
    if sure.end < runs.end:
        title = gettext("renewed, unless notice is given")
        yield from scale.bars("renewed", Span(sure.end, runs.end), title)


def _period(span: Span, scale: _Scale, language: Language) -> str:
    first = local_day(span.start, scale.zone)
    last = local_day(span.end, scale.zone) - DAY
    if last.year > 2199:
        return gettext("from %(day)s", day=said_day(first, language))
    return f"{said_day(first, language)} – {said_day(last, language)}"


def _first(day: date) -> date:
    return day.replace(day=1)


def _next(day: date) -> date:
    return (day + timedelta(days=32)).replace(day=1)
