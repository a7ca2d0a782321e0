"""Drafts: what is asked of a worker, how far it is, and what it has found."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from oncall.searched import found_in
from oncall.versions import spliced
from solver.outcome import Budget
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from oncall.assignments import Assignment
    from oncall.localtime import Span
    from oncall.searched import SoFar
    from oncall.streams import Weeks

PLAIN: Final = "draft"
ILLNESS: Final = "illness"
RELIEF: Final = "relief"
# Somebody is missing now: solved before all else, and what is over meanwhile is no hindrance. What
# is for illness is published at once, for relief it waits for a planner.
URGENT: Final = (ILLNESS, RELIEF)
# So many workers may die over one draft before it is taken for the cause.
MOST_ATTEMPTS: Final = 3
WORN_OUT: Final = Sentence(
    "%(workers)s workers ended while solving it; look in their logs, or whether the machine "
    "runs out of memory, and ask again, if need be for fewer weeks",
    workers=MOST_ATTEMPTS,
)


class State(StrEnum):
    """Where a draft stands."""

    ASKED = "asked"
    SOLVING = "solving"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    PUBLISHED = "published"


WAITED_FOR: Final = (State.ASKED, State.SOLVING)
CAN_BE_CANCELLED: Final = (*WAITED_FOR, State.READY)


@dataclass(frozen=True, slots=True)
class Request:
    """Whose weeks are to be drafted, how, and why.

    With `again` the published rota is changed as little as possible, with `like` another draft;
    `pins` are numbers of its duties that must stay, which mean `again`. What is of the kind
    «illness» is published as soon as it is solved. Nothing changes outside of `within`.
    """

    team: str
    first: date
    days: int
    again: bool = False
    pins: tuple[int, ...] = ()
    budget: Budget = field(default_factory=Budget)
    why: str = ""
    like: int | None = None
    kind: str = PLAIN
    within: Span | None = None

    @property
    def from_published(self) -> bool:
        """Tell whether the published rota is to be changed as little as possible."""
        return self.like is None and (self.again or bool(self.pins))


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it stands.

    `based_on` is the version of the rota it was made from; `edition` counts its edits by hand.
    `progress` is the solver's latest news, `gaps` and `objective` what it found, and `report` is
    only there where one draft is looked at, not a list.
    """

    id: int
    team: str
    weeks: Weeks
    based_on: int
    kind: str
    like: int | None
    again: bool
    pins: tuple[int, ...]
    budget: Budget
    why: str
    asked_by: str
    asked_at: datetime
    state: State
    edition: int
    worker: str | None
    attempts: int
    progress: Mapping[str, Any] | None
    gaps: int | None
    objective: int | None
    failure: str | None
    report: Mapping[str, Any] | None = None

    @property
    def is_waited_for(self) -> bool:
        """Tell whether a worker has still to solve it, or is about to."""
        return self.state in WAITED_FOR

    @property
    def found(self) -> float | None:
        """While it is being solved: at which second the duties were found that it has."""
        return found_in(self.progress) if self.state == State.SOLVING else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which drafts a worker takes: one alone, only what is urgent, or whatever waits."""

    only: int | None = None
    urgent: bool = False


ANY: Final = Wanted()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A draft that a worker holds: who holds it, and at which attempt, is had by nobody else."""

    draft: Draft
    worker: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Solved:
    """What a worker has found: the duties of the planned stretch, yet without numbers.

    `version` and `revision` are those of the rota and of the sheets from which it was made.
    """

    planned: Span
    rows: tuple[Assignment, ...]
    version: int
    revision: int
    report: Mapping[str, Any]


def recognised(published: Sequence[Assignment], solved: Solved | SoFar) -> tuple[Assignment, ...]:
    """Return the duties of a draft with the numbers that they will have when it is published."""
    whole = spliced(published, solved.planned, solved.rows)
    inside = ((each, each.span.clip(solved.planned)) for each in whole)
    return tuple(replace(each, span=span) for each, span in inside if span)
