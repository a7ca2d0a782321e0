"""The page with the phones, as somebody with a browser meets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from notify.carrier import mailbox
from notify.carrier.pages.acts import BEHAVIOURS
from tests.notify.carrier.browser import Browser
from tests.notify.carrier.town import ANNA, BEN, HOTLINE

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town


@pytest.fixture(name="browser")
def _browser(town: Town) -> Browser:
    return Browser(town)


def test_nothing_comes_from_elsewhere_and_nothing_runs_that_stands_in_the_page(
    browser: Browser,
) -> None:
    page = browser.get("/")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert address.startswith(("/static/", "#", "?lang=", "data:"))
    for name in ("phones.js", "card.js", "drawing.js", "sound.js", "phones.css"):
        assert browser.get(f"/static/{name}").status_code == 200


def test_what_is_played_is_a_note_and_no_address(town: Town, browser: Browser) -> None:
    town.desk.says["/voice"] = "<Gather><Play loop='2'>https://oncall.example/a.wav</Play></Gather>"
    town.call()
    town.wait(3)
    browser.act({"phone": ANNA, "do": "answer"})
    (heard,) = browser.phone()["line"]["heard"]
    assert (heard["words"], heard["kind"]) == ("♪", "play")


def test_a_call_is_taken_played_and_seen(town: Town, browser: Browser) -> None:
    town.desk.says |= {
        "/voice": "<Gather numDigits='1' action='/key'><Say language='de-DE'>Hallo.</Say></Gather>",
        "/key": "<Say>Danke.</Say><Pause length='9'/>",
    }
    town.call()
    town.wait(3)
    line = browser.phone()["line"]
    assert (line["state"], line["other"]) == ("ringing", "+49 30 23125000")
    browser.act({"phone": ANNA, "do": "answer"})
    assert browser.phone()["line"]["heard"] == [
        {"words": "Hallo.", "kind": "say", "language": "de-DE"}
    ]
    browser.act({"phone": ANNA, "do": "press", "what": "1"})
    browser.act({"phone": ANNA, "do": "say", "what": "Gern."})
    assert [each["words"] for each in browser.phone()["line"]["heard"]] == [
        "Hallo.",
        "Danke.",
        "Gern.",
    ]
    browser.act({"phone": ANNA, "do": "hang-up"})
    assert browser.phone()["line"] is None
    assert browser.phone()["past"][0]["end"] == "completed"


def test_somebody_dials_and_is_connected_with_a_name(town: Town, browser: Browser) -> None:
    town.desk.says["/voice"] = f"<Dial>{BEN}</Dial>"
    browser.act({"phone": ANNA, "do": "dial", "to": HOTLINE})
    town.wait(3)
    browser.act({"phone": BEN, "do": "answer"})
    assert browser.phone(ANNA)["line"]["connected"] == ["Ben"]


def test_texts_are_seen_and_answered(town: Town, browser: Browser) -> None:
    town.text(body="Störung 4711")
    town.wait(3)
    browser.act({"phone": ANNA, "do": "text", "to": HOTLINE, "what": "1"})
    town.wait(3)
    assert [(each["body"], each["isMine"]) for each in browser.phone()["texts"]] == [
        ("Störung 4711", False),
        ("1", True),
    ]
    assert town.desk.at("/sms")[0]["Body"] == "1"


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_behaviours_are_chosen_and_shown(town: Town, browser: Browser, name: str) -> None:
    browser.act({"phone": ANNA, "do": "behave", "what": name})
    assert browser.phone()["behaviour"] == name
    assert town.anna.phone.behaviour == BEHAVIOURS[name]()


def test_a_behaviour_that_the_page_does_not_have_is_called_scripted(
    town: Town, browser: Browser
) -> None:
    town.anna.behave(mailbox(after=7))
    assert browser.phone()["behaviour"] == "scripted"


@pytest.mark.parametrize(
    "deed",
    [
        {"phone": ANNA, "do": "answer"},
        {"phone": ANNA, "do": "sing"},
        {"phone": "+49", "do": "answer"},
        {"phone": ANNA, "do": "behave", "what": "badly"},
        {"phone": ANNA, "do": "text", "to": HOTLINE, "what": " "},
        {"phone": ANNA, "do": "dial", "to": "+493023125999"},
        {},
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(browser: Browser, deed: dict[str, Any]) -> None:
    answer = browser.act(deed)
    assert answer.status_code == 409
    assert answer.json()["why"]


def test_without_the_pages_token_nothing_is_done(town: Town, browser: Browser) -> None:
    town.call()
    town.wait(3)
    assert browser.act({"phone": ANNA, "do": "answer"}, token="guessed").status_code == 403  # noqa: S106
    assert town.anna.is_ringing


@pytest.mark.parametrize("host", ["phones.example", "localhost.evil.example", "127.0.0.1.x"])
def test_a_page_from_elsewhere_gets_nothing_by_another_name(browser: Browser, host: str) -> None:
    assert browser.get("/phones", Host=host).status_code == 403


def test_a_look_returns_at_once_when_something_has_changed(town: Town, browser: Browser) -> None:
    version = browser.get("/phones").json()["version"]
    town.text()
    assert browser.get(f"/phones?after={version}").json()["version"] != version


def test_what_is_spent_is_shown(town: Town, browser: Browser) -> None:
    town.text()
    town.wait(3)
    assert browser.get("/phones").json()["spent"] == {"amount": "0.08", "currency": "EUR"}
