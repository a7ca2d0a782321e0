"""Telephone numbers in requests, what refuses them, and the account's own numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from notify.carrier.behaviours import Refused
from notify.carrier.rest.asking import Refusal

if TYPE_CHECKING:
    from notify.carrier.rest.asking import Asked

E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
ALPHANUMERIC: Final = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")
INVALID_TO: Final = 21211
COUNTRY = {"voice": 21215, "texts": 21408}


def checked_ends(asked: Asked, what: Literal["voice", "texts"]) -> tuple[str, str]:
    """Return To and From; raises Refusal with the code that Twilio has for it."""
    to, from_ = asked.get("To"), asked.get("From")
    if not to:
        code = 21201 if what == "voice" else 21604
        raise Refusal(400, code, "To is missing; say whom to reach")
    if not from_:
        code = 21213 if what == "voice" else 21603
        raise Refusal(400, code, "From is missing; give a number of this account")
    if not E164.fullmatch(to):
        raise Refusal(400, INVALID_TO, f"{to!r} is no number; write it as +49301234567")
    if not to.startswith(asked.account.countries):
        allowed = ", ".join(asked.account.countries)
        raise Refusal(400, COUNTRY[what], f"{to} is in no permitted country ({allowed})")
    _check_sender(asked, from_, what)
    if what == "texts":
        _check_receiver(asked, to, from_)
    return to, from_


def checked_url(asked: Asked, name: str) -> str:
    """Return an address; raises Refusal where it isn't one."""
    url = asked.get(name)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "_" in parts.hostname:
        raise Refusal(400, 21205, f"{name} is no address ({url!r}); write https://…")
    return url


def _check_sender(asked: Asked, from_: str, what: str) -> None:
    if not E164.fullmatch(from_) and (what == "voice" or not ALPHANUMERIC.fullmatch(from_)):
        raise Refusal(400, 21212, f"{from_!r} is no number to {what} from")
    owner, number = asked.network.numbers.get(from_, (None, None))
    if owner is not asked.account or number is None:
        code = 21210 if what == "voice" else 21606
        raise Refusal(400, code, f"{from_} is no number of this account")
    if what == "texts" and not number.texts:
        raise Refusal(400, 21606, f"{from_} can't send texts; take another number")


def _check_receiver(asked: Asked, to: str, from_: str) -> None:
    phone = asked.network.phones.get(to)
    if phone is None:
        return
    if from_ in phone.opted_out:
        raise Refusal(400, 21610, f"{to} has answered STOP to {from_}; only START undoes it")
    if isinstance(phone.texting, Refused):
        raise Refusal(400, phone.texting.code, f"{to} can't be texted")
