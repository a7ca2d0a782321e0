"""conference-tv: each cell of its table, and what stands below it."""

from __future__ import annotations

import pytest

from oncall.catalogue.offers import Agreed, Channel, Inclusion, When
from oncall.promises import Counting, Event, Minutes, Promise, WorkingDays
from tests.oncall.catalogue.cells import cells, level, provider
from tests.oncall.catalogue.texts import hours

TABLE = """
                       | Silber   | Gold     | Platin
warranty               | yes      | yes      | yes
updates                | yes      | yes      | yes
telephone              | yes      | yes      | yes
video                  | yes      | yes      | yes
email                  | yes      | yes      | yes
remote                 | no       | yes      | yes
proactive              | no       | optional | optional
loan_system            | no       | optional | yes
express_shipment       | no       | yes      | yes
exchange               | no       | optional | yes
tickets                | no       | no       | yes
processes              | no       | no       | optional
reviews                | no       | optional | optional
delivery               | no       | optional | optional
presales               | no       | no       | yes
specials               | no       | no       | yes
care                   | optional | optional | optional
on_site                | no       | optional | optional
managed                | no       | optional | optional
telephone_out_of_hours | no       | no       | optional
on_site_out_of_hours   | no       | no       | optional
"""
WAYS = {
    "yes": Inclusion.INCLUDED,
    "no": Inclusion.EXCLUDED,
    "optional": Inclusion.OPTIONAL,
}
REACTION = """
         | Silber | Gold | Platin
reaction | 8      | 2    | 1
"""


def service(key: str):
    return next(each for each in provider("conference-tv").services if each.key == key)


@pytest.mark.parametrize(("row", "named", "cell"), cells("seed 000", TABLE))
def test_a_level_has_a_service_as_its_cell_says(row: str, named: str, cell: str) -> None:
    assert level("conference-tv", named).offers[row].inclusion is WAYS[cell]


def test_no_service_stands_outside_of_the_table_of_seed_000() -> None:
    named = [case.values[0] for case in cells("seed 000", TABLE)][::3]
    assert [each.key for each in provider("conference-tv").services] == named


@pytest.mark.parametrize(("row", "named", "cell"), cells("seed 000", REACTION))
def test_work_begins_within_so_many_business_hours(row: str, named: str, cell: str) -> None:
    terms = (Minutes(int(cell) * 60, Counting.SUPPORT),)
    assert level("conference-tv", named).promises[0] == Promise(row, Event.START, terms)


@pytest.mark.parametrize("named", ["Gold", "Platin"])
def test_seed_000_ships_a_replacement_on_the_next_working_day(named: str) -> None:
    terms = (WorkingDays(1, Counting.SUPPORT),)
    wanted = Promise("replacement", Event.SHIPMENT, terms)
    assert level("conference-tv", named).promises[1:] == (wanted,)


def test_seed_000_ships_nothing_to_silber() -> None:
    assert [each.name for each in level("conference-tv", "Silber").promises] == ["reaction"]


@pytest.mark.parametrize("named", ["Silber", "Gold", "Platin"])
def test_business_hours_of_seed_000_are_those_of_hamburg(named: str) -> None:
    (place,) = provider("conference-tv").places
    assert (place.zone.key, place.calendar.country, place.calendar.subdivision) == (
        "Europe/Berlin",
        "DE",
        "HH",
    )
    assert not place.calendar.bridge_days
    assert hours(level("conference-tv", named).hours.support) == ["Mon-Fri 08:00-18:00"]


def test_levels_of_seed_000_can_be_adapted() -> None:
    assert provider("conference-tv").adaptable


@pytest.mark.parametrize(
    ("key", "channel", "when"),
    [
        ("telephone", Channel.TELEPHONE, When.SUPPORT_HOURS),
        ("video", Channel.VIDEO, When.SUPPORT_HOURS),
        ("email", Channel.EMAIL, When.SUPPORT_HOURS),
        ("remote", Channel.REMOTE, When.SUPPORT_HOURS),
        ("tickets", Channel.TICKETS, When.SUPPORT_HOURS),
        ("on_site", Channel.ON_SITE, When.SUPPORT_HOURS),
        ("telephone_out_of_hours", Channel.TELEPHONE, When.OUT_OF_HOURS),
        ("on_site_out_of_hours", Channel.ON_SITE, When.OUT_OF_HOURS),
    ],
    ids=lambda value: f"seed 000: {value}",
)
def test_a_service_is_reached_by_its_channel(key: str, channel: Channel, when: When) -> None:
    assert (service(key).channel, service(key).when) == (channel, when)


def test_service_windows_of_seed_000_are_agreed_48_hours_ahead() -> None:
    assert service("managed").announced_hours == 48


def test_contracts_of_seed_000_say_how_many_visits_are_free_and_how_long_the_warranty_is() -> None:
    assert service("on_site").agreed is service("on_site_out_of_hours").agreed is Agreed.VISITS
    assert service("warranty").agreed is service("updates").agreed is Agreed.MONTHS
    assert service("care").agreed is Agreed.TIMES_A_YEAR


def test_work_on_site_of_seed_000_includes_travel_in_germany_alone() -> None:
    on_site = provider("conference-tv").on_site
    assert (on_site.everywhere, on_site.travel_included) == (True, ("DE",))
    travelling = {each.key for each in provider("conference-tv").services if each.travel}
    assert travelling == {"loan_system", "exchange", "on_site", "on_site_out_of_hours"}


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("warranty", "Wear parts"),
        ("exchange", "hardware included"),
        ("remote", "the user makes the changes"),
        ("proactive", "security risks"),
        ("delivery", "agreed against what was achieved"),
    ],
    ids=lambda value: f"seed 000: {value}",
)
def test_a_service_says_what_goes_with_it(key: str, word: str) -> None:
    assert word in service(key).note.en


@pytest.mark.parametrize("named", ["Silber", "Gold", "Platin"])
def test_seed_000_is_silent_on_term_fee_and_quota(named: str) -> None:
    found = level("conference-tv", named)
    assert (found.term, found.fee, found.tickets) == (None, None, None)
