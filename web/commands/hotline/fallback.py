"""`oncall hotline fallback`: what the carrier says and whom it rings when we do not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from notify.fallback import static
from notify.twiml import Speaker
from oncall.services import fallbacks, gathering
from web.exits import Exit
from web.rota_words import day_and_time
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.folder.facts import Folder
    from oncall.services.fallbacks import Fallback

APOLOGY: Final = (
    ("de", "Unsere Hotline ist gestört, bitte entschuldigen Sie. Wir verbinden Sie jetzt direkt."),
    ("en", "We are sorry, our hotline has a fault. You are now being put through directly."),
)
OTHERWISE: Final = (
    ("de", "Konnten Sie niemanden sprechen? Dann nennen Sie nach dem Ton Namen, Firma, Rufnummer."),
    ("en", "If you have spoken to nobody, please give your name, company and number now."),
)


@click.command(epilog="Example: oncall hotline fallback neckar > fallback.xml")
@click.argument("team", required=False)
@click.pass_context
def fallback(ctx: click.Context, team: str | None) -> None:
    """Print the TwiML that is put at the carrier's fallback address, whole and without webhooks.

    It rings who is on duty by the published rota: primary, backup, then the last resort, of TEAM or
    of all teams, each for 22 seconds, and records a message in the end. What was printed is good
    until somebody else takes over, which is told on stderr: have it put there anew by then.

    Exit status: 0, 1 where nobody on duty has a number, 2 bad input.
    """
    with opened() as house:
        found = fallbacks.fallback(house.database, house.clock.now(), team)
        folder = gathering.facts(house.database)
        speaker = Speaker(house.settings.carriers.voices)
    click.echo(static(APOLOGY, [number for _, number in found.calls], OTHERWISE, speaker))
    for line in told(found, folder):
        click.echo(line, err=True)
    ctx.exit(Exit.CLEAN if found.calls else Exit.BROKEN)


def told(found: Fallback, folder: Folder) -> Iterator[str]:
    """Yield who is rung and who can't be, and how long that is so."""
    zone = next(iter(folder.sites.values())).zone if folder.sites else None
    names = [folder.people[person].name for person, _ in found.calls]
    yield f"rings {', '.join(names)}" if names else "rings nobody: nobody on duty has a number"
    for person in found.mute:
        yield f"{folder.people[person].name} has no number that may be called"
    if found.until and zone:
        yield f"good until {day_and_time(found.until, zone)} ({zone.key})"
