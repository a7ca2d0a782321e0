"""What is measured on invented firms, with firms small enough to be solved to the end."""

from __future__ import annotations

import os
from dataclasses import fields, replace

import pytest

from oncall.instances import Size
from solver.outcome import Budget
from solver.search.neighbourhoods import NEIGHBOURHOODS
from solver.search.parts import ALL, Parts
from web.bench.again import Mended, mend
from web.bench.apart import measured_apart
from web.bench.firms import WORKS, Work
from web.bench.lines import Lines
from web.bench.parts import LEFT_OUT, NOTHING, SECOND_WORKER, rest, without
from web.bench.planning import Planned, plan

TINY = Work("tiny", Size(1, 6, 1), seconds=4, complete_within=60, gap_within=1.0)
COSTS = {"burden": 30, "wishes": 20, "handovers": 40}
FOUND = Planned(1.0, 0, 2.0, objective=100, bound=20, costs=COSTS)


def test_a_firm_is_the_same_for_the_same_seed() -> None:
    assert TINY.folder(1).people == TINY.folder(1).people
    assert TINY.folder(1).people != TINY.folder(2).people


def test_a_firm_is_planned_for_its_weeks() -> None:
    folder = TINY.folder(1)
    assert len(folder.people) == 6
    assert TINY.weeks.days == 7
    assert TINY.planning(folder).problem.covers


def test_what_must_be_is_said_with_the_gap_where_there_is_one() -> None:
    assert [work.must for work in WORKS] == [
        "complete ≤ 2 s; gap ≤ 1% in 10 s",
        "complete ≤ 10 s; gap ≤ 2% in 60 s",
        "complete ≤ 20 s; gap ≤ 5% in 120 s",
        "complete ≤ 120 s",
    ]


def test_a_tiny_firm_is_planned_and_its_gap_is_said() -> None:
    found = plan(TINY, 1, workers=1)
    assert found.uncovered == 0
    assert found.complete is not None
    assert found.bound <= found.objective
    assert "complete after" in found.say()
    assert "handovers" in found.say()
    assert found.reached(TINY)


def test_what_fairness_and_wishes_can_be_of_the_gap_is_said() -> None:
    assert FOUND.say() == (
        "complete after 1.0 s; gap 80.00% after 2 s, of which at most 62% are fairness and wishes"
        " (of the cost: burden 30.00%, wishes 20.00%, handovers 40.00%)"
    )
    assert "at most 100% are" in replace(FOUND, bound=90).say()
    assert "at most" not in replace(FOUND, bound=100).say()


def test_a_rota_without_cost_or_without_bound_can_be_said() -> None:
    free = replace(FOUND, objective=0, bound=0, costs=dict.fromkeys(COSTS, 0))
    assert free.say() == "complete after 1.0 s; gap 0.00% after 2 s"
    assert "no bound" in replace(FOUND, bound=0).say()


def test_what_is_open_is_said_and_does_not_reach_what_must_be() -> None:
    late = replace(FOUND, complete=None, uncovered=90)
    assert late.say() == "1.5 h open after 2 s"
    assert not late.reached(TINY)


def test_late_or_with_too_large_a_gap_is_not_reached() -> None:
    assert FOUND.reached(TINY)
    assert not FOUND.reached(replace(TINY, complete_within=0.5))
    assert not FOUND.reached(replace(TINY, gap_within=0.5))
    assert FOUND.reached(replace(TINY, gap_within=None))


def test_a_tiny_rota_is_mended_with_a_proven_least_number_of_changes() -> None:
    effort = Budget(effort=1, workers=1)
    found = mend(replace(TINY, size=Size(2, 12, 1)), 1, published_in=effort, again_in=effort)
    assert found.seconds is not None
    assert found.changes > 0
    assert found.say().endswith(f"{found.changes} duties changed, proven to be the least")


def test_a_mended_rota_is_missed_if_late_or_not_proven() -> None:
    assert Mended(3.0, 2).reached
    assert not Mended(3.1, 2).reached
    assert not Mended(None, 2).reached
    assert Mended(None, 2).say() == "2 duties changed, not proven to be the least"


def test_a_measurement_runs_in_a_process_of_its_own_whose_memory_is_told() -> None:
    where, spent = measured_apart(os.getpid)
    assert where != os.getpid()
    assert spent.memory > 0
    assert spent.say() == f"{spent.memory} MiB"


def test_what_goes_wrong_apart_is_raised_here() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        measured_apart(int, "none")


def test_each_part_can_be_left_out_alone() -> None:
    switches = [f.name for f in fields(Parts) if isinstance(f.default, bool)]
    named = {name.replace("_", " "): name for name in switches}
    assert set(named) < set(LEFT_OUT)
    for name in LEFT_OUT:
        left = rest(name)
        off = [switch for switch in switches if not getattr(left, switch)]
        gone = [type(n).__name__ for n in NEIGHBOURHOODS if n not in left.neighbourhoods]
        assert [*off, *gone] == (
            [] if name in (NOTHING, SECOND_WORKER) else [named.get(name, name)]
        )


def test_without_the_parts_that_prove_there_is_a_rota_but_no_bound() -> None:
    one = replace(TINY, seconds=3)
    bare = replace(ALL, flow=False, whole_people=False, whole=False)
    searched = plan(one, 1, bare, workers=1)
    assert searched.complete is not None
    assert searched.bound == 0
    assert plan(one, 1, replace(bare, flow=True), workers=1).bound > 0


@pytest.mark.parametrize("name", [SECOND_WORKER, "flow", type(NEIGHBOURHOODS[0]).__name__])
def test_a_firm_is_planned_without_a_part(name: str) -> None:
    found = without(name, replace(TINY, seconds=3), 1)
    assert found.complete is not None
    assert found.bound <= found.objective


def test_rows_are_aligned_and_what_is_too_wide_goes_on_below(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = Lines({"work": "<10", "n": ">3"})
    lines.add("a firm of six", "7")
    lines.add("", "12")
    assert capsys.readouterr().out == ("work          n\na firm of     7\nsix\n             12\n")
