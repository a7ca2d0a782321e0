"""Webhooks: who may say what, and that saying it late, twice or in another order is safe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from twilio.request_validator import RequestValidator

from notify.carrier import Faults
from oncall.clock import WoundClock
from oncall.store.db import Database
from tests.stories.town import EVENING, HOME, OURS, PHONES, TOKEN, town
from web.app import make_app
from web.carriers import Carriers
from web.wiring import House

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from werkzeug.test import TestResponse

    from tests.databases import Copies
    from tests.stories.town import Town


def post(
    app: Flask, path: str, told: dict[str, str], token: str = TOKEN, outside: str = HOME
) -> TestResponse:
    """Post as the carrier does, signed for what our address is outside."""
    signature = RequestValidator(token).compute_signature(f"{outside}{path}", told)
    headers = {"X-Twilio-Signature": signature}
    return app.test_client().post(path, data=told, headers=headers)


def attempt(town: Town, channel: str) -> str:
    with town.database.begin() as tx:
        found = text("select id from attempts where channel = :channel order by began_at desc")
        return str(tx.execute(found, {"channel": channel}).scalars().first())


def states(town: Town, channel: str) -> list[str]:
    with town.database.begin() as tx:
        found = text("select state from pages where channel = :channel order by id")
        return list(tx.execute(found, {"channel": channel}).scalars())


@pytest.fixture(name="rung")
def _rung(town: Town) -> Town:
    """A town in which the primary was texted and is being called."""
    incident = town.reported()
    town.later(10)
    town.phone(town.primary).expect_text(town.number(incident))
    town.phone(town.primary).expect_call()
    return town


OTHER = "an invented token of somebody else"
HOOKS = ["/hooks/sms", f"/hooks/sms/{24 * 'a'}/status", f"/hooks/voice/{24 * 'a'}"]
HOOKS += [f"{HOOKS[-1]}/key", f"{HOOKS[-1]}/status"]


@pytest.mark.parametrize("path", HOOKS)
def test_every_hook_refuses_what_is_not_signed_and_has_nothing_to_get(
    town: Town, path: str
) -> None:
    client = town.app.test_client()
    assert client.post(path, data={"Digits": "1"}).status_code == 403
    assert post(town.app, path, {"Digits": "1"}, token=OTHER).status_code == 403
    assert client.get(path).status_code in {403, 405}
    assert post(town.app, path, {"Digits": "1"}).status_code < 300


def test_both_tokens_count_while_one_is_changed_and_without_any_nothing_does(
    town: Town,
) -> None:
    def app(**tokens: str) -> Flask:
        settings = replace(town.settings, carriers=Carriers(**tokens))
        return make_app(House(settings, town.database, town.clock))

    changing = app(token="new", second_token="old")  # noqa: S106
    path = HOOKS[0]
    assert [post(changing, path, {}, token=t).status_code for t in ("new", "old", "other")] == [
        204,
        204,
        403,
    ]
    assert post(app(), path, {}, token="").status_code == 403


def test_behind_a_proxy_it_is_signed_for_the_address_that_the_carrier_knows(town: Town) -> None:
    outside = "https://firm.example/oncall"
    settings = replace(town.settings, carriers=replace(town.settings.carriers, hooks=outside))
    app = make_app(House(settings, town.database, town.clock))
    assert post(app, HOOKS[0], {}, outside=outside).status_code == 204
    assert post(app, HOOKS[0], {}).status_code == 403


def test_states_that_come_twice_and_backwards_take_nothing_back(rung: Town) -> None:
    path = f"/hooks/sms/{attempt(rung, 'sms')}/status"
    for state in ("delivered", "sent", "delivered", "failed", "queued"):
        assert (
            post(rung.app, path, {"MessageStatus": state, "MessageSid": "SM1"}).status_code == 204
        )
    assert states(rung, "sms") == ["delivered"]


def test_of_a_call_the_highest_sequence_number_stays(rung: Town) -> None:
    path = f"/hooks/voice/{attempt(rung, 'voice')}/status"
    for number, state in ((3, "busy"), (1, "ringing"), (2, "in-progress")):
        told = {"CallStatus": state, "SequenceNumber": str(number), "CallSid": "CA1"}
        post(rung.app, path, told)
    assert states(rung, "voice") == ["failed"]


def test_a_text_that_is_told_twice_does_nothing_twice(rung: Town) -> None:
    told = {"From": PHONES[rung.primary], "To": OURS, "Body": "ja", "MessageSid": "SM7"}
    first = post(rung.app, "/hooks/sms", told)
    second = rung.reported("Ton fehlt")
    rung.later(3)
    rung.phone(rung.primary).expect_text(rung.number(second))
    again = post(rung.app, "/hooks/sms", told)
    assert again.text == first.text
    assert rung.stands(second).holder is None


def test_a_call_that_is_nobody_s_is_ended_politely(town: Town) -> None:
    said = post(town.app, HOOKS[2], {"CallSid": "CA1"})
    assert "<Hangup" in said.text


def test_a_key_that_can_t_be_written_down_does_not_sound_like_an_acceptance(rung: Town) -> None:
    gone = Database("postgresql+psycopg://nobody@127.0.0.1:1/nowhere")
    app = make_app(House(rung.settings, gone, WoundClock(EVENING)))
    key = f"{HOOKS[2]}/key?incident=1&silences=0&language=de"
    said = post(app, key, {"Digits": "1"}).text
    assert "nicht notiert" in said
    assert "incident=1" in said, "the key is asked for once more"
    words = post(app, HOOKS[2], {"CallSid": "CA1"})
    assert (words.status_code, "noch einmal gerufen" in words.text) == (200, True)
    gone.close()


def test_callbacks_that_are_lost_doubled_and_late_lose_no_page(
    copies: Copies, tmp_path: Path
) -> None:
    faults = Faults(3, callbacks_lost=0.3, callbacks_repeated=0.3, callbacks_reordered=0.3)
    with town(copies, tmp_path, faults) as made:
        incident = made.reported()
        made.later(60)
        assert made.number(incident) in "".join(made.phone(made.primary).inbox)
        made.later(6 * 60)
        assert made.number(incident) in "".join(made.phone(made.backup).inbox)
