"""The other end: what a real twilio client needs to talk to a practice carrier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import requests
from twilio.http import HttpClient  # type: ignore[import-untyped]
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]

from notify.carrier.rest.asking import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notify.carrier.carrier import Carrier


class Elsewhere(TwilioHttpClient):  # type: ignore[misc]
    """Sends what is meant for api.twilio.com to another scheme and host; never without a limit."""

    def __init__(self, base: str, timeout: float = 5.0) -> None:
        super().__init__(timeout=timeout)
        self._base = base.rstrip("/")
        self.session.trust_env = False

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        """Carry out."""
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, f"{self._base}{parts.path}{query}", *args, **kwargs)


class Within(HttpClient):  # type: ignore[misc]
    """Asks a carrier in this process, without a socket: for simulations."""

    def __init__(self, carrier: Carrier) -> None:
        super().__init__(None, False, None)  # noqa: FBT003 - their signature
        self._carrier = carrier

    def request(  # noqa: PLR0913, PLR0917 - their signature
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,  # noqa: FBT001, FBT002 - their signature
    ) -> Response:
        """Carry out; an answer that is lost is a connection that was cut, as with a socket."""
        asked = requests.Request(method, url, params=params, data=data).prepare()
        parts = urlsplit(asked.url or url)
        user, password = auth or ("", "")
        answer = self._carrier.rest(
            Request(
                method.upper(), parts.path, _pairs(parts.query), _pairs(asked.body), user, password
            )
        )
        if answer.is_lost:
            raise requests.exceptions.ConnectionError(answer.fate.value)
        return Response(answer.status, answer.body.decode(), dict(answer.headers))


def _pairs(encoded: Any) -> list[tuple[str, str]]:
    text = encoded.decode() if isinstance(encoded, bytes) else encoded or ""
    return parse_qsl(text, keep_blank_values=True)
