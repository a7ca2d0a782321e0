"""A cure, whenever one is given, closes the gap and breaks nothing: counted by slow rules too."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from solver import rules, verify
from solver.case import Case
from solver.change import Change, with_rules
from solver.cure import first_cure
from solver.freed import freed
from solver.handed_over import further_handovers
from solver.loosened import FIGURES, Figure, Setting, loosened, other_lengths
from solver.outcome import Budget
from solver.solve import solve
from tests.solver.problems import BERLIN
from tests.solver.random_problems import problems
from tests.solver.slow_rules import judged, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.problem import Plan, RotaProblem

LITTLE = Budget(effort=0.3, workers=1)
# What each kind of change may touch.
TOUCHED = ({"blocked", "working"}, {"handover", "coverage"}, {"length"}, {"eligible"})


def changes(case: Case) -> Iterator[Change]:
    """Yield every change that the solver's own modules know of, and a skill for each person."""
    yield from freed(case)
    yield from further_handovers(case)
    yield from other_lengths(case)
    for figure in FIGURES:
        yield from loosened(case, figure, settings_of(case.problem, figure))
    for rule in case.problem.rules:
        if isinstance(rule, rules.Eligible):
            for who in dict.fromkeys(who for who, *_ in rule.lacks):
                lacks = {k: why for k, why in rule.lacks.items() if k[0] != who}
                knows_all = with_rules(case.problem, replace(rule, lacks=lacks))
                if change := case.change(f"{who} knew all", knows_all, (who,)):
                    yield change


def settings_of(asked: RotaProblem, figure: Figure) -> list[Setting]:
    """Return teams as they may be: one for each limit that people have."""
    (limits,) = (getattr(r, figure.field) for r in asked.rules if isinstance(r, figure.rule))
    return [
        Setting(f"of {value}", value, tuple(who for who in limits if limits[who] == value))
        for value in sorted({*limits.values()})
    ]


def cases(asked: RotaProblem, plan: Plan) -> Iterator[Case]:
    """Yield the first gaps of a plan."""
    people = tuple(asked.person)
    for gap in verify.gaps(asked, plan)[:2]:
        yield Case(asked, plan, gap, people, "north", BERLIN)


def missing_by_quarter(asked: RotaProblem, plan: Plan) -> dict[tuple[str, str, int], int]:
    """Count who is missing in every quarter of an hour, one by one."""
    there: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for each in plan.duties:
        for hold in each.holds:
            for quarter in quarters(hold.start, hold.end):
                there[hold.stream, each.role, quarter].add(each.person)
    return {
        (c.stream, c.role, quarter): c.need - len(there[c.stream, c.role, quarter])
        for c in asked.covers
        for quarter in quarters(c.start, c.end)
    }


def assert_cured(case: Case, changed: RotaProblem, plan: Plan) -> None:
    """Count again: no must is broken, the gap is closed, and no other quarter is worse."""
    for rule in changed.rules:
        broken, _ = judged(changed, plan, rule)
        assert not broken, rule.name
    before = missing_by_quarter(case.problem, case.plan)
    after = missing_by_quarter(changed, plan)
    assert before.keys() == after.keys()
    gap = case.gap
    closed = {(gap.stream, gap.role, q) for q in quarters(gap.start, gap.end)}
    assert all(after[place] == 0 for place in closed)
    assert all(after[place] <= before[place] for place in before)


def differing(old: RotaProblem, new: RotaProblem) -> set[str]:
    """Return the names of the rules that are not the same."""
    pairs = zip(old.rules, new.rules, strict=True)
    return {one.name for one, other in pairs if one != other}


@settings(deadline=None, max_examples=100, suppress_health_check=(HealthCheck.too_slow,))
@given(problems())
def test_whatever_is_called_a_cure_is_one(asked: RotaProblem) -> None:
    """Only what it names is different, and the plan that shows it stands up to a slow count."""
    plan = solve(asked, LITTLE).plan
    for case in cases(asked, plan):
        for change in changes(case):
            touched = differing(asked, change.problem)
            limits = ({figure.rule.name} for figure in FIGURES)
            assert touched
            assert any(touched <= some for some in (*TOUCHED, *limits))
            if cure := first_cure(case, [change], Event()):
                assert cure.change is change
                assert_cured(case, change.problem, cure.plan)


@settings(deadline=None, max_examples=20, suppress_health_check=(HealthCheck.too_slow,))
@given(problems())
def test_the_same_plan_has_the_same_cure(asked: RotaProblem) -> None:
    plan = solve(asked, LITTLE).plan
    for case in cases(asked, plan):
        one, two = (first_cure(case, changes(case), Event()) for _ in range(2))
        assert (one and (one.change.words, one.plan)) == (two and (two.change.words, two.plan))
