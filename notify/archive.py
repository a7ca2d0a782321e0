"""What a carrier keeps of calls, texts and recorded messages: deleted when it is deleted here."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]

from notify.channel import Silent
from notify.refusals import why
from notify.twilio import client

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from notify.twilio import Account

# Whom it was to or from; an account may have other numbers, which are none of our business.
SIDES: Final = ("to", "from_")
# Somebody else was quicker; a text that nobody ever said has arrived.
LEFT: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)


class Archive:
    """The calls, texts and recordings of an account."""

    def __init__(self, account: Account) -> None:
        self._client = client(account)

    def delete(self, sid: str) -> bool:
        """Delete a recording; tell whether the carrier has it no more, perhaps since before."""
        try:
            self._client.recordings(sid).delete()
        except TwilioRestException as refused:
            return bool(refused.status == HTTPStatus.NOT_FOUND)
        except (TwilioException, requests.RequestException):
            return False
        return True

    def forget(self, number: str, before: datetime, most: int) -> int:
        """Delete calls and texts of one of our numbers, at most so many of each list.

        Those that were before an instant. Returns how many are gone by it; raises Silent where the
        carrier can't be asked, with what is deleted by then deleted.
        """
        try:
            return sum(_delete(each) for each in self._old(number, before, most))
        except (TwilioException, requests.RequestException) as error:
            raise Silent(why(error)) from error

    def _old(self, number: str, before: datetime, most: int) -> Iterator[Any]:
        for side in SIDES:
            ours = {side: number, "limit": most}
            yield from self._client.calls.list(start_time_before=before, **ours)
            yield from self._client.messages.list(date_sent_before=before, **ours)


def _delete(record: Any) -> bool:
    try:
        record.delete()
    except TwilioRestException as refused:
        if refused.status in LEFT:
            return False
        raise
    return True
