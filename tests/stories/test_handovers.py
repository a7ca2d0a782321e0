"""Who is on call changes while pages are under way: handovers, swaps, duties that end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from notify.carrier import presses
from oncall.incidents.hearing import Act
from oncall.people import Role
from oncall.services import acting
from oncall.services.overriding import override
from oncall.services.publishing import Act as Published
from tests.stories.rotas import HOUR, fired, on_duty, rang

if TYPE_CHECKING:
    from tests.stories.town import Town

MINUTE = 60.0
SIX = datetime(2027, 2, 3, 5, 0, tzinfo=UTC)  # 06:00 in Hamburg


def test_a_handover_while_a_page_is_under_way(town: Town) -> None:
    on_duty(town, SIX - 8 * HOUR, SIX, {Role.PRIMARY: "ada"})
    on_duty(town, SIX, SIX + 8 * HOUR, {Role.PRIMARY: "dora"})
    town.clock.at = SIX - timedelta(minutes=2)
    incident = town.reported()
    town.later(2.5 * MINUTE)
    rang(town.phone("ada"), calls=1, texts=1)
    town.phone("dora").behave(presses("1"))
    town.later(2 * MINUTE)
    assert fired(town, incident) == [(0, ["ada"]), (3, ["dora"])]
    rang(town.phone("dora"), calls=1, texts=1)
    heard = acting.accept(town.database, incident, Act("ada", "page", town.clock.at))
    assert heard.incident.holder == "dora", "who was paged before the handover hears who has it"


def test_whose_duty_ends_meanwhile_is_called_still_where_nobody_takes_over(town: Town) -> None:
    on_duty(town, SIX - 8 * HOUR, SIX)
    town.clock.at = SIX - timedelta(minutes=3)
    incident = town.reported()
    town.phone("ben").behave(presses("1"))
    town.later(6 * MINUTE)
    assert fired(town, incident) == [(0, ["ada"]), (3, ["ada"]), (5, ["ben"])]
    assert town.stands(incident).holder == "ben"
    rang(town.phone("ada"), calls=2, texts=2)
    rang(town.phone("ben"), calls=1, texts=1)


def test_who_took_the_duty_before_the_report_is_called_after_its_end(town: Town) -> None:
    """Ben has swapped with Dora since midnight: it is she who had the duty at the report."""
    on_duty(town, SIX - 8 * HOUR, SIX)
    on_duty(town, SIX - 6 * HOUR, SIX, {Role.PRIMARY: "ada", Role.BACKUP: "dora"})
    town.clock.at = SIX - timedelta(minutes=3)
    incident = town.reported()
    town.phone("dora").behave(presses("1"))
    town.later(6 * MINUTE)
    assert fired(town, incident)[2:] == [(5, ["dora"])]
    rang(town.phone("ada"), calls=2, texts=2)
    rang(town.phone("dora"), calls=1, texts=1)


def test_after_a_swap_the_next_rung_is_for_whoever_took_the_duty(town: Town) -> None:
    evening = town.clock.at + 24 * HOUR
    on_duty(town, evening - 1 * HOUR, evening + 3 * HOUR, {Role.PRIMARY: "ada"})
    town.clock.at = evening
    incident = town.reported()
    town.later(30)
    rang(town.phone("ada"), calls=1, texts=1)
    with town.database.begin() as tx:
        running = (
            "select duty from effective_duties where person = 'ada' and starts <= %s and ends > %s"
        )
        now = town.clock.at
        duty = tx.exec_driver_sql(running, (now, now)).scalar_one()
    override(town.database, f"D{duty}", "cem", Published("petra", town.clock.at, "swap"))
    town.phone("cem").behave(presses("1"))
    town.later(4 * MINUTE)
    assert fired(town, incident) == [(0, ["ada"]), (3, ["cem"])]
    assert town.stands(incident).holder == "cem"
    for who in ("ada", "cem"):
        town.phone(who).expect_text("Ihre Dienste haben sich geändert")
    rang(town.phone("cem"), calls=1, texts=1)
