"""Emptying a rule is noticed: without what it asks or refuses, the cheapest rota breaks it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from solver import rules
from solver.load import Load
from solver.problem import Cover, Plan, merged
from solver.rule import Rule
from tests.solver.asked import cheapest
from tests.solver.problems import BERLIN, KINDS, at, cover, daily, day, duty, problem, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solver.problem import Duty, RotaProblem

EARLY, LATE = "2026-12-07T08:00/T10:00", "2026-12-07T10:00/T12:00"
MORNING, NOON = "2026-12-07T08:00/T12:00", "2026-12-07T12:00/T16:00"
EVENING, TUESDAY = "2026-12-07T18:00/T22:00", "2026-12-08T08:00/T12:00"
ALWAYS = (0, at("2027-04-01T00:00"))


@dataclass(frozen=True)
class Case:
    """A problem in which one part of a rule makes the difference."""

    kind: type[Rule]
    part: str
    problem: RotaProblem

    def __str__(self) -> str:
        return f"{self.kind.__name__}.{self.part}"

    @property
    def rule(self) -> Rule:
        """The rule in question."""
        return next(rule for rule in self.problem.rules if type(rule) is self.kind)

    def without(self) -> RotaProblem:
        """Return the same problem, in which the rule says nothing in this part."""
        silent = type(self.kind.__name__, (self.kind,), {self.part: getattr(Rule, self.part)})
        parameters = {f.name: getattr(self.rule, f.name) for f in fields(self.rule) if f.init}
        others = [rule for rule in self.problem.rules if rule is not self.rule]
        return replace(self.problem, rules=(silent(**parameters), *others))

    def judged(self, duties: Iterable[Duty]) -> Judgement:
        """Return what the plain side of the whole rule says of some duties."""
        found = list(self.rule.breaches(self.problem, Plan(frozenset(merged(duties)))))
        return Judgement(sum(b.must for b in found), sum(b.points for b in found))


class Judgement(NamedTuple):
    """What the plain side of a rule says: broken musts, and points."""

    musts: int
    points: int


def must(part: str, rule: Rule, *duties: Duty, history: Sequence[Duty] = ()) -> Case:
    """Return a case that is covered best by giving all duties, if the rule lets them be."""
    covers = tuple(Cover(d.holds[0].stream, d.role, d.start, d.end, 1) for d in duties)
    book = [rule, rules.Coverage(1, covers)]
    return Case(type(rule), part, problem(duties, book, covers, history))


def price(rule: Rule, against: Rule, *duties: Duty, history: Sequence[Duty] = ()) -> Case:
    """Return a case of a morning that can be covered in several ways; `against` wants dear ones."""
    covers = (cover(EARLY), cover(LATE))
    book = [rule, against, rules.Coverage(1000, covers)]
    return Case(type(rule), "ask", problem(duties, book, covers, history))


def avoids(weight: int, *wishes: tuple[str, str]) -> rules.Wishes:
    """Return wishes of some people to be off duty at some time."""
    some = (rules.Wish(who, *span(when), prefer=False, weight=1) for who, when in wishes)
    return rules.Wishes(weight, tuple(some))


def lengths(most: int) -> rules.Length:
    """Return a rule for duties of one to so many hours."""
    return rules.Length({"A": rules.Bounds(60, 60 * most, *ALWAYS)}, {})


def work(rate: int) -> rules.Working:
    """Return a rule for Ada, who works 7 hours on Monday, with so many call-out minutes an hour."""
    ada = {"ada": {day("2026-12-07"): 7 * 60}}
    return rules.Working(8 * 60, ada, {"A": (rules.Rate(*ALWAYS, rate * 100),)})


def hours_of(**fair: int) -> rules.Burden:
    """Return a rule about hours only, with each person's share."""
    shares = {who: Load(60 * 100 * hours, 0, 0, 0) for who, hours in fair.items()}
    none = rules.Kind("nothing", 1, 0)
    return rules.Burden(1, shares, (rules.Kind("hours", 60, 1), none, none, none))


def split() -> list[Duty]:
    """Return a morning in two duties of different people."""
    return [duty("ben", EARLY), duty("cem", LATE)]


ASKED_FOR_HALF = rules.Coverage(1, (cover(EARLY),))
ASKED_FOR = rules.Coverage(1000, (cover(MORNING),))

CASES = [
    Case(
        rules.Coverage,
        "refuses",
        problem([duty("ada", MORNING)], [ASKED_FOR_HALF], ASKED_FOR_HALF.covers),
    ),
    Case(
        rules.Coverage,
        "ask",
        problem([duty("ada", MORNING)], [ASKED_FOR, rules.StandbyDays(1)], ASKED_FOR.covers),
    ),
    must(
        "refuses",
        rules.Eligible({("ada", "A", "primary"): "lacks the skill codec"}, {"ada": ALWAYS}),
        duty("ada", MORNING),
    ),
    must(
        "refuses",
        rules.Blocked({"ada": (rules.Stretch(*span(EARLY), "absent"),)}, {}),
        duty("ada", MORNING),
    ),
    must("refuses", rules.Reachable(3 * 60), duty("ada", MORNING)),
    must("ask", rules.Reachable(6 * 60), duty("ada", MORNING), duty("ada", EVENING)),
    must("refuses", work(rate=20), duty("ada", MORNING)),
    must("ask", work(rate=10), duty("ada", MORNING), duty("ada", EVENING)),
    must("refuses", rules.Overlap(), duty("ada", MORNING), history=[duty("ada", EARLY)]),
    must("ask", rules.Overlap(), duty("ada", MORNING), duty("ada", MORNING, stream="B")),
    must("refuses", lengths(most=3), duty("ada", MORNING)),
    must("ask", lengths(most=6), duty("ada", MORNING), duty("ada", NOON)),
    must(
        "refuses", rules.Handover({"A": frozenset({at("2026-12-07T08:00")})}), duty("ada", MORNING)
    ),
    must(
        "refuses",
        rules.Rest({"ada": 11 * 60}),
        duty("ada", EVENING),
        history=[duty("ada", MORNING)],
    ),
    must("ask", rules.Rest({"ada": 11 * 60}), duty("ada", MORNING), duty("ada", EVENING)),
    must("ask", rules.Consecutive({"ada": 1}), duty("ada", MORNING), duty("ada", TUESDAY)),
    must("ask", rules.Days28({"ada": 1}), duty("ada", MORNING), duty("ada", TUESDAY)),
    must(
        "ask",
        rules.Weekends({"ada": 1}, date(2026, 12, 5), date(2026, 12, 27)),
        *daily("ada", "2026-12-05", 4, every=7),
    ),
    price(
        rules.StandbyDays(5),
        avoids(1, ("ada", EARLY), ("ben", LATE)),
        *(duty(who, when) for who in ("ada", "ben") for when in (EARLY, LATE)),
    ),
    price(
        hours_of(ada=4, ben=4),
        avoids(1, ("ben", MORNING)),
        *(duty(who, MORNING) for who in ("ada", "ben")),
        history=[duty("ada", "2026-12-05T08:00/T12:00")],
    ),
    price(avoids(5, ("ada", MORNING)), rules.StandbyDays(1), duty("ada", MORNING), *split()),
    price(
        rules.Handovers(5, {("A", "primary"): (span(MORNING),)}, {"A": BERLIN}),
        avoids(1, ("ada", MORNING)),
        duty("ada", MORNING),
        *split(),
    ),
    price(
        rules.Changes(5, (duty("ada", MORNING),)),
        avoids(1, ("ada", MORNING)),
        duty("ada", MORNING),
        duty("ben", MORNING),
    ),
]


def test_every_part_of_every_rule_has_a_case() -> None:
    said = {(kind, part) for kind in KINDS for part in ("ask", "refuses") if part in vars(kind)}
    assert {(case.kind, case.part) for case in CASES} == said
    assert {kind for kind, _ in said} == {*KINDS}


@pytest.mark.parametrize("case", [case for case in CASES if case.part == "refuses"], ids=str)
def test_what_a_rule_refuses_breaks_it_and_is_admitted_without_it(case: Case) -> None:
    without = case.without()
    assert case.judged(case.problem.admitted).musts == 0
    assert case.judged(without.admitted).musts > 0


@pytest.mark.parametrize("case", [case for case in CASES if case.part == "ask"], ids=str)
def test_without_asking_for_a_rule_the_cheapest_rota_is_worse_by_it(case: Case) -> None:
    best = case.judged(cheapest(case.problem).plan.duties)
    assert best.musts == 0
    assert best < case.judged(cheapest(case.without()).plan.duties)
