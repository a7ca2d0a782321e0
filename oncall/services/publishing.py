"""The one door to a published rota: every change of it is a version, whatever made it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from oncall.assignments import UNNUMBERED
from oncall.errors import BadInput, Fault, Stale
from oncall.published import told_people
from oncall.services import stepping_in
from oncall.store import audit, messages, rotas
from oncall.versions import Publication, changes, past_of, spliced
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.spent import FurtherDay
    from oncall.store.db import Tx
    from oncall.versions import Change


@dataclass(frozen=True, slots=True)
class Proposed:
    """A team's duties for a stretch, made from version `based_on` of its rota.

    `kind` is what made them: draft, override, swap, illness, relief. `about` is the part of the
    stretch that is published by it, where that is not the whole.
    """

    team: str
    kind: str
    span: Span
    rows: tuple[Assignment, ...]
    based_on: int
    draft: int | None = None
    about: Span | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A version that was made, what it changed, and the further standby days that come of it."""

    publication: Publication
    changes: tuple[Change, ...]
    further: tuple[FurtherDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, when and why; by its key an edit is known again whose answer was lost."""

    by: str
    now: datetime
    why: str = ""
    key: str = ""


def make_version(tx: Tx, folder: Folder, proposed: Proposed, act: Act) -> Made:
    """Write the next version of a team's rota; whoever it touches is told.

    Where somebody steps in for who has no working time left, their standby day is on record.
    Raises BadInput if another version came first, or if anything would change that is over. That
    the duties break no must is for the caller to have checked in the same transaction.
    """
    team = proposed.team
    version = refuse_stale(tx, team, proposed.based_on)
    before = rotas.of_team(tx, team, proposed.span)
    after = numbered(tx, spliced(before, proposed.span, proposed.rows))
    if past_of(before, act.now) != past_of(after, act.now):
        raise BadInput((_fault(_past(proposed)),))
    about = proposed.about or proposed.span
    made = Publication(
        team, version + 1, proposed.kind, about, act.now, act.by, act.why, proposed.draft
    )
    found = changes(before, after)
    further = stepping_in.noted(tx, folder, (proposed.span, before, after), made)
    rotas.write_version(tx, made, found)
    _tell(tx, folder, made, found)
    return Made(made, found, further)


def refuse_stale(tx: Tx, team: str, based_on: int) -> int:
    """Return the version of a team's rota and keep others from making the next one.

    Raises Stale if it is no longer the one that something was based on.
    """
    version = rotas.lock(tx, team)
    if version != based_on:
        raise Stale("version", _fault(_stale(team, based_on, version)))
    return version


def numbered(tx: Tx, some: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """Return the duties with a number each; who has none gets one that nobody has had."""
    fresh = iter(rotas.numbers(tx, sum(1 for each in some if each.duty == UNNUMBERED)))
    return tuple(
        replace(each, duty=next(fresh)) if each.duty == UNNUMBERED else each for each in some
    )


def _tell(tx: Tx, folder: Folder, made: Publication, found: tuple[Change, ...]) -> None:
    """Queue «your duties» for those whom a version touches, and note it in the log."""
    zones = {who: person.site.zone for who, person in folder.people.items()}
    mine = told_people(found, zones)
    subject = f"rota {made.team} {made.version}"
    people = {
        who: messages.Message(
            f"{subject} {who}",
            "duties",
            made.team,
            who,
            {"version": made.version, "changes": lines},
        )
        for who, lines in mine.items()
    }
    messages.tell(tx, people.values(), made.at)
    after = {"why": made.why, "draft": made.draft, "changed": len(found), "people": sorted(mine)}
    line = audit.Line(made.at, made.by, f"publish {made.kind}", subject, None, after)
    audit.note(tx, line)


def _stale(team: str, based_on: int, version: int) -> str:
    return Sentence(
        "the rota of %(team)s is at version %(version)s by now, this was made from version "
        "%(based_on)s; look at what changed and ask for a new draft",
        team=team,
        version=version,
        based_on=based_on,
    )


def _past(proposed: Proposed) -> str:
    return Sentence(
        "this would change duties of %(team)s that are over; nobody can have been on duty "
        "otherwise than they were. Ask for a new draft, which begins now",
        team=proposed.team,
    )


def _fault(message: str) -> Fault:
    return Fault("rota", None, None, message)
