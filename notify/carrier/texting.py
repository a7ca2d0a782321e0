"""Texts: ours to people, theirs to us, and who doesn't want any more of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from notify.carrier.asking import tell
from notify.carrier.behaviours import TextsBack, Undelivered
from notify.carrier.calls.telling import API_VERSION
from notify.carrier.opting import obey_word
from notify.carrier.phones import Text
from notify.carrier.records import Message
from notify.carrier.replying import obey
from notify.carrier.segments import segments
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from collections.abc import Generator

    from notify.carrier.config import Account
    from notify.carrier.network import Network
    from notify.carrier.phones import Phone
    from notify.carrier.records import Callback
    from notify.carrier.waiting import Fired, Life

HANDED_OVER: Final = 0.5  # seconds until the network has it
ON_ITS_WAY: Final = 1.0  # seconds until the phone has it
LOOKS_AGAIN: Final = 5.0  # seconds between two tries to reach a phone that is off
UNREACHABLE, UNKNOWN, EXPIRED = 30003, 30005, 30036


@dataclass(frozen=True, slots=True)
class Wishes:
    """Who is told of a text's states, and for how many seconds it is worth delivering."""

    callback: Callback | None = None
    validity: float = 36_000.0


def send(
    network: Network,
    account: Account,
    ends: tuple[str, str],
    body: str,
    direction: str,
    wishes: Wishes | None = None,
) -> Message:
    """Accept a text for delivery, from the first of the two ends to the second."""
    message = _new(network, account, ends, body, direction)
    wishes = wishes or Wishes()
    message.callback, message.validity = wishes.callback, wishes.validity
    network.timeline.start(_delivery(network, message))
    return message


def _new(
    network: Network, account: Account, ends: tuple[str, str], body: str, direction: str
) -> Message:
    message = Message(
        network.sids.new("SM"), account, ends[1], ends[0], body, direction, network.now
    )
    message.updated = network.now
    message.parts = segments(body)
    prices = network.config.prices
    part = prices.incoming_part if direction == "inbound" else prices.outgoing_part
    message.price = part * message.parts
    network.spent += message.price
    network.messages[message.sid] = message
    network.messages_to[message.to].append(message)
    return message


def _delivery(network: Network, message: Message) -> Life:
    turn = network.rates[message.account.sid].texts(message.from_).wait(network.now)
    if turn > message.validity:
        _is_now(network, message, "failed", EXPIRED)
        return
    yield Wait(turn)
    if message.status == "canceled":
        return
    yield Wait(HANDED_OVER)
    message.sent = network.now
    _is_now(network, message, "sent")
    yield Wait(ON_ITS_WAY)
    code = yield from _arrive(network, message, network.phones.get(message.to))
    _is_now(network, message, "undelivered" if code else "delivered", code)


def _arrive(
    network: Network, message: Message, phone: Phone | None
) -> Generator[Wait, Fired, int | None]:
    """Bring it to the phone; return the code of what went wrong."""
    if phone is None:
        return UNKNOWN
    texting = phone.texting
    if isinstance(texting, Undelivered):
        yield Wait(texting.after)
        return texting.code
    patience = message.validity - HANDED_OVER - ON_ITS_WAY
    patience = min(patience, getattr(phone.behaviour, "gives_up", patience))
    while phone.is_off and patience > 0:
        yield Wait(min(LOOKS_AGAIN, patience))
        patience -= LOOKS_AGAIN
    if phone.is_off:
        return UNREACHABLE
    phone.texts.append(Text(network.now, message.body, message.from_))
    if isinstance(texting, TextsBack):
        back = texting.reply_to(message.body)
        if back is not None:
            network.timeline.start(_reply(network, phone, message.from_, texting.after, back))
    return None


def _reply(network: Network, phone: Phone, to: str, after: float, body: str) -> Life:
    yield Wait(after)
    receive(network, phone, to, body)


def _is_now(network: Network, message: Message, status: str, code: int | None = None) -> None:
    message.status, message.updated, message.error = status, network.now, code
    if message.callback is None:
        return
    told = {
        "AccountSid": message.account.sid,
        "ApiVersion": API_VERSION,
        "From": message.from_,
        "To": message.to,
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "MessageStatus": status,
        "SmsStatus": status,
    }
    if code is not None:
        told["ErrorCode"] = str(code)
    callback = message.callback
    tell(network, message.account, (callback.method, callback.url), told, message.sid)


def receive(network: Network, phone: Phone, to: str, body: str) -> Message | None:
    """Take a text from a person; one to nobody's number is lost."""
    phone.texts.append(Text(network.now, body, to, is_mine=True))
    if to not in network.numbers or not network.numbers[to][1].can_be_answered:
        return None
    account, number = network.numbers[to]
    message = _new(network, account, (phone.person.number, to), body, "inbound")
    message.status, message.sent = "received", network.now
    obey_word(phone, to, body, network.now)
    if number.sms_url:
        network.timeline.start(_ask(network, message))
    return message


def _ask(network: Network, message: Message) -> Life:
    yield Wait(HANDED_OVER)
    for back in (yield from obey(network, message)):
        send(network, message.account, (message.to, message.from_), back, "outbound-reply")
