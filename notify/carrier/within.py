"""Requests to applications in this process: as a server would hand them over, without one."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlencode, urlsplit

from notify.carrier.hooks import Hook, Reply, Silence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from wsgiref.types import WSGIApplication, WSGIEnvironment


class Wsgi:
    """To WSGI applications, by the beginnings of their addresses; simulations make a million."""

    def __init__(self, apps: Mapping[str, WSGIApplication]) -> None:
        self._apps = {base.rstrip("/"): app for base, app in apps.items()}

    def __call__(self, hook: Hook) -> Reply | Silence:
        """Carry out, in no time; an address of nobody's can't be connected to."""
        for base, app in self._apps.items():
            if hook.url.startswith(f"{base}/"):
                return _asked(app, _environ(hook, base))
        return Silence("ct")


def _environ(hook: Hook, base: str) -> WSGIEnvironment:
    uri = hook.url.removeprefix(base)
    path, _, query = uri.partition("?")
    form = urlencode(hook.params).encode()
    address = urlsplit(base)
    environ = {
        "REQUEST_METHOD": hook.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_URI": uri,  # what was signed
        "SERVER_NAME": address.hostname or "",
        "SERVER_PORT": str(address.port or (443 if address.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": address.netloc,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(form)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": io.BytesIO(form),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in hook.headers.items():
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
    return environ


def _asked(app: WSGIApplication, environ: WSGIEnvironment) -> Reply:
    told: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> Any:
        told["status"] = int(status.partition(" ")[0])
        told["kind"] = next((v for k, v in headers if k.lower() == "content-type"), "")
        return io.BytesIO().write

    parts = app(environ, start)
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return Reply(told["status"], body.decode(errors="replace"), told["kind"])
