"""Customers text the hotline: a report, more about it, and nobody unknown gets an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.hotline.ladders import MANAGER
from oncall.incidents.events import Kind
from tests.stories.callers import CALLERS, MOBILE, STRANGER, TABLES, caller
from tests.stories.town import OURS, Town, town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies


@pytest.fixture(name="town")
def _town(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        yield made
        made.carrier.nothing_else_happened()


def test_a_text_of_a_customer_is_an_incident_and_its_number_is_answered(town: Town) -> None:
    phone = caller(town, MOBILE)
    phone.sends(OURS, "Das Bild ist weg")
    town.later(10)
    phone.expect_text(town.number(1), "gemeldet")
    assert (town.report(1).customer, town.report(1).caller) == ("Alster", "Moritz Moor")
    first = town.phone(town.primary)
    first.expect_text("Das Bild ist weg")
    first.answers()


def test_a_text_with_its_ticket_number_is_added_to_it(town: Town) -> None:
    phone = caller(town, MOBILE)
    phone.sends(OURS, "Das Bild ist weg")
    town.later(5)
    phone.sends(OURS, f"Zu {town.number(1)}: jetzt auch der Ton")
    town.later(5)
    phone.expect_text("gemeldet")
    phone.expect_text("notiert")
    assert town.kinds(1).count(Kind.NOTED) == 1
    first = town.phone(town.primary)
    first.expect_text("Das Bild ist weg")
    first.answers()


def test_a_text_of_somebody_unknown_goes_to_the_manager_and_is_not_answered(town: Town) -> None:
    phone = caller(town, STRANGER)
    phone.sends(OURS, "Hier brennt Licht")
    town.later(10)
    assert not phone.inbox
    assert "ungeprüft" in town.report(1).description
    assert town.stands(1).ladder.rungs[0].targets == (MANAGER,)


def test_stop_is_no_report(town: Town) -> None:
    caller(town, STRANGER).sends(OURS, "STOP")
    town.later(5)
    with town.database.begin() as tx:
        assert town.pager.turn() is None
        assert tx is not None
