"""The embedded database: started when it is needed, and found by every process of a home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import URL

from web.embedded import postmaster
from web.embedded.binaries import forget_variables
from web.embedded.cluster import APP, DATABASE, OWNER, check_version, clear_unfinished, create
from web.embedded.errors import EmbeddedError
from web.embedded.identity import choose, hand_over
from web.embedded.place import Place

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Addresses", "EmbeddedError", "ensure_running", "stop"]


@dataclass(frozen=True)
class Addresses:
    """The URLs for SQLAlchemy: of the role that owns the tables, and of the one that uses them."""

    owner: str
    app: str


def ensure_running(home: Path, *, durable: bool = True) -> Addresses:
    """Start the home's database unless it runs already, and return where it is.

    It goes on when this process ends. Several may call this at once. Without `durable` a
    database that is started here may be lost with the power: for tests, which have none to lose.
    """
    forget_variables()
    place = Place.of(home)
    try:
        place.claim()
        if not postmaster.answers(place):
            with place.locked():
                _bring_up(place, durable=durable)
    except OSError as error:
        raise _unusable(place, error) from error
    return Addresses(_address(place, OWNER), _address(place, APP))


def stop(home: Path) -> bool:
    """End the home's database, and return whether it ran."""
    forget_variables()
    place = Place.of(home)
    try:
        if not place.folder.exists():
            return False
        place.claim()
        with place.locked():
            pid = postmaster.running(place)
            if pid:
                postmaster.end(place, pid)
            place.forsake()
    except OSError as error:
        raise _unusable(place, error) from error
    return pid is not None


def _bring_up(place: Place, *, durable: bool) -> None:
    if postmaster.answers(place):  # another process was quicker
        return
    identity = choose()
    clear_unfinished(place)
    if not place.data.exists():
        create(place, identity, durable=durable)
    check_version(place)
    if not postmaster.running(place):
        hand_over(place.data, identity)
    postmaster.start(place, identity, durable=durable)


def _address(place: Place, role: str) -> str:
    query = {"host": str(place.socket)}
    url = URL.create("postgresql+psycopg", username=role, database=DATABASE, query=query)
    return url.render_as_string(hide_password=False)


def _unusable(place: Place, error: OSError) -> EmbeddedError:
    return EmbeddedError(
        f"{error.filename or place.folder}: can't be used for the embedded database "
        f"({error.strerror}); check the folder and its permissions, or name another home"
    )
