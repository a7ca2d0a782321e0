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
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from oncall.clock import SystemClock
from oncall.drafts import State
from oncall.services import drafting
from oncall.services.importing import import_folder
from web import csrf, demo
from web.bench.scratch import scratch_database
from web.bench.watching import serving
from web.secrets_file import server_key
from web.settings import LOCAL_URL, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.store.db import Database

USER: Final = "bench"
WITHIN: Final = 5.0  # seconds
SHORT: Final = 3  # seconds of search, after which the duties are there too
AGAIN: Final = 3

Measured = tuple[str, str, str, bool]


def asking() -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do."""
    figures, duties = [], []
    with scratch_database() as (database, home), TemporaryDirectory() as folder:
        now = SystemClock().now()
        firm = demo.write_folder(Path(folder) / "demo", now.date())
        import_folder(database, firm, by=USER, now=now)
        with serving(home) as port, _working(home):
            page = _Page(database, home, port)
            for team in sorted(demo.TEAMS) * AGAIN:
                figures.append(page.first_figures(team))
                duties.append(page.duties(team))
    yield _told("a draft of the demo, its first figures after asking", figures)
    name, _, reached, _ = _told(
        f"its duties on the timeline, asked with {SHORT} s of search", duties
    )
    yield name, "", reached, True


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
        draft = self._asked(team, 60)
        with closing(HTTPConnection("127.0.0.1", self._port)) as client:
            client.request("GET", f"/live/drafts/{draft}")
            answer = client.getresponse()
            while line := answer.readline():
                if line.startswith(b"data: ") and json.loads(line[6:]).get("objective") is not None:
                    break
            spent = perf_counter() - begun
        drafting.cancel(self._database, draft, USER, SystemClock().now())
        return spent

    def duties(self, team: str) -> float:
        """Return after how many seconds the timeline shows the duties of a new draft."""
        begun = perf_counter()
        draft = self._asked(team, SHORT)
        with closing(HTTPConnection("127.0.0.1", self._port)) as client:
            client.request("GET", f"/live/drafts/{draft}")
            client.getresponse().read()  # it ends with the search
        found = self._sent("GET", f"/rota/{team}/board.json?draft={draft}")
        assert found["draft"]["state"] == State.READY  # noqa: S101 - else nothing was measured
        assert found["duties"]  # noqa: S101
        return perf_counter() - begun

    def _asked(self, team: str, seconds: int) -> int:
        days = {"from": self._weeks.first.isoformat(), "days": self._weeks.days}
        body = json.dumps(days | {"seconds": seconds})
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
