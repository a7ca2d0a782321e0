"""Texts: sent, looked at, called off, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notify.carrier.records import Callback
from notify.carrier.rest import shown
from notify.carrier.rest.asking import Refusal, Shown
from notify.carrier.rest.numbers import checked_ends, checked_url
from notify.carrier.rest.paging import listed, within
from notify.carrier.texting import Wishes, send

if TYPE_CHECKING:
    from notify.carrier.records import Message
    from notify.carrier.rest.asking import Asked

LONGEST_BODY: Final = 1600
LONGEST_VALIDITY: Final = 36_000


def post(asked: Asked) -> Shown:
    """Accept a text for delivery."""
    to, from_ = checked_ends(asked, "texts")
    body = asked.get("Body")
    if not body:
        raise Refusal(400, 21602, "Body is missing; a text needs words")
    if len(body) > LONGEST_BODY:
        raise Refusal(400, 21617, f"Body is longer than {LONGEST_BODY} signs; shorten it")
    validity = asked.number("ValidityPeriod", LONGEST_VALIDITY)
    if not 0 < validity <= LONGEST_VALIDITY:
        sentence = f"ValidityPeriod can't be {validity}; give 1 to {LONGEST_VALIDITY} seconds"
        raise Refusal(400, 21621, sentence)
    callback = None
    if asked.has("StatusCallback"):
        callback = Callback(checked_url(asked, "StatusCallback"))
    wishes = Wishes(callback, validity)
    message = send(asked.network, asked.account, (from_, to), body, "outbound-api", wishes)
    return Shown(201, shown.message(asked, message))


def get_all(asked: Asked) -> Shown:
    """List texts."""
    to, from_ = asked.get("To"), asked.get("From")
    network = asked.network
    found = (
        message
        for message in (network.messages_to.get(to, ()) if to else network.messages.values())
        if message.account is asked.account
        and not message.is_deleted
        and (not from_ or message.from_ == from_)
        and within(asked, "DateSent", message.sent)
    )
    return listed(asked, "messages", found, shown.message)


def get(asked: Asked) -> Shown:
    """Show a text."""
    return Shown(200, shown.message(asked, _find(asked)))


def change(asked: Asked) -> Shown:
    """Take the words out of a text, or call one off that has not left."""
    message = _find(asked)
    if asked.get("Status") == "canceled":
        if message.status != "queued":
            raise Refusal(400, 30409, f"the text is {message.status}; it can't be called off")
        message.status = "canceled"
    if asked.has("Body"):
        if asked.get("Body"):
            raise Refusal(400, 20001, "Body can only be emptied, not changed")
        message.body = ""
    message.updated = asked.network.now
    return Shown(200, shown.message(asked, message))


def delete(asked: Asked) -> Shown:
    """Forget a text that has arrived, or never will."""
    message = _find(asked)
    if message.status in {"queued", "sending", "sent"}:
        raise Refusal(409, 20009, f"the text is {message.status}; wait for its end")
    message.is_deleted = True
    return Shown(204)


def _find(asked: Asked) -> Message:
    message = asked.network.messages.get(asked.ids["Sid"])
    if message is None or message.account is not asked.account or message.is_deleted:
        raise Refusal(404, 20404, f"there is no text {asked.ids['Sid']}")
    return message
