"""Which published duties a change of the facts is about, and from when on to plan again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from oncall.localtime import DAY, MINUTE, Span, local_day, subtract
from solver.sentence import Sentence, moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.people import Person
    from oncall.published import Seen
    from oncall.rota import BookedGap


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that a change brought about in a team's published rota, and how to plan again."""

    team: str
    sentence: str
    cure: str

    def entry(self) -> dict[str, str]:
        """Return it as JSON has it."""
        return {"team": self.team, "conflict": self.sentence, "cure": self.cure}


def news(before: Seen, after: Seen) -> tuple[str, ...]:
    """Return, as sentences, what a published rota breaks or leaves open that it did not before."""
    # Without the name: who is renamed breaks nothing new.
    known = {(b.rule, b.person, b.start, b.why) for b in before.breaches}
    broken = (b.sentence for b in after.breaches if (b.rule, b.person, b.start, b.why) not in known)
    lines = {gap.line() for gap in before.gaps}
    told = (gap for gap in after.gaps if gap not in after.unmanned)  # its breach says it
    opened = (_say(gap) for gap in told if gap.line() not in lines)
    return (*dict.fromkeys(broken), *opened)


def is_about_rotas(before: Folder, after: Folder) -> bool:
    """Tell whether a rota may be judged otherwise by the facts after a change.

    How people are called and reached, what they speak and wish for breaks no rule.
    """
    return _judged_by(before) != _judged_by(after)


def touched(duties: Iterable[Assignment], before: Folder, after: Folder) -> tuple[Assignment, ...]:
    """Return the duties whose person is less free, or whose bookings ask for something else."""
    return tuple(
        each
        for each in duties
        if _is_person_touched(each, before, after) or _are_bookings_touched(each, before, after)
    )


def replan(team: str, spans: Iterable[Span], now: datetime, zone: ZoneInfo) -> str:
    """Return the command that plans again what lies ahead of the weeks of these stretches."""
    some = tuple(spans)
    first = local_day(max(now, min(span.start for span in some)), zone)
    last = local_day(max(span.end for span in some) - MINUTE, zone)
    weeks = (last - first) // DAY // 7 + 1
    return f"oncall rota draft {team} --from {first} --weeks {weeks} --again"


def _judged_by(folder: Folder) -> tuple[object, ...]:
    people = [
        replace(who, name="", email="", phone="", languages=(), wishes=())
        for who in folder.people.values()
    ]
    return (folder.sites, folder.teams, folder.bookings, folder.history, people)


def _is_person_touched(each: Assignment, before: Folder, after: Folder) -> bool:
    old, new = before.people.get(each.person), after.people.get(each.person)
    if old is None or new is None or old == new:
        return old != new
    if _apart_from_presence(old) != _apart_from_presence(new):
        return True
    away = subtract((a.span for a in new.absences), (a.span for a in old.absences))
    gone = subtract([old.presence], [new.presence])
    return any(span.overlaps(each.span) for span in (*away, *gone))


def _apart_from_presence(who: Person) -> tuple[object, ...]:
    teams = tuple(team.id for team in who.teams)
    return (teams, who.skills, who.roles, who.site, who.regular_hours, who.unreachable)


def _are_bookings_touched(each: Assignment, before: Folder, after: Folder) -> bool:
    return any(
        _asked(before, booking, each.span) != _asked(after, booking, each.span)
        for booking in each.bookings
    )


def _asked(folder: Folder, id_: str, span: Span) -> tuple[object, ...]:
    booking = folder.bookings.get(id_)
    if booking is None:
        return ()
    figures = (booking.primary, booking.backup, booking.skill, booking.exclusive)
    return (booking.window_spans(span), *figures, booking.callout_minutes_per_hour)


def _say(gap: BookedGap) -> str:
    bookings = ", ".join(booking.id for booking in gap.bookings)
    return Sentence(
        "gap: %(role)s short by %(missing)s for %(bookings)s, %(start)s–%(end)s",
        role=Sentence(gap.role),
        missing=gap.missing,
        bookings=bookings,
        start=moment(gap.start),
        end=moment(gap.end),
    )
