"""The month's budget is used up: incidents go out as ever, everything else waits, people know."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from oncall.incidents.reaching import contact
from oncall.incidents.restraint import Budget, Level, Restraint
from oncall.proof.readiness import Lack
from oncall.services import reaching, readiness, restraining
from oncall.store import costs, messages
from tests.stories.rotas import rang
from tests.stories.test_reach import about, post, way
from tests.stories.town import EVENING, PHONES, PLANNER, Town, town
from web.carriers import COUNTRIES
from web.doctor.costs import cost_findings
from web.wiring import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies

PRICES = Budget(Decimal("1.00"), Decimal("0.15"), Decimal("0.10"))
RESTRAINT = Restraint(PRICES, COUNTRIES)
ABROAD = "+33 1 99 00 12 34"


@pytest.fixture(name="town")
def _town(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    told = {"planners": (contact(PLANNER),), "restraint": RESTRAINT}
    with town(copies, tmp_path, **told) as made:
        made.later(2)
        yield made
        made.carrier.nothing_else_happened()


def spend(town: Town, texts: int) -> None:
    """So many parts of texts were sent this month."""
    row = {"at": EVENING - timedelta(days=3), "parts": texts}
    with town.database.begin() as tx:
        tx.execute(
            text(
                "insert into attempts (id, pages, person, channel, address, sender, began_at, "
                "parts, state) values ('before', '{}', 'ada', 'sms', '', 'w', :at, :parts, 'over')"
            ),
            row,
        )


def looked_at(town: Town) -> list[str]:
    """What the doctor says of money."""
    house = House(town.settings, town.database, town.clock)
    return [each.line for each in cost_findings(house)]


def test_an_incident_is_paged_whatever_it_costs(town: Town) -> None:
    spend(town, 500)
    town.reported()
    town.later(5)
    first = town.phone(town.primary)
    first.expect_text("Bild fällt aus")
    first.answers()


def test_a_test_page_is_refused_in_a_sentence_and_nothing_is_sent(town: Town) -> None:
    spend(town, 10)
    found = way(town, "ben", "sms", PHONES["ben"])
    refused = post(town, "ben", "test", **about(found)).get_data(as_text=True)
    assert "budget for calls and texts is used up" in refused
    town.later(30)


def test_a_message_that_waits_already_is_not_sent_and_that_is_written(town: Town) -> None:
    found = way(town, "ben", "sms", PHONES["ben"])
    assert post(town, "ben", "test", **about(found)).status_code == 303
    spend(town, 10)
    town.later(30)
    with town.database.begin() as tx:
        states = tx.execute(text("select state, why from pages where purpose = 'test'")).all()
    assert [tuple(row) for row in states] == [("failed", "budget")]


def test_what_was_left_is_enough_for_it(town: Town) -> None:
    spend(town, 9)
    post(town, "ben", "test", **about(way(town, "ben", "sms", PHONES["ben"])))
    town.later(30)
    town.phone("ben").expect_text("Probealarm")


def test_planners_are_told_at_eighty_percent_and_again_when_nothing_is_left(town: Town) -> None:
    now = town.clock.at
    assert restraining.watch(town.database, PRICES, now) is Level.FREE
    spend(town, 8)
    for _ in range(2):
        assert restraining.watch(town.database, PRICES, now) is Level.WARNED
    town.later(5)
    town.planner.expect_text("0.80 von 1.00", "8 Textteile")
    with town.database.begin() as tx:
        tx.execute(text("update attempts set parts = 10 where id = 'before'"))
    for _ in range(2):
        assert restraining.watch(town.database, PRICES, now) is Level.SPENT
    town.later(5)
    town.planner.expect_text("Störungen gehen hinaus")


def test_each_month_begins_anew(town: Town) -> None:
    spend(town, 500)
    later = EVENING + timedelta(days=31)
    assert restraining.used(town.database, PRICES, later).level is Level.FREE


def test_the_parts_of_texts_and_the_calls_are_counted_as_they_are_charged(town: Town) -> None:
    town.reported("Bild fällt aus, " + "und zwar in allen Räumen. " * 12)
    town.later(5)
    first = town.phone(town.primary)
    first.expect_text("Bild fällt aus")
    first.answers()
    with town.database.begin() as tx:
        spent = costs.spent(tx, EVENING)
    texts = town.carrier.look(lambda network: list(network.messages.values()))
    charged = sum(each.parts for each in texts)
    assert (spent.calls, spent.parts) == (1, charged)
    assert charged == 2


def test_a_number_abroad_is_refused_where_it_is_entered(town: Town) -> None:
    refused = post(town, "ben", "add", channel="voice", address=ABROAD).get_data(as_text=True)
    assert "only numbers of AT, CH, DE, GB may" in refused
    assert len(reaching.ways(town.database, "ben", town.clock.at).ways) == 3


def test_a_number_abroad_of_the_sheet_is_named_and_paged_all_the_same(
    copies: Copies, tmp_path: Path
) -> None:
    britain = Restraint(countries=frozenset({"GB"}))
    with town(copies, tmp_path, restraint=britain) as made:
        found = readiness.readiness(made.database, made.clock.at, britain)
        assert all(Lack.ABROAD in each.lacks for each in found.people)
        lines = looked_at(made)
        assert f"{PHONES['ada']}, {PHONES['ben']}" in lines[1]
        assert lines[1].startswith("WRONG")
        made.reported()
        made.later(5)
        rang(made.phone(made.primary), calls=1, texts=1)
        made.carrier.nothing_else_happened()


def test_the_doctor_says_how_much_is_used(town: Town) -> None:
    spend(town, 12)
    lines = looked_at(town)
    assert lines[0].startswith("WRONG budget: 1.20 of 1.00 used this month; raise ONCALL_BUDGET")
    assert lines[1] == "ok    countries: all numbers are permitted"
    with town.database.begin() as tx:
        assert messages.told(tx, "video", "budget") == []
