"""Each kind of change closes a gap made for it, in words that a planner would use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest

from solver import rules, verify
from solver.case import Case
from solver.change import Change, with_rules
from solver.cure import closes, first_cure
from solver.freed import freed
from solver.handed_over import further_handovers
from solver.loosened import FIGURES, Setting, loosened, other_lengths
from solver.problem import Cover, Duty, Hold, Plan, RotaProblem, merged
from solver.rule import Breach
from tests.solver.problems import BERLIN, PEOPLE, at, cover, daily, day, duty, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solver.rule import Rule

HOUR = 60
EVENING, MORNING = "2026-12-07T18:00/T22:00", "2026-12-07T06:00/T10:00"
ALWAYS = (0, at("2027-04-01T00:00"))
MONDAY = day("2026-12-07")
IDS = tuple(person.id for person in PEOPLE)
POINTS = frozenset(at(f"2026-12-07T{hour:02}:00") for hour in (6, 10, 18, 22)) | {
    at("2026-12-08T00:00")
}


def kind(covers: Sequence[Cover]) -> tuple[Rule, ...]:
    """Return rules that stand against nothing but Ben and Cem, who are away all the time."""
    away = (rules.Stretch(*ALWAYS, "absent"),)
    return (
        rules.Coverage(1, tuple(covers)),
        rules.Eligible({}, dict.fromkeys(IDS, ALWAYS)),
        rules.Blocked({"ben": away, "cem": away}, {}),
        rules.Reachable(10 * HOUR),
        rules.Working(8 * HOUR, {}, {"A": (rules.Rate(*ALWAYS, 1000),)}),
        rules.Overlap(),
        rules.Length({"A": rules.Bounds(HOUR, 12 * HOUR, *ALWAYS)}, {}),
        rules.Handover({"A": POINTS}),
        rules.Rest(dict.fromkeys(IDS, 0)),
        rules.Consecutive(dict.fromkeys(IDS, 7)),
        rules.Days28(dict.fromkeys(IDS, 14)),
        rules.Weekends(dict.fromkeys(IDS, 0), date(2026, 11, 14), date(2026, 12, 31)),
    )


def case(
    *changed: Rule,
    covers: Sequence[Cover] = (cover(EVENING),),
    plan: Iterable[Duty] = (),
    history: Iterable[Duty] = (),
) -> Case:
    """Return the first gap of a plan, under kind rules but for some."""
    given = {rule.name: rule for rule in changed}
    book = tuple(given.get(rule.name, rule) for rule in kind(covers))
    options = tuple(
        Duty(who, c.role, c.start, c.end, (Hold(c.stream, c.start, c.end),))
        for who in IDS
        for c in covers
    )
    asked = RotaProblem(PEOPLE, options, tuple(covers), book, tuple(merged(history)))
    made = Plan(frozenset(plan))
    assert not verify.breaches(asked, made)
    return Case(asked, made, verify.gaps(asked, made)[0], IDS, "north", BERLIN)


def as_it_is(found: Case) -> Change:
    """Return no change at all."""
    return Change("nothing changed", found.problem)


def cured(found: Case, changes: Iterator[Change]) -> str | None:
    """Return the words of the first change that helps; as things are, nothing does."""
    assert first_cure(found, [as_it_is(found)], Event()) is None
    cure = first_cure(found, changes, Event())
    if cure is None:
        return None
    assert closes(cure.change.problem, found.plan, cure.plan, found.gap)
    return cure.change.words


def limit(found: Case) -> str | None:
    """Return the words of the first limit that helps once it is looser."""
    return cured(found, every_limit(found))


def every_limit(found: Case) -> Iterator[Change]:
    """Yield every looser limit, where each person's is that of a team of their own."""
    for figure in FIGURES:
        (rule,) = (r for r in found.problem.rules if isinstance(r, figure.rule))
        limits = getattr(rule, figure.field)
        own = [Setting(f"of {found.name(who)}", limits[who], (who,)) for who in limits]
        yield from loosened(found, figure, own)


def test_a_little_less_regular_work_makes_room_for_call_outs() -> None:
    long_day = rules.Working(8 * HOUR, {"ada": {MONDAY: 450}}, {"A": (rules.Rate(*ALWAYS, 1000),)})
    found = case(long_day)
    assert cured(found, freed(found)) == "Ada had 10 min less of regular work on Mon 7 Dec"


def test_regular_hours_in_the_way_are_freed_and_no_more() -> None:
    away = (rules.Stretch(*ALWAYS, "absent"),)
    at_work = rules.Stretch(*span("2026-12-07T12:00/T19:00"), "at regular work")
    found = case(rules.Blocked({"ben": away, "cem": away}, {"ada": (at_work,)}))
    words = "Ada were free of regular work, Mon 7 Dec 18:00–19:00"
    assert cured(found, freed(found)) == words
    change = next(freed(found))
    (blocked,) = (rule for rule in change.problem.rules if isinstance(rule, rules.Blocked))
    assert blocked.regular == {"ada": (at_work._replace(end=at("2026-12-07T18:00")),)}


def test_hours_in_the_way_and_a_little_more_are_freed_where_call_outs_need_it() -> None:
    """Half an hour is in the way, and 24 minutes of reserve are beyond eight hours of work."""
    away = (rules.Stretch(*ALWAYS, "absent"),)
    at_work = rules.Stretch(*span("2026-12-07T10:00/T18:30"), "at regular work")
    found = case(
        rules.Blocked({"ben": away, "cem": away}, {"ada": (at_work,)}),
        rules.Working(8 * HOUR, {"ada": {MONDAY: 510}}, {"A": (rules.Rate(*ALWAYS, 600),)}),
    )
    assert cured(found, freed(found)) == (
        "Ada were free of regular work, Mon 7 Dec 18:00–18:30 and 25 min more of that day"
    )


def test_a_day_of_regular_work_is_freed_where_less_is_not_enough() -> None:
    away = (rules.Stretch(*ALWAYS, "absent"),)
    at_work = (rules.Stretch(*span("2026-12-07T18:00/T22:00"), "at regular work"),)
    found = case(rules.Blocked({"ben": away, "cem": away}, {"ada": at_work}))
    assert cured(found, freed(found)) == "Ada were free of regular work on Mon 7 Dec"


def test_rest_is_shortened_to_what_there_is() -> None:
    both = (cover(MORNING), cover(EVENING))
    rest = rules.Rest({**dict.fromkeys(IDS, 0), "ada": 11 * HOUR})
    found = case(rest, covers=both, plan=[duty("ada", MORNING)])
    assert limit(found) == "min_rest_hours of team of Ada were 8"


@pytest.mark.parametrize(
    ("rule", "history", "words"),
    [
        (
            rules.Consecutive(dict.fromkeys(IDS, 3)),
            daily("ada", "2026-12-03", 4),
            "max_consecutive_days of team of Ada were 5",
        ),
        (
            rules.Days28(dict.fromkeys(IDS, 4)),
            daily("ada", "2026-11-20", 4, every=2),
            "max_days_per_28 of team of Ada were 5",
        ),
    ],
)
def test_a_limit_of_days_is_raised_by_what_is_needed(
    rule: Rule, history: list[Duty], words: str
) -> None:
    assert limit(case(rule, history=history)) == words


def test_who_is_asked_for_less_is_asked_first() -> None:
    history = [*daily("ada", "2026-12-03", 4), *daily("ben", "2026-12-03", 4)]
    days = rules.Consecutive({"ada": 3, "ben": 4, "cem": 7})
    cem = {"cem": (rules.Stretch(*ALWAYS, "absent"),)}
    assert limit(case(days, rules.Blocked(cem, {}), history=history)) == (
        "max_consecutive_days of team of Ben were 5"
    )


def test_a_free_weekend_is_given_up() -> None:
    saturday = "2026-12-05T18:00/T22:00"
    weekends = rules.Weekends(dict.fromkeys(IDS, 2), date(2026, 11, 14), date(2026, 12, 6))
    handover = rules.Handover({"A": frozenset(span(saturday))})
    busy = daily("ada", "2026-11-21", 2, every=7)
    found = case(weekends, handover, covers=(cover(saturday),), history=busy)
    assert limit(found) == ("min_free_weekends_per_28 of team of Ada were 1")


def test_a_duty_may_be_as_short_as_the_gap() -> None:
    found = case(rules.Length({"A": rules.Bounds(7 * HOUR, 12 * HOUR, *ALWAYS)}, {}))
    assert cured(found, other_lengths(found)) == "team north allowed a duty of 4 h (min_duty_hours)"


def test_a_duty_may_be_as_long_as_the_gap() -> None:
    found = case(rules.Length({"A": rules.Bounds(HOUR, 3 * HOUR, *ALWAYS)}, {}))
    assert cured(found, other_lengths(found)) == "team north allowed a duty of 4 h (max_duty_hours)"


def test_a_further_handover_lets_two_share() -> None:
    """Ada has to go at 20:00 and Ben comes then, but nobody may hand over."""
    ada = (rules.Stretch(at("2026-12-07T20:00"), ALWAYS[1], "absent"),)
    ben = (rules.Stretch(0, at("2026-12-07T20:00"), "absent"),)
    cem = (rules.Stretch(*ALWAYS, "absent"),)
    found = case(rules.Blocked({"ada": ada, "ben": ben, "cem": cem}, {}))
    assert cured(found, further_handovers(found)) == (
        "team north had a further handover time at 20:00"
    )


def test_a_further_handover_lets_two_share_what_is_too_long_for_a_day() -> None:
    """Fourteen hours are more than ten; of the instants that would do the first is told."""
    day_long = "2026-12-07T08:00/T22:00"
    cem = {"cem": (rules.Stretch(*ALWAYS, "absent"),)}
    found = case(
        rules.Blocked(cem, {}),
        rules.Length({"A": rules.Bounds(HOUR, 24 * HOUR, *ALWAYS)}, {}),
        rules.Handover({"A": frozenset(span(day_long))}),
        covers=(cover(day_long),),
    )
    words = [change.words for change in further_handovers(found)]
    assert words == [f"team north had a further handover time at {t}:00" for t in (12, 18)]
    assert cured(found, further_handovers(found)) == words[0]


def test_a_limit_of_a_team_leaves_the_stricter_one_of_another_team() -> None:
    """Ada rests for eleven hours in both of her teams, so what one of them sets is no help."""
    both = (cover(MORNING), cover(EVENING))
    rest = rules.Rest({**dict.fromkeys(IDS, 11 * HOUR), "ben": 9 * HOUR})
    found = case(rest, covers=both, plan=[duty("ada", MORNING)])
    figure = FIGURES[0]
    north = Setting("north", 11 * HOUR, ("ada", "cem"))
    assert cured(found, loosened(found, figure, [north])) == "min_rest_hours of team north were 8"
    (change, *_) = loosened(found, figure, [north])
    (new,) = (rule for rule in change.problem.rules if isinstance(rule, rules.Rest))
    assert new.least == {"ada": 8 * HOUR, "ben": 9 * HOUR, "cem": 8 * HOUR}
    south = Setting("south", 11 * HOUR, ("ada",))
    assert list(loosened(found, figure, [north, south])) == []


def every_change(found: Case) -> Iterator[Change]:
    yield from freed(found)
    yield from further_handovers(found)
    yield from other_lengths(found)
    yield from every_limit(found)


def test_ten_hours_reachable_and_eight_of_work_are_never_given_up() -> None:
    """Ada is reachable for eight hours already; four hours may mean twelve of work."""
    day_long = "2026-12-07T10:00/T18:00"
    both = (cover(day_long), cover(EVENING))
    reached = case(covers=both, plan=[duty("ada", day_long)])
    assert cured(reached, every_change(reached)) is None
    works = case(rules.Working(8 * HOUR, {}, {"A": (rules.Rate(*ALWAYS, 18_000),)}))
    assert cured(works, every_change(works)) is None


def test_nobody_who_is_away_can_be_helped_by_a_setting() -> None:
    away = dict.fromkeys(IDS, (rules.Stretch(*ALWAYS, "absent"),))
    found = case(rules.Blocked(away, {}))
    assert list(every_change(found)) == []


def test_a_plan_that_was_made_in_a_hurry_needs_no_change() -> None:
    found = case()
    cure = first_cure(found, [as_it_is(found)], Event())
    assert cure
    assert cure.plan == Plan(frozenset([duty("ada", EVENING)]))


@dataclass(frozen=True)
class Silence(rules.Eligible):
    """A rule that says to the search nothing of what the plain check finds."""

    name = "silence"

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        return None

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        yield from (Breach(self.name, "somebody is on duty") for _ in plan.duties)


def test_what_the_search_claims_is_no_cure_where_the_plain_check_disagrees() -> None:
    found = case()
    problem = replace(found.problem, rules=(*found.problem.rules, Silence({}, {})))
    assert first_cure(found, [Change("we looked away", problem)], Event()) is None


def test_whoever_stops_gets_no_cure() -> None:
    stop = Event()
    stop.set()
    found = case()
    assert first_cure(found, [as_it_is(found)], stop) is None


LONGER = Cover("B", "primary", at("2026-12-07T18:00"), at("2026-12-08T00:00"), 1)


@pytest.mark.parametrize("others", [(), (LONGER,)])
def test_another_takes_over_what_stands_in_the_way(others: tuple[Cover, ...]) -> None:
    """Ada has had the morning and needs rest; Ben could have it. She closes this gap, no other."""
    away = {
        "ben": (rules.Stretch(at("2026-12-07T12:00"), ALWAYS[1], "absent"),),
        "cem": (rules.Stretch(*ALWAYS, "absent"),),
    }
    at_work = (rules.Stretch(*span(EVENING), "at regular work"),)
    bounds = dict.fromkeys("AB", rules.Bounds(HOUR, 12 * HOUR, *ALWAYS))
    found = case(
        rules.Blocked(away, {"ada": at_work}),
        rules.Rest(dict.fromkeys(IDS, 11 * HOUR)),
        rules.Length(bounds, {}),
        rules.Handover({"A": POINTS, "B": POINTS}),
        covers=(cover(MORNING), cover(EVENING), *others),
        plan=[duty("ada", MORNING)],
    )
    assert cured(found, freed(found)) == "Ada were free of regular work on Mon 7 Dec"
    cure = first_cure(found, freed(found), Event())
    assert cure
    assert cure.plan.duties == {duty("ben", MORNING), duty("ada", EVENING)}


def test_a_duty_that_goes_on_with_another_stream_is_thought_of() -> None:
    """Two hours alone are too short; Ben hands on to Ada what follows."""
    first, second = "2026-12-07T18:00/T22:00", "2026-12-07T22:00/2026-12-08T00:00"
    both = Duty(
        *("ada", "primary", *span("2026-12-07T18:00/2026-12-08T00:00")),
        (Hold("A", *span(first)), Hold("B", *span(second))),
    )
    away = {
        "ben": (rules.Stretch(0, span(second)[0], "absent"),),
        "cem": (rules.Stretch(*ALWAYS, "absent"),),
    }
    at_work = (rules.Stretch(*span(first), "at regular work"),)
    bounds = {
        "A": rules.Bounds(5 * HOUR, 12 * HOUR, *ALWAYS),
        "B": rules.Bounds(2 * HOUR, 12 * HOUR, *ALWAYS),
    }
    asked = case(
        rules.Blocked(away, {"ada": at_work}),
        rules.Length(bounds, {("A", "primary"): frozenset()}),
        rules.Handover({"A": POINTS, "B": POINTS}),
        covers=(cover(first), cover(second, stream="B")),
        plan=[duty("ben", second, stream="B")],
    )
    found = replace(asked, problem=replace(asked.problem, options=(*asked.problem.options, both)))
    blocked = rules.Blocked(away, {})
    change = found.change("Ada were free", with_rules(found.problem, blocked), ("ada",))
    assert cured(found, iter([change] if change else [])) == "Ada were free"


@pytest.mark.parametrize(
    ("after", "proven"),
    [
        ([duty("ada", EVENING), duty("ada", MORNING)], True),
        ([duty("ada", EVENING)], False),  # the morning was covered before
        ([duty("ada", MORNING)], False),  # nothing has changed
        ([duty("ben", EVENING), duty("ada", MORNING)], False),  # Ben is away
    ],
)
def test_only_a_plan_without_the_gap_that_is_nowhere_worse_is_a_proof(
    after: list[Duty], proven: bool
) -> None:
    found = case(covers=(cover(MORNING), cover(EVENING)), plan=[duty("ada", MORNING)])
    assert closes(found.problem, found.plan, Plan(frozenset(after)), found.gap) is proven
