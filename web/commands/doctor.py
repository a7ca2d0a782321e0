"""`oncall doctor`: whether all is there that pages need on their way to people and back."""

from __future__ import annotations

from time import sleep as wait_for
from typing import TYPE_CHECKING, NamedTuple

import click

from notify.checkup import Checkup
from notify.twilio import Account
from notify.twiml import Speaker
from oncall.clock import SystemClock
from oncall.errors import Unreachable, Unusable
from oncall.services import fallbacks
from oncall.services.gathering import facts
from web.carriers import E164
from web.doctor import line
from web.doctor.costs import cost_findings
from web.doctor.house import disk, gone, house_findings
from web.doctor.numbers import numbers
from web.doctor.outside import outside_findings
from web.exits import Exit
from web.hooks.genuine import PREFIX
from web.settings import read_settings
from web.sheet_words import as_json_option, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.clock import Clock
    from web.doctor.finding import Finding
    from web.settings import Settings
    from web.wiring import House


@click.command(epilog="Example: oncall doctor --call +49301234567")
@click.option("--call", "to", metavar="NUMBER", help="Have this number called, as a test.")
@as_json_option
@click.pass_context
def doctor(ctx: click.Context, to: str | None, *, as_json: bool) -> None:
    """Look at database, clocks, workers, disk, account, numbers, addresses, signatures, fallback.

    Each is a line, with what to do where something is wrong. With --call a telephone is rung. What
    needs no database is looked at without one too.

    Exit status: 0 all is well, 1 something is wrong, 2 bad input.
    """
    if to is not None and not E164.fullmatch(to):
        raise click.UsageError(f"--call takes a number like +4930231250, not {to!r}.")
    found = []
    for each in looked(read_settings(), to):
        found.append(each)
        if not as_json:
            click.echo(each.line)
    if as_json:
        say_json([each._asdict() for each in found])
    ctx.exit(Exit.CLEAN if all(each.is_well for each in found) else Exit.BROKEN)


def looked(settings: Settings, to: str | None) -> Iterator[Finding]:
    """Yield what was found, also where there is no database."""
    try:
        with opened(settings) as house:
            yield from findings(house, to)
    except (Unreachable, Unusable) as why:
        yield gone(why)
        yield disk(settings.home)
        yield from _outside(settings, SystemClock(), None, to)


def findings(house: House, to: str | None) -> Iterator[Finding]:
    """Yield what was found of a house, one after the other; raises Unreachable at once."""
    rings = fallbacks.fallback(house.database, house.clock.now()).calls
    hotlines = facts(house.database).hotlines
    yield from house_findings(house)
    yield disk(house.settings.home)
    yield from cost_findings(house)
    known = Known(tuple(hotlines), tuple(number for _, number in rings))
    yield from _outside(house.settings, house.clock, known, to)


class Known(NamedTuple):
    """What the database has of telephones: our further numbers, and whom the fallback rings."""

    hotlines: tuple[str, ...]
    rings: tuple[str, ...]


def _outside(
    settings: Settings, clock: Clock, known: Known | None, to: str | None
) -> Iterator[Finding]:
    yield from outside_findings(settings.carriers)
    carrier = _carrier(settings)
    yield line.account(settings, carrier)
    if carrier is None:
        return
    yield line.clock(settings, clock.now)
    ours = dict.fromkeys((settings.carriers.number, *(known.hotlines if known else ())))
    yield from numbers(settings, carrier, ours, known.rings if known else None)
    yield from line.addresses(settings)
    if to is not None:
        yield line.test_call(carrier, to, lambda: wait_for(1))


def _carrier(settings: Settings) -> Checkup | None:
    carriers = settings.carriers
    if carriers.missing:
        return None
    hooks = f"{carriers.hooks or settings.public_url}{PREFIX}"
    return Checkup(
        Account(carriers.sid, carriers.token, carriers.number, hooks, carriers.base, carriers.key),
        Speaker(carriers.voices),
    )
