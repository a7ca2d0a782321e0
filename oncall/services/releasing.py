"""A draft becomes the published rota: a person decides, the check allows, everybody is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.checking import check
from oncall.drafts import ILLNESS, PLAIN
from oncall.errors import BadInput, Fault, Stale
from oncall.services.editing import CAN_BE_EDITED
from oncall.services.publishing import Act, Proposed, make_version, refuse_stale
from oncall.services.questions import question_of
from oncall.services.watching import look
from oncall.store import draft_rows, drafts, sheets
from oncall.store.messages import Message, tell

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.drafts import Draft
    from oncall.published import Seen
    from oncall.services.publishing import Made
    from oncall.store.db import Database, Tx


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
        return _publish(database, tx, draft, act, edition)


def publish_urgent(database: Database, now: datetime) -> int:
    """Publish the drafts that are to be as soon as they are solved; return of how many.

    One that can't be is left to the planners, who are told why: as a rule somebody else was
    quicker to change the rota.
    """
    with database.begin() as tx:
        found = drafts.ready(tx, ILLNESS)
    return sum(_publish_urgent(database, draft, now) for draft in found)


def _publish_urgent(database: Database, draft: Draft, now: datetime) -> bool:
    act = Act(draft.asked_by, now, draft.why)
    try:
        with database.begin() as tx:
            sheets.lock(tx)
            _publish(database, tx, draft.id, act)
    except BadInput as refused:
        facts = {"draft": draft.id, "why": draft.why, "refused": str(refused)}
        with database.begin() as tx:
            drafts.change(tx, draft.id, kind=PLAIN)
            tell(tx, [Message(f"draft {draft.id}", "draft", draft.team, None, facts)], now)
        return False
    return True


def _publish(
    database: Database, tx: Tx, draft: int, act: Act, edition: int | None = None
) -> Released:
    sheet = draft_rows.sheet(tx, draft, to_change=True)
    if sheet.state != CAN_BE_EDITED:
        message = f"draft {draft} is {sheet.state}; only one that is ready is published"
        raise Stale("state", _fault(message))
    if edition is not None and edition != sheet.edition:
        message = f"somebody else has edited draft {draft} meanwhile; look at it again"
        raise Stale("edited", _fault(message))
    refuse_stale(tx, sheet.team, sheet.based_on)
    duties = draft_rows.duties(tx, draft)
    question, folder = question_of(database, tx, sheet, duties)
    broken = check(question, folder, duties).breaches
    if broken:
        faults = (f"{b.rule}: {b.sentence}" for b in broken)
        raise BadInput(tuple(_fault(f"can't be published: {line}") for line in faults))
    span = sheet.weeks.span(folder.teams[sheet.team].site.zone)
    proposed = Proposed(sheet.team, sheet.kind, span, duties, sheet.based_on, draft)
    made = make_version(tx, folder, proposed, act)
    draft_rows.end(tx, draft, "published")
    return Released(made, look(tx, sheet.team, act.now, act.by, folder))


def _fault(message: str) -> Fault:
    return Fault("draft", None, None, message)
