"""Instances are solved to the optimum that is known."""

from __future__ import annotations

import pytest

from solver import verify
from solver.benchmarks import curtois, known, oncall_rostering
from solver.draft import Draft
from tests.solver.asked import answered
from tests.solver.benchmarks import tiny
from tests.solver.benchmarks.shared_files import text_of


def solved(instance: curtois.Instance) -> curtois.Checked:
    """Return the check of the cheapest roster."""
    problem = curtois.problem(instance)
    answer = answered(Draft(problem))
    assert answer
    assert verify.breaches(problem, answer.plan) == ()
    return curtois.check(instance, curtois.write(instance, answer.plan))


def test_curtois_the_tiny_instance() -> None:
    checked = solved(curtois.read(tiny.CURTOIS))

    # Two are needed early on day 4, and Ada asked to be spared.
    assert checked == curtois.Checked(4, ())


def test_curtois_instance_1() -> None:
    checked = solved(curtois.read(text_of("curtois/Instance1.txt")))

    assert checked == curtois.Checked(known.CURTOIS["Instance1"].best, ())


@pytest.mark.parametrize("name", [None, "4s-10d", "4s-23d"])
def test_oncall_rostering(name: str | None) -> None:
    text = text_of(f"oncall-rostering/{name}.dzn") if name else tiny.ONCALL_ROSTERING
    instance = oncall_rostering.read(text)
    problem = oncall_rostering.problem(instance)
    fixed = {duty.start for duty in problem.kept}
    draft = Draft(problem, covers=[c for c in problem.covers if c.start not in fixed])
    draft.model.add(problem.rules[1].ask(draft) == 0)

    answer = answered(draft, problem.kept)

    assert answer
    assert verify.breaches(problem, answer.plan) == ()
    checked = oncall_rostering.check(instance, oncall_rostering.write(instance, answer.plan))
    assert checked == oncall_rostering.Checked(known.ONCALL_ROSTERING[name] if name else 2, ())
