"""Where people are needed: the covers of a problem, found by stream, role and time."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solver.problem import Cover, Duty


class Board:
    """Covers by post (stream and role); within a post they don't overlap."""

    def __init__(self, covers: Iterable[Cover]) -> None:
        self.posts: dict[tuple[str, str], list[Cover]] = defaultdict(list)
        for cover in sorted(covers, key=lambda c: c.start):
            self.posts[cover.stream, cover.role].append(cover)
        self._starts = {post: [c.start for c in some] for post, some in self.posts.items()}
        self._known: dict[tuple[object, ...], tuple[Cover, ...]] = {}

    def given_by(self, duty: Duty) -> Sequence[Cover]:
        """Return the covers that a duty gives whole."""
        key = (duty.role, duty.holds)
        if key not in self._known:
            self._known[key] = tuple(self._find(duty))
        return self._known[key]

    def _find(self, duty: Duty) -> Iterable[Cover]:
        for hold in duty.holds:
            post = (hold.stream, duty.role)
            covers = self.posts.get(post, ())
            for cover in covers[bisect_left(self._starts.get(post, ()), hold.start) :]:
                if cover.end > hold.end:
                    break
                yield cover
