"""How fast a published rota is mended when somebody falls ill."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from oncall.folder.previous_file import Previous
from oncall.localtime import Span
from oncall.people import Absence
from oncall.rota import rows_of
from oncall.streams import Weeks
from solver.outcome import Budget
from solver.solve import solve
from web.gather import gather_again

if TYPE_CHECKING:
    from oncall.folder.facts import Folder
    from oncall.folder.rota_file import RotaRow
    from solver.outcome import Progress
    from web.bench.firms import Work

PUBLISHED_IN, AGAIN_IN, WITHIN = Budget(seconds=20), Budget(seconds=6), 3.0


class Mended(NamedTuple):
    """When the rota was whole again with no more changes than proven necessary (None: never)."""

    seconds: float | None
    changes: int

    def say(self) -> str:
        """Return it in words."""
        if self.seconds is None:
            return f"{self.changes} duties changed, not proven to be the least"
        return f"{self.seconds:.1f} s; {self.changes} duties changed, proven to be the least"

    @property
    def reached(self) -> bool:
        """Tell whether it was fast enough."""
        return self.seconds is not None and self.seconds <= WITHIN


def mend(
    work: Work, seed: int, published_in: Budget = PUBLISHED_IN, again_in: Budget = AGAIN_IN
) -> Mended:
    """Publish a rota, let whoever has most duties in its second week fall ill, plan that again."""
    folder = work.folder(seed)
    asked = work.planning(folder)
    published = rows_of(asked, solve(asked.problem, published_in).plan)
    week = Weeks(work.weeks.first + timedelta(days=7), 7)
    ill = _with_illness(folder, published, week)
    begun = perf_counter()
    again = gather_again(ill, week, Previous(published), ())
    whole: list[float] = []

    def watch(progress: Progress) -> None:
        if not progress.uncovered and progress.fewest_changes and not whole:
            whole.append(perf_counter() - begun)

    outcome = solve(again.problem, again_in, watch)
    return Mended(whole[0] if whole else None, outcome.costs["changes"].amount)


def _with_illness(folder: Folder, rows: tuple[RotaRow, ...], week: Weeks) -> Folder:
    spans = {p.id: week.span(p.site.zone) for p in folder.people.values()}
    duties = Counter(r.person.id for r in rows if r.span.overlaps(spans[r.person.id]))
    who = folder.people[max(sorted(duties), key=lambda id_: duties[id_])]
    span = spans[who.id]
    ill = replace(who, absences=(*who.absences, Absence(Span(span.start, span.end), "flu")))
    return replace(folder, people={**folder.people, who.id: ill})
