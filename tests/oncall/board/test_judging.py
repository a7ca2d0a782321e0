"""What a timeline says of a rota is what the plain check says."""

from __future__ import annotations

from random import Random

import pytest

from oncall.board.judging import judge
from oncall.edits import Assign, Clear
from oncall.services.questions import question
from oncall.store import draft_rows
from solver import verify
from tests.oncall.services.firms import drafted, stored


@pytest.mark.parametrize("seed", range(5))
def test_breaches_gaps_and_costs_are_those_of_the_plain_check(database, seed):
    stored(database)
    draft = drafted(database)
    with database.begin() as tx:
        asked = question(database, tx, "video", draft_rows.sheet(tx, draft).weeks)
        rows = draft_rows.duties(tx, draft)
    dice = Random(seed)  # noqa: S311 - for variety
    for duty in dice.sample(rows, 4):
        edit = dice.choice([Assign(duty.duty, dice.choice(("ben", "dora"))), Clear(duty.duty)])
        rows = edit.apply(rows, asked.musts)
    found = judge(asked.apart, rows)
    problem = asked.priced.problem
    assert found.breaches == verify.breaches(problem, found.plan)
    assert tuple(gap for gap, _ in found.gaps) == verify.gaps(problem, found.plan)
    costs = verify.costs(problem, found.plan)
    assert found.costs == {name: cost.cost for name, cost in costs.items()}
