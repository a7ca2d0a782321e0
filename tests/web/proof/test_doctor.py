"""The doctor names what is wrong with the way to people and back, and says what to do."""

from __future__ import annotations

import imaplib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from twilio.request_validator import RequestValidator

from notify.channel import Silent
from notify.checkup import Answer, Checkup, Number
from notify.signatures import HEADER
from notify.twilio import Account
from notify.twiml import VOICES, Speaker
from oncall.incidents.reaching import contact
from tests.stories.callers import CALLERS, TABLES
from tests.stories.town import EVENING, HOME, OURS, PLANNER, SID, TOKEN, town
from web.carriers import Carriers
from web.doctor import line
from web.doctor.house import LEAST_FREE, disk, house_findings, pins
from web.doctor.numbers import numbers
from web.doctor.outside import outside_findings
from web.settings import Settings
from web.wiring import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies
    from tests.stories.town import Town

ADA = "+4917139200011"
BIN = "https://carrier.example/bin"
RIGHT = Number(
    f"{HOME}/hooks/hotline#rc=2&rp=all", BIN, f"{HOME}/hooks/hotline/ended", f"{HOME}/hooks/sms"
)


@dataclass
class Told:
    """A carrier that says what it is told to."""

    known: Number | None = RIGHT
    state: str = "active"
    states: list[str] = field(default_factory=lambda: ["queued", "ringing", "completed"])

    def status(self) -> str:
        return self.state

    def number(self, number: str) -> Number | None:
        return self.known

    def call(self, number: str, language: str, words: str) -> str:
        return "CA1"

    def how_far(self, call: str) -> str:
        return self.states.pop(0)


class Gone(Told):
    def status(self) -> str:
        raise Silent("401, 20003: authenticate")

    def number(self, number: str) -> Number | None:
        raise Silent("ConnectionError")

    def call(self, number: str, language: str, words: str) -> str:
        raise Silent("ConnectionError")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    carriers = Carriers(sid=SID, token=TOKEN, number=OURS)
    return Settings(tmp_path, None, None, HOME, None, "petra", carriers)


@pytest.fixture
def evening(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    with town(copies, tmp_path) as found:
        yield found


def rings(*numbers: str):
    said = "<Response>" + "".join(f"<Number>{each}</Number>" for each in numbers) + "</Response>"
    return lambda url, told, token: Answer(200, said, None)


def wrong(found) -> list[str]:
    return [each.name for each in found if not each.is_well]


def test_a_number_that_leads_to_us_and_falls_back_to_who_is_on_duty_is_well(settings) -> None:
    assert wrong(numbers(settings, Told(), [OURS], [ADA], rings(ADA))) == []


@pytest.mark.parametrize(
    ("known", "names"),
    [
        (None, ["number"]),
        (RIGHT._replace(can_text=False), ["number"]),
        (RIGHT._replace(can_call=False), ["number"]),
        (RIGHT._replace(instead="AP1"), ["number"]),
        (RIGHT._replace(voice="https://elsewhere.example"), ["address of calls"]),
        (RIGHT._replace(voice=f"{HOME}/hooks/hotline/"), ["address of calls"]),
        (RIGHT._replace(gets=frozenset({"voice"})), ["address of calls"]),
        (RIGHT._replace(ended=""), ["address of ends of calls"]),
        (RIGHT._replace(texts=""), ["address of texts"]),
        (RIGHT._replace(fallback=""), ["fallback"]),
    ],
)
def test_each_thing_that_is_wrong_with_a_number_is_named_with_a_cure(
    settings, known, names
) -> None:
    found = list(numbers(settings, Told(known), [OURS], [ADA], rings(ADA)))
    assert wrong(found) == names
    assert all(each.cure in each.line for each in found if not each.is_well)


def test_a_fallback_from_before_the_last_publication_is_told(settings) -> None:
    (found,) = [
        each
        for each in numbers(settings, Told(), [OURS], [ADA], rings("+4917139200012"))
        if not each.is_well
    ]
    assert found.seen == f"does not ring {ADA}"
    assert "oncall hotline fallback" in found.cure


def test_a_fallback_that_is_no_twiml_or_does_not_answer_is_told(settings) -> None:
    def silent(url, told, token):
        raise Silent("ConnectionError")

    def page(url, told, token):
        return Answer(404, "<html>Not found</html>", None)

    said = [wrong(numbers(settings, Told(), [OURS], [ADA], ask)) for ask in (silent, page)]
    assert said == [["fallback"], ["fallback"]]
    assert wrong(numbers(settings, Told(), [OURS], None, page)) == ["fallback"]
    assert wrong(numbers(settings, Told(), [OURS], None, rings())) == [], "no database to ask"
    assert wrong(numbers(settings, Told(), [OURS], [], rings())) == ["fallback"], "rings nobody"


def test_every_number_of_ours_is_looked_at(settings) -> None:
    class One(Told):
        def number(self, number: str) -> Number | None:
            return RIGHT if number == OURS else None

    found = list(numbers(settings, One(), [OURS, "+442079460100"], [ADA], rings(ADA)))
    (missing,) = [each for each in found if not each.is_well]
    assert missing.seen == "+442079460100 is not the account's"


@pytest.mark.parametrize(("seconds", "is_well"), [(0, True), (5, True), (6, False), (-6, False)])
def test_a_clock_that_is_not_the_carriers_is_told(settings, seconds, is_well) -> None:
    ours = EVENING + timedelta(seconds=seconds)
    found = line.clock(settings, lambda: ours, lambda *_: Answer(404, "", EVENING))
    assert found.is_well is is_well
    assert "NTP" in found.cure
    assert not line.clock(settings, lambda: ours, lambda *_: Answer(404, "", None)).is_well


def test_a_disk_that_is_nearly_full_is_told(tmp_path: Path) -> None:
    assert disk(tmp_path / "not" / "made", lambda _: LEAST_FREE).is_well
    full = disk(tmp_path, lambda _: LEAST_FREE - 1)
    assert not full.is_well
    assert "free some space" in full.line


def test_that_nobody_hears_of_trouble_is_told() -> None:
    assert wrong(outside_findings(Carriers())) == ["outside", "heartbeat"]
    told = Carriers(outside=(contact("+4930231250"),), heartbeat="https://watcher.example")
    assert wrong(outside_findings(told)) == []


def test_a_mailbox_that_can_not_be_opened_is_told() -> None:
    def refused(_address):
        def opened():
            raise imaplib.IMAP4.error("authentication failed")

        return opened

    mail = Carriers(imap="imaps://oncall:secret@mail.example")
    (found,) = [each for each in outside_findings(mail, refused) if each.name == "mailbox"]
    assert found.seen == "authentication failed"
    assert "ONCALL_IMAP" in found.cure
    assert "secret" not in found.line


def test_a_carrier_that_refuses_us_is_told_in_its_words(settings) -> None:
    assert "20003" in line.account(settings, Gone()).line
    assert wrong(numbers(settings, Gone(), [OURS], [ADA])) == ["number"]
    assert not line.test_call(Gone(), ADA, lambda: None).is_well
    assert not line.account(settings, Told(state="suspended")).is_well


def test_without_an_account_the_settings_that_are_missing_are_named(settings) -> None:
    bare = replace(settings, carriers=Carriers(sid=SID))
    assert "TWILIO_AUTH_TOKEN, TWILIO_NUMBER" in line.account(bare, None).line


def test_the_practice_carrier_has_an_active_account_and_makes_a_test_call(evening: Town) -> None:
    carrier = Checkup(
        Account(SID, TOKEN, OURS, f"{HOME}/hooks", evening.served.url), Speaker(VOICES)
    )
    assert line.account(evening.settings, carrier).is_well

    def a_second() -> None:
        evening.carrier.advance(1)
        if evening.planner.is_ringing:
            evening.planner.answers()

    assert line.test_call(carrier, PLANNER, a_second).is_well
    assert "test call" in evening.planner.heard


def test_a_wrong_token_is_told(evening: Town) -> None:
    stranger = Checkup(
        Account(SID, "another token", OURS, f"{HOME}/hooks", evening.served.url), Speaker(VOICES)
    )
    assert "20003" in line.account(evening.settings, stranger).seen


def test_our_own_webhooks_tell_genuine_from_forged(evening: Town) -> None:
    def ask(url, told, token):
        headers = {HEADER: RequestValidator(token).compute_signature(url, told)} if token else {}
        path = url.removeprefix(HOME)
        got = evening.app.test_client().post(path, data=told, headers=headers, base_url=HOME)
        return Answer(got.status_code, got.text, None)

    assert wrong(line.addresses(evening.settings, ask)) == []


def test_signatures_are_tried_both_ways(settings) -> None:
    seen = []

    def ours(url, told, token):
        seen.append(token)
        return Answer(204 if token == TOKEN else 403, "", None)

    assert wrong(line.addresses(settings, ours)) == []
    assert seen == ["", TOKEN]
    lax = line.addresses(settings, lambda *_: Answer(200, "", None))
    assert wrong(lax) == ["forged webhooks"]
    strict = line.addresses(settings, lambda *_: Answer(403, "", None))
    assert wrong(strict) == ["signatures"]
    plain = replace(settings, public_url="http://oncall.example")
    assert wrong(line.addresses(plain, ours)) == ["https"]


def test_a_test_call_is_followed_to_its_end(settings) -> None:
    assert line.test_call(Told(), ADA, lambda: None).is_well
    assert "no-answer" in line.test_call(Told(states=["no-answer"]), ADA, lambda: None).seen


def test_the_house_is_looked_at(evening: Town) -> None:
    house = House(evening.settings, evening.database, evening.clock)
    found = {each.name: each for each in house_findings(house)}
    assert found["database"].is_well
    # The town's clock is wound, and nobody works there.
    assert not found["clock"].is_well
    assert not found["worker"].is_well
    assert found["PINs"].is_well


def test_pins_without_a_mark_are_counted_with_a_cure(copies: Copies, tmp_path: Path) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        found = pins(House(made.settings, made.database, made.clock))
    assert found.line.startswith("WRONG PINs: 4 PINs have no mark; ")
    assert "--ask-pin" in found.cure
    assert "import the contacts anew" in found.cure
