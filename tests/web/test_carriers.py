"""What the environment says of carriers, and what is told where something is missing."""

from __future__ import annotations

from decimal import Decimal

import click
import pytest

from oncall.clock import SystemClock
from oncall.incidents.ladder import Channel
from oncall.incidents.restraint import Budget
from web.carriers import read_carriers
from web.settings import read_settings
from web.worker.senders import lacking, outside

WHOLE = {
    "TWILIO_ACCOUNT_SID": "AC" + 32 * "e",
    "TWILIO_AUTH_TOKEN": "an invented token",
    "TWILIO_NUMBER": "+49 30 23125-000",
    "ONCALL_SMTP": "smtp://user:word@mail.example",
    "ONCALL_PLANNERS": "petra@firm.example +493023125150",
    "ONCALL_OUTSIDE": "https://hooks.firm.example/in ntfys://push.example/oncall",
    "ONCALL_WEBHOOK_SECRET": "an invented secret",
}


def test_without_anything_all_is_empty_and_each_lack_is_said_once() -> None:
    carriers = read_carriers({})
    said = list(lacking(carriers))
    assert carriers.tokens == ()
    assert "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_NUMBER" in said[0]
    assert len(said) == 4


def test_what_is_set_is_read_and_nothing_lacks() -> None:
    carriers = read_carriers(WHOLE)
    assert carriers.number == "+493023125000"
    assert [each.channel for each in carriers.planners] == [Channel.EMAIL, Channel.SMS]
    assert [each.channel for each in carriers.outside] == [Channel.WEBHOOK, Channel.PUSH]
    assert list(lacking(carriers)) == []


def test_a_webhook_without_a_secret_to_sign_with_is_said_to_be_lost() -> None:
    carriers = read_carriers({**WHOLE, "ONCALL_WEBHOOK_SECRET": ""})
    assert "ONCALL_WEBHOOK_SECRET" in " ".join(lacking(carriers))


def test_a_budget_prices_and_countries_are_read() -> None:
    env = {"ONCALL_BUDGET": "250", "ONCALL_PRICE_TEXT": "0.0979", "ONCALL_COUNTRIES": "de, fr"}
    found = read_carriers(env).restraint
    assert found.budget == Budget(Decimal(250), text=Decimal("0.0979"))
    assert found.countries == {"DE", "FR"}
    usual = read_carriers({}).restraint
    assert usual.budget.month is None
    assert usual.countries == {"AT", "CH", "DE", "GB"}


def test_only_what_is_set_up_carries_anything() -> None:
    def channels(env: dict[str, str]) -> set[str]:
        return set(outside(read_settings(env), 32 * b"k", SystemClock()).senders)

    assert channels({}) == {"push"}
    assert channels(WHOLE) == {"sms", "voice", "email", "push", "webhook"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TWILIO_NUMBER", "hotline"),
        ("TWILIO_API_KEY", "SK1"),
        ("ONCALL_CARRIER", "ftp://secret.example"),
        ("ONCALL_HOOKS", "secret"),
        ("ONCALL_BUDGET", "a lot"),
        ("ONCALL_BUDGET", "0"),
        ("ONCALL_PRICE_CALL", "-1"),
        ("ONCALL_PRICE_TEXT", "0,12"),
        ("ONCALL_COUNTRIES", "DE Utopia"),
        ("ONCALL_SMTP", "mail.example"),
        ("ONCALL_CALLS_A_SECOND", "0"),
        ("ONCALL_LONGEST_WAIT", "6"),
        ("ONCALL_PLANNERS", "petra"),
        ("ONCALL_OUTSIDE", "petra@firm.example secret://word"),
    ],
)
def test_what_is_unclear_is_refused_with_its_name_and_without_its_secret(
    name: str, value: str
) -> None:
    with pytest.raises(click.UsageError) as caught:
        read_carriers({**WHOLE, name: value})
    assert name in caught.value.message
    assert "secret" not in caught.value.message.removeprefix(name)


def test_no_secret_is_shown_by_accident() -> None:
    shown = repr(read_carriers(WHOLE))
    assert not [word for word in ("invented", "word@") if word in shown]
