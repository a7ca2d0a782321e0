"""Decide a rota as a whole: what CP-SAT proves of all of it is final."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from solver.draft import Draft
from solver.search.clock import Found
from solver.search.part import FIRST_PRICES, ask_all, chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from solver.problem import Duty
    from solver.search.incumbent import Incumbent

# With more duties on offer CP-SAT alone is not the way to a good rota, only to a bound.
SMALL = 4500
# Beyond so many the whole model says nothing useful in a planner's patience.
LARGEST = 20_000
# Asked about cover and changes alone, the whole of a month is answered in seconds.
LARGEST_ABOUT_CHANGES = 100_000


def decide_whole(best: Incumbent, limit: float) -> None:
    """Prove, as far as the limit allows, that nothing covers more and that nothing is better."""
    if not best.clock.left or len(best.options) > LARGEST:
        return
    small = len(best.options) <= SMALL
    if small and not best.proven_cover and not _settle_cover(best, limit / 2):
        return
    _solve(best, whole_draft(best), limit, lambda bound: best.prove(ceil(bound - 1e-6)))


def _settle_cover(best: Incumbent, limit: float) -> bool:
    """Close what gaps can be closed, and tell whether it is proven that these were all."""
    draft = whole_draft(best, frozenset(), dear=1)
    _solve(best, draft, limit, lambda bound: best.prove_cover(ceil(bound - 1e-6)))
    # What was proven of changes may be about a rota that covers less.
    if best.proven_cover and best.changed > best.least_changed:
        best.prove_changes(fewest_changes(best))
    return best.proven_cover


def whole_draft(
    best: Incumbent,
    priced: Collection[str] | None = None,
    *,
    dear: int = 0,
    begun_from: Collection[Duty] | None = None,
) -> Draft:
    """Return a draft of the whole rota that leaves no more uncovered than is known to do.

    A bound at that is about as many uncovered minutes, wherever they are; with fewer of them a rota
    can only cost more, so that it stays true when the search closes another gap.
    """
    covers = [replace(cover, need=need) for cover, need in best.needed.items()]
    draft = Draft(best.problem, best.options, (), covers)
    ask_all(draft, best.uncovered, dear=dear, priced=priced)
    draft.hint(best.duties if begun_from is None else begun_from)
    return draft


def _solve(
    best: Incumbent, draft: Draft, limit: float, prove: Callable[[float], None]
) -> Sequence[Duty] | None:
    """Look for a better rota and tell of each bound; return what was found, if anything."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.optimize_with_lb_tree_search = len(draft.options) > SMALL
    solver.best_bound_callback = prove
    if best.clock.solve(draft.model, solver, limit) is Found.NOTHING:
        return None
    prove(solver.best_objective_bound)
    found = chosen(draft, solver)
    best.replace(best.duties, found)
    return found


def fewest_changes(best: Incumbent) -> int:
    """Look for a rota with fewer changes to the previous one; return how many there must be.

    Asked are cover and changes alone, so that a week is answered in a moment; what is found is made
    cheap before it is proposed, since a change less is not worth any number of standby days.
    """
    rule = best.changes
    if rule is None or not best.clock.left:
        return 0
    least = len(rule.gone) + sum(1 for d in rule.before if best.problem.refusal(d) is not None)
    if least == best.changed or len(best.options) > LARGEST_ABOUT_CHANGES:
        return least
    bounds = [0.0]
    only = frozenset((rule.name,))
    found = _solve(best, whole_draft(best, only), best.clock.left / 4, bounds.append)
    least = max(least, ceil(max(bounds) / max(1, rule.weight) - 1e-6))
    if found is not None and best.changed > least and best.clock.left:
        cheap = whole_draft(best, FIRST_PRICES, begun_from=found)
        _solve(best, cheap, best.clock.left / 4, lambda _: None)
    return least
