"""Recordings: listed, fetched, deleted at the carrier too."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING, Any, Final

from notify.carrier.calls.telling import API_VERSION, rfc2822
from notify.carrier.rest.asking import Refusal, Shown
from notify.carrier.rest.paging import listed, within

if TYPE_CHECKING:
    from notify.carrier.records import Recording
    from notify.carrier.rest.asking import Asked

RATE: Final = 8000  # samples a second, of one byte
SILENT: Final = b"\x80"


def get_all(asked: Asked) -> Shown:
    """List recordings, of a call or of all."""
    sid = asked.ids.get("CallSid") or asked.get("CallSid")
    found = (
        each
        for each in asked.network.recordings.values()
        if each.call.account is asked.account
        and (not sid or each.call.sid == sid)
        and within(asked, "DateCreated", each.started)
    )
    return listed(asked, "recordings", found, _of_call if "CallSid" in asked.ids else _recording)


def get(asked: Asked) -> Shown:
    """Show a recording."""
    return Shown(200, _recording(asked, _find(asked)))


def delete(asked: Asked) -> Shown:
    """Delete a recording and its sound."""
    del asked.network.recordings[_find(asked).sid]
    return Shown(204)


def media(asked: Asked) -> Shown:
    """Return the sound: silence of the right length, for nobody really spoke."""
    found = _find(asked)
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(SILENT * (RATE * found.duration))
    return Shown(200, sound.getvalue(), "audio/x-wav")


def _find(asked: Asked) -> Recording:
    found = asked.network.recordings.get(asked.ids["Sid"])
    if found is None or found.call.account is not asked.account:
        raise Refusal(404, 20404, f"there is no recording {asked.ids['Sid']}")
    return found


def _recording(asked: Asked, shown: Recording) -> dict[str, Any]:
    base = asked.network.public_url
    media_url = f"{base}{asked.base}/Recordings/{shown.sid}"
    return _common(asked, shown) | {"price": None, "media_url": media_url, "subresource_uris": {}}


def _of_call(asked: Asked, shown: Recording) -> dict[str, Any]:
    uri = f"{asked.base}/Calls/{shown.call.sid}/Recordings/{shown.sid}.json"
    return _common(asked, shown) | {"price": None, "uri": uri, "track": "inbound"}


def _common(asked: Asked, shown: Recording) -> dict[str, Any]:
    return {
        "account_sid": shown.call.account.sid,
        "api_version": API_VERSION,
        "call_sid": shown.call.sid,
        "conference_sid": None,
        "date_created": rfc2822(shown.started),
        "date_updated": rfc2822(shown.started + shown.duration),
        "start_time": rfc2822(shown.started),
        "duration": str(shown.duration),
        "sid": shown.sid,
        "price_unit": asked.network.config.prices.currency,
        "status": "completed",
        "channels": 1,
        "source": "RecordVerb",
        "error_code": None,
        "uri": f"{asked.base}/Recordings/{shown.sid}.json",
        "encryption_details": None,
    }
