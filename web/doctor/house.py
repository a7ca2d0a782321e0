"""What is looked at in the house: database, clock, disk, workers."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from oncall.services import health, sealing
from web.doctor.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from web.wiring import House

GIB: Final = 1 << 30
LEAST_FREE: Final = 2 * GIB
# Leases last 8 s, and doubt 15: clocks that are further apart make both guesses.
APART: Final = timedelta(seconds=2)


def _free_at(place: Path) -> int:
    return shutil.disk_usage(place).free


def house_findings(house: House) -> Iterator[Finding]:
    """Yield what was found of database, clock and workers; raises Unreachable."""
    found = health.of_database(house.database, house.clock.now())
    yield Finding("database", True, f"PostgreSQL {found.version} answers")  # noqa: FBT003
    yield Finding(
        "clock",
        found.apart <= APART,
        f"{found.apart.total_seconds():.1f} s from the database's",
        "let both machines keep time by NTP",
    )
    yield Finding(
        "worker",
        found.works,
        "one is there" if found.works else "none was heard of",
        "start oncall work; nobody is paged without it",
    )
    yield pins(house)


def pins(house: House) -> Finding:
    """Return whether the PINs of callers can be looked up with this server's key."""
    try:
        bare = sealing.unmarked(house.database, house.marker)
    except click.ClickException as why:
        return Finding("PINs", is_well=False, seen=why.message)
    seen = f"{bare} PINs have no mark" if bare else "all can be looked up"
    cure = (
        "of those few are tried with what a caller enters, the others go on as unverified; import "
        "the contacts anew with their PINs, or set each by oncall contacts put … --ask-pin"
    )
    return Finding("PINs", not bare, seen, cure)


def gone(why: Exception) -> Finding:
    """Return what is said of a database that can't be had."""
    cure = "start PostgreSQL, or set DATABASE_URL to where it is; nothing works without it"
    seen = str(why).partition("; nothing was changed")[0]
    return Finding("database", is_well=False, seen=seen, cure=cure)


def disk(home: Path, free_at: Callable[[Path], int] = _free_at) -> Finding:
    """Return whether there is room where the house keeps its things."""
    free = free_at(next(each for each in (home, *home.parents) if each.exists()))
    room = f"{free / GIB:.1f} GiB free for {home}"
    cure = "free some space; PostgreSQL stops when the disk is full"
    return Finding("disk", free >= LEAST_FREE, room, cure)
