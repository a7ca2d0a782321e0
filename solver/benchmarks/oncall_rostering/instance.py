"""The nouns of an instance; days are numbered from 0, in the model from 1."""

from __future__ import annotations

from dataclasses import dataclass

# A weekend counts as one day, so that a week has five.
WEEK = 5


@dataclass(frozen=True)
class Member:
    """One of the staff: the work load in per cent, days not available, days that are fixed."""

    work_load: int
    unavailable: frozenset[int]
    fixed: frozenset[int]


@dataclass(frozen=True)
class Instance:
    """Staff, who are numbered from 1, and the days of which each needs one of them."""

    staff: tuple[Member, ...]
    days: int
    weekend_offset: int
    adjacent_strength: int
    wednesday_strength: int

    @property
    def weekends(self) -> range:
        """The days that are a weekend."""
        return range(self.weekend_offset, self.days, WEEK)

    @property
    def fixed(self) -> frozenset[int]:
        """The days that are fixed for anybody."""
        return frozenset().union(*(member.fixed for member in self.staff))
