"""The hours that a promise counts as a picture: a strip per local day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.holiday_names import holiday_name
from oncall.hours_counted import Closed
from oncall.localtime import DAY
from web.desk.promise_words import length_words
from web.feeds.moments import clock, day
from web.printing.wording import stretch
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.catalogue.places import Place
    from oncall.hours_counted import CountedDay, HoursCounted
    from oncall.localtime import Span
    from web.words import Language

MOST: Final = 34  # days that are drawn; of more, those in the middle are left out
NOTHING: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a day: `open`, `counted` or `paused`; in hundredths of the day."""

    kind: str
    x: float
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An instant of a day: `start` or `due`; in hundredths of the day."""

    kind: str
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A day as it is drawn; `left_out` days come before it that are not."""

    day: str
    notes: tuple[str, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    length: str
    left_out: int = 0

    @property
    def said(self) -> str:
        """Return the strip as a sentence, for who does not see it."""
        return "; ".join(each.title for each in self.bars) or gettext("Closed")


def strips(found: HoursCounted, place: Place, language: Language) -> tuple[Strip, ...]:
    """Return what is drawn of the days of a promise at a site."""
    days = found.days
    if len(days) <= MOST:
        return tuple(_strip(each, found, place, language) for each in days)
    half = MOST // 2
    first, last = days[:half], days[-half:]
    return (
        *(_strip(each, found, place, language) for each in first),
        _strip(last[0], found, place, language, left_out=len(days) - 2 * half),
        *(_strip(each, found, place, language) for each in last[1:]),
    )


def _strip(
    counted: CountedDay, found: HoursCounted, place: Place, language: Language, left_out: int = 0
) -> Strip:
    run = sum((span.end - span.start for span in counted.counted), NOTHING)
    return Strip(
        day(counted.day, language),
        tuple(_notes(counted, found, place, language)),
        tuple(_bars(counted, place)),
        tuple(_marks(counted, found, place, language)),
        length_words(run) if run else "",
        left_out,
    )


def _notes(
    counted: CountedDay, found: HoursCounted, place: Place, language: Language
) -> Iterator[str]:
    match counted.closed:
        case Closed.HOLIDAY:
            named = holiday_name(place.calendar, counted.day, language)
            yield named or gettext("Public holiday")
        case Closed.BRIDGE_DAY:
            yield gettext("Bridge day")
        case Closed.NO_HOURS:
            yield gettext("Closed")
        case None:
            yield from _number(counted, found)
    length = counted.whole.end - counted.whole.start
    if length != DAY:
        yield gettext("Clocks go back") if length > DAY else gettext("Clocks go forward")


def _number(counted: CountedDay, found: HoursCounted) -> Iterator[str]:
    total = sum(1 for each in found.days if each.number is not None)
    if counted.number is not None:
        yield gettext("Working day %(number)d of %(total)d", number=counted.number, total=total)
    elif total and counted is found.days[0]:
        yield gettext("The day of the report never counts")


def _bars(counted: CountedDay, place: Place) -> Iterator[Bar]:
    kinds = (
        ("open", gettext("open hours"), counted.open),
        ("counted", gettext("counted"), counted.counted),
        ("paused", gettext("paused"), counted.paused),
    )
    for kind, word, spans in kinds:
        for span in spans:
            x, end = _x(span.start, counted.whole), _x(span.end, counted.whole)
            yield Bar(kind, x, round(end - x, 3), f"{word} {stretch(span, place.zone)}")


def _marks(
    counted: CountedDay, found: HoursCounted, place: Place, language: Language
) -> Iterator[Mark]:
    whole = counted.whole
    if whole.start <= found.start < whole.end:
        time = clock(found.start, place.zone, language)
        yield Mark("start", _x(found.start, whole), gettext("reported %(time)s", time=time))
    if counted is found.days[-1]:
        time = "24:00" if found.due == whole.end else clock(found.due, place.zone, language)
        yield Mark("due", _x(found.due, whole), gettext("due %(time)s", time=time))


def _x(at: datetime, whole: Span) -> float:
    return round(100 * ((at - whole.start) / (whole.end - whole.start)), 3)
