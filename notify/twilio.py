"""Texts and calls by Twilio, or whoever speaks its language: handed over once, or nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from notify.channel import Found, Outcome, Receipt, Silent
from notify.gsm7 import parts, plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from twilio.http.response import Response  # type: ignore[import-untyped]

    from notify.channel import Parcel

TIMEOUT: Final = 5.0  # seconds; shorter than a lease (RELIABILITY)
RINGS: Final = 22  # seconds; a mobile's mailbox takes over after 25 (TELEPHONY)
CONNECTIONS: Final = 32  # kept open, so that no sender waits for another
EVENTS: Final = ("initiated", "ringing", "answered", "completed")
# What is listed is looked at so far back; one number has hardly more within a minute.
MOST_LISTED: Final = 50
AGAIN: Final = timedelta(seconds=2)

# TELEPHONY, «Sending».
OPTED_OUT: Final = {21610}
WRONG_SETTINGS: Final = {20003, 20404, 21408, 21215, 13227, 21212, 21606, 21603}
TOO_MANY: Final = 20429


@dataclass(frozen=True, slots=True)
class Account:
    """An account: who we are there, our number, and where we are called back.

    `base` is another scheme and host than Twilio's, None for Twilio itself. `hooks` is how the
    carrier reaches our webhooks, without a slash at the end.
    """

    sid: str
    token: str
    number: str
    hooks: str
    base: str | None = None
    key: tuple[str, str] | None = None  # an API key and its secret, in place of the token


def client(account: Account) -> Client:
    """Return a client with a time-out and without repeats: POST is not idempotent there."""
    user, password = account.key or (account.sid, account.token)
    http = _Elsewhere(account.base) if account.base else TwilioHttpClient(timeout=TIMEOUT)
    for scheme in ("http://", "https://"):
        http.session.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))
    return Client(user, password, account.sid, http_client=http)


class Texts:
    """Sends SMS."""

    name = "sms"

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client = client(account)

    def send(self, parcel: Parcel) -> Receipt:
        """Hand a text over; it is worth nothing after its time and is not delivered then."""
        body = plain(parcel.text)
        receipt = _receipt(
            self._client.messages.create,
            to=parcel.address,
            from_=self._account.number,
            body=body,
            status_callback=f"{self._account.hooks}/sms/{parcel.attempt}/status",
            validity_period=max(1, min(36_000, int(parcel.lasts.total_seconds()))),
        )
        return replace(receipt, parts=parts(body))

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        """Return the texts to the same number that have its mark, or else the same words."""
        listed = _listed(self._client.messages, self._account, parcel)
        if parcel.mark:
            return _found((each for each in listed if parcel.mark in each.body), since)
        body = plain(parcel.text)
        return _found((each for each in listed if each.body == body), since)


class Calls:
    """Makes calls; what is said is asked for when somebody picks up."""

    name = "voice"

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client = client(account)

    def send(self, parcel: Parcel) -> Receipt:
        """Have a call made."""
        hook = f"{self._account.hooks}/voice/{parcel.attempt}"
        return _receipt(
            self._client.calls.create,
            to=parcel.address,
            from_=self._account.number,
            url=hook,
            status_callback=f"{hook}/status",
            status_callback_event=list(EVENTS),
            timeout=RINGS,
        )

    def call_off(self, sid: str) -> str:
        """End a call that nobody has answered; one that was answered goes on.

        Return the carrier's word for how far it is then. Should the carrier not hear of it, the
        call rings out, and nothing is returned.
        """
        return _word(self._client.calls(sid).update, status="canceled")

    def how_far(self, sid: str) -> str:
        """Return the carrier's word for how far a call is; nothing where it can't be asked."""
        return _word(self._client.calls(sid).fetch)

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        """Return the calls to the same number; they bear no id of ours."""
        return _found(_listed(self._client.calls, self._account, parcel), since)


class _Elsewhere(TwilioHttpClient):  # type: ignore[misc]
    """Sends what is meant for Twilio to another scheme and host."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=TIMEOUT)
        self._base = base.rstrip("/")

    def request(self, method: str, url: str, *args: Any, **named: Any) -> Response:
        """Carry a request out."""
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, f"{self._base}{parts.path}{query}", *args, **named)


def _receipt(create: Any, **wanted: Any) -> Receipt:
    """Hand something over, and tell whether it was taken, was not, or nobody knows."""
    try:
        made = create(**wanted)
    except TwilioRestException as error:
        return _refusal(error)
    except requests.exceptions.ConnectTimeout as error:
        return Receipt(Outcome.BUSY, why=str(error), again_after=AGAIN)
    except requests.exceptions.ConnectionError as error:
        outcome = Outcome.BUSY if _never_arrived(error) else Outcome.DOUBTFUL
        return Receipt(outcome, why=str(error), again_after=AGAIN)
    except (requests.exceptions.RequestException, TwilioException, OSError) as error:
        return Receipt(Outcome.DOUBTFUL, why=str(error))
    return Receipt(Outcome.ACCEPTED, sid=str(made.sid))


def _refusal(error: Any) -> Receipt:
    code, why = int(error.code or 0), f"{error.msg}"
    if error.status == requests.codes.too_many_requests or code == TOO_MANY:
        return Receipt(Outcome.BUSY, code=str(code), why=why, again_after=AGAIN)
    if error.status >= requests.codes.server_error:
        return Receipt(Outcome.DOUBTFUL, code=str(code), why=why)
    if code in WRONG_SETTINGS or error.status in {401, 403}:
        return Receipt(Outcome.BROKEN, code=str(code), why=why)
    return Receipt(Outcome.REFUSED, code=str(code), why=why, has_opted_out=code in OPTED_OUT)


def _never_arrived(error: requests.exceptions.ConnectionError) -> bool:
    """Tell whether no connection was made at all, so that nothing can have been accepted."""
    cause = getattr(error.args[0] if error.args else None, "reason", None)
    return type(cause).__name__ in {"NewConnectionError", "NameResolutionError"}


def _word(ask: Any, **wanted: Any) -> str:
    """Return the status of what is asked for or changed; nothing where the carrier is silent."""
    try:
        return str(ask(**wanted).status)
    except (TwilioException, requests.exceptions.RequestException, OSError):
        return ""


def _listed(things: Any, account: Account, parcel: Parcel) -> list[Any]:
    """Return the latest to a number; raises Silent.

    They are not asked for by time, for what waits for its turn has none yet.
    """
    try:
        return list(things.list(to=parcel.address, from_=account.number, limit=MOST_LISTED))
    except (TwilioException, requests.exceptions.RequestException, OSError) as error:
        raise Silent(str(error)) from error


def _found(some: Iterable[Any], since: datetime) -> tuple[Found, ...]:
    """Return what was made since then, the newest first."""
    made = ((each, (each.date_created or since).astimezone(UTC)) for each in some)
    found = [Found(str(each.sid), str(each.status), at) for each, at in made if at >= since]
    return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))
