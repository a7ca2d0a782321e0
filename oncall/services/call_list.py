"""Calls to the hotline as people look at them: those that nobody could answer first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.hotline.call import Place
from oncall.services.gathering import facts_in
from oncall.store import calls

if TYPE_CHECKING:
    from oncall.folder.facts import Folder
    from oncall.hotline.call import Call
    from oncall.store.db import Database

MOST: Final = 200


class Listed(NamedTuple):
    """The latest calls, newest first: the missed ones, of which nobody has heard, and the rest."""

    folder: Folder
    missed: tuple[Call, ...]
    others: tuple[Call, ...]


def listed(database: Database) -> Listed:
    """Return the latest calls."""
    with database.begin() as tx:
        some = calls.latest(tx, MOST)
        folder = facts_in(database, tx)
    missed = tuple(each for each in some if is_missed(each))
    return Listed(folder, missed, tuple(each for each in some if not is_missed(each)))


def is_missed(call: Call) -> bool:
    """Tell whether a call ended before anybody knew who it was, and became no incident."""
    return call.ended_at is not None and call.place is Place.ASKED and call.incident is None
