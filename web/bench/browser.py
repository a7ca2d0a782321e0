"""A planner's browser at an installation with one large team, and how long each answer took."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, time
from math import ceil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from oncall.clock import WoundClock
from oncall.instances import MONDAY, Size
from oncall.localtime import DAY
from oncall.services.importing import import_folder
from web import csrf
from web.app import make_app
from web.bench.firms import written
from web.embedded.scratch import scratch_database
from web.secrets_file import server_key
from web.serving import settle
from web.settings import LOCAL_URL, Settings
from web.wiring import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

SIZE: Final = Size(weeks=12, people=100, skills=6)
NOW: Final = datetime.combine(MONDAY - 20 * DAY, time(9), UTC)

Measured = tuple[str, str, str, bool]


class Browser:
    """Asks and changes as the page does, and notes how long each answer took."""

    def __init__(self, house: House) -> None:
        self.database = house.database
        self.app: Flask = make_app(house)
        word = csrf.token(server_key(house.settings), house.user)
        self.headers = {csrf.HEADER: word}
        self.spent: list[float] = []
        settle()

    def get(self, address: str) -> Any:
        """Return what an address answers."""
        return self._timed("GET", address, None)

    def post(self, address: str, body: object) -> Any:
        """Return what a change answers."""
        return self._timed("POST", address, body)

    def told(self, name: str, within: float) -> Measured:
        """Return what all answers since the last time took, beside what must be (seconds)."""
        spent, self.spent = self.spent, []
        late = sorted(spent)[ceil(0.95 * len(spent)) - 1]
        shown = f"{1000 * late:.0f} ms p95 of {len(spent)}, median {1000 * median(spent):.0f} ms"
        return name, f"≤ {1000 * within:.0f} ms", shown, late <= within

    def _timed(self, method: str, address: str, body: object) -> Any:
        client = self.app.test_client()
        begun = perf_counter()
        answer = client.open(address, method=method, json=body, headers=self.headers)
        self.spent.append(perf_counter() - begun)
        assert answer.status_code == 200, answer.text  # noqa: S101 - else not measured
        return answer


@contextmanager
def large_house(seed: int) -> Iterator[House]:
    """Yield an installation with one team of 100, which is taken away in the end."""
    with TemporaryDirectory() as folder, scratch_database() as (database, home):
        written(SIZE, seed, Path(folder))
        import_folder(database, Path(folder), by="bench", now=NOW)
        settings = Settings(home, None, None, LOCAL_URL, None, "bench")
        yield House(settings, database, WoundClock(NOW))
