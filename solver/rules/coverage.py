"""Cover: every booked minute has its people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from solver.board import Board
from solver.rule import Breach, Priced
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ortools.sat.python import cp_model

    from solver.draft import Draft, Literal
    from solver.problem import Cover, Duty, Plan, RotaProblem


class Gap(NamedTuple):
    """So many people are missing in a stream and role from `start` to `end` (minutes)."""

    stream: str
    role: str
    start: int
    end: int
    missing: int

    @property
    def points(self) -> int:
        """The uncovered minutes."""
        return (self.end - self.start) * self.missing


@dataclass(frozen=True)
class Coverage(Priced):
    """In every booked minute each role is held by as many different people as are asked for."""

    name = "coverage"
    covers: tuple[Cover, ...]

    @cached_property
    def _board(self) -> Board:
        return Board(self.covers)

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse a duty that stands, even in part, where nobody is asked for."""
        booked = sum(c.end - c.start for c in self._board.given_by(duty))
        if booked == sum(hold.end - hold.start for hold in duty.holds):
            return None
        span = problem.person[duty.person].calendar.say_span(duty.start, duty.end)
        return Sentence(
            "nobody is asked for as %(role)s in a part of %(when)s",
            role=Sentence(duty.role),
            when=span,
        )

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Give each cover its people or count who is missing; too many are not possible."""
        board = Board(draft.covers)
        takers: dict[Cover, list[Literal]] = {cover: [] for cover in draft.covers}
        for duty in draft.options:
            for cover in board.given_by(duty):
                takers[cover].append(draft.takes(duty))
        missing: list[tuple[cp_model.IntVar, int]] = []
        for cover, some in takers.items():
            gap = draft.model.new_int_var(0, cover.most_missing, "")
            draft.model.add(draft.count([*some, gap]) == cover.need)
            missing.append((gap, cover.end - cover.start))
        return draft.total(missing)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each stretch with too few (paid for) or too many (broken)."""
        for gap in self.gaps(plan):
            sentence = f"{gap.missing} missing as {gap.role}"
            yield self.cost(None, gap.start, sentence, gap.points)
        for post in self._difference(plan):
            if post.missing < 0:
                calendar = problem.people[0].calendar
                span = calendar.say_span(post.start, post.end)
                why = Sentence(
                    "%(many)s too many as %(role)s, %(when)s",
                    many=-post.missing,
                    role=Sentence(post.role),
                    when=span,
                )
                yield Breach(self.name, why, start=post.start)

    def gaps(self, plan: Plan) -> tuple[Gap, ...]:
        """Return the stretches that have too few people, each as long as its number is the same."""
        return tuple(g for g in self._difference(plan) if g.missing > 0)

    def _difference(self, plan: Plan) -> Iterator[Gap]:
        """Yield, for every post, the stretches where need and people differ (need - people)."""
        holds: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for duty in plan.duties:
            for hold in duty.holds:
                holds[hold.stream, duty.role].append((hold.start, hold.end, duty.person))
        for post in sorted({*holds, *self._board.posts}):
            yield from _compare(post, self._board.posts.get(post, ()), holds[post])


def _missing(level: dict[str, int], changes: Iterable[tuple[str, int]]) -> int:
    """Change who is needed («») and who is there, and return how many are missing then."""
    for who, change in changes:
        level[who] += change
        if not level[who]:
            del level[who]  # who has been on duty once need not be counted ever after
    return level[""] - sum(1 for who in level if who)


def _compare(
    post: tuple[str, str], covers: Sequence[Cover], holds: Sequence[tuple[int, int, str]]
) -> Iterator[Gap]:
    """Sweep one post from instant to instant."""
    turns: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for cover in covers:
        turns[cover.start].append(("", cover.need))
        turns[cover.end].append(("", -cover.need))
    for start, end, person in holds:
        turns[start].append((person, 1))
        turns[end].append((person, -1))
    level: dict[str, int] = defaultdict(int)
    found: Gap | None = None
    for start, end in pairwise(sorted(turns)):
        missing = _missing(level, turns[start])
        if found and (found.end, found.missing) == (start, missing):
            found = found._replace(end=end)
            continue
        if found:
            yield found
        found = Gap(*post, start, end, missing) if missing else None
    if found:
        yield found
