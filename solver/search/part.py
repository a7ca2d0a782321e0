"""Decide a part of the rota anew while the rest stays as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

from solver.draft import Draft
from solver.rule import Priced
from solver.rules.coverage import Coverage
from solver.search.clock import Found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from solver.problem import Duty
    from solver.search.incumbent import Incumbent

# An uncovered minute against the other costs while both are weighed. Larger numbers spoil the
# relaxation; where changes are dearer still, cover is decided alone first.
DEAR = 1000
# The prices that count while there are gaps; the others would make this slow and have their turn
# when all is covered.
FIRST_PRICES = frozenset(("changes", "standby_days"))
# What is this near to the least of the first prices (as a part of it) is not worth more time before
# the others have had their turn.
GOOD_ENOUGH = 0.06


class Answer(NamedTuple):
    """What came of a part: whether it is better now, and whether it can't be better still."""

    better: bool
    proven: bool


def ask_all(
    draft: Draft, most_uncovered: int, *, dear: int = DEAR, priced: Collection[str] | None = None
) -> None:
    """Ask for every must and for the prices named (all by default), and minimise what is paid.

    No more than `most_uncovered` minutes stay open, at the price of `dear` for each.
    """
    costs: list[cp_model.LinearExprT] = []
    for rule in draft.problem.rules:
        if isinstance(rule, Coverage):
            uncovered = rule.ask(draft)
            draft.model.add(uncovered <= most_uncovered)
            costs.append(dear * uncovered)
        elif not isinstance(rule, Priced):
            rule.ask(draft)
        elif priced is None or rule.name in priced:
            costs.append(rule.weight * rule.ask(draft))
    draft.model.minimize(sum(costs))


def decide(
    best: Incumbent,
    free: Iterable[Duty],
    released: Collection[Duty],
    limit: float,
    *,
    may_uncover: bool = False,
    priced: Collection[str] | None = None,
) -> Answer:
    """Choose among `free` duties instead of the `released` ones, and keep the choice if better.

    Free duties that stand where the kept ones leave nobody missing are passed over. Gaps stay where
    they are or shrink; with `may_uncover` they may also move.
    """
    duties, missing, *_ = best.state
    back_again = frozenset(duty for duty in released if duty in duties)
    back = Counter(cover for duty in back_again for cover in best.board.given_by(duty))
    kept = [duty for duty in duties if duty not in back_again]
    taken = frozenset((*best.problem.kept, *kept))
    wanted = Counter(missing) + back
    options = [
        duty
        for duty in free
        if duty not in taken and all(wanted[cover] for cover in best.board.given_by(duty))
    ]
    if not options:
        return Answer(better=False, proven=True)
    covers = {cover for duty in options for cover in best.board.given_by(duty)} | back.keys()
    asked = [
        replace(cover, need=wanted[cover], tolerated=None if may_uncover else missing[cover])
        for cover in sorted(covers, key=lambda c: (c.start, c.stream, c.role))
    ]
    draft = Draft(best.problem, options, kept, asked)
    draft.hint(back_again)
    ask_all(draft, sum(missing[c] * c.minutes for c in covers), priced=priced)
    solver = _quick()
    for_now = priced is FIRST_PRICES
    solver.parameters.relative_gap_limit = GOOD_ENOUGH if for_now else 0.0
    found = best.clock.solve(draft.model, solver, limit)
    if found is Found.NOTHING:
        return Answer(better=False, proven=False)
    better = best.replace(back_again, chosen(draft, solver))
    return Answer(better, found is Found.THE_BEST and not for_now)


def _quick() -> cp_model.CpSolver:
    """Return a solver for parts, of which there are hundreds: no time for slow presolve."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.add_lp_constraints_lazily = False
    return solver


def chosen(draft: Draft, solver: cp_model.CpSolver) -> Sequence[Duty]:
    """Return the duties that a solution gives."""
    return [duty for duty in draft.options if solver.boolean_value(draft.takes(duty))]
