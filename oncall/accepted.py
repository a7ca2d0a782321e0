"""Finds bookings that a merge would leave without a contract, or that nobody may ask for (0029)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.accepting import Asked, contracts_of, not_asked, uncovered
from oncall.merge import CHANGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from oncall.catalogue.provider import Catalogue
    from oncall.errors import Fault
    from oncall.folder.facts import Folder
    from oncall.identity import Refusal
    from oncall.merge import Merge, Pair


@dataclass(frozen=True)
class Accepted:
    """Looks at the bookings that change, and at those of customers whose contracts do.

    So every booking that is not over lies in its customer's contracts at any time, as far as they
    were known when it was asked for; and what was exported can be imported.
    """

    merge: Merge
    before: Folder
    after: Folder
    now: datetime
    levels: Callable[[], Catalogue]

    def faults(self) -> tuple[Fault, ...]:
        """Return every fault, in the order of the bookings."""
        touched = self._touched()
        return tuple(
            pair.fault(*refusal)
            for pair in self.merge.sheets["bookings"]
            if pair.stays and (pair.kind in CHANGES or pair.row.cells["customer"] in touched)
            for refusal in self._of(pair)
        )

    def _of(self, pair: Pair) -> Iterator[Refusal]:
        id_ = pair.row.cells["id"]
        new, changes = self.after.bookings[id_], pair.kind in CHANGES
        old = self.before.bookings.get(id_) if changes else None
        # Whoever books by page or command asks now; a file may say something else.
        just_now = new.requested_at >= self.now.replace(microsecond=0)
        asked = Asked(old, new, now=changes and (old is not None or just_now))
        if contracts_of(self.after, new.customer):
            yield from uncovered(asked, self.after, self.levels(), self.now)
        if changes:
            yield from not_asked(asked, self.after)

    def _touched(self) -> set[str]:
        """Return the customers whose contracts change."""
        ids = {pair.row.cells["id"] for pair in self.merge.changes.get("contracts", ())}
        some = (folder.contracts.get(id_) for folder in (self.before, self.after) for id_ in ids)
        return {each.customer.id for each in some if each}
