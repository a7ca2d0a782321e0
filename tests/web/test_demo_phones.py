"""The demo's phones: they belong to the people of the firm, and lead to our own webhooks."""

from __future__ import annotations

import urllib.request
from dataclasses import replace
from typing import TYPE_CHECKING

import click
import pytest

from oncall.clock import SystemClock
from oncall.services.importing import import_folder
from tests.builders import write_folder
from web import demo
from web.carriers import Carriers
from web.demo_phones import HOTLINE, network, ringing
from web.settings import Settings
from web.wiring import House

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database


@pytest.fixture
def home(database: Database, tmp_path: Path) -> House:
    folder = write_folder(tmp_path / "firm")
    import_folder(database, folder, by="petra", now=SystemClock().now())
    settings = Settings(tmp_path, None, None, "http://localhost:1", None, "petra")
    return House(settings, database, SystemClock())


def test_people_of_the_firm_have_the_phones(home: House) -> None:
    with ringing(home, "127.0.0.1", 0) as (calling, address):
        carriers = calling.settings.carriers
        assert (carriers.number, carriers.base) == (HOTLINE, address)
        assert carriers.missing == ()
        with urllib.request.urlopen(f"{address}/phones") as answer:  # noqa: S310 - our own
            page = answer.read().decode()
    assert "Ada Ahlers" in page
    assert "Cem Celik" not in page  # no telephone


def test_whoever_has_a_real_carrier_keeps_it(home: House) -> None:
    real = Carriers(sid="AC1", token="real", number="+4930231250")  # noqa: S106
    own = replace(home, settings=replace(home.settings, carriers=real))
    with ringing(own, "127.0.0.1", 0) as (calling, address):
        assert (calling, address) == (own, "")


def test_a_port_that_is_taken_is_told_with_a_cure(home: House) -> None:
    with ringing(home, "127.0.0.1", 0) as (_, address):
        port = int(address.rsplit(":", 1)[1])
        again = ringing(home, "127.0.0.1", port)
        with pytest.raises(click.ClickException, match="--phones-port"), again:
            pass


def test_whoever_is_at_the_page_is_told_who_calls_with_which_pin_and_whose_phone_rings(
    database: Database, tmp_path: Path
) -> None:
    now = SystemClock().now()
    folder = demo.write_folder(tmp_path / "demo", now.date())
    import_folder(database, folder, by="petra", now=now)
    settings = Settings(tmp_path, None, None, "http://localhost:8080", None, "petra")
    made = network(House(settings, database, SystemClock()), "AC1", "an invented token")
    steps = {language: "\n".join(guide.steps) for language, guide in made.guides.items()}
    assert all(word in steps["de"] for word in ("Edda Distel", "471100", "Amara Adler"))
    assert all(word in steps["en"] for word in ("Mabel Duckworth", "314159", "Ciara Curlew"))
    assert made.guides["de"].link == ("Die Störungen", "http://localhost:8080/incidents?lang=de")
    phones = {person.number: person for person in made.people}
    for guide in made.guides.values():
        caller, *called = (phones[number] for number in guide.cast)
        assert caller.note.removeprefix("PIN ") in "".join(guide.steps)
        assert caller.calls in {number.number for number in made.accounts[0].numbers}
        assert all(each.role in {"neckar", "wey"} for each in called)


def test_a_firm_without_those_callers_is_led_through_nothing(home: House) -> None:
    assert network(home, "AC1", "an invented token").guides == {}
