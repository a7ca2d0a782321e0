"""What a published rota says now: what it breaks, leaves open, and whom changes touch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from oncall.localtime import DAY, MINUTE, Span, local_day, union
from oncall.streams import Weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.assignments import Assignment
    from oncall.people import Team
    from oncall.rota import BookedGap
    from oncall.versions import Change
    from solver.rule import Breach


class Seen(NamedTuple):
    """The future of a published rota: broken musts, gaps, and those gaps that are news.

    Gaps that are `unmanned` have somebody on the rota who can't hold them: ill, away, or gone.
    """

    breaches: tuple[Breach, ...] = ()
    gaps: tuple[BookedGap, ...] = ()
    opened: tuple[BookedGap, ...] = ()
    unmanned: tuple[BookedGap, ...] = ()


def next_minute(now: datetime) -> datetime:
    """Return the first full minute that is not over: rotas know no seconds."""
    full = now.replace(second=0, microsecond=0)
    return full if full == now else full + MINUTE


def hull(spans: Iterable[Span]) -> Span:
    """Return the stretch from the first start to the last end; there must be one."""
    some = tuple(spans)
    return Span(min(span.start for span in some), max(span.end for span in some))


def within(weeks: Weeks, zone: ZoneInfo, span: Span | None) -> Weeks:
    """Return the part of weeks that lies in a stretch, if one is named."""
    if span is None:
        return weeks
    planned = weeks.span(zone)
    begins = span.start if span.start > planned.start else weeks.begins
    ends = span.end if span.end < planned.end else weeks.ends
    return replace(weeks, begins=begins, ends=ends)


def weeks_from(now: datetime, ends: datetime, team: Team) -> Weeks:
    """Return the days from `now` on, to change or to look at, up to that of `ends`."""
    zone = team.site.zone
    first = local_day(now, zone)
    last = max(local_day(ends - MINUTE, zone), first)
    return Weeks(first, (last - first) // DAY + 1, next_minute(now))


def to_come(published: Iterable[Span], now: datetime) -> tuple[Span, ...]:
    """Return the stretches that are published and not over."""
    future = (Span(max(span.start, next_minute(now)), span.end) for span in published)
    return union(span for span in future if span.start < span.end)


def in_published(gaps: Iterable[BookedGap], published: Iterable[Span]) -> tuple[BookedGap, ...]:
    """Return the parts of gaps that lie in published stretches; elsewhere nothing was promised."""
    spans = tuple(published)
    return tuple(
        gap._replace(start=_local(part.start, gap), end=_local(part.end, gap))
        for gap in gaps
        for span in spans
        if (part := Span(gap.start, gap.end).clip(span))
    )


def entry(each: Assignment, zone: ZoneInfo) -> dict[str, Any]:
    """Return a duty as JSON has it, in a site's local time."""
    return {
        "duty": each.label,
        "person": each.person,
        "role": each.role.value,
        "start": each.span.start.astimezone(zone).isoformat(timespec="minutes"),
        "end": each.span.end.astimezone(zone).isoformat(timespec="minutes"),
        "bookings": list(each.bookings),
    }


def told_people(
    changes: Iterable[Change], zones: Mapping[str, ZoneInfo]
) -> Mapping[str, list[dict[str, Any]]]:
    """Return, by person, what a version changes for them: how it was, how it is."""
    found: dict[str, list[dict[str, Any]]] = {}
    for change in changes:
        for who in change.people:
            sides = {"before": change.before, "after": change.after}
            mine = {
                side: entry(each, zones[who])
                for side, each in sides.items()
                if each and each.person == who
            }
            found.setdefault(who, []).append(mine)
    return found


def _local(instant: datetime, gap: BookedGap) -> datetime:
    return instant.astimezone(gap.start.tzinfo)
