"""Shares as even as may be, where not everybody can do every part of the work."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Amounts of work, by the people who can do them.
Parts = Counter[frozenset[str]]


def even_shares(
    parts: Mapping[frozenset[str], int], weights: Mapping[str, int], done: Mapping[str, int]
) -> Mapping[str, int]:
    """Return what everybody should have done in the end: in proportion to weight, if that can be.

    `parts` are still to be done, and by whom they can be; they go to those who have done least for
    their weight. Whoever ends below another can do nothing of what that one has to. What somebody
    has `done` beyond the level of those who share their work is no part of the share. Shares are
    rounded down; without a weight there is none.
    """
    open_ = Parts()
    for some, amount in parts.items():
        open_[frozenset(who for who in some if weights[who])] += amount
    del open_[frozenset()]
    whole = open_ + Parts({frozenset({who}): done[who] for who in weights if weights[who]})
    levels = _levels(whole, {who: weight for who, weight in weights.items() if weight})
    reached: dict[str, Fraction] = {}
    for some in +open_:
        lowest = min(levels[who] for who in some)  # the part is done by those at this level
        reached |= {who: max(lowest, reached.get(who, lowest)) for who in some}
    levels |= reached
    return {who: floor(weight * levels.get(who, 0)) for who, weight in weights.items()}


def _levels(parts: Parts, weights: Mapping[str, int]) -> dict[str, Fraction]:
    """Return shares per weight; who must do more than the average is apart from the rest."""
    if not parts:
        return dict.fromkeys(weights, Fraction(0))
    over = _overloaded(parts, weights)
    if not over:
        return dict.fromkeys(weights, Fraction(parts.total(), sum(weights.values())))
    own, rest = Parts(), Parts()
    for some, amount in parts.items():
        if some <= over:
            own[some] += amount
        else:
            rest[some - over] += amount
    return {
        **_levels(own, {who: weight for who, weight in weights.items() if who in over}),
        **_levels(rest, {who: weight for who, weight in weights.items() if who not in over}),
    }


def _overloaded(parts: Parts, weights: Mapping[str, int]) -> frozenset[str]:
    """Return who has to do more than the average, because what others can do is too little.

    The parts flow to the people, each of whom takes as much as the average says; where some of it
    is left over, the cheapest cut shows by whom. Whole numbers: all is multiplied by the weights.
    """
    # Loaded where it is needed: a rota is checked by the rules of a planning without OR-Tools.
    from ortools.graph.python.max_flow import SimpleMaxFlow  # type: ignore[import-untyped]

    amount, weight = parts.total(), sum(weights.values())
    source, sink = 0, 1
    node = {who: n for n, who in enumerate(weights, 2)}
    flow = SimpleMaxFlow()
    for part, (some, much) in enumerate(parts.items(), 2 + len(node)):
        flow.add_arc_with_capacity(source, part, much * weight)
        for who in some:
            flow.add_arc_with_capacity(part, node[who], much * weight)
    for who, mine in weights.items():
        flow.add_arc_with_capacity(node[who], sink, amount * mine)
    flow.solve(source, sink)
    left_over = frozenset(flow.get_source_side_min_cut())
    return frozenset(who for who in weights if node[who] in left_over)
