"""The linear relaxation of all that the rules ask: a bound for rules of any kind."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from ortools.math_opt.python import mathopt

from solver.search import linear
from solver.search.whole import whole_draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ortools.sat.python import cp_model

    from solver.search.incumbent import Incumbent

# CP-SAT's largest numbers stand for «any».
ENDLESS = 2**62


def relaxed_bound(best: Incumbent) -> int:
    """Return what no rota with so few uncovered minutes costs less than; 0 if unknown."""
    return linear.bound(relaxation(whole_draft(best).model), best.clock)


def relaxation(asked: cp_model.CpModel) -> mathopt.Model:
    """Return a linear model that allows whatever the rules allow.

    What it can't say linearly it leaves out, which only makes the bound weaker.
    """
    proto = asked.proto
    model = mathopt.Model()
    variables = [
        model.add_variable(lb=v.domain[0], ub=v.domain[len(v.domain) - 1]) for v in proto.variables
    ]
    for constraint in proto.constraints:
        if constraint.enforcement_literal:
            continue
        if constraint.has_linear():
            _add(model, _weighted(variables, constraint.linear), constraint.linear.domain)
        elif constraint.has_at_most_one():
            _add(model, _literals(variables, constraint.at_most_one.literals), (0, 1))
        elif constraint.has_exactly_one():
            _add(model, _literals(variables, constraint.exactly_one.literals), (1, 1))
        elif constraint.has_bool_or():
            _add(model, _literals(variables, constraint.bool_or.literals), (1, ENDLESS))
        elif constraint.has_lin_max():
            _add_either(model, variables, constraint.lin_max)
    model.minimize(_weighted(variables, proto.objective))
    return model


def _add(model: mathopt.Model, total: mathopt.LinearBase, bounds: Sequence[int]) -> None:
    least, most = bounds[0], bounds[len(bounds) - 1]
    model.add_linear_constraint(
        lb=float(least) if least > -ENDLESS else -inf,
        ub=float(most) if most < ENDLESS else inf,
        expr=total,
    )


def _add_either(model: mathopt.Model, variables: Sequence[mathopt.Variable], either: Any) -> None:
    """A yes/no that is the highest of others is no lower than each, and no higher than all."""
    highest = _weighted(variables, either.target)
    some = [_weighted(variables, each) for each in either.exprs]
    for each in some:
        model.add_linear_constraint(highest - each >= 0)
    if _least(some) >= 0:
        model.add_linear_constraint(mathopt.LinearSum(some) - highest >= 0)


def _least(some: Iterable[mathopt.LinearExpression]) -> float:
    """Return the least value that any of some sums can have."""
    return min(
        each.offset
        + sum(c * (v.lower_bound if c > 0 else v.upper_bound) for v, c in each.terms.items())
        for each in some
    )


def _weighted(variables: Sequence[mathopt.Variable], linear: Any) -> mathopt.LinearExpression:
    """Return a sum as CP-SAT writes it down: numbers of variables, and what each is times."""
    terms = (variables[v] * c for v, c in zip(linear.vars, linear.coeffs, strict=True))
    return mathopt.LinearExpression(mathopt.LinearSum([*terms, getattr(linear, "offset", 0)]))


def _literals(
    variables: Sequence[mathopt.Variable], literals: Iterable[int]
) -> mathopt.LinearExpression:
    """Return how many of some literals are true; -1 - n is the opposite of variable n."""
    terms = (variables[x] if x >= 0 else 1 - variables[-1 - x] for x in literals)
    return mathopt.LinearExpression(mathopt.LinearSum(terms))
