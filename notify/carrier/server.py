"""The carrier over HTTP: its interface, and the page with the phones."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any, Self

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from notify.carrier.live import LiveCarrier
from notify.carrier.pages.app import make_app
from notify.carrier.rest.wsgi import in_front_of
from notify.carrier.transports import Http

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import FrameType

    from notify.carrier.carrier import Carrier
    from notify.carrier.config import Config


class _Handler(WSGIRequestHandler):
    """Keeps connections open, and says nothing about what it does."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60  # seconds that an idle connection is kept

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - their name
        pass

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        self.close_connection = True


class Serving:
    """A carrier behind a port; `with Serving(carrier) as served: … served.url`."""

    def __init__(self, carrier: Carrier, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; raises OSError where that port can't be had."""
        self._carrier = carrier
        self._host = host
        self._app = in_front_of(make_app(carrier), carrier)
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None
        self.port = port
        self._listen()
        self.url = f"http://{host}:{self.port}"
        if not carrier.network.config.public_url:
            carrier.network.public_url = self.url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def goes_down(self) -> None:
        """Refuse connections and reset those that are open, until `comes_back`."""
        self._carrier.is_down()
        self._close()

    def comes_back(self) -> None:
        """Be there again, at the same address."""
        self._carrier.is_down(down=False)
        self._listen()

    def _listen(self) -> None:
        self._server = make_server(
            self._host, self.port, self._app, threaded=True, request_handler=_Handler
        )
        self.port = self._server.port
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), name="carrier http", daemon=True
        )
        self._thread.start()

    def _close(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None


def serve(
    host: str,
    port: int,
    config: Config,
    now: Callable[[], datetime],
    on_start: Callable[[str], None] = lambda _url: None,
) -> None:
    """Serve a carrier in real time until SIGTERM or Ctrl-C; call `on_start` with its address.

    `now` is the clock, `oncall.clock.SystemClock().now`. Raises OSError where the port can't be
    had. To be called from the main thread of a process of its own.
    """
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    carrier = LiveCarrier(config, now, Http())
    try:
        with Serving(carrier, host, port) as served:
            on_start(served.url)
            ended.wait()
    finally:
        carrier.close()
        for number, handler in before.items():
            signal.signal(number, handler)
