"""The REST interface behind a server: a WSGI application without a framework, for speed."""

from __future__ import annotations

import os
import socket
import struct
from typing import TYPE_CHECKING, Final

from werkzeug.wrappers import Request as Incoming
from werkzeug.wrappers import Response

from notify.carrier.rest.asking import Request

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from notify.carrier.carrier import Carrier

PREFIX: Final = "/2010-04-01"
AT_ONCE: Final = struct.pack("ii", 1, 0)  # SO_LINGER: what is not sent yet is thrown away


def in_front_of(pages: WSGIApplication, carrier: Carrier) -> WSGIApplication:
    """Return an application that answers the interface itself and leaves the rest to `pages`."""

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith(PREFIX):
            return pages(environ, start_response)
        incoming = Incoming(environ)
        answer = carrier.rest(_read(incoming))
        if answer.is_lost:
            _cut(environ)
        response = Response(
            answer.body, answer.status, content_type=answer.kind, headers=dict(answer.headers)
        )
        if answer.status == 401:
            response.headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
        return response(environ, start_response)

    return app


def _read(incoming: Incoming) -> Request:
    credentials = incoming.authorization
    return Request(
        incoming.method,
        incoming.path,
        list(incoming.args.items(multi=True)),
        list(incoming.form.items(multi=True)),
        (credentials.username if credentials else None) or "",
        (credentials.password if credentials else None) or "",
    )


def _cut(environ: WSGIEnvironment) -> None:
    """Reset the connection instead of answering, as a network does that breaks."""
    held: socket.socket | None = environ.get("werkzeug.socket")
    if held is not None and held.fileno() >= 0:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        os.close(held.detach())
    raise ConnectionResetError
