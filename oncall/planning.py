"""From facts to what the solver is asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from oncall.fairness import fair_shares, present_minutes
from oncall.localtime import DAY, Span, days_between, recurring
from oncall.offers import offers, post
from oncall.people import Role
from oncall.streams import BOOKED_ROLES, streams_of
from solver import problem as ask
from solver import rules
from solver.calendar import Calendar
from solver.load import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from oncall.bookings import Booking
    from oncall.history import HistoryDuty
    from oncall.limits import Limits
    from oncall.offers import Post
    from oncall.people import Person, Site
    from oncall.streams import Stream, Weeks
    from oncall.weights import Weights
    from solver.rule import Rule

PAST = "past"  # the stream of what was done before
NIGHT = (22 * 60, 6 * 60)
# Rolling limits look back 27 days.
LOOK_BACK = timedelta(days=28)


@dataclass(frozen=True)
class Facts:
    """What a rota is made from; all checked and consistent."""

    people: tuple[Person, ...]
    bookings: tuple[Booking, ...]
    history: tuple[HistoryDuty, ...]
    limits: Limits
    weights: Weights


@dataclass(frozen=True)
class Planning:
    """A problem for the solver, and what is needed to read its answer."""

    facts: Facts
    weeks: Weeks
    streams: Mapping[str, Stream]
    problem: ask.RotaProblem


def planning(facts: Facts, weeks: Weeks) -> Planning:
    """Return what the solver is asked for some weeks."""
    return _Planner(facts, weeks).planning()


class _Planner:
    """Turns facts into minutes; one use, one problem."""

    def __init__(self, facts: Facts, weeks: Weeks) -> None:
        self.facts = facts
        self.weeks = weeks
        self.streams = streams_of(facts.bookings, weeks)
        first = min((d.span.start.date() for d in facts.history), default=weeks.first)
        self.first = min(first, weeks.first) - LOOK_BACK
        self.last = weeks.last + 2 * DAY
        self.epoch = datetime.combine(self.first - DAY, time(), UTC)
        self.calendars: dict[str, Calendar] = {}

    def planning(self) -> Planning:
        posts = [post(s, role, self.minute) for s in self.streams for role in BOOKED_ROLES]
        history = [
            ask.Duty(d.person.id, d.role, start, end, (ask.Hold(PAST, start, end),))
            for d in self.facts.history
            for start, end in [self.minutes(d.span)]
        ]
        people = tuple(ask.Person(p.id, p.name, self.calendar(p.site)) for p in self.facts.people)
        problem = ask.RotaProblem(
            people,
            tuple(offers(self.facts.people, posts)),
            tuple(cover for some in posts for cover in some.covers),
            self.rule_book(posts, {p.id: p for p in people}),
            tuple(ask.merged(history)),
        )
        return Planning(self.facts, self.weeks, {s.id: s for s in self.streams}, problem)

    def minute(self, instant: datetime) -> int:
        """Return an instant in minutes since the epoch, cut to the days that are known."""
        known = Span(self.epoch + 2 * DAY, datetime.combine(self.last, time(), UTC))
        inside = min(max(instant, known.start), known.end)
        return int((inside - self.epoch).total_seconds()) // 60

    def minutes(self, span: Span) -> tuple[int, int]:
        return self.minute(span.start), self.minute(span.end)

    def calendar(self, site: Site) -> Calendar:
        """Return a site's local days in minutes."""
        if site.id not in self.calendars:
            self.calendars[site.id] = self._calendar(site)
        return self.calendars[site.id]

    def _calendar(self, site: Site) -> Calendar:
        days = list(days_between(self.first, self.last))

        def at(day: date, minute: int) -> int:
            return int((recurring(day, minute, site.zone) - self.epoch).total_seconds()) // 60

        dusk, dawn = NIGHT
        return Calendar(
            site.zone,
            self.epoch,
            self.first,
            tuple(at(day, 0) for day in [*days, self.last + DAY]),
            tuple((at(day, dusk), at(day + DAY, dawn)) for day in days),
            frozenset(n for n, day in enumerate(days) if site.calendar.is_holiday(day)),
        )

    def rule_book(self, posts: Sequence[Post], people: Mapping[str, ask.Person]) -> tuple[Rule, ...]:
        """Return the rules in force, in the order in which they are read aloud."""
        limits, weights = self.facts.limits, self.facts.weights
        covers = tuple(cover for some in posts for cover in some.covers)
        needed = {
            (some.stream.id, some.role.value): tuple((p.start, p.end) for p in some.pieces)
            for some in posts
        }
        teams = {p.id: p.teams for p in self.facts.people}
        return (
            rules.Coverage(1, covers),
            self.eligible(),
            self.blocked(),
            rules.Reachable(limits.reachable_minutes),
            self.working(people),
            rules.Overlap(),
            self.length(),
            rules.Handover({s.id: frozenset(map(self.minute, s.points)) for s in self.streams}),
            rules.Rest({who: max(t.min_rest for t in some) for who, some in teams.items()}),
            rules.Consecutive(
                {who: min(t.max_consecutive_days for t in some) for who, some in teams.items()}
            ),
            rules.Days28(
                {who: min(t.max_days_per_28 for t in some) for who, some in teams.items()}
            ),
            self.weekends(),
            rules.StandbyDays(weights.standby_days),
            self.burden(posts, people),
            self.wishes(),
            rules.Handovers(
                weights.handovers,
                needed,
                {s.id: self.calendar(s.team.site) for s in self.streams},
                weights.handover_night,
            ),
        )

    def eligible(self) -> rules.Eligible:
        lacks = {
            (p.id, s.id, role.value): why
            for p in self.facts.people
            for s in self.streams
            for role in Role
            if (why := _lack(p, s, role))
        }
        return rules.Eligible(lacks, {p.id: self.minutes(p.presence) for p in self.facts.people})

    def blocked(self) -> rules.Blocked:
        never: dict[str, tuple[rules.Stretch, ...]] = {}
        regular: dict[str, tuple[rules.Stretch, ...]] = {}
        first, last = self.weeks.first - DAY, self.weeks.last + DAY
        for p in self.facts.people:
            away = [(a.span, f"absent{_because(a.reason)}") for a in p.absences]
            away += [
                (span, f"unreachable{_because(reason)}")
                for span, reason in p.unreachable_spans(first, last)
            ]
            never[p.id] = self._stretches(away)
            work = [(span, "at regular work") for span in p.regular_work(first, last)]
            regular[p.id] = self._stretches(work)
        streams = (s.id for s in self.streams if s.team.during_regular_hours)
        return rules.Blocked(never, regular, frozenset(streams))

    def _stretches(self, spans: Iterable[tuple[Span, str]]) -> tuple[rules.Stretch, ...]:
        """Return spans in minutes, in order and without overlaps; the earlier reason stands."""
        found: list[rules.Stretch] = []
        for span, why in sorted(spans):
            start, end = self.minutes(span)
            start = max(start, found[-1].end if found else start)
            if start < end:
                found.append(rules.Stretch(start, end, why))
        return tuple(found)

    def working(self, people: Mapping[str, ask.Person]) -> rules.Working:
        regular: dict[str, dict[int, int]] = {}
        for p in self.facts.people:
            days = regular[p.id] = defaultdict(int)
            if self.facts.limits.regular_work_counts:
                for span in p.regular_work(self.weeks.first - DAY, self.weeks.last + DAY):
                    for day, minutes in people[p.id].calendar.shares(*self.minutes(span)):
                        days[day] += minutes
        rates = {
            s.id: tuple(
                rules.Rate(*self.minutes(span), int(rate * 100)) for span, rate in s.callouts()
            )
            for s in self.streams
        }
        return rules.Working(self.facts.limits.working_minutes, regular, rates)

    def length(self) -> rules.Length:
        bounds = {
            s.id: rules.Bounds(s.team.min_duty, s.team.max_duty, *self.minutes(s.planned))
            for s in self.streams
        }
        whole = {
            (s.id, role.value): frozenset(map(self.minutes, s.whole(role)))
            for s in self.streams
            for role in BOOKED_ROLES
        }
        return rules.Length(bounds, whole)

    def weekends(self) -> rules.Weekends:
        begun = min(
            (d.span.start.astimezone(d.person.site.zone).date() for d in self.facts.history),
            default=self.weeks.first,
        )
        least = {p.id: max(t.min_free_weekends_per_28 for t in p.teams) for p in self.facts.people}
        return rules.Weekends(least, begun, self.weeks.last)

    def wishes(self) -> rules.Wishes:
        found = (
            rules.Wish(p.id, *self.minutes(w.span), w.prefer, int(w.weight))
            for p in self.facts.people
            for w in p.wishes
            if any(w.span.overlaps(s.planned) for s in self.streams)
        )
        return rules.Wishes(self.facts.weights.wishes, tuple(found))

    def burden(self, posts: Sequence[Post], people: Mapping[str, ask.Person]) -> rules.Burden:
        done: dict[str, list[ask.Duty]] = defaultdict(list)
        for d in self.facts.history:
            start, end = self.minutes(d.span)
            done[d.person.id].append(ask.Duty(d.person.id, d.role, start, end, ()))
        begun = min((d.span.start for d in self.facts.history), default=None)

        def counted(p: Person) -> Span:
            planned = self.weeks.span(p.site.zone)
            return Span(min(begun or planned.start, planned.start), planned.end)

        shares = fair_shares(
            self.facts.people,
            posts,
            {p.id: present_minutes(p, counted(p)) for p in self.facts.people},
            lambda who: load(people[who], done[who]),
            lambda some: self.calendar(some.stream.team.site),
        )
        prices = self.facts.weights
        kinds = (
            rules.Kind("turns of 8 hours", 8 * 60, prices.burden_hours),
            rules.Kind("nights", 1, prices.burden_nights),
            rules.Kind("weekends", 1, prices.burden_weekends),
            rules.Kind("public holidays", 1, prices.burden_holidays),
        )
        return rules.Burden(prices.burden, shares, kinds)


def _lack(person: Person, stream: Stream, role: Role) -> str | None:
    """Return what keeps a person from ever holding a stream in a role, or None."""
    if stream.team not in person.teams:
        return f"is not in team {stream.team.id}"
    if role not in person.roles:
        return f"has not the role {role}"
    if stream.skill is not None and stream.skill not in person.skills:
        return f"lacks the skill {stream.skill}"
    return None


def _because(reason: str) -> str:
    return f" ({reason})" if reason else ""
