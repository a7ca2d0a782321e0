"""Two rotas side by side: what changed, for whom, and what each costs, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from oncall.assignments import as_rows
from oncall.checking import check
from oncall.published import entry
from oncall.rota import plan_of
from oncall.versions import changes
from solver import verify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oncall.assignments import Assignment
    from oncall.checking import Check
    from oncall.folder.facts import Folder
    from oncall.planning import Planning
    from oncall.versions import Change


class CostOf(NamedTuple):
    """What the two rotas pay under one rule."""

    before: int
    after: int


class Comparison(NamedTuple):
    """What differs between two rotas of the same weeks, and how good each is."""

    changes: tuple[Change, ...]
    costs: dict[str, CostOf]
    before: Check
    after: Check

    @property
    def people(self) -> tuple[str, ...]:
        """Whom it touches, in order of ids."""
        return tuple(sorted({who for change in self.changes for who in change.people}))

    def entry(self, folder: Folder) -> dict[str, Any]:
        """Return the comparison as JSON has it, each duty in its person's local time."""

        def side(each: Assignment | None) -> dict[str, Any] | None:
            return entry(each, folder.people[each.person].site.zone) if each else None

        return {
            "changes": [
                {"before": side(change.before), "after": side(change.after)}
                for change in self.changes
            ],
            "costs": {name: cost._asdict() for name, cost in self.costs.items()},
            "people": list(self.people),
            "breaches": [b.sentence for b in self.after.breaches],
            "gaps": [gap.entry() for gap in self.after.gaps],
        }


def compare(
    priced: Planning, folder: Folder, before: Sequence[Assignment], after: Sequence[Assignment]
) -> Comparison:
    """Return how two rotas of the same weeks differ; `priced` must know what is paid for."""
    old, new = (
        verify.costs(priced.problem, plan_of(priced, as_rows(some, folder)))
        for some in (before, after)
    )
    costs = {name: CostOf(old[name].cost, new[name].cost) for name in new}
    return Comparison(
        changes(before, after),
        costs,
        check(priced, folder, before),
        check(priced, folder, after),
    )
