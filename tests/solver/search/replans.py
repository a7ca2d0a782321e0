"""Random problems as they are when planning again: pins, and duties that nobody was offered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from solver import verify
from solver.problem import Plan
from solver.rules import Changes
from tests.solver.random_problems import problems

if TYPE_CHECKING:
    from solver.problem import RotaProblem


@st.composite
def replans(draw: st.DrawFn) -> RotaProblem:
    """Draw a problem with a pinned duty, and one of the former rota that is not on offer."""
    asked = draw(problems())
    if asked.admitted and draw(st.booleans()):
        pin = draw(st.sampled_from(asked.admitted))
        if not verify.breaches(asked, Plan(frozenset((pin,)))):
            asked = replace(asked, kept=(pin,))
    if asked.admitted and draw(st.booleans()):
        unoffered = draw(st.sampled_from(asked.admitted))
        book = tuple(
            replace(rule, before=tuple(sorted({*rule.before, unoffered})))
            if isinstance(rule, Changes)
            else rule
            for rule in asked.rules
        )
        options = tuple(duty for duty in asked.options if duty != unoffered)
        asked = replace(asked, options=options, rules=book)
    return asked
