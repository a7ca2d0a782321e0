"""What one watcher is told, whatever its client does."""

from __future__ import annotations

import asyncio

from oncall.drafts import State
from oncall.store.glances import Glance
from web.live.events import BEAT, RETRY
from web.live.stream import Stream
from web.live.watched import Trouble, Watched

SOLVED = Glance(State.READY, 0, None, None)


def solving(seconds: int) -> Glance:
    progress = {"seconds": seconds, "uncovered": 0, "objective": 4, "bound": 3}
    return Glance(State.SOLVING, None, None, progress)


class Client:
    """Takes what is sent when it likes; leaves when it is told to."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self.sent: list[dict] = []
        self.reads = asyncio.Event()
        self.reads.set()
        self.leaves = asyncio.Event()

    async def send(self, message) -> None:
        self.sent.append(message)
        await self.reads.wait()

    async def receive(self):
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    @property
    def words(self) -> list[bytes]:
        return [each["body"] for each in self.sent[1:]]


async def steps() -> None:
    """Let everybody do what can be done without anything else happening."""
    for _ in range(20):
        await asyncio.sleep(0)


def watched_by(act, **more):
    """Let a client act while it is told about a draft; return the client in the end."""

    async def play():
        watched = Watched()
        client = Client(watched)
        stream = Stream(watched, "gone", **more)
        answering = asyncio.create_task(stream.answer({}, client.receive, client.send))
        await act(client)
        await answering
        return client

    return asyncio.run(play())


def test_a_client_that_does_not_read_is_told_only_the_latest_when_it_does():
    async def act(client):
        client.watched.tell(solving(0))
        await steps()
        client.reads.clear()
        for second in range(1, 1000):
            client.watched.tell(solving(second))
            await steps()
        stuck = len(client.sent)
        client.reads.set()
        await steps()
        assert len(client.sent) == stuck + 1
        client.watched.tell(SOLVED)

    told = b"".join(watched_by(act).words)
    seconds = [line for line in told.decode().splitlines() if '"seconds"' in line]
    assert len(seconds) == 3
    assert '"seconds": 999,' in seconds[-1]


def test_a_client_that_leaves_ends_the_answer_even_while_it_does_not_read():
    async def act(client):
        client.reads.clear()
        client.watched.tell(solving(0))
        await steps()
        client.leaves.set()

    client = watched_by(act)
    assert client.sent[-1]["type"] == "http.response.start"


def test_silence_is_broken_by_a_comment():
    async def act(client):
        while BEAT not in client.words:
            await steps()
        client.watched.tell(SOLVED)

    words = watched_by(act, beat_seconds=0.01).words
    assert words[:2] == [RETRY, BEAT]
    assert BEAT.startswith(b":")
    assert BEAT.endswith(b"\n\n")


def test_what_is_told_twice_is_sent_once():
    async def act(client):
        for each in (solving(1), solving(1), solving(2), SOLVED):
            client.watched.tell(each)
            await steps()

    words = watched_by(act).words
    assert b"".join(words).count(b"event: state") == 2
    assert b"".join(words).count(b"event: progress") == 2


def test_after_a_loss_the_state_is_told_again_although_it_is_the_same():
    async def act(client):
        for each in (solving(1), Trouble.LOST, solving(1), SOLVED):
            client.watched.tell(each)
            await steps()

    told = b"".join(watched_by(act).words).decode()
    names = [line[7:] for line in told.splitlines() if line.startswith("event: ")]
    assert names == ["state", "progress", "lost", "state", "progress", "state", "close"]
    assert '{"sentence": "gone"}' in told


def test_a_server_that_ends_does_not_say_that_the_draft_is_over():
    async def act(client):
        client.watched.tell(solving(1))
        await steps()
        client.watched.tell(Trouble.LEAVING)

    client = watched_by(act)
    assert b"close" not in b"".join(client.words)
    assert client.sent[-1]["more_body"] is False
