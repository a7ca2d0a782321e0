"""In a drill nobody sends but the practice carrier on this machine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from notify.channel import Outcome, Parcel
from notify.twilio import Account, Calls, Texts
from web.drill.senders import NOTED, NotPractice, senders

HERE = Account(
    "AC1", "an invented token", "+493023125000", "https://drill.example", "http://[::1]:1"
)


@pytest.mark.parametrize(
    "base", [None, "", "https://api.twilio.com", "http://127.0.0.1.example:1", "http://localhost:1"]
)
def test_an_account_that_is_not_here_is_refused(base: str | None) -> None:
    elsewhere = Account(HERE.sid, HERE.token, HERE.number, HERE.hooks, base)
    with pytest.raises(NotPractice, match="nobody else"):
        senders(elsewhere)


def test_calls_and_texts_go_to_the_practice_carrier_and_all_else_is_noted() -> None:
    found = senders(HERE)
    assert (type(found["voice"]), type(found["sms"])) == (Calls, Texts)
    for name in ("email", "push", "webhook"):
        parcel = Parcel("a1", name, "ada@firm.example", "…", "en", timedelta(minutes=1))
        receipt = found[name].send(parcel)
        assert (receipt.outcome, receipt.why) == (Outcome.ACCEPTED, NOTED)
