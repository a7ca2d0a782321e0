"""What of a draft's edits can be taken back, and what can be done again, by its log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

UNDO: Final = "undo"
REDO: Final = "redo"


class Ways(NamedTuple):
    """The editions of the edits that stand, and of those that were taken back; the last comes next.

    Whoever edits anew gives up what was taken back before.
    """

    done: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()

    @property
    def back(self) -> int | None:
        """The edit that is taken back next."""
        return self.done[-1] if self.done else None

    @property
    def again(self) -> int | None:
        """The edit that is done again next."""
        return self.undone[-1] if self.undone else None


def ways(log: Iterable[tuple[int, str]]) -> Ways:
    """Return what can be undone and redone after a log: editions in order, and what each did."""
    done: list[int] = []
    undone: list[int] = []
    for edition, what in log:
        if what == UNDO:
            undone.append(done.pop())
        elif what == REDO:
            done.append(undone.pop())
        else:
            done.append(edition)
            undone.clear()
    return Ways(tuple(done), tuple(undone))
