"""By whom pages go out in a drill: the practice carrier on this machine, or nobody at all."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from notify.channel import Outcome, Receipt
from notify.twilio import Calls, Texts
from oncall.errors import Unusable
from oncall.incidents.ladder import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from notify.channel import Found, Parcel, Sender
    from notify.twilio import Account

NOTED: Final = "noted, not sent"


class NotPractice(Unusable):
    """Somebody real would have been called; nothing was sent."""


class Noted:
    """Takes what a drill sends to nobody: mails, pushes, webhooks."""

    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, parcel: Parcel) -> Receipt:
        """Let it be noted."""
        return Receipt(Outcome.ACCEPTED, sid=parcel.attempt, why=NOTED)

    def find(self, _parcel: Parcel, _since: datetime) -> tuple[Found, ...]:
        """Have no list."""
        return ()


def senders(account: Account) -> dict[str, Sender]:
    """Return who carries what; raises NotPractice for an account that is not on this machine."""
    if not _is_here(account.base):
        raise NotPractice(
            "a drill calls by the practice carrier on this machine and by nobody else; it was led "
            "elsewhere and has sent nothing"
        )
    real = {each.name: each for each in (Texts(account), Calls(account))}
    return real | {each.value: Noted(each.value) for each in Channel if each.value not in real}


def _is_here(base: str | None) -> bool:
    try:
        return ip_address(urlsplit(base or "").hostname or "").is_loopback
    except ValueError:
        return False
