"""A planner's browser at a firm with drafts, for tests of the timeline's JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oncall.clock import WoundClock
from tests.oncall.services.firms import NOW
from web import csrf
from web.app import make_app
from web.secrets_file import server_key
from web.settings import Settings
from web.wiring import House

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from werkzeug.test import TestResponse

    from oncall.store.db import Database


@dataclass
class Planner:
    """Asks as the page does; everybody has a browser of their own."""

    database: Database
    clock: WoundClock
    user: str
    app: Any
    token: str

    def get(self, address: str, status: int = 200, **more: Any) -> Any:
        """Return what an address under /rota answers."""
        return self.said(self.app.test_client().get(f"/rota/{address}", **more), status)

    def post(self, address: str, status: int = 200, **body: Any) -> Any:
        """Return what a change answers."""
        headers = {csrf.HEADER: self.token}
        client = self.app.test_client()
        return self.said(client.post(f"/rota/{address}", json=body, headers=headers), status)

    def said(self, answer: TestResponse, status: int) -> Any:
        assert answer.status_code == status, answer.text
        assert answer.mimetype == "application/json"
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.json

    def board(self, draft: int | None = None, query: str = "", **more: Any) -> Any:
        """Return the timeline of the two weeks."""
        of = f"&draft={draft}" if draft else ""
        address = f"video/board.json?from=2026-12-07&days=14{of}{query}"
        return self.get(address, **more)

    def edit(self, draft: int, status: int = 200, **body: Any) -> Any:
        return self.post(f"drafts/{draft}/edit.json", status, **body)


def planner(database: Database, home: Path, user: str = "petra", now: datetime = NOW) -> Planner:
    """A planner at a firm that is there already."""
    settings = Settings(home, None, None, "http://localhost:8080", None, user)
    clock = WoundClock(now)
    app = make_app(House(settings, database, clock))
    token = csrf.token(server_key(settings), user)
    return Planner(database, clock, user, app, token)
