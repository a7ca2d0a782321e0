"""`oncall bench hotline`: its callers ask as the carrier does, and count what was not answered."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from notify.signatures import HEADER, is_genuine
from web.bench.callers import HOTLINE, caller, flooding
from web.bench.dialling import STEPS, Dialling
from web.bench.switchboard import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

HOOKS = "https://hotline.example"
SAID = {f"/hooks/hotline{step.path}": step.holds for step in STEPS}


@contextmanager
def answered(said: dict[str, str]) -> Iterator[tuple[int, list[tuple[str, dict[str, str]]]]]:
    """A server that says a word at each address, and 403 to what is not signed; what it heard."""
    heard = []

    class Hook(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told = parse_qs(body)
            genuine = is_genuine([TOKEN], f"{HOOKS}{self.path}", told, self.headers[HEADER])
            heard.append((self.path, {name: values[0] for name, values in told.items()}))
            words = said[self.path].encode()
            self.send_response(200 if genuine else 403)
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.serve_forever).start()
        yield server.server_address[1], heard
        server.shutdown()


def test_every_step_of_a_call_is_asked_signed_and_timed() -> None:
    with answered(SAID) as (port, heard):
        some = Dialling(port, HOOKS)
        some.run(2, 100, caller, "CA")
    assert not some.wrong
    assert {name: len(spent) for name, spent in some.spent.items()} == dict.fromkeys(
        (step.name for step in STEPS), 2
    )
    mine = [(path, told) for path, told in heard if told["CallSid"] == "CA000001"]
    assert [path for path, _ in mine] == list(SAID)
    assert {(told["From"], told["To"]) for _, told in mine} == {(caller(1).shown, HOTLINE)}
    assert [told.get("Digits") for _, told in mine][2:4] == [caller(1).pin, "1"]


def test_an_answer_of_another_kind_is_an_error_and_ends_the_call() -> None:
    with answered(SAID | {"/hooks/hotline/pin": "Das hat nicht geklappt."}) as (port, _):
        some = Dialling(port, HOOKS)
        some.run(1, 100, caller, "CA")
    assert some.wrong == ["CA000000 PIN: Das hat nicht geklappt."]
    assert list(some.spent) == ["greeting", "language", "PIN"]


def test_what_is_refused_is_an_error() -> None:
    with answered(SAID) as (port, _):
        some = Dialling(port, "https://elsewhere.example")
        some.run(1, 100, caller, "CA")
    assert some.wrong == ["CA000000 greeting: 403 refused"]


def test_callers_are_told_apart_by_number_and_pin() -> None:
    some = {caller(n) for n in range(100)} | {flooding(n) for n in range(50)}
    assert len({each.shown for each in some}) == len({each.pin for each in some}) == 150
    assert caller(7, is_hidden=True).pin == caller(7).pin
