"""Changes that a planner makes to a rota by hand: who, when, cut in two, taken out, put in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from oncall.assignments import UNNUMBERED, Assignment
from oncall.errors import BadInput, Fault
from oncall.folder.faults import nearest, shown
from oncall.localtime import Span
from oncall.people import Role
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oncall.planning import Planning
    from oncall.streams import Stream

Rows: TypeAlias = "tuple[Assignment, ...]"


@dataclass(frozen=True, slots=True)
class Assign:
    """Give a duty to another person."""

    duty: int
    person: str

    def apply(self, rows: Rows, planning: Planning) -> Rows:
        """Return the rota with it done."""
        _person(planning, self.person)
        old = _duty(rows, self.duty)
        return _with(rows, old, replace(old, person=self.person))


@dataclass(frozen=True, slots=True)
class Move:
    """Let a duty begin or end at other times."""

    duty: int
    span: Span

    def apply(self, rows: Rows, planning: Planning) -> Rows:
        """Return the rota with it done."""
        old = _duty(rows, self.duty)
        _inside(planning, self.span)
        return _with(rows, old, _part(planning, old, self.span))


@dataclass(frozen=True, slots=True)
class Split:
    """Make two duties of one; the second goes to another person, if one is named."""

    duty: int
    at: datetime
    person: str | None = None

    def apply(self, rows: Rows, planning: Planning) -> Rows:
        """Return the rota with it done."""
        old = _duty(rows, self.duty)
        if not old.span.start < self.at < old.span.end:
            when = _said(planning, old.span)
            raise _refused(
                Sentence(
                    "%(duty)s runs %(when)s; name an instant within", duty=old.label, when=when
                )
            )
        if self.person is not None:
            _person(planning, self.person)
        first = _part(planning, old, Span(old.span.start, self.at))
        second = _part(planning, old, Span(self.at, old.span.end))
        second = replace(second, duty=UNNUMBERED, person=self.person or old.person)
        return _with(rows, old, first, second)


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Let another person take a stretch of a duty; what is left of it keeps its number."""

    duty: int
    person: str
    span: Span

    def apply(self, rows: Rows, planning: Planning) -> Rows:
        """Return the rota with it done."""
        _person(planning, self.person)
        old = _duty(rows, self.duty)
        if self.span.clip(old.span) != self.span:
            when = _said(planning, old.span)
            raise _refused(
                Sentence("%(duty)s runs %(when)s; stay within", duty=old.label, when=when)
            )
        before, after = Span(old.span.start, self.span.start), Span(self.span.end, old.span.end)
        left = [_part(planning, old, span) for span in (before, after) if span.minutes]
        taken = replace(_part(planning, old, self.span), person=self.person)
        first, *others = [*left, taken]  # the number stays with the giver, if anything does
        return _with(rows, old, first, *(replace(each, duty=UNNUMBERED) for each in others))


@dataclass(frozen=True, slots=True)
class Clear:
    """Take a duty out; what it covered is a gap."""

    duty: int

    def apply(self, rows: Rows, planning: Planning) -> Rows:
        """Return the rota with it done."""
        return _with(rows, _duty(rows, self.duty))


@dataclass(frozen=True, slots=True)
class Add:
    """Put a duty in, for some bookings or all that ask for the role then."""

    person: str
    role: Role
    span: Span
    bookings: tuple[str, ...] = ()

    def apply(self, rows: Rows, planning: Planning) -> Rows:
        """Return the rota with it done."""
        _person(planning, self.person)
        _inside(planning, self.span)
        names = self.bookings or tuple(b.id for b in planning.facts.bookings)
        unknown = sorted(set(names) - {b.id for b in planning.facts.bookings})
        if unknown:
            raise _refused(
                Sentence(
                    "there is no booking %(bookings)s of this team", bookings=", ".join(unknown)
                )
            )
        streams = [s for s in _streams(planning, names) if s.asking(self.role, self.span)]
        if len(streams) != 1:
            raise _refused(_unclear(self.role, several=bool(streams)))
        found = tuple(b.id for b in streams[0].asking(self.role, self.span))
        return _with(rows, None, Assignment(self.span, self.role, self.person, found))


Edit: TypeAlias = "Assign | Move | Split | TakeOver | Clear | Add"


def described(edit: Edit) -> dict[str, Any]:
    """Return an edit as JSON has it, for the log."""
    found: dict[str, Any] = {"edit": type(edit).__name__.lower()}
    for name in edit.__slots__:
        value = getattr(edit, name)
        match value:
            case Span():
                found[name] = [value.start.isoformat(), value.end.isoformat()]
            case Role() | None | int() | tuple():
                found[name] = value
            case _:
                found[name] = str(value)
    return found


def _unclear(role: Role, *, several: bool) -> Sentence:
    as_said = Sentence(role.value)
    if several:
        return Sentence(
            "several skills ask for %(role)s then; name the bookings it is for", role=as_said
        )
    return Sentence("nobody asks for %(role)s then; name the bookings it is for", role=as_said)


def _with(rows: Rows, old: Assignment | None, *new: Assignment) -> Rows:
    return tuple(sorted((*(each for each in rows if each is not old), *new)))


def _duty(rows: Rows, number: int) -> Assignment:
    found = next((each for each in rows if each.duty == number), None)
    if found is None:
        raise _refused(Sentence("there is no duty D%(n)s in this rota; look at it again", n=number))
    return found


def _person(planning: Planning, person: str) -> None:
    if person not in planning.person:
        near = nearest(person, planning.person)
        raise _refused(
            Sentence(
                "there is nobody %(person)s in the team; the nearest is %(near)s",
                person=shown(person),
                near=near,
            )
        )


def _inside(planning: Planning, span: Span) -> None:
    planned = [stream.planned for stream in planning.streams.values()]
    if not planned:
        raise _refused(Sentence("nothing is booked with this team; there is nobody to put on duty"))
    whole = Span(min(p.start for p in planned), max(p.end for p in planned))
    if span.start >= span.end:
        raise _refused(Sentence("the end is not after the start; mend one of the two"))
    if span.clip(whole) != span:
        when = _said(planning, whole)
        raise _refused(Sentence("the rota is about %(when)s; stay within", when=when))


def _part(planning: Planning, old: Assignment, span: Span) -> Assignment:
    """Return a part of a duty, for those bookings that ask for it then."""
    return replace(old, span=span, bookings=_booked(planning, old.bookings, old.role, span))


def _booked(planning: Planning, names: Sequence[str], role: Role, span: Span) -> tuple[str, ...]:
    """Return the bookings that ask for a role in a stretch, of the streams of those named.

    Where nobody asks, the duty keeps its names: that it is not needed is for the check to say.
    """
    asking = [b.id for s in _streams(planning, names) for b in s.asking(role, span)]
    return tuple(asking) or tuple(names)


def _streams(planning: Planning, names: Sequence[str]) -> list[Stream]:
    wanted = set(names)
    return [s for s in planning.streams.values() if wanted & {b.id for b in s.bookings}]


def _said(planning: Planning, span: Span) -> str:
    calendar = planning.problem.people[0].calendar
    return calendar.say_span(calendar.minute(span.start), calendar.minute(span.end))


def _refused(message: str) -> BadInput:
    return BadInput((Fault("edit", None, None, message),))
