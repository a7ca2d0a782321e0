"""The hub looks at a draft once for all who watch it, and at nothing that nobody watches."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from threading import Event

from oncall.drafts import State
from oncall.errors import Unreachable
from oncall.services import drafting, live
from oncall.store.glances import Glance
from tests.oncall.services.firms import NOW, stored
from tests.web.live.serving import PATIENCE
from tests.web.worker.helping import asked
from web.live.hub import Hub
from web.live.watched import Trouble

ASKED = Glance(State.ASKED, None, None, None)


class Looks(list):
    """Which drafts were looked at."""

    def __call__(self, database, draft):
        self.append(draft)
        return live.glance(database, draft)


def test_each_change_is_looked_at_once_however_many_watch(database):
    stored(database)
    number, other, looks = asked(database), asked(database), Looks()

    async def play():
        hub = Hub(database, looks)
        with ExitStack() as stack:
            watched = [stack.enter_context(hub.watching(number)) for _ in range(10)]
            hub.start()
            first = [await each.after(0) for each in watched]
            turn = watched[0].turn
            drafting.cancel(database, other, "petra", NOW)
            drafting.cancel(database, number, "petra", NOW)
            last = [await each.after(turn) for each in watched]
        await hub.close()
        return first, last, hub.watched

    first, last, left = asyncio.run(play())
    assert {each.state for each in first} == {State.ASKED}
    assert {each.state for each in last} == {State.CANCELLED}
    assert looks == [number, number]
    assert left == {}


def test_all_that_is_heard_during_a_look_makes_for_one_more(database):
    go_on, looks = Event(), []

    def slow(_database, draft):
        looks.append(draft)
        go_on.wait(PATIENCE)
        return ASKED

    async def play():
        hub = Hub(database, slow)
        hub._hear(None)
        with hub.watching(1) as watched:
            await asyncio.sleep(0)
            for _ in range(100):
                hub._hear("1")
            go_on.set()
            await watched.after(0)
            while watched.is_looked_at:
                await asyncio.sleep(0)
        await hub.close()

    asyncio.run(play())
    assert len(looks) == 2


def test_who_closes_it_may_close_the_database_next(database):
    begun, go_on, done = Event(), Event(), []

    def slow(_database, draft):
        begun.set()
        go_on.wait(PATIENCE)
        done.append(draft)
        return ASKED

    async def play():
        hub = Hub(database, slow)
        hub._hear(None)
        with hub.watching(1):
            await asyncio.to_thread(begun.wait, PATIENCE)
            closing = asyncio.create_task(hub.close())
            for _ in range(1000):  # turns of the loop, of which all but the look needs a few
                await asyncio.sleep(0)
            early = closing.done()
            go_on.set()
            await closing
            return early, list(done)

    assert asyncio.run(play()) == (False, [1])


def test_a_look_that_fails_is_told_and_taken_again(database):
    answers = [Unreachable("no room in the pool"), ASKED]

    def look(_database, _draft):
        answer = answers.pop(0)
        if isinstance(answer, Unreachable):
            raise answer
        return answer

    async def play():
        hub = Hub(database, look)
        hub._hear(None)
        with hub.watching(1) as watched:
            seen = [await watched.after(0)]
            seen.append(await watched.after(watched.turn))
        await hub.close()
        return seen

    assert asyncio.run(play()) == [Trouble.LOST, ASKED]
