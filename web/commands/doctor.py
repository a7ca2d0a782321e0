"""`oncall doctor`: whether all is there that pages need on their way to people and back."""

from __future__ import annotations

from time import sleep as wait_for
from typing import TYPE_CHECKING

import click

from notify.checkup import Checkup
from notify.twilio import Account
from oncall.services import fallbacks
from web.carriers import E164
from web.doctor import line
from web.doctor.costs import cost_findings
from web.doctor.house import house_findings
from web.exits import Exit
from web.hooks.genuine import PREFIX
from web.sheet_words import as_json_option, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.doctor.finding import Finding
    from web.settings import Settings
    from web.wiring import House


@click.command(epilog="Example: oncall doctor --call +49301234567")
@click.option("--call", "to", metavar="NUMBER", help="Have this number called, as a test.")
@as_json_option
@click.pass_context
def doctor(ctx: click.Context, to: str | None, *, as_json: bool) -> None:
    """Look at database, clock, workers, disk, account, number, addresses, signatures, fallback.

    Each is a line, with what to do where something is wrong. With --call a telephone is rung.

    Exit status: 0 all is well, 1 something is wrong, 2 bad input.
    """
    if to is not None and not E164.fullmatch(to):
        raise click.UsageError(f"--call takes a number like +4930231250, not {to!r}.")
    with opened() as house:
        found = []
        for each in findings(house, to):
            found.append(each)
            if not as_json:
                click.echo(each.line)
    if as_json:
        say_json([each._asdict() for each in found])
    ctx.exit(Exit.CLEAN if all(each.is_well for each in found) else Exit.BROKEN)


def findings(house: House, to: str | None) -> Iterator[Finding]:
    """Yield what was found, one after the other."""
    yield from house_findings(house)
    yield from cost_findings(house)
    carrier = _carrier(house.settings)
    yield line.account(house.settings, carrier)
    if carrier is None:
        return
    rings = fallbacks.fallback(house.database, house.clock.now()).calls
    yield from line.number(house.settings, carrier, [number for _, number in rings])
    yield from line.addresses(house.settings)
    if to is not None:
        yield line.test_call(carrier, to, lambda: wait_for(1))


def _carrier(settings: Settings) -> Checkup | None:
    carriers = settings.carriers
    if carriers.missing:
        return None
    hooks = f"{carriers.hooks or settings.public_url}{PREFIX}"
    return Checkup(
        Account(carriers.sid, carriers.token, carriers.number, hooks, carriers.base, carriers.key)
    )
