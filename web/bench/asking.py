"""How soon somebody sees the draft that they ask for: the demo, a server and a worker beside."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any, Final

from oncall.clock import SystemClock
from oncall.drafts import State
from oncall.services import drafting
from oncall.services.importing import import_folder
from web import csrf, demo
from web.bench.watching import serving
from web.embedded.scratch import scratch_database
from web.secrets_file import server_key
from web.settings import LOCAL_URL, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.store.db import Database

USER: Final = "bench"
WITHIN: Final = 5.0  # seconds
LONG: Final = 60  # seconds of search, which nobody waits for
AGAIN: Final = 3
PAUSE: Final = 4  # seconds from one wish to the next; planners are no machines

Measured = tuple[str, str, str, bool]


def asking() -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do."""
    figures: list[float] = []
    duties: list[float] = []
    with scratch_database() as (database, home), TemporaryDirectory() as folder:
        now = SystemClock().now()
        firm = demo.write_folder(Path(folder) / "demo", now.date())
        import_folder(database, firm, by=USER, now=now)
        with serving(home) as port, _working(home):
            page = _Page(database, home, port)
            for team in sorted(demo.TEAMS) * AGAIN:
                for measured, found in ((page.first_figures, figures), (page.duties, duties)):
                    sleep(PAUSE)
                    found.append(measured(team))
    yield _told("a draft of the demo, its first figures after asking", figures)
    yield _told("a draft of the demo, its first duties on the timeline after asking", duties)


def _told(name: str, spent: list[float]) -> Measured:
    late = max(spent)
    shown = f"{late:.1f} s at most of {len(spent)}, median {median(spent):.1f} s"
    return name, f"≤ {WITHIN:g} s", shown, late <= WITHIN


class _Page:
    """Asks for drafts as the page does, and looks at them as it does."""

    def __init__(self, database: Database, home: Path, port: int) -> None:
        self._database = database
        self._port = port
        settings = Settings(home, None, None, LOCAL_URL, None, USER)
        self._headers = {
            csrf.HEADER: csrf.token(server_key(settings), USER),
            "Content-Type": "application/json",
        }
        self._weeks = demo.weeks(SystemClock().now().date())

    def first_figures(self, team: str) -> float:
        """Return after how many seconds who watches a new draft sees that there is a rota."""
        begun = perf_counter()
        draft = self._asked(team)
        self._heard(draft, "objective")
        return self._called_off(draft, perf_counter() - begun)

    def duties(self, team: str) -> float:
        """Return after how many seconds the timeline shows duties of a new draft."""
        begun = perf_counter()
        draft = self._asked(team)
        self._heard(draft, "found")
        found = self._sent("GET", f"/rota/{team}/board.json?draft={draft}")
        spent = perf_counter() - begun
        assert found["draft"]["state"] == State.SOLVING  # noqa: S101 - else nothing was measured
        assert found["duties"]  # noqa: S101
        return self._called_off(draft, spent)

    def _heard(self, draft: int, name: str) -> None:
        """Watch a draft until there is a figure of a name."""
        with closing(HTTPConnection("127.0.0.1", self._port)) as client:
            client.request("GET", f"/live/drafts/{draft}")
            answer = client.getresponse()
            while line := answer.readline():
                if line.startswith(b"data: ") and json.loads(line[6:]).get(name) is not None:
                    return

    def _called_off(self, draft: int, spent: float) -> float:
        drafting.cancel(self._database, draft, USER, SystemClock().now())
        return spent

    def _asked(self, team: str) -> int:
        days = {"from": self._weeks.first.isoformat(), "days": self._weeks.days}
        body = json.dumps(days | {"seconds": LONG})
        found: int = self._sent("POST", f"/rota/{team}/draft.json", body)["draft"]
        return found

    def _sent(self, method: str, address: str, body: str | None = None) -> Any:
        with closing(HTTPConnection("127.0.0.1", self._port)) as client:
            client.request(method, address, body, self._headers)
            answer = client.getresponse()
            text = answer.read()
            assert answer.status < 300, text  # noqa: S101 - else nothing was measured
            return json.loads(text)


@contextmanager
def _working(home: Path) -> Iterator[None]:
    """Have a worker in a process of its own, as in service."""
    words = [sys.executable, "-m", "web.cli", "work"]
    env = {"ONCALL_HOME": str(home), "ONCALL_USER": USER}
    with subprocess.Popen(words, env=env, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield
        finally:
            process.terminate()
