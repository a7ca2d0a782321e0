"""report.json: how good a rota is, what it leaves open and why, and what each person carries."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from oncall.cures import cure_of
from oncall.rota import booked_gap
from solver.explain import obstacles
from solver.load import HUNDREDTHS, load
from solver.problem import days_of
from solver.rules import Burden
from solver.sentence import Sentence, about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from oncall.planning import Planning
    from oncall.rota import BookedGap
    from solver.outcome import Outcome
    from solver.problem import Plan
    from solver.rules.coverage import Gap

# What report.json says of a person; the frame has the fair shares besides.
CARRIED: Final = ("hours", "nights", "weekends", "holidays", "standby_days")
SHARED: Final = tuple(f"share_{kind}" for kind in CARRIED[:-1])
# A cure is solved for, which takes a second or more; whoever has more gaps has another problem.
MOST_CURES: Final = 10


class Explained(NamedTuple):
    """A gap, why each of the team can't close it, and the cheapest change that would, if any."""

    gap: BookedGap
    because: tuple[str, ...]
    cure: str | None

    def entry(self) -> dict[str, Any]:
        """Return the gap as JSON has it; without `cure` where there is none."""
        cure = {} if self.cure is None else {"cure": self.cure}
        return self.gap.entry() | {"because": list(self.because)} | cure


def explained_gaps(
    planning: Planning,
    outcome: Outcome,
    stop: Event | None = None,
    hear: Callable[[int, int], None] = lambda _at, _of: None,
) -> tuple[Explained, ...]:
    """Return each gap with a sentence for everybody of the team, and with its cure.

    Once `stop` is set no more cures are looked for. `hear` is told which of how many is next.
    """
    stop = stop or Event()
    found: list[Explained] = []
    for at, gap in enumerate(outcome.gaps):
        if at < MOST_CURES:
            hear(at + 1, min(MOST_CURES, len(outcome.gaps)))
        found.append(_explained(planning, outcome.plan, gap, stop if at < MOST_CURES else None))
    return tuple(found)


def _explained(planning: Planning, plan: Plan, gap: Gap, stop: Event | None) -> Explained:
    team = planning.streams[gap.stream].team
    people = [person.id for person in planning.facts.people if team in person.teams]
    found = obstacles(planning.problem, plan, gap, people)
    because = [about(planning.problem.person[each.person].name, each.why) for each in found]
    nearest = [each.person for each in found]
    return Explained(
        booked_gap(planning, gap),
        tuple(because or [Sentence("nobody is in team %(team)s", team=team.id)]),
        cure_of(planning, plan, gap, nearest, stop) if stop else None,
    )


def fairness(planning: Planning, plan: Plan) -> pd.DataFrame:
    """Return what each person carries, with the fair share of each kind beside it.

    Counted like the rule: history and planned weeks together, for those who can hold something
    that is booked or who have done so. Standby days are those of the plan alone, so that they
    add up to those of the report.
    """
    rows = dict(_carried(planning, plan))
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*CARRIED, *SHARED])


def report(
    outcome: Outcome,
    gaps: Sequence[Explained],
    table: pd.DataFrame,
    seed: int,
    versions: Mapping[str, str],
) -> dict[str, Any]:
    """Return report.json as FORMATS has it, with `table` as `fairness` makes it.

    `stopped` is there only where somebody did stop the search.
    """
    return {
        "status": "optimal" if outcome.proven else "feasible",
        "seconds": round(outcome.seconds, 3),
        "objective": outcome.objective,
        "bound": outcome.bound,
        "gap": round(outcome.gap, 6),
        "costs": {
            name: {"weight": cost.weight, "amount": cost.amount, "cost": cost.cost}
            for name, cost in outcome.costs.items()
        },
        "gaps": [gap.entry() for gap in gaps],
        "standby_days": int(table["standby_days"].sum()),
        "fairness": table[[*CARRIED]].rename_axis("person").reset_index().to_dict("records"),
        "seed": seed,
        "versions": dict(versions),
    } | ({"stopped": True} if outcome.stopped else {})


def _carried(planning: Planning, plan: Plan) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each person's row of the fairness table, in the order of people.csv."""
    problem = planning.problem
    shares = {
        who: some for r in problem.rules if isinstance(r, Burden) for who, some in r.fair.items()
    }
    for person in problem.people:
        mine = [*problem.past_of(person.id), *plan.of(person.id)]
        if person.id in shares or mine:
            minutes, *counts = load(person, mine)
            share = [n / HUNDREDTHS for n in shares.get(person.id, (0, 0, 0, 0))]
            days = len(days_of(person, plan.of(person.id)))
            hours = round(minutes / 60, 2)
            yield person.id, (hours, *counts, days, round(share[0] / 60, 2), *share[1:])
