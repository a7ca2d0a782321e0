"""How soon an engineer's telephone rings after a caller's last digit, on the practice carrier."""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from notify.carrier import Account, Config, Http, LiveCarrier, Number, Person, Serving
from oncall.clock import SystemClock
from web.bench.callers import HOTLINE, caller
from web.bench.crowd import LINES, TEAMS, opened, phone_of
from web.bench.paging import OPEN, at
from web.bench.scratch import analyse
from web.bench.switchboard import ACCOUNT, NUMBER, TOKEN, answering, manned, working
from web.hooks.genuine import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable

    from notify.carrier import Handset

Measured = tuple[str, str, str, bool]
WITHIN: Final = 1.0  # seconds
PATIENCE: Final = 30.0
LOOK: Final = 0.002
CALLS: Final = 100  # a second


def chain(count: int) -> Measured:
    """Let so many call one after the other, whose incidents are for different engineers."""
    spent: list[float] = []
    with manned(callers=count + 1) as (database, home):
        opened(database, OPEN, SystemClock().now())
        analyse(home)
        with answering(home) as (_, hooks):
            carrier = LiveCarrier(_config(hooks, count + 1), SystemClock().now, Http())
            with Serving(carrier) as served, working(home, served.url, CALLS, hooks):
                for n in range(count + 1):
                    rings = carrier.phone(_engineer(n))
                    spent.append(_called(carrier.phone(caller(n).shown), rings, caller(n).pin))
            carrier.close()
    found = sorted(spent[1:])  # the first finds processes that have read nothing yet
    late = at(found, 0.99)
    name = f"from the last digit of a PIN to the engineer's telephone ringing; {OPEN:,} open"
    shown = f"p50 {at(found, 0.5):.2f} s, p99 {late:.2f} s, max {at(found, 1):.2f} s of {count}"
    return name, f"p99 ≤ {WITHIN:g} s", shown, late <= WITHIN


def _called(who: Handset, rings: Handset, pin: str) -> float:
    """Let somebody call and enter their PIN; return after how long a telephone rings."""
    who.dials(HOTLINE)
    _until(lambda: "Hotline" in who.heard)
    who.press("1")  # not the star, which would change the language
    _until(lambda: "PIN" in who.heard)
    who.press(pin)
    begun = monotonic()
    who.press("#")
    _until(lambda: rings.is_ringing)
    spent = monotonic() - begun
    who.hangs_up()
    return spent


def _until(is_so: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < end  # noqa: S101 - else nothing is measured
        sleep(LOOK)


def _config(hooks: str, count: int) -> Config:
    at_hotline = f"{hooks}{PREFIX}/hotline"
    ours = (
        Number(HOTLINE, voice_url=at_hotline, status_callback=f"{at_hotline}/ended"),
        Number(NUMBER),
    )
    account = Account(ACCOUNT, TOKEN, ours, calls_per_second=CALLS, texts_per_second=CALLS)
    people = [Person(f"Frau {n}", caller(n).shown) for n in range(count)]
    people += [Person(f"Person {n}", _engineer(n)) for n in range(min(count, TEAMS * LINES))]
    return Config((account,), tuple(people))


def _engineer(number: int) -> str:
    """Return the telephone of who is on call for a caller's booking."""
    return phone_of(number % TEAMS * LINES + number // TEAMS % LINES)
