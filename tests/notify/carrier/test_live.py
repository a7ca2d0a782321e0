"""In real time and over HTTP on both sides: with threads, and as a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import requests
from twilio.rest import Client

from notify.carrier import (
    Account,
    Config,
    Elsewhere,
    Fate,
    Http,
    LiveCarrier,
    Serving,
)
from oncall.clock import SystemClock
from tests.notify.carrier.desk import TOKEN
from tests.notify.carrier.living import PATIENCE, live, served_desk, when
from tests.notify.carrier.town import ANNA, HOTLINE, SID
from tests.web.run import HOUSE

if TYPE_CHECKING:
    import pytest


def test_a_call_goes_through_by_itself_with_its_umlauts() -> None:
    with served_desk() as (desk, home), live(home) as (carrier, client):
        desk.says |= {
            "/voice": "<Gather numDigits='1' action='/key'><Say>Störung?</Say></Gather>",
            "/key": "<Say>Öffnen Sie.</Say>",
        }
        client.calls.create(
            to=ANNA,
            from_=HOTLINE,
            url=f"{home}/voice",
            status_callback=f"{home}/status",
            status_callback_event=["initiated", "ringing", "answered", "completed"],
        )
        anna = carrier.phone(ANNA)
        when(carrier, lambda: anna.is_ringing)
        anna.answers()
        when(carrier, lambda: anna.heard == "Störung?")
        anna.press("1")
        assert desk.until("completed")[0] == "initiated"
        assert carrier.phone(ANNA).heard == "Störung?\nÖffnen Sie."
        assert desk.at("/key")[0]["Digits"] == "1"


def test_an_application_that_is_not_there_is_no_connection() -> None:
    with live("http://127.0.0.1:1") as (carrier, _):
        anna = carrier.phone(ANNA)
        anna.dials(HOTLINE)
        when(carrier, lambda: bool(carrier.complaints))
        carrier.expect_complaint("no answer (11205)")


def test_a_lost_answer_is_a_reset_connection() -> None:
    with served_desk() as (_, home), live(home) as (carrier, client):
        carrier.order(Fate.LOST_AFTER)
        try:
            client.messages.create(to=ANNA, from_=HOTLINE, body="Hello")
        except requests.exceptions.ConnectionError as error:
            assert "reset" in str(error).lower()  # noqa: PT017 - the text is what matters
        else:
            raise AssertionError("the answer arrived")
        assert len(client.messages.list()) == 1


def test_a_text_arrives_by_itself() -> None:
    with served_desk() as (_, home), live(home) as (carrier, client):
        client.messages.create(to=ANNA, from_=HOTLINE, body="Hello")
        when(carrier, lambda: bool(carrier.phone(ANNA).inbox))
        assert carrier.phone(ANNA).inbox == ("Hello",)


def test_a_call_that_breaks_does_not_end_the_others(caplog: pytest.LogCaptureFixture) -> None:
    def breaks() -> None:
        raise ZeroDivisionError

    with live("http://127.0.0.1:1") as (carrier, client):
        carrier.act(lambda: carrier.network.timeline.after(0, breaks))
        client.messages.create(to=ANNA, from_=HOTLINE, body="Hello")
        when(carrier, lambda: bool(carrier.phone(ANNA).inbox))
        carrier.expect_complaint("ZeroDivisionError")
    assert "a call broke" in caplog.text


PROGRAM = f"""
from notify.carrier import Account, Config, Number, serve
from oncall.clock import SystemClock
account = Account({SID!r}, {TOKEN!r}, (Number({HOTLINE!r}),))
serve("127.0.0.1", 0, Config((account,)), SystemClock().now, lambda url: print(url, flush=True))
print("ended")
"""


def test_it_is_a_process_that_ends_when_told_to() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, cwd=HOUSE
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        client = Client(SID, TOKEN, http_client=Elsewhere(url, timeout=PATIENCE))
        assert client.incoming_phone_numbers.list()[0].phone_number == HOTLINE
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "ended\n"
    assert process.returncode == 0


def test_recordings_lie_where_the_carrier_is_reached() -> None:
    with live("http://127.0.0.1:1") as (carrier, _):
        assert carrier.network.public_url.startswith("http://127.0.0.1:")
    config = replace(Config((Account(SID, TOKEN),)), public_url="https://carrier.example")
    with Serving(LiveCarrier(config, SystemClock().now, Http())) as served:
        assert served._carrier.network.public_url == "https://carrier.example"
