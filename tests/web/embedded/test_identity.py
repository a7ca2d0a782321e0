"""PostgreSQL runs for root and for ordinary users, and for nobody but the home's own."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.embedded.asking import ask
from tests.web.embedded.children import (
    ASK,
    NO_NAMESPACES,
    NOBODY,
    ORDINARY,
    ORDINARY_UID,
    ROOT,
    START,
    STOP,
    said,
    started,
)
from web.embedded.place import Place
from web.embedded.server import EmbeddedError, ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Way:
    """Somebody who runs oncall."""

    uid: int
    prefix: tuple[str, ...] = ()
    first: str = ""


AS_OURSELVES = Way(os.geteuid())
AS_ORDINARY_USER = Way(ORDINARY_UID, ORDINARY)
WITHOUT_NAMESPACES = Way(0, (), NO_NAMESPACES)
WAYS = {"ourselves": AS_OURSELVES, "ordinary user": AS_ORDINARY_USER}
if ROOT:
    WAYS |= {"root without namespaces": WITHOUT_NAMESPACES}


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def way(request: pytest.FixtureRequest) -> Way:
    found: Way = request.param
    return found


@pytest.fixture
def their_home(way: Way) -> Iterator[Path]:
    """A folder of theirs which only they can enter."""
    with tempfile.TemporaryDirectory(prefix="oncall-test-") as folder:
        if ROOT:
            os.chown(folder, way.uid, -1)
        home = Path(folder, "home")
        yield home
        said(started(way.first + STOP, home, prefix=way.prefix))


def test_it_runs_for_them_below_a_folder_that_others_can_not_enter(
    way: Way, their_home: Path
) -> None:
    script = way.first + START + ASK
    out = said(started(script, their_home, "select current_user", prefix=way.prefix))
    assert out.splitlines()[-1] == "oncall_owner"
    assert their_home.stat().st_uid == way.uid
    assert their_home.stat().st_mode & 0o777 == 0o700
    assert said(started(way.first + STOP, their_home, prefix=way.prefix)) == "True"


def test_it_survives_that_the_way_changes(home: Path) -> None:
    first = WITHOUT_NAMESPACES if ROOT else AS_OURSELVES
    owner = said(started(first.first + START, home))
    assert (Place.of(home).data.stat().st_uid == os.geteuid()) is (not ROOT)
    ask(owner, "create table kept as select 7 as figure")
    assert stop(home)
    assert ask(ensure_running(home, durable=False).owner, "select figure from kept") == 7


def test_the_home_of_another_user_is_refused(tmp_path: Path) -> None:
    home = tmp_path if ROOT else Path("/usr")
    owner = NOBODY if ROOT else 0
    if ROOT:
        os.chown(home, owner, -1)
    sentence = f"belongs to user {owner}, and this is user {os.geteuid()}; run oncall as that user"
    with pytest.raises(EmbeddedError, match=sentence):
        ensure_running(home)
    assert not (home / "postgres").exists()


def test_a_folder_that_others_may_enter_is_refused(home: Path) -> None:
    place = Place.of(home)
    place.claim()
    place.folder.chmod(0o755)
    with pytest.raises(EmbeddedError, match=r"is open to others \(mode 0755\).*chmod 700"):
        ensure_running(home)
    place.folder.chmod(0o700)


def test_a_socket_folder_that_others_made_is_not_trusted(tmp_path: Path) -> None:
    place = Place.of(tmp_path / ("deep/" * 30))
    place.socket.symlink_to(tmp_path)
    try:
        with pytest.raises(EmbeddedError, match="is no folder; move it away"):
            ensure_running(place.home)
    finally:
        place.socket.unlink()
