"""A person's weekly hours: as a picture of the week, and row by row in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from babel.dates import format_date, get_day_names

from oncall.folder.moments import day_or_always, moment, start_of_line, time_of_day
from oncall.folder.weekly import days
from oncall.localtime import local_day
from web.desk.windows_words import WEEKDAYS, windows_in_words
from web.words import LOCALES, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from oncall.hours import WeeklyHours
    from oncall.people import Person, Site
    from oncall.services.habits import Line
    from web.desk.said import Said
    from web.words import Language

MINUTES: Final = 1440


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of one weekday (Monday is 0), in minutes of the day, and what it shows."""

    day: int
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Told:
    """A row in words; `is_over` if it no longer counts."""

    key: int
    when: str
    note: str
    is_over: bool = False
    prefers: bool = False


def bars(who: Person, now: datetime) -> tuple[Bar, ...]:
    """Return what is worked, and when somebody is out of reach in these days or later."""
    today = local_day(now, who.site.zone)
    out = (each for each in who.unreachable if each.last is None or each.last >= today)
    return (
        *_bars(who.regular_hours, "regular"),
        *(bar for each in out for bar in _bars(each.hours, "unreachable")),
    )


def day_names(language: Language) -> tuple[tuple[str, str], ...]:
    """Return the weekdays, Monday first: as a cell has them and as people read them."""
    said = get_day_names("abbreviated", locale=LOCALES[language])
    return tuple((cell, said[at].rstrip(".")) for at, cell in enumerate(WEEKDAYS))


def hours_told(lines: Iterable[Line], language: Language) -> tuple[Told, ...]:
    """Return rows of regular hours in words, those of the first weekday first."""
    some = sorted(lines, key=lambda line: _order(line.cells))
    return tuple(Told(line.key, _weekly(line.cells, language), "") for line in some)


def unreachable_told(
    lines: Iterable[Line], language: Language, site: Site, now: datetime
) -> tuple[Told, ...]:
    """Return rows of unreachable times in words, those that are over last."""
    today = local_day(now, site.zone)

    def told(line: Line) -> Told:
        first, last = (day_or_always(line.cells[c] or "always") for c in ("from", "until"))
        locale = LOCALES[language]
        bounds = [
            gettext("from %(day)s", day=format_date(first, "medium", locale)) if first else "",
            gettext("until %(day)s", day=format_date(last, "medium", locale)) if last else "",
            line.cells["reason"],
        ]
        note = " · ".join(each for each in bounds if each)
        is_over = last is not None and last < today
        return Told(line.key, _weekly(line.cells, language), note, is_over)

    some = sorted(lines, key=lambda line: _order(line.cells))
    return tuple(sorted((told(line) for line in some), key=lambda each: each.is_over))


def wishes_told(lines: Iterable[Line], said: Said, site: Site) -> tuple[Told, ...]:
    """Return the wishes that are not over in words, in order of time."""
    found = []
    for line in lines:
        start = moment(line.cells["start"]).as_start(site.zone)
        end = moment(line.cells["end"]).as_end(site.zone)
        if end > said.now:
            prefers = line.cells["wish"].casefold() == "prefer"
            note = gettext("weight %(n)s", n=line.cells["weight"] or 3)
            when = said.stretch(start, end, site.zone)
            found.append((start, Told(line.key, when, note, prefers=prefers)))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _bars(hours: WeeklyHours, kind: str) -> Iterator[Bar]:
    for line in hours.lines:
        for day in sorted(line.weekdays):
            if line.end > line.start:
                yield Bar(day, line.start, line.end, kind)
            else:
                yield Bar(day, line.start, MINUTES, kind)
                yield Bar((day + 1) % 7, 0, line.end, kind)


def _weekly(cells: Mapping[str, str], language: Language) -> str:
    """Return days and times in words, whatever words they were written in."""
    times = "–".join(_clock(cells[edge], edge) for edge in ("start", "end"))
    return f"{windows_in_words(_as_cell(cells['weekdays']), language)} {times}"


def _clock(cell: str, edge: str) -> str:
    minutes = start_of_line(cell) if edge == "start" else time_of_day(cell)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _as_cell(written: str) -> str:
    """Return weekdays as short as can be, in the words that `windows_in_words` knows."""
    found = days(written)
    runs: list[list[int]] = []
    for day in sorted(found.weekdays):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts = [_run(run) for run in runs]
    return ",".join([*parts, *(["Holiday"] if found.holiday else [])])


def _run(run: list[int]) -> str:
    first, last = WEEKDAYS[run[0]], WEEKDAYS[run[-1]]
    joint = "," if len(run) == 2 else "-"
    return first if len(run) == 1 else f"{first}{joint}{last}"


def _order(cells: Mapping[str, str]) -> tuple[int, int]:
    return min((*days(cells["weekdays"]).weekdays, 7)), start_of_line(cells["start"])
