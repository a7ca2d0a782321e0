"""Runs of days, as CP-SAT is asked for them in its strongest linear form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solver.draft import Draft, Literal


def opposite(decision: Literal) -> Literal:
    """Return a decision that is true exactly if the given one is not."""
    return not decision if isinstance(decision, bool) else ~decision


def ask_to_last(draft: Draft, state: Sequence[Literal], least: int) -> None:
    """Let a state that begins on a day last for `least` days; what is outside counts as suits.

    Windows of Rajan and Takriti: of the last `least` days at most one is a beginning, and none
    unless the state holds today. A flow through the lengths of runs and the weekends used bounds
    instance 5 at 1138 instead of 712 (of 1143). But it is five times as large, and CP-SAT finds
    less with it, in the whole and in neighbourhoods.
    """
    if least <= 1:
        return
    begins = [False, *(_begins(draft, *state[day - 1 : day + 1]) for day in range(1, len(state)))]
    for day in range(1, len(state)):
        window = begins[max(1, day - least + 1) : day + 1]
        if any(begin is not False for begin in window):
            draft.model.add(draft.total([*((b, 1) for b in window), (state[day], -1)]) <= 0)


def _begins(draft: Draft, before: Literal, now: Literal) -> Literal:
    """Return whether a state begins between two days."""
    if before is True or now is False:
        return False
    if before is False:
        return now
    if now is True:
        return opposite(before)
    begin = draft.model.new_bool_var("")
    draft.model.add(draft.total([(begin, 1), (now, -1)]) <= 0)
    draft.model.add(draft.count([begin, before]) <= 1)
    draft.model.add(draft.total([(begin, 1), (now, -1), (before, 1)]) >= 0)
    return begin
