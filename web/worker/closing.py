"""What becomes of a draft once the process that solved it has said its last word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.drafts import Solved
from oncall.services import draft_work, urgent
from solver.sentence import Sentence
from web.worker.line import Died, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.drafts import Claimed
    from oncall.store.db import Database
    from web.worker.line import Said

LOST: Final = "cancelled, or taken over by another"


def written(database: Database, claimed: Claimed, said: Said, now: datetime) -> str:
    """Write what came out, and return it as the log has it; raises Unreachable."""
    match said:
        case Solved():
            if not draft_work.finish(database, claimed, said):
                return LOST
            urgent.publish_urgent(database, now)
            return "ready"
        case Refused(why):
            return why if draft_work.fail(database, claimed, why, now) else LOST
        case Died(code) if code >= 0:  # it would end so again
            why = Sentence(
                "solving it ended with an error (%(code)s), which the worker's log has", code=code
            )
            return why if draft_work.fail(database, claimed, why, now) else LOST
        case _:  # killed from outside, most likely for its memory
            draft_work.give_back(database, claimed, counts=True)
            return "the process that solved it was killed; it is tried again"
