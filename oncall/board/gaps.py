"""The gaps of the timeline: why nobody closes them, and what would."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from oncall.board.cures import Cure, cure_told
from oncall.localtime import Span
from oncall.published import in_published

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from oncall.board.judging import Judged
    from oncall.people import Person
    from oncall.rota import BookedGap

MOST_EXPLAINED: Final = 25  # so many gaps are explained anew; whoever has more has another problem

Reasons = tuple[tuple[str, ...], str | None]


class ShownGap(NamedTuple):
    """A gap, a sentence for everybody of the team, and what would close it if that is known."""

    gap: BookedGap
    span: Span
    skill: str | None
    because: tuple[str, ...]
    cure: Cure | None


def gaps_of(
    judged: Judged,
    people: Sequence[Person],
    report: Mapping[str, Any] | None,
    within: Iterable[Span] | None = None,
) -> tuple[ShownGap, ...]:
    """Return the gaps of a rota; of those that its report knows, with what that says.

    `within` leaves out what is promised to nobody.
    """
    known = dict(_reported(report or {}))
    found: list[ShownGap] = []
    for gap, booked in judged.gaps:
        parts = [booked] if within is None else in_published([booked], within)
        for part in parts:
            because, cure = known.get(_key(part.entry())) or ((), None)
            if not because and len(found) < MOST_EXPLAINED:
                because = judged.because(gap, people)
            span = Span(part.start.astimezone(UTC), part.end.astimezone(UTC))
            skill = judged.planning.streams[gap.stream].skill
            told = cure_told(cure, people) if cure else None
            found.append(ShownGap(part, span, skill, because, told))
    return tuple(found)


def _reported(report: Mapping[str, Any]) -> Iterator[tuple[tuple[object, ...], Reasons]]:
    for entry in report.get("gaps", ()):
        yield _key(entry), (tuple(entry.get("because", ())), entry.get("cure"))


def _key(entry: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what makes a gap the same; the report is written in the site's local time."""
    start, end = (datetime.fromisoformat(entry[side]) for side in ("start", "end"))
    return (*entry["bookings"], entry["role"], start, end, entry["missing"])
