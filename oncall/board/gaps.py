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

# So many people are asked anew at a look why they don't close a gap. Each costs half a millisecond
# and more; a rota in the making can have hundreds of gaps. The others wait until they are opened.
MOST_ASKED: Final = 200

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
    opened: int | None = None,
    most: int = MOST_ASKED,
) -> tuple[ShownGap, ...]:
    """Return the gaps of a rota; of those that its report knows, with what that says.

    `within` leaves out what is promised to nobody. The one at `opened` is explained in any case,
    the others until `most` people were asked anew.
    """
    known = dict(_reported(report or {}))
    found: list[ShownGap] = []
    left = most
    for gap, booked in judged.gaps:
        parts = [booked] if within is None else in_published([booked], within)
        for part in parts:
            because, cure = known.get(_key(part.entry())) or ((), None)
            is_known = judged.is_explained(gap)
            if not because and (is_known or left > 0 or len(found) == opened):
                because = judged.because(gap, people)
                left -= 0 if is_known else len(people)
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
