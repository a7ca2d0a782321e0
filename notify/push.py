"""Push messages and chats, by Apprise: ntfy, Pushover, Matrix, Teams, and what else it speaks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import apprise

from notify.channel import Outcome, Receipt

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from notify.channel import Found, Parcel

TIMEOUT: Final = 5.0
AGAIN: Final = timedelta(seconds=10)


def service(url: str) -> Any | None:
    """Return what Apprise has for an address, None where it is none; it never waits for long."""
    return apprise.Apprise.instantiate(
        url, asset=apprise.AppriseAsset(async_mode=False, app_id="oncall"), suppress_exceptions=True
    )


class Pushes:
    """Sends push messages; the address is an Apprise URL."""

    name = "push"

    def __init__(self, service: Callable[[str], Any | None] = service) -> None:
        self._service = service

    def send(self, parcel: Parcel) -> Receipt:
        """Hand a message over.

        Apprise does not tell why something has failed; it is tried again, for two messages are
        better than none.
        """
        target = self._service(parcel.address)
        if target is None:
            return Receipt(Outcome.REFUSED, why="the address of the push service is none")
        target.socket_connect_timeout = target.socket_read_timeout = TIMEOUT / 2
        try:
            is_sent = target.notify(body=parcel.text, title=parcel.subject)
        except (OSError, TypeError, ValueError) as error:
            return Receipt(Outcome.BUSY, why=type(error).__name__, again_after=AGAIN)
        if not is_sent:
            why = "the push service did not take it"
            return Receipt(Outcome.BUSY, why=why, again_after=AGAIN)
        return Receipt(Outcome.ACCEPTED)

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        """Return nothing: there is no list."""
        return ()
