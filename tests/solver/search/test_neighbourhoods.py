"""Parts of a rota that are decided anew."""

from __future__ import annotations

from random import Random
from threading import Event
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.outcome import Budget
from solver.search.clock import Clock
from solver.search.incumbent import Incumbent
from solver.search.neighbourhoods import NEIGHBOURHOODS, Neighbourhood, SomePeople
from solver.solve import solve
from tests.solver.random_problems import problems

if TYPE_CHECKING:
    from solver.problem import RotaProblem

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much)


def solved(problem: RotaProblem) -> Incumbent:
    """Return a rota to be made better."""
    clock = Clock(Budget(effort=1, workers=1), Event())
    best = Incumbent(problem, clock, lambda _: None)
    plan = solve(problem, Budget(effort=0.2, workers=1)).plan
    best.replace((), [duty for duty in sorted(plan.duties) if duty not in problem.kept])
    return best


@pytest.mark.parametrize("way", NEIGHBOURHOODS, ids=lambda way: type(way).__name__)
@settings(deadline=None, max_examples=25, suppress_health_check=SLOW)
@given(problem=problems(), seed=st.integers(0, 99), share=st.floats(0, 1))
def test_a_part_gives_back_only_what_is_given_and_offers_all_of_it_again(
    way: Neighbourhood, problem: RotaProblem, seed: int, share: float
) -> None:
    """Without an offer for what is given back, deciding a part could only make it worse."""
    best = solved(problem)
    if best.options:
        reach = way.least + share * max(0, way.most(best) - way.least)
        part = way.choose(best, Random(seed), reach)  # noqa: S311 - for variety
        assert set(best.duties) >= set(part.released)
        assert set(part.free) >= set(part.released)
        assert set(best.options) >= set(part.free)


@settings(deadline=None, max_examples=15, suppress_health_check=SLOW)
@given(problem=problems())
def test_all_people_are_all_of_the_rota(problem: RotaProblem) -> None:
    """Else some rotas could not be reached from others by any part."""
    best, way = solved(problem), SomePeople()
    if best.options:
        part = way.choose(best, Random(1), way.most(best))  # noqa: S311 - for variety
        assert set(part.free) == set(best.options)
        assert set(part.released) == set(best.duties)
