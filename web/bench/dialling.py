"""Callers of the hotline as a carrier tells of them: each step is signed and timed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlencode

from notify.signatures import HEADER, signed
from web.bench.callers import HOTLINE
from web.bench.switchboard import ACCOUNT, TOKEN
from web.hooks.genuine import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.bench.callers import Caller

PAUSE: Final = 0.5  # seconds from an answer to what the caller does next
WITHIN: Final = 15.0  # seconds that a carrier waits


class Step(NamedTuple):
    """A webhook: its name, where it goes, what it tells, and what the answer has to hold."""

    name: str
    path: str
    told: dict[str, str]
    holds: str


STEPS: Final = (
    Step("greeting", "", {}, "/hotline/language"),
    Step("language", "/language", {}, "/hotline/pin"),
    Step("PIN", "/pin", {"FinishedOnKey": "#"}, "Verbinden: 1"),
    Step("key 1", "/choice", {"Digits": "1"}, "<Enqueue"),
    Step("waiting", "/waiting", {}, "/hotline/key"),
    Step("left", "/left", {"QueueResult": "hangup"}, "<Hangup"),
    Step("hang-up", "/ended", {"CallStatus": "completed"}, ""),
)


class Dialling:
    """Lets callers call; `spent` are seconds by step, `wrong` what was answered otherwise."""

    def __init__(self, port: int, hooks: str) -> None:
        self.spent: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []
        self._port = port
        self._base = f"{hooks}{PREFIX}/hotline"

    def run(self, count: int, a_second: float, who: Callable[[int], Caller], name: str) -> None:
        """Let so many call, each in turn; `name` begins the carrier's ids of their calls."""
        asyncio.run(self._all(count, a_second, who, name))

    async def _all(
        self, count: int, a_second: float, who: Callable[[int], Caller], name: str
    ) -> None:
        begun = monotonic()
        async with asyncio.TaskGroup() as calls:
            for number in range(count):
                await asyncio.sleep(begun + number / a_second - monotonic())
                calls.create_task(self._call(f"{name}{number:06}", who(number)))

    async def _call(self, sid: str, caller: Caller) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        told = {"CallSid": sid, "AccountSid": ACCOUNT, "From": caller.shown, "To": HOTLINE}
        for step in STEPS:
            digits = {"Digits": caller.pin} if step.name == "PIN" else {}
            request = self._request(step.path, told | step.told | digits)
            begun = monotonic()
            writer.write(request)
            try:
                async with asyncio.timeout(WITHIN):
                    said = await _answer(reader)
            except (TimeoutError, asyncio.IncompleteReadError, ConnectionError) as error:
                said = f"{type(error).__name__}"
            self.spent[step.name].append(monotonic() - begun)
            if step.holds not in said:
                self.wrong.append(f"{sid} {step.name}: {said}")
                break
            await asyncio.sleep(PAUSE)
        writer.close()

    def _request(self, path: str, told: dict[str, str]) -> bytes:
        body = urlencode(told)
        return (
            f"POST {PREFIX}/hotline{path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"{HEADER}: {signed(TOKEN, f'{self._base}{path}', told)}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()


async def _answer(reader: asyncio.StreamReader) -> str:
    """Return what was answered; its status where it was refused."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = next(
        (int(each[15:]) for each in head.splitlines() if each.startswith("content-length:")), 0
    )
    body = (await reader.readexactly(length)).decode()
    return body if head.split()[1] in {"200", "204"} else f"{head.split()[1]} refused"
