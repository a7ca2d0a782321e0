"""A town with a hotline, a few people and a carrier between them, with a clock one can wind."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from notify.carrier import (
    Account,
    Config,
    Elsewhere,
    Handset,
    Number,
    Person,
    Serving,
    WoundCarrier,
    Wsgi,
)
from oncall.clock import WoundClock
from tests.notify.carrier.desk import HOME, TOKEN, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twilio.rest.api.v2010.account.call import CallInstance
    from twilio.rest.api.v2010.account.message import MessageInstance

    from notify.carrier import Faults

NOW = datetime(2026, 12, 5, 2, tzinfo=UTC)
SID = "AC" + 32 * "a"
OTHER_SID = "AC" + 32 * "b"
# Numbers kept for films, by the Bundesnetzagentur and by Ofcom.
HOTLINE, SECOND, SENDER = "+493023125000", "+493023125001", "Example AG"
THEIRS = "+493023125500"  # of another account
ANNA, BEN, CLARA, HIDDEN = "+4917139200001", "+4917139200002", "+447700900003", "+4917139200004"
NOBODY = "+4917139200099"
DESCRIPTION = Path(__file__).parents[4] / "shared" / "twilio" / "twilio_api_v2010.json"

NUMBER = Number(
    HOTLINE,
    voice_url=f"{HOME}/voice",
    voice_fallback_url=f"{HOME}/fallback",
    status_callback=f"{HOME}/hotline-status",
    sms_url=f"{HOME}/sms",
)
ACCOUNT = Account(
    SID,
    TOKEN,
    numbers=(NUMBER, Number(SECOND, voice_url=f"{HOME}/second"), Number(SENDER)),
    keys={"SK" + 32 * "c": "an invented secret"},
)
PEOPLE = (
    Person("Anna", ANNA, role="primary"),
    Person("Ben", BEN, role="backup"),
    Person("Clara", CLARA, "en"),
    Person("Hidden", HIDDEN, is_anonymous=True),
)
OTHER = Account(OTHER_SID, "another invented token", numbers=(Number(THEIRS),))


@dataclass
class Town:
    carrier: WoundCarrier
    desk: Desk
    client: Client
    clock: WoundClock
    served: Serving

    @property
    def anna(self) -> Handset:
        return self.carrier.phone(ANNA)

    @property
    def ben(self) -> Handset:
        return self.carrier.phone(BEN)

    @property
    def clara(self) -> Handset:
        return self.carrier.phone(CLARA)

    def wait(self, seconds: float = 0) -> None:
        self.carrier.advance(seconds)

    def call(self, to: str = ANNA, **told: Any) -> CallInstance:
        """A call of ours to somebody, told of in full."""
        wished: dict[str, Any] = {
            "url": f"{HOME}/voice",
            "status_callback": f"{HOME}/status",
            "status_callback_event": ["initiated", "ringing", "answered", "completed"],
            "timeout": 25,
        }
        if "twiml" in told:
            del wished["url"]
        return self.client.calls.create(to=to, from_=HOTLINE, **(wished | told))

    def text(self, to: str = ANNA, body: str = "Fault 4711", **told: Any) -> MessageInstance:
        wished = {"from_": HOTLINE, "status_callback": f"{HOME}/status"} | told
        return self.client.messages.create(to=to, body=body, **wished)

    def state(self, call: CallInstance) -> str:
        """How a call is by now."""
        return str(self.client.calls(call.sid).fetch().status)

    def text_state(self, text: MessageInstance) -> tuple[str, int | None]:
        """How a text is by now, and the code of what went wrong."""
        found = self.client.messages(str(text.sid)).fetch()
        return str(found.status), found.error_code


@contextmanager
def town(faults: Faults | None = None, *, account: Account = ACCOUNT) -> Iterator[Town]:
    """A town whose carrier is asked over HTTP by the real client, as in production."""
    config = Config((account, OTHER), PEOPLE, description=_description())
    if faults is not None:
        config = replace(config, faults=faults)
    desk, clock = Desk(), WoundClock(NOW)
    carrier = WoundCarrier(config, clock, Wsgi({HOME: desk}))
    with Serving(carrier) as served:
        client = Client(SID, TOKEN, http_client=Elsewhere(served.url, timeout=60))
        yield Town(carrier, desk, client, clock, served)


def _description() -> Path | None:
    """Twilio's description, where it is at hand; tests of it say so when it isn't."""
    return DESCRIPTION if DESCRIPTION.exists() else None


@contextmanager
def refused(code: int) -> Iterator[None]:
    """What happens within is refused by the interface, with that code."""
    with pytest.raises(TwilioRestException) as caught:
        yield
    assert caught.value.code == code
