"""Versions of a rota: which duty is which in the next one, and what that changes for whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from oncall.assignments import UNNUMBERED, Assignment, clipped
from oncall.localtime import Span, union

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """A version of a team's rota: what stretch it is about, who made it, when and why.

    `kind` is what made it: a draft, an override, a swap, an illness, a change of a booking.
    """

    team: str
    version: int
    kind: str
    span: Span
    at: datetime
    by: str
    why: str
    draft: int | None = None

    def as_row(self) -> dict[str, Any]:
        """Return the publication as its table has it."""
        return {
            "team": self.team,
            "version": self.version,
            "kind": self.kind,
            "starts": self.span.start,
            "ends": self.span.end,
            "published_at": self.at,
            "published_by": self.by,
            "why": self.why,
            "draft": self.draft,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A duty before and after; one of the two is missing where it is new or withdrawn."""

    before: Assignment | None
    after: Assignment | None

    @property
    def now_or_before(self) -> Assignment:
        """How the duty is now, or how it was where it is no more."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a change has at least one side
        return found

    @property
    def people(self) -> tuple[str, ...]:
        """Whom it touches."""
        sides = (self.before, self.after)
        return tuple(dict.fromkeys(each.person for each in sides if each))


def changes(before: Iterable[Assignment], after: Iterable[Assignment]) -> tuple[Change, ...]:
    """Return what differs between two rotas whose duties have numbers, in order of time."""
    old = {each.duty: each for each in before}
    new = {each.duty: each for each in after}
    found = [Change(old.get(n), new.get(n)) for n in {**old, **new} if old.get(n) != new.get(n)]
    return tuple(sorted(found, key=lambda change: change.now_or_before))


def past_of(some: Iterable[Assignment], now: datetime) -> frozenset[tuple[object, ...]]:
    """Return what of duties is over: minutes of people in roles, whatever their numbers."""
    over: dict[tuple[object, ...], list[Span]] = defaultdict(list)
    for each in some:
        if each.span.start < now:
            done = Span(each.span.start, min(each.span.end, now))
            over[each.person, each.role, each.bookings].append(done)
    return frozenset((*key, span) for key, spans in over.items() for span in union(spans))


def over(some: Iterable[Assignment], span: Span) -> frozenset[tuple[object, ...]]:
    """Return the duties of a stretch that were over at its end, whatever their numbers."""
    ended = (each for each in clipped(some, span) if each.span.end < span.end)
    return frozenset((e.span, e.role, e.person, e.bookings) for e in ended)


def recognised(before: Sequence[Assignment], after: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Return the next rota with the numbers that its duties had before, as far as they had any.

    A duty is the same where it is unchanged; else where only the person changed; else where the
    person has it at another time. Numbers that are there already stay.
    """
    left = list(before)
    taken = {each.duty for each in after if each.duty}
    left = [each for each in left if each.duty not in taken]
    found = list(after)
    for alike in (_same, _same_time, _same_person, _same_stretch):
        _recognise(left, found, alike)
    return tuple(found)


def _same(each: Assignment) -> tuple[object, ...]:
    return (each.span, each.role, each.person)


def _same_time(each: Assignment) -> tuple[object, ...]:
    return (each.span, each.role, each.bookings)


def _same_person(each: Assignment) -> tuple[object, ...]:
    return (each.role, each.person)


def _same_stretch(each: Assignment) -> tuple[object, ...]:
    return (each.role, each.bookings)


def _recognise(
    left: list[Assignment],
    found: list[Assignment],
    alike: Callable[[Assignment], tuple[object, ...]],
) -> None:
    """Number what is alike and overlaps most; what has found its number is taken from `left`."""
    known: dict[tuple[object, ...], list[Assignment]] = defaultdict(list)
    for old in left:
        known[alike(old)].append(old)
    pairs = sorted(_pairs(known, found, alike), key=lambda pair: (-pair[0], pair[1], pair[2]))
    done: set[int] = set()
    for _, at, old in pairs:
        if found[at].duty == UNNUMBERED and old.duty not in done:
            found[at] = replace(found[at], duty=old.duty)
            done.add(old.duty)
    left[:] = [old for old in left if old.duty not in done]


def _pairs(
    known: dict[tuple[object, ...], list[Assignment]],
    found: Sequence[Assignment],
    alike: Callable[[Assignment], tuple[object, ...]],
) -> Iterator[tuple[int, int, Assignment]]:
    for at, new in enumerate(found):
        if new.duty == UNNUMBERED:
            for old in known.get(alike(new), ()):
                if both := old.span.clip(new.span):
                    yield both.minutes, at, old


def spliced(
    before: Sequence[Assignment], planned: Span, rows: Sequence[Assignment]
) -> tuple[Assignment, ...]:
    """Return the rota in which `rows` stand in a stretch, and around it all is as before.

    What runs into the stretch and goes on in it with the same person, role and bookings is one
    duty still, under its old number.
    """
    outside = [part for each in before for part in _around(each, planned)]
    # A duty of which something stays outside keeps its number there.
    free = [each for each in before if each.span.clip(planned) == each.span]
    inside = list(recognised(free, rows))
    for part in outside:
        at = next((n for n, each in enumerate(inside) if _goes_on(part, each)), None)
        if at is None:
            inside.append(part)
        else:
            inside[at] = replace(part, span=_hull(part.span, inside[at].span))
    return tuple(sorted(_once(inside)))


def _around(each: Assignment, planned: Span) -> Iterator[Assignment]:
    """Yield what of a duty lies outside of a stretch."""
    if each.span.start < planned.start:
        yield replace(each, span=Span(each.span.start, min(each.span.end, planned.start)))
    if each.span.end > planned.end:
        yield replace(each, span=Span(max(each.span.start, planned.end), each.span.end))


def _goes_on(part: Assignment, other: Assignment) -> bool:
    same = (part.role, part.person, part.bookings) == (other.role, other.person, other.bookings)
    numbers = other.duty in (part.duty, UNNUMBERED)
    return (
        same
        and numbers
        and (part.span.end == other.span.start or other.span.end == part.span.start)
    )


def _hull(first: Span, second: Span) -> Span:
    return Span(min(first.start, second.start), max(first.end, second.end))


def _once(some: Iterable[Assignment]) -> Iterator[Assignment]:
    """Yield each; of several that bear one number the first keeps it."""
    seen: set[int] = set()
    for each in sorted(some):
        if each.duty and each.duty in seen:
            yield replace(each, duty=UNNUMBERED)
        else:
            seen.add(each.duty)
            yield each
