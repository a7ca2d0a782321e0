"""A person's used-up day as a picture: when they worked, what is left of it, and who steps in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.localtime import Span
from web.feeds.names import Names, role_name
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.services.reliefs import Relief
    from web.desk.said import Said


HOUR: Final = timedelta(hours=1)
EVERY: Final = 6  # hours between two that are named


class Bar(NamedTuple):
    """A stretch of the day, in hundredths of it; `look` is its class, `title` what it says."""

    look: str
    x: float
    width: float
    title: str


class Hour(NamedTuple):
    """A full hour, and where it lies."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A line of the picture: whose or what, and its bars in order."""

    name: str
    bars: tuple[Bar, ...]

    @property
    def said(self) -> str:
        """Return the line as a sentence, for who does not see it."""
        return f"{self.name}: {'; '.join(bar.title for bar in self.bars)}"


def hours(relief: Relief) -> tuple[Hour, ...]:
    """Return the hours that are named; on the days the clocks change they are not evenly apart."""
    zone, day = relief.person.site.zone, relief.day
    at, found = day.start, []
    while at < day.end:
        local = at.astimezone(zone)
        if local.hour % EVERY == 0 and not local.fold:
            found.append(Hour(_x(at, day), f"{local:%H:%M}"))
        at += HOUR
    return (*found, Hour(100.0, "24:00"))


def lanes(
    relief: Relief, proposed: Iterable[Assignment], said: Said, names: Names
) -> tuple[Lane, ...]:
    """Return the lines; `proposed` are duties that others would have."""
    mine = Lane(gettext("worked"), tuple(_work(relief, said)))
    duties = tuple(_duties(relief, said))
    own = Lane(relief.person.name, duties) if duties else None
    others = _by_person(relief, [each.duty for each in relief.others], "takes", said, names)
    wanted = _by_person(relief, proposed, "proposed", said, names)
    known = {lane.name for lane in wanted}
    rest = (lane for lane in others if lane.name not in known)
    return tuple(lane for lane in (mine, own, *rest, *wanted) if lane is not None)


def _work(relief: Relief, said: Said) -> Iterator[Bar]:
    for word, look, spans in (
        (gettext("regular work"), "regular", relief.regular),
        (gettext("call-out"), "callout", relief.callouts),
    ):
        yield from (_bar(relief, look, word, span, said) for span in spans)
    yield _bar(relief, "spent", gettext("no working time left"), relief.spent.span, said)


def _duties(relief: Relief, said: Said) -> Iterator[Bar]:
    for _, duty in relief.held:
        before = duty.span.clip(Span(relief.day.start, relief.spent.span.start))
        after = duty.span.clip(relief.spent.span)
        for look, part in (("had", before), ("open", after)):
            if part:
                yield _bar(relief, look, role_name(duty.role), part, said)


def _by_person(
    relief: Relief, some: Iterable[Assignment], look: str, said: Said, names: Names
) -> list[Lane]:
    found: dict[str, list[Bar]] = {}
    for duty in sorted(some):
        if part := duty.span.clip(relief.day):
            bar = _bar(relief, look, role_name(duty.role), part, said)
            found.setdefault(names.person(duty.person), []).append(bar)
    return [Lane(name, tuple(bars)) for name, bars in found.items()]


def _bar(relief: Relief, look: str, word: str, span: Span, said: Said) -> Bar:
    x, end = _x(span.start, relief.day), _x(span.end, relief.day)
    when = said.stretch(span.start, span.end, relief.person.site.zone)
    return Bar(look, x, round(end - x, 3), f"{word} {when}")


def _x(at: datetime, day: Span) -> float:
    share = (at - day.start) / (day.end - day.start)
    return round(100 * min(max(share, 0.0), 1.0), 3)
