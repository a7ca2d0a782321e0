"""What the page shows of the network, as JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import phonenumbers

from notify.carrier.pages.acts import named

if TYPE_CHECKING:
    from notify.carrier.line import Heard, Line
    from notify.carrier.network import Network
    from notify.carrier.phones import Phone

TEXTS_SHOWN: Final = 30
WORDS_SHOWN: Final = 40
CALLS_SHOWN: Final = 5
MUSIC: Final = "♪"  # for whatever is played: the address of a file says nothing


def state(network: Network, version: int) -> dict[str, Any]:
    """Return the phones, our numbers and what everything cost so far."""
    return {
        "version": version,
        "phones": [_phone(phone) for phone in list(network.phones.values())],
        "numbers": [
            {"number": number.number, "name": number.name, "shown": shown(number.number)}
            for _, number in list(network.numbers.values())
            if number.can_be_answered
        ],
        "spent": {"amount": f"{network.spent:.2f}", "currency": network.config.prices.currency},
    }


def _phone(phone: Phone) -> dict[str, Any]:
    person = phone.person
    return {
        "number": person.number,
        "shown": shown(person.number),
        "name": person.name,
        "role": person.role,
        "language": person.language,
        "behaviour": named(phone.behaviour),
        "line": _line(phone.line) if phone.line else None,
        "past": [_line(line) for line in phone.calls[-CALLS_SHOWN:] if line is not phone.line],
        "texts": [
            {
                "at": _moment(text.at),
                "body": text.body,
                "other": shown(text.other),
                "isMine": text.is_mine,
            }
            for text in phone.texts[-TEXTS_SHOWN:]
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    call = line.call
    is_mine = call.direction == "inbound"
    return {
        "sid": call.sid,
        "state": line.state,
        "other": shown(call.to if is_mine else call.from_),
        "isMine": is_mine,
        "at": _moment(call.started or call.created),
        "end": call.status if call.is_over else "",
        "connected": [
            other.phone.person.name
            for other in (line.room.lines if line.room else ())
            if other is not line and other.phone is not None
        ],
        "heard": [
            {"words": _words(heard), "kind": heard.kind, "language": heard.language}
            for heard in sorted(line.heard + line.said, key=_when)[-WORDS_SHOWN:]
        ],
        "count": len(line.heard) + len(line.said),
    }


def shown(number: str) -> str:
    """Return a number as people read it; a sender's name, and what is no number, as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _words(heard: Heard) -> str:
    return MUSIC if heard.kind == "play" else heard.words


def _when(heard: Heard) -> float:
    return heard.at


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()
