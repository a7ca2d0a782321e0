"""Decide a small rota as a whole: what CP-SAT proves of all of it is final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.search.part import decide

if TYPE_CHECKING:
    from solver.search.incumbent import Incumbent

# With more duties on offer the time is better spent on parts.
LARGEST = 3000


def decide_whole(best: Incumbent) -> None:
    """Prove, if half of the time suffices, that nothing covers more and that nothing is better."""
    if not best.clock.left or len(best.options) > LARGEST:
        return
    if not best.proven_cover:
        limit = best.clock.left / 4
        answer = decide(best, best.options, best.duties, limit, may_uncover=True, priced=())
        if not answer.proven:
            return
        best.prove_cover()
    answer = decide(best, best.options, best.duties, best.clock.left / 3, may_uncover=True)
    if answer.proven:
        best.prove(best.objective)
