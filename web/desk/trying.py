"""A change that a page asks for: rehearsed until somebody is sure, then done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from oncall.errors import BadInput
from oncall.store.rehearsing import Rehearsal

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.errors import Fault
    from oncall.store.db import Database


class Tried(NamedTuple):
    """What comes of a change, or what stands against it; and whether it is done."""

    outcome: Any = None
    faults: tuple[Fault, ...] = ()
    done: bool = False


def tried(database: Database, change: Callable[[Database], Any], *, sure: bool) -> Tried:
    """Do a change if somebody is sure of it, else rehearse it."""
    try:
        return Tried(change(database if sure else Rehearsal(database)), done=sure)
    except BadInput as bad:
        return Tried(faults=bad.faults)


def tried_of_sheets(database: Database, change: Callable[[Database], Any], *, sure: bool) -> Tried:
    """Do a change of sheets at once where nothing follows for published rotas; else as `tried`."""
    first = tried(database, change, sure=sure)
    if first.done or first.faults or first.outcome.conflicts:
        return first
    return tried(database, change, sure=True)
