"""The best rota so far, shared by all who search: it changes only for the better."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from solver import verify
from solver.board import Board
from solver.outcome import Progress
from solver.problem import Plan
from solver.rules.changes import Changes
from solver.search.judge import Judge

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from solver.problem import Cover, Duty, RotaProblem
    from solver.search.clock import Clock


class State(NamedTuple):
    """A rota of one moment: its duties, who is missing, and what it costs beside that.

    `dear` has the costs of rules that look at everybody, by the minute at which they are paid.
    """

    duties: Mapping[Duty, None]
    missing: Mapping[Cover, int]
    uncovered: int
    objective: int
    dear: Mapping[int, int]


class Incumbent:
    """The best rota so far: uncovered minutes first, then costs.

    Several searchers may propose changes at once; each change is checked against what the others
    have done meanwhile. Who reads `state` gets one that never changes.
    """

    def __init__(
        self, problem: RotaProblem, clock: Clock, watch: Callable[[Progress], None]
    ) -> None:
        self.problem = problem
        self.clock = clock
        self.board = Board(problem.covers)
        given = self._given(problem.kept)
        self.needed = {cover: cover.need - given[cover] for cover in problem.covers}
        self.bound: int | None = None
        self.changes = next((r for r in problem.rules if isinstance(r, Changes)), None)
        self.least_changed = 0
        self._proven_uncovered = 0
        self._watch = watch
        self._lock = Lock()
        self._judge = Judge(problem)
        dear = self._judge.joint(problem.kept)
        cost = self._judge.apart(problem.kept) + sum(dear.values())
        # A dict of duties for its order: sets of names differ from run to run, and so would the
        # search.
        self.state = State({}, self.needed, _minutes(self.needed), cost, dear)
        broken = verify.breaches(problem, Plan(frozenset(problem.kept)))
        # Who may not stay without duties (some have a minimum) and has not been given any yet.
        self.waiting = dict.fromkeys(b.person for b in broken if b.person)

    @cached_property
    def options(self) -> Sequence[Duty]:
        """The duties that may be given, in order of time."""
        return sorted(self.problem.admitted, key=lambda d: (d.start, d.end))

    @cached_property
    def options_of(self) -> Mapping[str, Sequence[Duty]]:
        """The duties that may be given, by person, in order of time."""
        mine: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.options:
            mine[duty.person].append(duty)
        return mine

    @cached_property
    def posts_of(self) -> Mapping[str, set[tuple[str, str]]]:
        """The posts (stream and role) that each person might hold."""
        posts: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for duty in self.options:
            posts[duty.person].update((hold.stream, duty.role) for hold in duty.holds)
        return posts

    @cached_property
    def posts(self) -> Sequence[tuple[str, str]]:
        """All posts that somebody might hold."""
        return sorted(set().union(*self.posts_of.values()))

    @property
    def least_uncovered(self) -> int:
        """Person-minutes of which it is known that no rota can cover them."""
        return max(self._hopeless, self._proven_uncovered)

    @property
    def proven_cover(self) -> bool:
        """Tell whether no rota covers more."""
        return self.uncovered == self.least_uncovered

    def prove_cover(self, uncovered: int) -> None:
        """Take note that no rota leaves fewer minutes uncovered."""
        self._proven_uncovered = max(self._proven_uncovered, uncovered)

    @cached_property
    def _hopeless(self) -> int:
        return sum(count * cover.minutes for cover, count in self.hopeless.items())

    @cached_property
    def hopeless(self) -> Mapping[Cover, int]:
        """How many each cover lacks at the least, because too few people may take it at all."""
        able: dict[Cover, set[str]] = {cover: set() for cover in self.problem.covers}
        for duty in (*self.options, *self.problem.kept):
            for cover in self.board.given_by(duty):
                able[cover].add(duty.person)
        return {cover: max(0, cover.need - len(who)) for cover, who in able.items()}

    @property
    def plan(self) -> Plan:
        """The rota, with what was kept."""
        return Plan(frozenset((*self.problem.kept, *self.state.duties)))

    @property
    def duties(self) -> Collection[Duty]:
        """The duties given that may be changed."""
        return self.state.duties.keys()

    @property
    def uncovered(self) -> int:
        """Person-minutes that are not covered."""
        return self.state.uncovered

    @property
    def objective(self) -> int:
        """What the rota costs beside uncovered minutes."""
        return self.state.objective

    @property
    def gaps(self) -> Sequence[Cover]:
        """The covers that lack somebody."""
        return [cover for cover, count in self.state.missing.items() if count]

    def replace(self, old: Collection[Duty], new: Collection[Duty]) -> bool:
        """Exchange some duties for others if that is better; tell whether it is.

        Refused as well if others have meanwhile changed the rota so that it no longer fits.
        """
        gone, come = _different(old, new)
        people = {duty.person for duty in (*gone, *come)}
        with self._lock:
            after = self._exchanged(gone, come, people)
            if after is None:
                return False
            before, settled = self.state, [who for who in self.waiting if who in people]
            worse = (after.uncovered, after.objective) >= (before.uncovered, before.objective)
            # Bounds are about what was uncovered when they were found: it never grows.
            if worse and not (settled and after.uncovered <= before.uncovered):
                return False
            self.state = after
            for who in settled:
                del self.waiting[who]
        self.tell()
        return True

    def _exchanged(
        self, gone: Collection[Duty], come: Mapping[Duty, None], people: Collection[str]
    ) -> State | None:
        """Return the state after an exchange, or None if it is not possible now."""
        now = self.state
        if any(duty not in now.duties for duty in gone):
            return None
        given, taken = self._given(come), self._given(gone)
        missing = {cover: n + taken[cover] - given[cover] for cover, n in now.missing.items()}
        if any(missing[cover] < 0 for cover in given):
            return None
        before = [d for d in (*self.problem.kept, *now.duties) if d.person in people]
        after = [*(d for d in before if d not in gone), *come]
        if not self._judge.legal(people, after):
            return None
        duties = {**{d: None for d in now.duties if d not in gone}, **come}
        dear = self._judge.joint((*self.problem.kept, *duties))
        cost = self._judge.apart(after) - self._judge.apart(before)
        cost += sum(dear.values()) - sum(now.dear.values())
        return State(duties, missing, _minutes(missing), now.objective + cost, dear)

    def _given(self, duties: Iterable[Duty]) -> Counter[Cover]:
        return Counter(cover for duty in duties for cover in self.board.given_by(duty))

    @property
    def changed(self) -> int:
        """How many duties of a previous rota are not given again."""
        if self.changes is None:
            return 0
        taken_away = sum(1 for _ in self.changes.taken_away(self.plan))
        return len(self.changes.gone) + taken_away

    def prove_changes(self, least: int) -> None:
        """Take note that no rota that covers as much changes less."""
        self.least_changed = max(least, self.least_changed)
        self.tell()

    def prove_rest(self, bound: int) -> None:
        """Take note of a bound of what is paid beside the changes to a previous rota."""
        weight = self.changes.weight if self.changes else 0
        self.prove(bound + weight * self.least_changed)

    def prove(self, bound: int) -> None:
        """Take note of a bound of the costs."""
        with self._lock:
            if self.bound is not None and bound <= self.bound:
                return
            self.bound = bound
        self.tell()

    @property
    def proven(self) -> bool:
        """Tell whether nothing can be better."""
        now = self.state
        best = now.uncovered == self.least_uncovered and not self.waiting
        return best and self.bound is not None and self.bound >= now.objective

    def tell(self) -> None:
        """Let the watcher hear how far the search is."""
        now, seconds = self.state, self.clock.seconds
        fewest = self.changed == self.least_changed
        duties = (*self.problem.kept, *now.duties)
        self._watch(Progress(seconds, now.uncovered, now.objective, self.bound, fewest, duties))


def _minutes(missing: Mapping[Cover, int]) -> int:
    return sum(count * cover.minutes for cover, count in missing.items() if count)


def _different(
    old: Iterable[Duty], new: Iterable[Duty]
) -> tuple[dict[Duty, None], dict[Duty, None]]:
    """Return what goes and what comes, without what stays."""
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    gone = {d: None for d in before if d not in after}
    return gone, {d: None for d in after if d not in before}
