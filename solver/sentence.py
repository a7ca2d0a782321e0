"""Sentences that are English and remember how they were made, so that pages say them in others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import reduce
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


class Sentence(str):
    """A text in English with the template and the values that it was made of.

    It is its English text wherever texts go: printed, compared, sorted, written. A template is a
    literal, so that `make words` finds it for the catalogues; its `%(name)s` stand for names,
    numbers, days, or sentences again. A text put together otherwise is said in English everywhere.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:  # noqa: D102 - as the class says
        made = super().__new__(cls, template % values if values else template)
        made.template = template
        made.values = values
        return made

    def __str__(self) -> str:
        return self  # what an exception says of itself stays a sentence


class Day(str):
    """A day as a planner reads it: `Sat 5 Dec`."""

    __slots__ = ("on",)

    on: date

    def __new__(cls, on: date) -> Self:  # noqa: D102
        made = super().__new__(cls, f"{on:%a} {on.day} {on:%b}")
        made.on = on
        return made

    def __getnewargs__(self) -> tuple[date]:  # type: ignore[override] # pickled as it was made
        return (self.on,)

    def __str__(self) -> str:
        return self


class Clock(str):
    """A local time as it is typed in a cell: `2026-12-05T02:00`, with an offset if need be."""

    __slots__ = ()

    @property
    def at(self) -> datetime:
        """The local time."""
        return datetime.fromisoformat(self)


def typed(local: datetime) -> Clock:
    """Return a local time as it is typed in a cell."""
    return Clock(f"{local:%Y-%m-%dT%H:%M}")


def about(name: str, why: str) -> Sentence:
    """Return what is told of somebody or something: «Ben: lacks the skill broadcast»."""
    return Sentence("%(name)s: %(why)s", name=name, why=why)


def moment(local: datetime) -> Sentence:
    """Return a local time as a planner reads it: `Sat 5 Dec 02:00`."""
    return Sentence("%(day)s %(time)s", day=Day(local.date()), time=f"{local:%H:%M}")


def all_of(some: Iterable[str]) -> str:
    """Return a list (of at least one) as it is read aloud."""
    return reduce(lambda one, more: Sentence("%(one)s and %(more)s", one=one, more=more), some)


def listed(some: Iterable[str]) -> str:
    """Return a list (of at least one) with commas."""
    return reduce(lambda one, more: Sentence("%(one)s, %(more)s", one=one, more=more), some)


def strung(some: Iterable[str]) -> str:
    """Return several sentences (at least one) as one."""
    return reduce(lambda one, more: Sentence("%(one)s; %(more)s", one=one, more=more), some)


def packed(thing: Any) -> Any:
    """Return something as JSON keeps it: sentences in it by their parts."""
    match thing:
        case Sentence():
            return {"says": thing.template, "with": packed(thing.values)}
        case Day():
            return {"day": thing.on.isoformat()}
        case Clock():
            return {"clock": str(thing)}
        case Mapping():
            return {key: packed(value) for key, value in thing.items()}
        case list() | tuple():
            return [packed(each) for each in thing]
        case _:
            return thing


def unpacked(kept: Any) -> Any:
    """Return what was packed, with its sentences."""
    match kept:
        case {"says": template, "with": values, **rest} if not rest:
            return Sentence(template, **unpacked(values))
        case {"day": on, **rest} if not rest:
            return Day(date.fromisoformat(on))
        case {"clock": at, **rest} if not rest:
            return Clock(at)
        case dict():
            return {key: unpacked(value) for key, value in kept.items()}
        case list():
            return [unpacked(each) for each in kept]
        case _:
            return kept
