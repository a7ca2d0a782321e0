"""Who publishes is told what would not reach everybody in time, and may publish all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oncall.services.firms import drafted, stored
from tests.web.pages.desks import see
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database
    from tests.web.pages.rotas import Firm
    from web.embedded.server import Addresses


def test_the_terminal_warns_after_publishing(
    database: Database, urls: Addresses, tmp_path: Path
) -> None:
    stored(database)
    draft = drafted(database)
    found = oncall("rota", "publish", draft, env=house(urls, ONCALL_HOME=str(tmp_path)))
    assert found.exit_code == 0
    assert "warning: not reached in time: " in found.stderr
    assert "nobody is left as last resort" in found.stderr


def test_the_page_is_told_before_publishing(firm: Firm) -> None:
    draft = drafted(firm.database, now=firm.clock.now())
    told = see(firm, f"/reachable/drafts/{draft}.json?lang=de").get_json()
    assert told["proven"] is False
    assert any("als letzte Instanz bleibt niemand" in each for each in told["sentences"])


def test_there_is_no_proof_of_a_draft_that_is_not(firm: Firm) -> None:
    assert see(firm, "/reachable/drafts/77.json").status_code == 404
