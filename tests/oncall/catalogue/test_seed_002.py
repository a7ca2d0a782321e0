"""Helpdesk Hamburg and Woking: each thing that its document promises."""

from __future__ import annotations

import pytest

from oncall.catalogue.intake import Demand, Told
from oncall.catalogue.offers import Inclusion
from oncall.catalogue.parties import Entitled
from oncall.promises import Counting, Event, Minutes, Promise
from tests.oncall.catalogue.cells import level, provider
from tests.oncall.catalogue.texts import hours


@pytest.mark.parametrize(
    ("at", "key", "zone", "country", "subdivision"),
    [
        pytest.param(0, "hamburg", "Europe/Berlin", "DE", "HH", id="seed 002: Hamburg"),
        pytest.param(1, "woking", "Europe/London", "GB", "ENG", id="seed 002: Woking"),
    ],
)
def test_each_site_has_its_own_time_and_holidays_and_keeps_bridge_days(
    at: int, key: str, zone: str, country: str, subdivision: str
) -> None:
    place = provider("helpdesk").places[at]
    assert (place.key, place.zone.key) == (key, zone)
    assert (place.calendar.country, place.calendar.subdivision) == (country, subdivision)
    assert place.calendar.bridge_days


def test_hours_of_seed_002() -> None:
    assert hours(level("helpdesk", "maintenance").hours.support) == ["Mon-Fri 08:30-17:00"]


def test_a_specialist_calls_back_within_two_hours_as_seed_002_says() -> None:
    terms = (Minutes(120, Counting.SUPPORT),)
    wanted = (Promise("callback", Event.CALLBACK, terms),)
    assert level("helpdesk", "maintenance").promises == wanted


def test_a_contract_or_a_device_in_warranty_entitles_as_seed_002_says() -> None:
    found = level("helpdesk", "maintenance").entitled_by
    assert found == (Entitled.CONTRACT, Entitled.WARRANTY)


@pytest.mark.parametrize("demand", Demand, ids=lambda demand: f"seed 002: {demand}")
def test_intake_asks_for(demand: Demand) -> None:
    assert demand in provider("helpdesk").intake.demands


@pytest.mark.parametrize("told", Told, ids=lambda told: f"seed 002: {told}")
def test_the_caller_is_told(told: Told) -> None:
    assert told in provider("helpdesk").intake.tells


def test_seed_002_puts_the_caller_through() -> None:
    assert provider("helpdesk").intake.put_through


def test_the_technical_support_manager_of_seed_002_is_reached_at_any_time() -> None:
    escalation = provider("helpdesk").escalation
    assert escalation.name.said("en") == "Technical support manager"
    assert escalation.any_time


def test_customers_of_seed_002_are_surveyed() -> None:
    survey = level("helpdesk", "maintenance").offers["survey"]
    assert survey.inclusion is Inclusion.INCLUDED
