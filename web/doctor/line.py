"""What is looked at on the way to the carrier and back: account, clock, addresses, signatures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

from notify.channel import Silent
from notify.checkup import OVER, asked
from web.doctor.finding import Finding
from web.hooks.genuine import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from notify.checkup import Answer, Number
    from web.settings import Settings

    Ask = Callable[[str, Mapping[str, str] | None, str], Answer]

# A status of an attempt that nobody made changes nothing, signed or not.
NOBODYS: Final = "/voice/doctor/status"
TOLD: Final = {"CallSid": "CAdoctor", "CallStatus": "completed", "SequenceNumber": "0"}
FORBIDDEN: Final = 403
TWILIO: Final = "https://api.twilio.com"
APART: Final = timedelta(seconds=5)
REACH: Final = "look at the network and the proxy between this machine and the carrier"
TRIES: Final = 45
WORDS: Final = "This is a test call from on-call. Everything works. Goodbye."


class Carrier(Protocol):
    """What is asked of a carrier; each method raises Silent."""

    def status(self) -> str:
        """Return how the account stands."""

    def number(self, number: str) -> Number | None:
        """Return a number, None where it is not the account's."""

    def call(self, number: str, language: str, words: str) -> str:
        """Have a number called; return the id of the call."""

    def how_far(self, call: str) -> str:
        """Return how far a call is."""


def account(settings: Settings, carrier: Carrier | None) -> Finding:
    """Return whether there is an account that may call."""
    if carrier is None:
        missing = ", ".join(settings.carriers.missing)
        cure = f"set {missing} (docs/operations.md); nobody is called or texted until then"
        return Finding("account", is_well=False, seen="none is set up", cure=cure)
    cure = "look at TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, and at the carrier's console"
    try:
        status = carrier.status()
    except Silent as silent:
        return Finding("account", is_well=False, seen=f"the carrier says {silent}", cure=cure)
    return Finding("account", status == "active", status, cure)


def clock(settings: Settings, now: Callable[[], datetime], ask: Ask = asked) -> Finding:
    """Return whether our clock is that of the carrier, which is told to a second."""
    url = settings.carriers.base or TWILIO
    cure = "let this machine keep time by NTP: signatures, leases and ladders go by its clock"
    try:
        theirs = ask(url, None, "").at
    except Silent as silent:
        return Finding("clock outside", is_well=False, seen=f"{url}: {silent}", cure=REACH)
    if theirs is None:
        return Finding("clock outside", is_well=False, seen=f"{url} tells no time", cure=REACH)
    apart = abs(now() - theirs)
    seen = f"{apart.total_seconds():.0f} s from the carrier's"
    return Finding("clock outside", apart <= APART, seen, cure)


def addresses(settings: Settings, ask: Ask = asked) -> Iterator[Finding]:
    """Yield whether our webhooks are reached from outside, and tell genuine from forged."""
    outside = settings.carriers.hooks or settings.public_url
    https = urlsplit(outside).scheme == "https"
    cure = "set ONCALL_URL to the https:// address that the outside has"
    yield Finding("https", https or bool(settings.carriers.base), outside, cure)
    url = f"{outside}{PREFIX}{NOBODYS}"
    try:
        forged = ask(url, TOLD, "").status
        signed = [ask(url, TOLD, token).status for token in settings.carriers.tokens]
    except Silent as silent:
        cure = "is oncall serve running, and does the proxy lead there?"
        yield Finding("webhooks", is_well=False, seen=f"{url}: {silent}", cure=cure)
        return
    seen = f"without a signature: HTTP {forged}"
    cure = "what answers there is not ours; look at the proxy"
    yield Finding("forged webhooks", forged == FORBIDDEN, seen, cure)
    well = bool(signed) and all(200 <= status < 300 for status in signed)
    seen = f"signed: HTTP {', '.join(map(str, signed)) or 'no token'}"
    cure = "ONCALL_HOOKS or ONCALL_URL must be what the carrier calls; a proxy must not rewrite it"
    yield Finding("signatures", well, seen, cure)


def test_call(carrier: Carrier, to: str, wait: Callable[[], None]) -> Finding:
    """Have a number called, and return how the call ended; `wait` lets a second go by."""
    cure = "look at the call in the carrier's console"
    try:
        call = carrier.call(to, "en", WORDS)
        status = carrier.how_far(call)
        for _ in range(TRIES):
            if status in OVER:
                break
            wait()
            status = carrier.how_far(call)
    except Silent as silent:
        return Finding("test call", is_well=False, seen=f"the carrier says {silent}", cure=cure)
    return Finding("test call", status == "completed", f"{to}: {status}", cure)
