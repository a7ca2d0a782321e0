"""What can be asked of a carrier before anybody calls: the account, its number, a test call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import requests
from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped]
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from notify.channel import Silent
from notify.refusals import why
from notify.signatures import HEADER
from notify.twilio import RINGS, TIMEOUT, client

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from typing import TypeVar

    from notify.twilio import Account
    from notify.twiml import Speaker

    T = TypeVar("T")

OVER: Final = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})


class Number(NamedTuple):
    """A number as the carrier has it: which of our addresses it asks, and what it can.

    `instead` is an application or trunk which it asks in their place, `gets` which of them it asks
    by GET.
    """

    voice: str
    fallback: str
    ended: str
    texts: str
    can_call: bool = True
    can_text: bool = True
    instead: str = ""
    gets: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """What an address answered: the HTTP status, its words, and its time, None if it told none."""

    status: int
    text: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Checkup:
    """Asks a carrier about an account; every method raises Silent with what was said."""

    account: Account
    speaker: Speaker

    def status(self) -> str:
        """Return how the account stands: active, suspended, closed."""
        found = client(self.account)
        return str(_asked(lambda: found.api.v2010.accounts(self.account.sid).fetch().status))

    def number(self, number: str) -> Number | None:
        """Return a number, None where the account does not have it."""
        numbers = client(self.account).incoming_phone_numbers
        some = _asked(lambda: numbers.list(phone_number=number, limit=1))
        return _number(some[0]) if some else None

    def call(self, number: str, language: str, words: str) -> str:
        """Have a number called that hears some words; return the carrier's id of the call."""
        said = self.speaker.spoken([(language, words)])
        calls = client(self.account).calls
        made = _asked(
            lambda: calls.create(to=number, from_=self.account.number, twiml=said, timeout=RINGS)
        )
        return str(made.sid)

    def how_far(self, call: str) -> str:
        """Return the carrier's word for how far a call is; those in OVER are the last."""
        return str(_asked(lambda: client(self.account).calls(call).fetch().status))


def _number(found: Any) -> Number:
    able = found.capabilities
    methods = {
        "voice": found.voice_method,
        "ended": found.status_callback_method,
        "texts": found.sms_method,
    }
    instead = (found.voice_application_sid, found.trunk_sid, found.sms_application_sid)
    return Number(
        found.voice_url or "",
        found.voice_fallback_url or "",
        found.status_callback or "",
        found.sms_url or "",
        can_call=bool(able["voice"]),
        can_text=bool(able["sms"]),
        instead=", ".join(each for each in instead if each),
        gets=frozenset(name for name, method in methods.items() if method == "GET"),
    )


def asked(url: str, told: Mapping[str, str] | None = None, token: str = "") -> Answer:
    """Ask an address as a carrier does: POST what is told, signed with a token; GET without.

    Raises Silent where it does not answer.
    """
    headers = {}
    if token:
        headers[HEADER] = RequestValidator(token).compute_signature(url, told or {})
    method = "GET" if told is None else "POST"
    try:
        got = requests.request(method, url, data=told, headers=headers, timeout=TIMEOUT)
    except requests.RequestException as error:
        raise Silent(type(error).__name__) from error
    date = got.headers.get("Date")
    at = parsedate_to_datetime(date).astimezone(UTC) if date else None
    return Answer(got.status_code, got.text, at)


def _asked(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except (TwilioException, requests.RequestException, OSError) as error:
        raise Silent(why(error)) from error
