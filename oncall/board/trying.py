"""Changes of one duty, tried one after the other: what each would break, open, or hold twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.assignments import as_rows
from oncall.board.cover import levels
from oncall.localtime import Span, subtract
from oncall.rota import plan_of
from solver.rules import Blocked, Eligible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.assignments import Assignment
    from oncall.board.apart import Apart
    from oncall.streams import Stream
    from solver.rule import Breach

# A change of cover is looked for so far around a duty; no duty is longer.
NEAR: Final = timedelta(days=4)
MINUTE_BY_MINUTE: Final = (Eligible, Blocked)


class CoverOf(NamedTuple):
    """Whether a change opens a gap, and whether it puts somebody where nobody is asked for."""

    opens: bool = False
    too_many: bool = False


@dataclass(frozen=True)
class Trying:
    """Says of single duties what `oncall.checking.effect` says, many times as fast.

    Each person's duties are checked by themselves; cover does not depend on who gives it.
    """

    apart: Apart
    rows: tuple[Assignment, ...]
    _tried: dict[tuple[str, frozenset[Assignment]], tuple[Breach, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _short: dict[tuple[str, Assignment], tuple[Span, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def broken(self, gone: Assignment | None, new: tuple[Assignment, ...]) -> tuple[Breach, ...]:
        """Return the musts, cover aside, that are broken anew with `new` in the place of a duty.

        Where somebody can't hold a minute of it whatever else they have, that is all that is told.
        """
        if refused := self._refused(gone, new):
            return refused
        out = frozenset([gone] if gone else [])
        found: list[Breach] = []
        for who in sorted({each.person for each in (*out, *new)}):
            mine = self._of.get(who, frozenset())
            before = self.apart.of(who, mine).broken
            after = (mine - out) | {each for each in new if each.person == who}
            found += (b for b in self._after(who, after) if b not in before)
        return tuple(sorted(found, key=lambda breach: breach.start))

    def _refused(self, gone: Assignment | None, new: tuple[Assignment, ...]) -> tuple[Breach, ...]:
        """Return what stands against a minute of it: a skill that lacks, an absence."""
        someone_else = (each for each in new if gone is None or each.person != gone.person)
        plan = plan_of(self.apart.planning, as_rows(someone_else, self.apart.folder))
        rules = (r for r in self.apart.planning.problem.rules if isinstance(r, MINUTE_BY_MINUTE))
        return tuple(b for rule in rules for b in rule.breaches(self.apart.planning.problem, plan))

    def cover(self, old: Assignment, new: Assignment) -> CoverOf:
        """Return what becomes of the cover where a duty moves."""
        was, is_ = ({s.id: s for s in self.streams(each)} for each in (old, new))
        found = CoverOf()
        for name, stream in {**was, **is_}.items():
            before = [old.span] if name in was else []
            after = [new.span] if name in is_ else []
            short = self._short_without(stream, old)
            lost, won = subtract(before, after), subtract(after, before)
            opens = any(part.overlaps(stretch) for part in lost for stretch in short)
            found = CoverOf(found.opens or opens, found.too_many or bool(subtract(won, short)))
        return found

    def streams(self, each: Assignment) -> list[Stream]:
        """Return the streams that a duty is for."""
        names = set(each.bookings)
        streams = self.apart.planning.streams.values()
        return [s for s in streams if not names.isdisjoint(b.id for b in s.bookings)]

    def _short_without(self, stream: Stream, held: Assignment) -> tuple[Span, ...]:
        """Return when a stream lacks somebody near a duty if it were not there."""
        key = (stream.id, held)
        if key not in self._short:
            others = (each for each in self._beside(stream, held) if each.duty != held.duty)
            known = levels(stream, held.role, others)
            self._short[key] = tuple(s for s, level in known if level.needed > level.held)
        return self._short[key]

    def _beside(self, stream: Stream, held: Assignment) -> Iterator[Assignment]:
        names = {booking.id for booking in stream.bookings}
        near = Span(held.span.start - NEAR, held.span.end + NEAR)
        for each in self.rows:
            same = each.role == held.role and not names.isdisjoint(each.bookings)
            if same and each.span.overlaps(near):
                yield each

    def _after(self, who: str, rows: frozenset[Assignment]) -> tuple[Breach, ...]:
        if (who, rows) not in self._tried:
            self._tried[who, rows] = self.apart.tried(rows).broken
        return self._tried[who, rows]

    @cached_property
    def _of(self) -> dict[str, frozenset[Assignment]]:
        found: dict[str, set[Assignment]] = defaultdict(set)
        for each in self.rows:
            found[each.person].add(each)
        return {who: frozenset(some) for who, some in found.items()}
