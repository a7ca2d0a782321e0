"""The engine in a night of a drill: the production's pager and webhooks, and time that is wound."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from notify.carrier import Account, Config, Number, Serving, WoundCarrier, Wsgi
from oncall.clock import WoundClock
from oncall.incidents.seal import Seal
from oncall.services import delivering
from oncall.services.relieving import Watch
from web.carriers import Carriers
from web.drill.senders import senders
from web.hooks.app import make_hotline
from web.hooks.genuine import PREFIX
from web.secrets_file import server_key
from web.settings import Settings
from web.wiring import House
from web.worker.hand import Outside
from web.worker.pager import Pager
from web.worker.senders import account_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from notify.carrier import Person
    from oncall.store.db import Database

HOME: Final = "https://drill.example"
OURS: Final = "+493023125000"  # kept free for films
TICK: Final = timedelta(seconds=1)
STEP: Final = timedelta(minutes=1)
TEXTS_A_SECOND: Final = 100


@dataclass(frozen=True)
class Night:
    """A scratch database, its pager, and a carrier whose phones belong to the firm's people."""

    database: Database
    clock: WoundClock
    carrier: WoundCarrier
    pager: Pager

    def goes_on(self, until: datetime, is_over: Callable[[], bool] = lambda: False) -> None:
        """Let time go by, from one event of either side to the next."""
        due = self._turn()
        while self.clock.at < until and not is_over():
            ahead = min(self._next(due), until) - self.clock.at
            self.carrier.advance(ahead.total_seconds())
            due = self._turn()

    def _turn(self) -> datetime | None:
        due = self.pager.turn()
        self.carrier.advance()
        return due

    def _next(self, due: datetime | None) -> datetime:
        """Return when something happens next, at most a second later if a page waits."""
        now = self.clock.at
        waits = delivering.at_hand(self.database, now).pending
        tick = now + (TICK if waits else STEP)
        known = (tick, due, delivering.next_due(self.database, now), self.carrier.next_due())
        return max(min(each for each in known if each), now + TICK / 10)


@contextmanager
def night(
    database: Database,
    home: Path,
    begins: datetime,
    people: Iterable[Person],
    *,
    calls_a_second: int,
    tired: Collection[str] = (),
) -> Iterator[Night]:
    """Yield a night that begins at an instant; `home` is the scratch database's.

    Account, token and key are made for it, so none of the firm's is needed.
    """
    clock = WoundClock(begins)
    sid, token = f"AC{token_hex(16)}", token_hex(16)
    made = Carriers(sid=sid, token=token, number=OURS, calls_a_second=calls_a_second)
    settings = Settings(home, None, None, HOME, token_hex(32), "drill", made)
    app = make_hotline(House(settings, database, clock))
    carrier = WoundCarrier(_config(made, people), clock, Wsgi({HOME: app}))
    with Serving(carrier) as served:
        settings = replace(settings, carriers=replace(made, base=served.url))
        way = _outside(settings)
        pager = Pager(database, clock, way, watch=Known(tired))
        yield Night(database, clock, carrier, pager)


class Known(Watch):
    """Knows beforehand who has no working time left, and looks for nobody else."""

    def __init__(self, tired: Collection[str]) -> None:
        super().__init__()
        self.tired = lambda *_: tired

    def is_due(self, now: datetime) -> bool:
        """Tell that there is nothing to look for."""
        return False


def _config(made: Carriers, people: Iterable[Person]) -> Config:
    hooks = f"{HOME}{PREFIX}"
    ours = Number(
        made.number,
        voice_url=f"{hooks}/hotline",
        status_callback=f"{hooks}/hotline/ended",
        sms_url=f"{hooks}/sms",
    )
    account = Account(
        made.sid,
        made.token,
        (ours,),
        calls_per_second=made.calls_a_second,
        texts_per_second=TEXTS_A_SECOND,
        countries=("+",),
        name="drill",
    )
    return Config((account,), tuple(people))


def _outside(settings: Settings) -> Outside:
    account = account_of(settings)
    assert account is not None  # noqa: S101 - made a moment ago
    seal = Seal(server_key(settings), settings.public_url)
    calls = settings.carriers.calls_a_second
    return Outside(senders(account), seal.link, calls, seal.digits)
