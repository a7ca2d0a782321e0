"""A draft becomes the published rota: a person decides, the check allows, everybody is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from oncall.assignments import clipped
from oncall.checking import check
from oncall.drafts import URGENT
from oncall.errors import BadInput, Fault, Stale
from oncall.localtime import Span
from oncall.published import next_minute
from oncall.services import assuring
from oncall.services.editing import CAN_BE_EDITED
from oncall.services.publishing import Proposed, make_version, refuse_stale
from oncall.services.questions import question_of
from oncall.services.watching import look
from oncall.store import draft_rows, rotas, sheets
from oncall.versions import over
from solver.sentence import Sentence, about

if TYPE_CHECKING:
    from oncall.assignments import Assignment
    from oncall.published import Seen
    from oncall.services.publishing import Act, Made
    from oncall.store.db import Database, Tx
    from oncall.store.draft_rows import Sheet


@dataclass(frozen=True)
class Released:
    """The version that a draft became, and what the published rota leaves open."""

    made: Made
    seen: Seen


def publish(database: Database, draft: int, act: Act, edition: int | None = None) -> Released:
    """Publish a draft as the next version of its team's rota.

    Raises BadInput for a draft that is not ready, was made from an older version, was edited
    since `edition`, would change what is over, or breaks a must by the facts as they are now.
    """
    with database.begin() as tx:
        sheets.lock(tx)
        sheet = draft_rows.sheet(tx, draft, to_change=True)
        if sheet.state != CAN_BE_EDITED:
            message = Sentence(
                "draft %(n)s is %(state)s; only one that is ready is published",
                n=draft,
                state=Sentence(sheet.state),
            )
            raise Stale("state", _fault(message))
        if edition is not None and edition != sheet.edition:
            message = Sentence(
                "somebody else has edited draft %(n)s meanwhile; look at it again", n=draft
            )
            raise Stale("edited", _fault(message))
        return publishing(database, tx, sheet, act)


def publishing(database: Database, tx: Tx, sheet: Sheet, act: Act) -> Released:
    """Publish a draft in a transaction that holds it and the sheets.

    What was over before it came to this stays as it was; only what comes is checked and published.
    """
    refuse_stale(tx, sheet.team, sheet.based_on)
    duties = draft_rows.duties(tx, sheet.id)
    sheet, duties = _to_come(tx, sheet, duties, act)
    question, folder = question_of(database, tx, sheet, duties)
    broken = check(question, folder, duties).breaches
    if broken:
        lines = (about(Sentence(b.rule), b.sentence) for b in broken)
        raise BadInput(
            tuple(_fault(Sentence("can't be published: %(why)s", why=line)) for line in lines)
        )
    span = sheet.weeks.span(folder.teams[sheet.team].site.zone)
    proposed = Proposed(sheet.team, sheet.kind, span, duties, sheet.based_on, sheet.id)
    made = make_version(tx, folder, proposed, act)
    draft_rows.end(tx, sheet.id, "published")
    seen = look(tx, sheet.team, act.now, act.by, folder)
    assuring.assure(tx, folder, sheet.team, seen, act.now)
    return Released(made, seen)


def _to_come(
    tx: Tx, sheet: Sheet, duties: tuple[Assignment, ...], act: Act
) -> tuple[Sheet, tuple[Assignment, ...]]:
    """Return a draft and its duties from now on.

    Raises BadInput if a duty that is over meanwhile was to be another one: whoever drafted that
    came too late, and must know. Who is missing all at once is replaced from now on.
    """
    planned = sheet.weeks.span(sheets.read_facts(tx).teams[sheet.team].site.zone)
    now = next_minute(act.now)
    if planned.start >= now:
        return sheet, duties
    if planned.end <= now:
        raise _refused(
            Sentence("draft %(n)s is about weeks that are over; ask for a new one", n=sheet.id)
        )
    past = Span(planned.start, now)
    published = rotas.of_team(tx, sheet.team, past)
    if sheet.kind not in URGENT and over(duties, past) != over(published, past):
        raise _refused(
            Sentence(
                "draft %(n)s would change duties of %(team)s that are over; nobody can have been "
                "on duty otherwise than they were. Ask for a new draft, which begins now",
                n=sheet.id,
                team=sheet.team,
            )
        )
    weeks = replace(sheet.weeks, begins=now)
    return replace(sheet, weeks=weeks), clipped(duties, Span(now, planned.end))


def _refused(message: str) -> BadInput:
    return BadInput((_fault(message),))


def _fault(message: str) -> Fault:
    return Fault("draft", None, None, message)
