"""Make a rota cheaper: decide parts of it anew, of the size that can be decided in a moment."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from solver.search.part import decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solver.search.incumbent import Incumbent
    from solver.search.neighbourhoods import Neighbourhood

# Seconds (or units of effort) for one part: at first, and when nothing is gained any more.
SHORT, LONG = 0.5, 12.0
# So many parts in a row without any gain make the next ones longer.
PATIENCE = 4


@dataclass
class _Sized:
    """A neighbourhood and how far it reaches now: further while parts are decided to the end."""

    neighbourhood: Neighbourhood
    reach: float
    most: float

    def learn(self, *, proven: bool, spent: float) -> None:
        """Take larger parts after a proof, much larger after a quick one, smaller after none.

        `spent` is what the last part took of its limit, from 0 to 1.
        """
        factor = 0.85 if not proven else 1.1 if spent > 0.3 else 1.35
        self.reach = min(self.most, max(self.neighbourhood.least, self.reach * factor))


def improve(best: Incumbent, seed: int, neighbourhoods: Sequence[Neighbourhood]) -> None:
    """Go on until the time is over or nothing can be better."""
    dice = Random(seed)  # noqa: S311 - for variety, not for secrets
    limit, idle = SHORT, 0
    ways = [
        _Sized(each, 2 * each.least, each.most(best)) for each in neighbourhoods if best.options
    ]
    while ways and best.clock.left and not best.proven:
        way = dice.choice(ways)
        part = way.neighbourhood.choose(best, dice, way.reach)
        left = best.clock.left
        answer = decide(best, *part, limit, may_uncover=not best.proven_cover)
        way.learn(proven=answer.proven, spent=(left - best.clock.left) / limit)
        idle = 0 if answer.better else idle + 1
        if answer.better:
            limit = max(SHORT, limit / 1.15)
        elif idle % PATIENCE == 0:
            limit = min(LONG, limit * 1.5)
    if best.proven:
        best.clock.over.set()
