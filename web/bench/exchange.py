"""A carrier that only counts: it takes so many calls and texts a second, and notes when it did."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections import defaultdict
from time import monotonic
from typing import Final
from urllib.parse import parse_qs

MADE: Final = {"Messages": "SM", "Calls": "CA"}
BURST: Final = 1.0  # seconds' worth that it takes at once


class Rate:
    """Tells whether one more is taken, at so many a second."""

    def __init__(self, a_second: float) -> None:
        self._a_second = a_second
        self._left = a_second * BURST
        self._at = monotonic()

    def takes(self) -> bool:
        """Take one more, or don't."""
        now = monotonic()
        most = max(1.0, self._a_second * BURST)
        self._left = min(most, self._left + (now - self._at) * self._a_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Exchange:
    """Answers as Twilio's interface does; `took` is (when, kind, to, callback) of what it took."""

    def __init__(self, calls: float, texts: float) -> None:
        self._rates = {"Calls": Rate(calls), "Messages": Rate(texts)}
        self._lock = threading.Lock()
        self.took: list[tuple[float, str, str, str]] = []
        self.refused: dict[str, int] = defaultdict(int)

    def answer(self, line: str, body: bytes) -> tuple[int, str]:
        """Return the status and the JSON that answer a request."""
        method, path, _ = line.split(" ", 2)
        if path == "/took":
            return 200, json.dumps({"took": self.took, "refused": self.refused})
        kind = path.partition("?")[0].rsplit("/", 1)[-1].removesuffix(".json")
        if method == "GET":
            return 200, json.dumps({kind.lower(): [], "next_page_uri": None})
        with self._lock:
            if not self._rates[kind].takes():
                self.refused[kind] += 1
                return 429, json.dumps({"code": 20429, "message": "too many", "status": 429})
            told = parse_qs(body.decode())
            self.took.append((monotonic(), kind, told["To"][0], told["StatusCallback"][0]))
            return 201, json.dumps({"sid": f"{MADE[kind]}{len(self.took):032}", "status": "queued"})


def serve(door: socket.socket, exchange: Exchange) -> None:
    """Answer until the process is ended."""
    while True:
        line, _ = door.accept()
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=_talk, args=(line, exchange), daemon=True).start()


def _talk(line: socket.socket, exchange: Exchange) -> None:
    with line, line.makefile("rwb") as talk:
        while first := talk.readline():
            length = 0
            while (header := talk.readline().strip().lower()) != b"":
                name, _, value = header.partition(b":")
                length = int(value) if name == b"content-length" else length
            status, said = exchange.answer(first.decode(), talk.read(length))
            head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\n"
            talk.write(f"{head}Content-Length: {len(said)}\r\n\r\n{said}".encode())
            talk.flush()


if __name__ == "__main__":
    door = socket.create_server(("127.0.0.1", 0), backlog=256)
    sys.stdout.write(f"{door.getsockname()[1]}\n")
    sys.stdout.flush()
    serve(door, Exchange(float(sys.argv[1]), float(sys.argv[2])))
