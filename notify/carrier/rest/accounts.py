"""The account itself and its numbers, with the webhooks behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from notify.carrier.calls.telling import API_VERSION, rfc2822
from notify.carrier.rest.asking import Refusal, Shown
from notify.carrier.rest.numbers import checked_url
from notify.carrier.rest.paging import listed

if TYPE_CHECKING:
    from notify.carrier.config import Number
    from notify.carrier.rest.asking import Asked

URLS: Final = {
    "VoiceUrl": "voice_url",
    "VoiceFallbackUrl": "voice_fallback_url",
    "SmsUrl": "sms_url",
    "SmsFallbackUrl": "sms_fallback_url",
    "StatusCallback": "status_callback",
}
METHODS: Final = {
    "VoiceMethod": "voice_method",
    "VoiceFallbackMethod": "voice_fallback_method",
    "SmsMethod": "sms_method",
    "SmsFallbackMethod": "sms_fallback_method",
    "StatusCallbackMethod": "status_callback_method",
}


def get(asked: Asked) -> Shown:
    """Show the account."""
    if asked.ids["Sid"] != asked.account.sid:
        raise Refusal(404, 20404, f"there is no account {asked.ids['Sid']}")
    began = rfc2822(asked.network.began)
    body = {
        "auth_token": asked.account.token,
        "date_created": began,
        "date_updated": began,
        "friendly_name": asked.account.name,
        "owner_account_sid": asked.account.sid,
        "sid": asked.account.sid,
        "status": "active",
        "subresource_uris": {"calls": f"{asked.base}/Calls.json"},
        "type": "Full",
        "uri": f"{asked.base}.json",
    }
    return Shown(200, body)


def numbers(asked: Asked) -> Shown:
    """List the account's numbers."""
    wanted, name = asked.get("PhoneNumber"), asked.get("FriendlyName")
    found = (
        number
        for account, number in asked.network.numbers.values()
        if account is asked.account
        and number.can_be_answered
        and wanted in number.number
        and (not name or _name(number) == name)
    )
    return listed(asked, "incoming_phone_numbers", found, _number)


def number(asked: Asked) -> Shown:
    """Show a number."""
    return Shown(200, _number(asked, _find(asked)))


def change_number(asked: Asked) -> Shown:
    """Put other webhooks behind a number; an empty address takes one away."""
    changes: dict[str, Any] = {
        field: checked_url(asked, name) if asked.get(name) else ""
        for name, field in URLS.items()
        if asked.has(name)
    }
    changes |= {field: asked.get(name) for name, field in METHODS.items() if asked.has(name)}
    if asked.has("FriendlyName"):
        changes["name"] = asked.get("FriendlyName")
    changed = replace(_find(asked), **changes)
    asked.network.replace_number(asked.account, changed)
    return Shown(200, _number(asked, changed))


def _find(asked: Asked) -> Number:
    for account, number in asked.network.numbers.values():
        if account is asked.account and number.sid == asked.ids["Sid"]:
            return number
    raise Refusal(404, 20404, f"there is no number {asked.ids['Sid']}")


def _name(number: Number) -> str:
    return number.name or number.number


def _number(asked: Asked, shown: Number) -> dict[str, Any]:
    began = rfc2822(asked.network.began)
    set_up = {field: getattr(shown, field) or None for field in URLS.values()}
    set_up |= {field: getattr(shown, field) for field in METHODS.values()}
    return set_up | {
        "account_sid": asked.account.sid,
        "api_version": API_VERSION,
        "beta": False,
        "capabilities": {"voice": True, "sms": shown.texts, "mms": False, "fax": False},
        "date_created": began,
        "date_updated": began,
        "friendly_name": _name(shown),
        "phone_number": shown.number,
        "origin": "twilio",
        "sid": shown.sid,
        "uri": f"{asked.base}/IncomingPhoneNumbers/{shown.sid}.json",
        "voice_caller_id_lookup": False,
        "status": "in-use",
    }
