"""smartPerform: each cell of its table, and the standby that may be booked beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from oncall.catalogue import load
from oncall.catalogue.charges import Fee, FeeKind, YearDay
from oncall.catalogue.naming import provider_named
from oncall.catalogue.offers import Channel, Inclusion
from oncall.catalogue.standby import Surcharge
from oncall.catalogue.terms import AfterLatest, Milestone, Term, YearEnd
from oncall.limits import load_limits
from oncall.promises import Counting, Event, Minutes, Promise, WorkingDays
from tests.oncall.catalogue.cells import cells, level, provider
from tests.oncall.catalogue.texts import hours

if TYPE_CHECKING:
    from oncall.catalogue.level import Level
    from oncall.catalogue.parties import Party

LEVELS = ("Inbetriebnahme", "Basic", "Pro")
SAID = """
                     | Inbetriebnahme | Basic                  | Pro
tiers                | 3rd            | 3rd                    | 2nd 3rd users
tickets              | 1 per week     | 4 per month            | 8 per month
remote sessions      | 1              | 1                      | 1
reaction             | 24 h, 3 days   | 24 h, 3 days           | 16 h, 2 days
user_support         | charged        | charged                | included
third_party_projects | optional       | optional               | optional
updates              | included       | included               | included
may ask              | reseller       | trained power delegate | trained power delegate
sold to              | reseller       | reseller end           | reseller end
term                 | 8 weeks        | next year              | next year
fee                  | included       | list_price             | list_price
due                  | -              | signing, 1-1           | signing, 1-1
"""
TERMS = {
    Term(AfterLatest(8, tuple(Milestone))): "8 weeks",
    Term(YearEnd(12, 31, 1), renewal_months=12, notice_months=3): "next year",
}


def said(row: str, named: str) -> str:
    """What a level says in a row, in the words of the table above."""
    found = level("smartperform", named)
    if row in found.offers:
        return found.offers[row].inclusion.value
    said_as = {
        "tiers": lambda: " ".join(found.tiers),
        "tickets": lambda: f"{found.tickets.amount} per {found.tickets.per}",
        "remote sessions": lambda: str(found.free_remote_sessions),
        "reaction": lambda: reaction(found),
        "may ask": lambda: parties(found.may_ask),
        "sold to": lambda: parties(found.sold_to),
        "term": lambda: TERMS[found.term],
        "fee": lambda: found.fee.kind.value,
        "due": lambda: due(found.fee),
    }
    return said_as[row]()


def parties(found: tuple[Party, ...]) -> str:
    return " ".join(each.key.split("_")[0] for each in found)


def reaction(found: Level) -> str:
    (made,) = found.promises
    hours_, days = made.terms
    terms = (Minutes(hours_.amount, Counting.SUPPORT), WorkingDays(days.amount, Counting.SUPPORT))
    assert made == Promise("reaction", Event.START, terms)
    return f"{hours_.amount // 60} h, {days.amount} days"


def due(fee: Fee) -> str:
    return f"signing, {fee.then.month}-{fee.then.day}" if fee.on_signing else "-"


@pytest.mark.parametrize(("row", "named", "cell"), cells("seed 001", SAID))
def test_a_level_says_what_stands_in_its_cell(row: str, named: str, cell: str) -> None:
    assert said(row, named) == cell


@pytest.mark.parametrize("named", LEVELS)
def test_support_hours_of_seed_001(named: str) -> None:
    assert hours(level("smartperform", named).hours.support) == ["Mon-Fri 09:00-16:00"]


def test_the_site_of_seed_001_lies_in_baden_wuerttemberg() -> None:
    (place,) = provider("smartperform").places
    assert (place.zone.key, place.calendar.subdivision) == ("Europe/Berlin", "BW")


def test_pro_includes_basic_as_seed_001_says() -> None:
    assert level("smartperform", "Pro").includes == "basic"
    assert level("smartperform", "Basic").includes is None


def test_updates_of_commissioning_are_limited_in_time_as_seed_001_says() -> None:
    assert level("smartperform", "Inbetriebnahme").offers["updates"].note.de == "Zeitlich begrenzt"
    assert level("smartperform", "Pro").offers["updates"].note is None


@pytest.mark.parametrize("named", LEVELS)
def test_seed_001_requires_licences_and_training(named: str) -> None:
    assert "Licences" in level("smartperform", named).requires.en


def test_the_fees_of_seed_001_leave_the_percentage_to_the_price_list() -> None:
    fee = Fee(FeeKind.LIST_PRICE, None, on_signing=True, then=YearDay(1, 1))
    assert level("smartperform", "Basic").fee == level("smartperform", "Pro").fee == fee


def test_only_trained_people_among_who_may_ask_are_marked_so() -> None:
    parties = level("smartperform", "Basic").may_ask
    trained = {each.key: each.trained for each in parties}
    assert trained == {"trained_partner": True, "power_user": False, "delegate": True}


@pytest.mark.parametrize(
    ("name", "kept_by", "minutes"),
    [
        pytest.param("reaction", Event.ACCEPTANCE, 15, id="seed 001: response time, 15 minutes"),
        pytest.param("intervention", Event.START, 30, id="seed 001: readiness to act, 30 minutes"),
    ],
)
def test_standby_promises_elapsed_minutes(name: str, kept_by: Event, minutes: int) -> None:
    promise = Promise(name, kept_by, (Minutes(minutes, Counting.ELAPSED),))
    assert promise in provider("smartperform").standby.promises


def test_standby_of_seed_001_is_booked_by_trained_partners_with_any_level() -> None:
    standby = provider("smartperform").standby
    assert [each.key for each in standby.booked_by] == ["trained_partner"]
    assert standby.levels == {"inbetriebnahme", "basic", "pro"}


def test_standby_of_seed_001_is_charged_by_the_half_hour_with_surcharges() -> None:
    standby = provider("smartperform").standby
    assert standby.step_minutes == 30
    assert standby.surcharges == tuple(Surcharge)
    assert standby.channels == (Channel.EMAIL, Channel.TELEPHONE, Channel.REMOTE)


def test_standby_of_seed_001_has_the_figures_of_the_house() -> None:
    standby = provider("smartperform").standby
    assert (standby.lead_days, standby.reachable_hours, standby.working_hours) == (14, 10, 8)


def test_other_figures_of_the_house_are_those_of_standby() -> None:
    limits = replace(load_limits(), response_minutes=10, action_minutes=20, lead_days=21)
    standby = provider_named(load(limits=limits), "smartperform").standby
    assert [each.terms[0].amount for each in standby.promises] == [10, 20]
    assert standby.lead_days == 21


@pytest.mark.parametrize("named", LEVELS)
@pytest.mark.parametrize(
    "row", ["telephone", "email", "remote"], ids=lambda row: f"seed 001: {row}"
)
def test_every_level_is_asked_by(row: str, named: str) -> None:
    assert level("smartperform", named).offers[row].inclusion is Inclusion.INCLUDED
