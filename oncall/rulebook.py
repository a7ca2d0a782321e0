"""The rules in force for some weeks, with their parameters taken from the facts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from oncall.fairness import fair_shares, present_minutes
from oncall.localtime import DAY, Span, local_day
from oncall.people import Role
from oncall.streams import BOOKED_ROLES
from solver import rules
from solver.problem import RotaProblem
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from oncall.facts import Facts
    from oncall.offers import Post
    from oncall.people import Person
    from oncall.streams import Stream, Weeks
    from oncall.timescale import Timescale
    from solver.problem import Duty
    from solver.problem import Person as Planned
    from solver.rule import Rule

HUNDREDTHS = 100
# What stands against every duty that holds a certain minute; length and rest don't.
FORBID_MINUTES = (rules.Eligible, rules.Blocked, rules.Working)


class RuleBook:
    """Says the rules of «What a rota must satisfy» for the solver, in minutes."""

    def __init__(self, facts: Facts, weeks: Weeks, posts: Sequence[Post], scale: Timescale) -> None:
        self.facts = facts
        self.weeks = weeks
        self.posts = posts
        self.scale = scale
        self.streams = tuple({some.stream.id: some.stream for some in posts}.values())

    def in_force(self, people: Sequence[Planned], history: Sequence[Duty]) -> tuple[Rule, ...]:
        """Return the rules in force, in the order in which they are read aloud."""
        musts = self.musts()
        alone = tuple(rule for rule in musts if isinstance(rule, FORBID_MINUTES))
        return (*musts, *self._prices(RotaProblem(tuple(people), (), (), alone, tuple(history))))

    def musts(self) -> tuple[Rule, ...]:
        """Return what a rota must keep, and cover, which is a stage of its own."""
        covers = tuple(cover for some in self.posts for cover in some.covers)
        teams = {p.id: p.teams for p in self.facts.people}
        points = {s.id: frozenset(map(self.scale.minute, s.points)) for s in self.streams}
        in_a_row = {who: min(t.max_consecutive_days for t in some) for who, some in teams.items()}
        in_28 = {who: min(t.max_days_per_28 for t in some) for who, some in teams.items()}
        return (
            rules.Coverage(1, covers),
            self._eligible(),
            self._blocked(),
            rules.Reachable(self.facts.limits.reachable_minutes),
            self._working(),
            rules.Overlap(),
            self._length(),
            rules.Handover(points),
            rules.Rest({who: max(t.min_rest for t in some) for who, some in teams.items()}),
            rules.Consecutive(in_a_row),
            rules.Days28(in_28),
            self._weekends(),
        )

    def _prices(self, alone: RotaProblem) -> tuple[Rule, ...]:
        """Return what is paid for; `alone` knows the minutes that nobody can give a person."""
        prices = self.facts.weights
        needed = {
            (some.stream.id, some.role.value): tuple((p.start, p.end) for p in some.pieces)
            for some in self.posts
        }
        calendars = {s.id: self.scale.calendar(s.team.site) for s in self.streams}
        return (
            rules.StandbyDays(prices.standby_days),
            self._burden(alone),
            self._wishes(),
            rules.Handovers(prices.handovers, needed, calendars, prices.handover_night),
        )

    def _eligible(self) -> rules.Eligible:
        lacks = {
            (p.id, s.id, role.value): why
            for p in self.facts.people
            for s in self.streams
            for role in Role
            if (why := _lack(p, s, role))
        }
        present = {p.id: self.scale.minutes(p.presence) for p in self.facts.people}
        return rules.Eligible(lacks, present)

    def _blocked(self) -> rules.Blocked:
        first, last = self.weeks.first - DAY, self.weeks.last + DAY
        never: dict[str, tuple[rules.Stretch, ...]] = {}
        regular: dict[str, tuple[rules.Stretch, ...]] = {}
        for p in self.facts.people:
            unreachable = p.unreachable_spans(first, last)
            never[p.id] = self._stretches(
                [
                    *((a.span, _absent(a.reason)) for a in p.absences),
                    *((span, Sentence("no working time left that day")) for span in p.spent),
                    *((span, _unreachable(reason)) for span, reason in unreachable),
                ]
            )
            work = p.regular_work(first, last)
            regular[p.id] = self._stretches((span, Sentence("at regular work")) for span in work)
        streams = (s.id for s in self.streams if s.team.during_regular_hours)
        return rules.Blocked(never, regular, frozenset(streams))

    def _stretches(self, spans: Iterable[tuple[Span, str]]) -> tuple[rules.Stretch, ...]:
        """Return spans in minutes, in order, without overlaps; the earlier one's reason stands."""
        found: list[rules.Stretch] = []
        for span, why in sorted(spans):
            start, end = self.scale.minutes(span)
            start = max(start, found[-1].end if found else start)
            if start < end:
                found.append(rules.Stretch(start, end, why))
        return tuple(found)

    def _working(self) -> rules.Working:
        regular: dict[str, Mapping[int, int]] = {}
        if self.facts.limits.regular_work_counts:
            regular = {p.id: self._regular_minutes(p) for p in self.facts.people}
        rates = {
            s.id: tuple(
                rules.Rate(*self.scale.minutes(span), int(rate * HUNDREDTHS))
                for span, rate in s.callouts()
            )
            for s in self.streams
        }
        return rules.Working(self.facts.limits.working_minutes, regular, rates)

    def _regular_minutes(self, p: Person) -> Mapping[int, int]:
        """Return the minutes of regular work on each local day."""
        days: dict[int, int] = defaultdict(int)
        calendar = self.scale.calendar(p.site)
        for span in p.regular_work(self.weeks.first - DAY, self.weeks.last + DAY):
            for day, minutes in calendar.shares(*self.scale.minutes(span)):
                days[day] += minutes
        return days

    def _length(self) -> rules.Length:
        bounds = {
            s.id: rules.Bounds(s.team.min_duty, s.team.max_duty, *self.scale.minutes(s.planned))
            for s in self.streams
        }
        whole = {
            (s.id, role.value): frozenset(map(self.scale.minutes, s.whole(role)))
            for s in self.streams
            for role in BOOKED_ROLES
        }
        return rules.Length(bounds, whole)

    def _weekends(self) -> rules.Weekends:
        least = {p.id: max(t.min_free_weekends_per_28 for t in p.teams) for p in self.facts.people}
        days = (local_day(d.span.start, d.person.site.zone) for d in self.facts.history)
        # What is published after the planned weeks counts; without a database nothing is.
        ends = (local_day(d.span.end, d.person.site.zone) for d in self.facts.history)
        last = max(max(ends, default=self.weeks.last), self.weeks.last)
        first = min(min(days, default=self.weeks.first), self.weeks.first)
        return rules.Weekends(least, first, last)

    def _burden(self, alone: RotaProblem) -> rules.Burden:
        begun = min((d.span.start for d in self.facts.history), default=None)

        def counted(p: Person) -> Span:
            planned = self.weeks.span(p.site.zone)
            return Span(min(begun or planned.start, planned.start), planned.end)

        shares = fair_shares(
            self.facts,
            self.posts,
            {p.id: present_minutes(p, counted(p)) for p in self.facts.people},
            alone,
            self.scale.calendar,
        )
        prices = self.facts.weights
        kinds = (
            rules.Kind("turns of 8 hours", 8 * 60, prices.burden_hours),
            rules.Kind("nights", 1, prices.burden_nights),
            rules.Kind("weekends", 1, prices.burden_weekends),
            rules.Kind("public holidays", 1, prices.burden_holidays),
        )
        return rules.Burden(prices.burden, shares, kinds)

    def _wishes(self) -> rules.Wishes:
        found = (
            rules.Wish(p.id, *self.scale.minutes(w.span), w.prefer, w.weight)
            for p in self.facts.people
            for w in p.wishes
            if any(w.span.overlaps(s.planned) for s in self.streams)
        )
        return rules.Wishes(self.facts.weights.wishes, tuple(found))


def _lack(person: Person, stream: Stream, role: Role) -> str | None:
    """Return what keeps a person from ever holding a stream in a role, or None."""
    if stream.team not in person.teams:
        return Sentence("is not in team %(team)s", team=stream.team.id)
    if role not in person.roles:
        return Sentence("does not have the role %(role)s", role=Sentence(role.value))
    if stream.skill is not None and stream.skill not in person.skills:
        return Sentence("lacks the skill %(skill)s", skill=stream.skill)
    return None


def _absent(reason: str) -> Sentence:
    return Sentence("absent (%(reason)s)", reason=reason) if reason else Sentence("absent")


def _unreachable(reason: str) -> Sentence:
    if not reason:
        return Sentence("unreachable")
    return Sentence("unreachable (%(reason)s)", reason=reason)
