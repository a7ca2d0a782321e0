"""The duties of the timeline, what of each may still change, and how it differs from before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.versions import changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oncall.assignments import Assignment
    from oncall.localtime import Span
    from oncall.versions import Change


class Shown(NamedTuple):
    """A duty; `was` is how it was before, where that is otherwise and it was there at all.

    `editable` is the part of it that may change.
    """

    duty: Assignment
    is_new: bool
    was: Assignment | None
    editable: Span | None

    @property
    def difference(self) -> str | None:
        """What became of it since, if anything."""
        if self.is_new:
            return "added"
        return "changed" if self.was else None


class Duties(NamedTuple):
    """What there is, and what there is no more."""

    shown: tuple[Shown, ...]
    removed: tuple[Assignment, ...]


def beside(
    after: Iterable[Assignment], before: Iterable[Assignment], may_change: Span | None
) -> Duties:
    """Return duties with what differs from before."""
    now = tuple(after)
    differing = {c.now_or_before.duty: c for c in changes(before, now)}
    return Duties(
        tuple(_shown(now, differing, may_change)),
        tuple(c.before for c in differing.values() if c.before and not c.after),
    )


def _shown(
    duties: Iterable[Assignment], differing: dict[int, Change], may_change: Span | None
) -> Iterator[Shown]:
    for each in duties:
        change = differing.get(each.duty)
        editable = each.span.clip(may_change) if may_change else None
        was = change.before if change else None
        yield Shown(each, change is not None and was is None, was, editable)
