"""Mixvoip: each cell of its table, and what its prose adds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from oncall.catalogue.charges import FeeKind
from oncall.catalogue.offers import Channel, Inclusion
from oncall.catalogue.parties import Entitled
from oncall.promises import Counting, Event, Minutes
from tests.oncall.catalogue.cells import cells, level, provider
from tests.oncall.catalogue.texts import hours

SAID = """
             | none   | Standard             | Büro                 | Business
support      | -      | Mon-Fri 08:00-17:00  | Mon-Fri 07:30-18:00  | Mon-Fri 07:30-18:00
fault        | -      | Mon-Fri 08:00-17:00  | Mon-Fri 07:30-18:00  | Mon-Sun 07:00-19:00
reaction     | -      | 12 h                 | 8 h                  | 3 h
intervention | -      | 24 h                 | 12 h                 | 6 h
channels     | email  | email telephone chat | email telephone chat | email telephone chat
fee          | -      | 58.00                | 262.00               | 318.00
cabling      | 95.00  | 89.00                | 87.00                | 87.00
technician   | 108.00 | 104.00               | 96.00                | 96.00
engineer     | 129.00 | 120.00               | 111.00               | 111.00
consulting   | 145.00 | 139.00               | 131.00               | 131.00
"""
EVENTS = {"reaction": Event.ACCEPTANCE, "intervention": Event.START}
CHANNELS = (Channel.EMAIL, Channel.TELEPHONE, Channel.CHAT)


def said(row: str, named: str) -> str:
    """What a level says in a row, in the words of the table above."""
    found = level("mixvoip", named)
    match row:
        case "support" | "fault":
            return " ".join(hours(getattr(found.hours, row))) or "-"
        case "reaction" | "intervention":
            return promised(row, named)
        case "channels":
            return " ".join(each for each in CHANNELS if has(named, each))
        case "fee":
            assert found.fee is None or found.fee.kind is FeeKind.MONTHLY
            return str(found.fee.amount) if found.fee else "-"
    return next(str(rate.hour) for rate in found.rates if rate.role.key == row)


def promised(name: str, named: str) -> str:
    for promise in level("mixvoip", named).promises:
        if promise.name == name:
            (term,) = promise.terms
            assert promise.kept_by is EVENTS[name]
            assert term == Minutes(term.amount, Counting.FAULT)
            return f"{term.amount // 60} h"
    return "-"


def has(named: str, channel: Channel) -> bool:
    (service,) = [each for each in provider("mixvoip").services if each.channel is channel]
    return level("mixvoip", named).offers[service.key].inclusion is Inclusion.INCLUDED


@pytest.mark.parametrize(("row", "named", "cell"), cells("seed 004", SAID))
def test_a_level_says_what_stands_in_its_cell(row: str, named: str, cell: str) -> None:
    assert said(row, named) == cell


def test_clocks_of_seed_004_run_by_luxembourg() -> None:
    (place,) = provider("mixvoip").places
    assert (place.zone.key, place.calendar.country) == ("Europe/Luxembourg", "LU")


def test_seed_004_works_on_site_in_four_countries_and_charges_travel_everywhere() -> None:
    on_site = provider("mixvoip").on_site
    assert (on_site.countries, on_site.parts_of) == (("LU", "BE"), ("DE", "FR"))
    assert (on_site.everywhere, on_site.travel_included) == (False, ())


def test_seed_004_charges_quarters_of_an_hour_and_on_site_the_first_hour_in_full() -> None:
    billing = provider("mixvoip").billing
    assert (billing.step_minutes, billing.first_minutes_on_site) == (15, 60)


def test_other_rates_of_seed_004_apply_outside_of_weekdays() -> None:
    assert hours(provider("mixvoip").billing.rate_hours) == ["Mon-Fri 08:00-20:00"]


def test_services_of_seed_004_with_a_built_in_promise_need_no_contract() -> None:
    free = [each.key for each in provider("mixvoip").services if not each.needs_contract]
    assert free == ["built_in"]
    assert level("mixvoip", "none").offers["built_in"].inclusion is Inclusion.INCLUDED


def test_without_a_contract_of_seed_004_one_is_a_customer() -> None:
    assert level("mixvoip", "none").entitled_by == (Entitled.CUSTOMER,)


def test_amounts_of_seed_004_are_decimals_in_euro() -> None:
    assert provider("mixvoip").currency == "EUR"
    amounts = [rate.hour for each in provider("mixvoip").levels for rate in each.rates]
    assert len(amounts) == 16
    assert all(isinstance(amount, Decimal) for amount in amounts)
