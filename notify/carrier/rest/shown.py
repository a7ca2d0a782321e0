"""Calls, texts and the rest as Twilio shows them: these fields and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notify.carrier.calls.telling import API_VERSION, rfc2822

if TYPE_CHECKING:
    from decimal import Decimal

    from notify.carrier.records import Call, Message
    from notify.carrier.rest.asking import Asked


def moment(at: float | None) -> str | None:
    """Return an instant, if there is one."""
    return None if at is None else rfc2822(at)


def price(amount: Decimal | None) -> str | None:
    """Return what something cost, as a negative number; free things have no price."""
    return f"{-amount:.5f}" if amount else None


def call(asked: Asked, shown: Call) -> dict[str, Any]:
    """Return a call."""
    uri = f"{asked.base}/Calls/{shown.sid}"
    is_over = shown.ended is not None
    seconds = round((shown.ended or 0) - shown.answered) if is_over and shown.answered else 0
    return {
        "sid": shown.sid,
        "date_created": rfc2822(shown.created),
        "date_updated": rfc2822(shown.updated),
        "parent_call_sid": shown.parent.sid if shown.parent else None,
        "account_sid": shown.account.sid,
        "to": shown.to,
        "to_formatted": shown.to,
        "from": shown.from_,
        "from_formatted": shown.from_,
        "phone_number_sid": _number_sid(asked, shown),
        "status": shown.status,
        "start_time": moment(shown.started),
        "end_time": moment(shown.ended),
        "duration": str(seconds) if is_over else None,
        "price": price(shown.price),
        "price_unit": asked.network.config.prices.currency,
        "direction": shown.direction,
        "answered_by": None,
        "api_version": API_VERSION,
        "forwarded_from": None,
        "group_sid": None,
        "caller_name": None,
        "queue_time": str(round(shown.queue_time * 1000)),
        "trunk_sid": None,
        "uri": f"{uri}.json",
        "subresource_uris": {"recordings": f"{uri}/Recordings.json"},
    }


def _number_sid(asked: Asked, shown: Call) -> str | None:
    ours = shown.to if shown.direction == "inbound" else shown.from_
    found = asked.network.numbers.get(ours)
    return found[1].sid if found else None


def message(asked: Asked, shown: Message) -> dict[str, Any]:
    """Return a text."""
    uri = f"{asked.base}/Messages/{shown.sid}"
    return {
        "body": shown.body,
        "num_segments": str(shown.parts),
        "direction": shown.direction,
        "from": shown.from_,
        "to": shown.to,
        "date_updated": rfc2822(shown.updated),
        "price": price(shown.price) if shown.sent is not None else None,
        "error_message": None,
        "uri": f"{uri}.json",
        "account_sid": shown.account.sid,
        "num_media": "0",
        "status": shown.status,
        "messaging_service_sid": None,
        "sid": shown.sid,
        "date_sent": moment(shown.sent),
        "date_created": rfc2822(shown.created),
        "error_code": shown.error,
        "price_unit": asked.network.config.prices.currency,
        "api_version": API_VERSION,
        "subresource_uris": {"media": f"{uri}/Media.json"},
    }
