"""Why a carrier did not answer, in its own words where it had any."""

from __future__ import annotations

import json

from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]


def why(error: Exception) -> str:
    """Return it like «401, 20003: Authenticate»; the kind of error where nothing was said.

    Lists refuse in another form than all else, with the answer as it came.
    """
    if isinstance(error, TwilioRestException):
        return f"{error.status}, {error.code}: {error.msg}"
    answer = next((each for each in error.args if isinstance(each, Response)), None)
    if answer is None:
        return type(error).__name__
    try:
        told = json.loads(answer.text)
        return f"{answer.status_code}, {told['code']}: {told['message']}"
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code}"
