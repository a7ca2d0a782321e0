"""The planner's timeline, read at one instant: what is published, or a draft beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.assignments import clipped
from oncall.board.board import Board, OfDraft
from oncall.board.cover import cover
from oncall.board.days import days_of
from oncall.board.duties import Duties, beside
from oncall.board.gaps import MOST_ASKED, gaps_of
from oncall.board.judging import judge
from oncall.errors import Fault, Unknown
from oncall.localtime import Span
from oncall.published import next_minute
from oncall.services import worth
from oncall.services.gathering import facts_in, team_named
from oncall.services.questions import question
from oncall.services.stepping import steps
from oncall.store import draft_rows, drafts, gaps, past_rotas, rotas
from oncall.versions import spliced
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.board.board import Look
    from oncall.board.judging import Judged
    from oncall.people import Team
    from oncall.services.questions import Asked
    from oncall.store.db import Database, Tx
    from oncall.streams import Weeks

MOST_DRAFTS: Final = 20


class _Read(NamedTuple):
    """What is read for a look: the duties of a draft that has any, those of an older version."""

    weeks: Weeks
    solved: OfDraft | None
    drafted: tuple[Assignment, ...]
    older: tuple[Assignment, ...] | None


class _Rota(NamedTuple):
    """The duties shown and those they are compared with, and what is said of them."""

    before: tuple[Assignment, ...]
    after: tuple[Assignment, ...]
    judged: Judged
    costs: Mapping[str, int]


def board(database: Database, look: Look, now: datetime) -> Board:
    """Return the timeline; raises Unknown for a team, draft or version that there is not."""
    with database.begin() as tx:
        team = team_named(facts_in(database, tx), look.team)
        draft = None if look.draft is None else _draft(tx, team, look.draft)
        weeks = look.weeks(team, draft.draft if draft else None, now)
        read = _read(tx, team, weeks, draft, look.version)
        view = question(database, tx, team.id, weeks, (*read.drafted, *(read.older or ())))
        spans = gaps.published_spans(tx, team.id, view.span.start)
        published = tuple(part for each in spans if (part := each.clip(view.span)))
        solved = read.solved
        rota = _drafted(database, tx, view, solved, read) if solved else _alone(view, read)
        planned = (*published, solved.span) if solved else published
        return Board(
            now,
            weeks,
            view.stands,
            days_of(team.site, weeks),
            view.rows,
            _shown(view, rota, _may_change(look, draft, view, now)),
            cover(view.streams, rota.after, planned),
            gaps_of(
                rota.judged,
                [person for person in view.stands.folder.people.values() if team in person.teams],
                solved.draft.report if solved else None,
                None if solved else spans,
                look.gap,
                0 if solved and solved.is_searched else MOST_ASKED,
            ),
            rota.judged,
            rota.costs,
            published,
            past_rotas.publications_of(tx, team.id),
            drafts.of_team(tx, team.id, MOST_DRAFTS),
            draft,
            look.version,
        )


def _draft(tx: Tx, team: Team, number: int) -> OfDraft:
    found = drafts.get(tx, number)
    if found is None or found.team != team.id:
        message = Sentence("there is no draft %(n)s of team %(team)s", n=number, team=team.id)
        raise Unknown((Fault("draft", None, None, message),))
    return OfDraft(found, found.weeks.span(team.site.zone), *steps(tx, number))


def _read(tx: Tx, team: Team, weeks: Weeks, draft: OfDraft | None, version: int | None) -> _Read:
    solved = draft if draft and draft.has_duties else None
    drafted = draft_rows.duties(tx, solved.draft.id) if solved else ()
    if version is None:
        return _Read(weeks, solved, drafted, None)
    newest = rotas.version(tx, team.id)
    if not 0 < version <= newest:
        message = Sentence(
            "there is no version %(n)s; the rota is at version %(newest)s",
            n=version,
            newest=newest,
        )
        raise Unknown((Fault("version", None, None, message),))
    span = _hull(weeks.span(team.site.zone), solved)
    return _Read(weeks, solved, drafted, past_rotas.at_version(tx, team.id, version, span))


def _alone(view: Asked, read: _Read) -> _Rota:
    """Return what is published, or was at a version."""
    if read.older is None:
        rows, judged = view.stands.within(view.weeks), worth.of_published(view)
    else:
        rows, judged = read.older, judge(view.apart, clipped(read.older, view.span))
    return _Rota(rows, rows, judged, judged.costs)


def _drafted(database: Database, tx: Tx, view: Asked, of: OfDraft, read: _Read) -> _Rota:
    """Return the rota as it would be if a draft were published, beside the published one."""
    asked = question(database, tx, view.stands.team.id, of.draft.weeks, read.drafted)
    hull = _hull(view.span, of)
    own = tuple(each for each in view.stands.own if each.span.overlaps(hull))
    before = own if read.older is None else read.older
    judged = worth.of_draft(asked, of.draft, read.drafted)
    after = spliced(own, of.span, read.drafted)
    return _Rota(before, after, judged, worth.of_published(asked).costs)


def _hull(shown: Span, of: OfDraft | None) -> Span:
    """Return a stretch with the days shown and those of a draft."""
    spans = [shown, *([of.span] if of else [])]
    return Span(min(each.start for each in spans), max(each.end for each in spans))


def _shown(view: Asked, rota: _Rota, may_change: Span | None) -> Duties:
    every = beside(rota.after, rota.before, may_change)
    return Duties(
        tuple(each for each in every.shown if each.duty.span.overlaps(view.span)),
        tuple(each for each in every.removed if each.span.overlaps(view.span)),
    )


def _may_change(look: Look, draft: OfDraft | None, view: Asked, now: datetime) -> Span | None:
    if draft:
        return draft.may_change(now)
    begins = next_minute(now)
    if look.version is not None or view.span.end <= begins:
        return None
    return Span(begins, view.span.end)
