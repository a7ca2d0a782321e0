"""Shares are as even as may be: never more than somebody can do, never less without a reason."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from solver.even import even_shares

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PEOPLE = "abcde"
Parts = dict[frozenset[str], int]


class Work(NamedTuple):
    """What is to be done and has been done, and how much weight each person has."""

    parts: Parts
    weights: dict[str, int]
    done: dict[str, int]

    def shares(self) -> Mapping[str, int]:
        return even_shares(self.parts, self.weights, self.done)

    def most(self, group: Collection[str]) -> int:
        """Return what some people can have done in the end, if nobody else does any of it."""
        open_ = sum(amount for who, amount in self.parts.items() if who & set(group))
        return open_ + sum(self.done[who] for who in group)


groups = st.frozensets(st.sampled_from(PEOPLE), min_size=1)
amounts = st.integers(0, 5000)
works = st.builds(
    Work,
    st.dictionaries(groups, amounts, max_size=6),
    st.fixed_dictionaries(dict.fromkeys(PEOPLE, st.integers(1, 9))),
    st.fixed_dictionaries(dict.fromkeys(PEOPLE, st.just(0) | amounts)),
)


def groups_of(people: Collection[str]) -> Iterator[tuple[str, ...]]:
    return (some for size in range(1, len(people) + 1) for some in combinations(people, size))


def slowly(work: Work) -> dict[str, int]:
    """The same shares by trying all groups: the one that can do least for its weight comes first.

    What somebody does alone, having done it already, is cut to the level of the parts they can do.
    """
    parts = {**work.parts}
    for who, amount in work.done.items():
        parts[frozenset({who})] = parts.get(frozenset({who}), 0) + amount
    levels: dict[str, Fraction] = {}
    while left := [who for who in PEOPLE if who not in levels]:
        found: list[tuple[Fraction, tuple[str, ...]]] = []
        for some in groups_of(left):
            can = sum(amount for who, amount in parts.items() if who & set(some))
            found.append((Fraction(can, sum(work.weights[who] for who in some)), some))
        level, tightest = min(found)
        levels |= dict.fromkeys(tightest, level)
        parts = {who: amount for who, amount in parts.items() if not who & set(tightest)}
    shared = {who: [] for who in PEOPLE}
    for some, amount in work.parts.items():
        for who in some if amount else ():
            shared[who].append(min(levels[other] for other in some))
    top = {who: max(mine, default=levels[who]) for who, mine in shared.items()}
    return {who: int(work.weights[who] * top[who]) for who in PEOPLE}


@given(works)
def test_shares_are_those_of_the_tightest_groups_first(work: Work) -> None:
    assert work.shares() == slowly(work)


@given(works)
def test_no_group_has_a_larger_share_than_all_it_can_do(work: Work) -> None:
    shares = work.shares()
    for some in groups_of(PEOPLE):
        assert sum(shares[who] for who in some) <= work.most(some)


@given(works)
def test_shares_add_up_with_what_was_done_beyond_them(work: Work) -> None:
    shares = work.shares()
    rounded = work.most(PEOPLE) - sum(max(shares[who], work.done[who]) for who in PEOPLE)
    assert 0 <= rounded < len(PEOPLE)


@given(works)
def test_whoever_has_less_for_the_weight_than_another_can_take_nothing_over(work: Work) -> None:
    """They are in a group without the other that is given all it can do, but for rounding."""
    shares, weights = work.shares(), work.weights
    for less, more in combinations(sorted(PEOPLE, key=lambda w: shares[w] / weights[w]), 2):
        if (shares[less] + 1) * weights[more] < shares[more] * weights[less]:
            apart = (some for some in groups_of(PEOPLE) if less in some and more not in some)
            assert any(
                work.most(some) - sum(max(shares[who], work.done[who]) for who in some) < len(some)
                for some in apart
            )


@given(st.integers(0, 5000), works)
def test_where_all_can_do_all_shares_are_in_proportion(amount: int, work: Work) -> None:
    shares = even_shares({frozenset(PEOPLE): amount}, work.weights, dict.fromkeys(PEOPLE, 0))
    whole = sum(work.weights.values())
    assert shares == {who: amount * work.weights[who] // whole for who in PEOPLE}


@given(works, st.permutations(PEOPLE))
def test_the_order_of_people_makes_no_difference(work: Work, order: list[str]) -> None:
    weights = {who: work.weights[who] for who in order}
    parts = dict(reversed(work.parts.items()))
    assert even_shares(parts, weights, work.done) == work.shares()


def test_without_weight_there_is_no_share_and_what_nobody_can_do_is_dropped() -> None:
    work = {frozenset("a"): 500, frozenset("ab"): 300}
    assert even_shares(work, {"a": 0, "b": 2}, {"a": 70, "b": 0}) == {"a": 0, "b": 300}
    assert even_shares({frozenset("a"): 500}, {"a": 0}, {"a": 0}) == {"a": 0}
    assert even_shares({}, {}, {}) == {}


def test_three_who_share_one_small_part_have_no_more_than_that() -> None:
    """The rest, 1900, is shared by the two others, who stay out of the small part."""
    parts = {frozenset("abcde"): 300, frozenset("de"): 1600}
    assert even_shares(parts, dict.fromkeys(PEOPLE, 1), dict.fromkeys(PEOPLE, 0)) == {
        **dict.fromkeys("abc", 100),
        **dict.fromkeys("de", 800),
    }


def test_what_somebody_has_done_beyond_the_others_level_is_no_part_of_the_share() -> None:
    """Together 60 + 30 were to be done; b and c end at 15, and that is a's share as well."""
    parts = {frozenset("abc"): 30}
    shares = even_shares(parts, {"a": 1, "b": 1, "c": 1}, {"a": 60, "b": 0, "c": 0})
    assert shares == {"a": 15, "b": 15, "c": 15}
