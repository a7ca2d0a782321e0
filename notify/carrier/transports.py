"""How the carrier's requests reach an application; in production and in the demo, over HTTP."""

from __future__ import annotations

import threading
from email.message import Message
from typing import Protocol

import requests

from notify.carrier.hooks import Hook, Reply, Silence


class Transport(Protocol):
    """Carries out a request and returns what came of it; it never raises."""

    def __call__(self, hook: Hook) -> Reply | Silence:
        """Carry out."""


class Http:
    """Over the network, within the limits of time that the request has."""

    def __init__(self) -> None:
        self._own = threading.local()

    def __call__(self, hook: Hook) -> Reply | Silence:
        """Carry out; the time it takes has passed by itself."""
        manners = hook.manners
        try:
            answer = self._session().request(
                hook.method,
                hook.url,
                data=dict(hook.params) or None,
                headers=hook.headers,
                timeout=(manners.connect_limit, manners.read_limit),
                allow_redirects=False,
            )
        except requests.exceptions.ReadTimeout:
            return Silence("rt")
        except requests.exceptions.RequestException:
            return Silence("ct")
        kind = answer.headers.get("Content-Type", "")
        # XML is UTF-8 unless it says otherwise; requests would take text/xml for ISO-8859-1.
        text = answer.content.decode(_charset(kind), errors="replace")
        return Reply(answer.status_code, text, kind)

    def _session(self) -> requests.Session:
        """Return this thread's session; sessions are not made for several."""
        session: requests.Session | None = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = requests.Session()
            session.trust_env = False
        return session


def _charset(kind: str) -> str:
    named = Message()
    named["Content-Type"] = kind
    return named.get_content_charset("utf-8")
