"""Recorded messages at the carrier: deleted there when they are deleted here."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]

from notify.twilio import client

if TYPE_CHECKING:
    from notify.twilio import Account


class Recordings:
    """The recordings of an account."""

    def __init__(self, account: Account) -> None:
        self._client = client(account)

    def delete(self, sid: str) -> bool:
        """Delete one; tell whether the carrier has it no more, which may have been so before."""
        try:
            self._client.recordings(sid).delete()
        except TwilioRestException as refused:
            return bool(refused.status == HTTPStatus.NOT_FOUND)
        except (TwilioException, requests.RequestException):
            return False
        return True
