"""A subscriber with a real calendar: vdirsyncer fetches the feed over HTTP, khal shows it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from web.serving import server
from web.wiring import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.pages.rotas import Firm

BIN = Path(sys.executable).parent
VDIRSYNCER = """\
[general]
status_path = "{home}/status/"

[pair duties]
a = "feed"
b = "calendar"
collections = null
conflict_resolution = "a wins"

[storage feed]
type = "http"
url = "{url}"

[storage calendar]
type = "filesystem"
path = "{home}/calendar/"
fileext = ".ics"
"""
KHAL = """\
[calendars]
[[duties]]
path = {home}/calendar/
type = calendar

[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Europe/Berlin
local_timezone = Europe/Berlin

[sqlite]
path = {home}/khal.db
"""


@dataclass
class Subscriber:
    """Somebody whose calendar is in a folder of their own."""

    home: Path

    def fetch(self) -> None:
        """Fetch the feed, as a calendar does from time to time."""
        self._run("vdirsyncer", "-c", str(self.home / "vdirsyncer.ini"), "sync", "duties")

    def agenda(self, first: str, days: int = 30) -> list[str]:
        """The entries from a day on, as khal lists them: a line each."""
        config = ("-c", str(self.home / "khal.ini"))
        shown = ("--format", "{start-long} {end-time} {status}{title}", "--day-format", "")
        # Once each, however many days they last.
        said = self._run("khal", *config, "list", "--once", *shown, first, f"{days}d")
        return [line for line in said.splitlines() if line]

    def count(self) -> int:
        """How many entries there are; vdirsyncer gives them UIDs of its own."""
        return len(list((self.home / "calendar").iterdir()))

    def _run(self, program: str, *words: str) -> str:
        # It sees nothing of the machine but this folder and the server.
        done = subprocess.run(
            [BIN / program, *words],
            env={"HOME": str(self.home), "LC_ALL": "C.UTF-8", "PATH": str(BIN)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def subscribed(home: Path, url: str) -> Subscriber:
    """Somebody who has subscribed to an address."""
    (home / "calendar").mkdir(parents=True)
    (home / "vdirsyncer.ini").write_text(VDIRSYNCER.format(home=home, url=url))
    (home / "khal.ini").write_text(KHAL.format(home=home))
    subscriber = Subscriber(home)
    subscriber._run("vdirsyncer", "-c", str(home / "vdirsyncer.ini"), "discover", "duties")
    return subscriber


@contextmanager
def served(firm: Firm) -> Iterator[str]:
    """The address of a firm's pages that are served on this machine."""
    house = House(firm.settings, firm.database, firm.clock)
    listening = server(firm.app, house, "127.0.0.1", 0, 2)
    thread = Thread(target=listening.serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.port}"
    finally:
        listening.leave()
        thread.join()
