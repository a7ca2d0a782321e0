"""While the database is gone, pages of incidents say so and go on by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.errors import Unreachable
from oncall.store.db import Database
from tests.web.pages.desks import see, send
from web.app import make_app
from web.wiring import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.incidents.conftest import Desk
    from tests.web.pages.rotas import Firm


class Gone(Database):
    """A database that can't be reached."""

    def begin(self):
        raise Unreachable("nobody answers")


@pytest.fixture
def lonely(desk: Desk) -> Iterator[Firm]:
    """The firm, its database gone."""
    gone = Gone(desk.database.url)
    desk.firm.app = make_app(House(desk.firm.settings, gone, desk.firm.clock))
    yield desk.firm
    gone.close()


@pytest.mark.parametrize("address", ["/incidents", "/incidents/100001", "/ladders/video"])
def test_pages_say_it_in_a_sentence(lonely: Firm, address: str) -> None:
    answer = see(lonely, address)
    assert answer.status_code == 503
    assert "The database can&#39;t be reached at the moment." in answer.text


def test_what_a_page_asks_for_by_itself_is_answered_by_the_bare_sentence(lonely: Firm) -> None:
    answer = see(lonely, "/incidents/100001/now?seen=1", headers={"Accept": "*/*"})
    assert answer.status_code == 503
    assert answer.text.startswith("The database can't be reached")


def test_a_button_says_that_nothing_was_done(lonely: Firm) -> None:
    answer = send(lonely, "/incidents/100001", what="accept", **{"as": "ada"})
    assert answer.status_code == 503
    assert "Nothing is lost" in answer.text
