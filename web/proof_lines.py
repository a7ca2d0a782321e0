"""What a proof says on the terminal when a rota is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from oncall.proof.delays import Delays
from oncall.services import proofs
from web.desk.proof_words import wrongs
from web.printing.wording import outside_pages

if TYPE_CHECKING:
    from oncall.versions import Publication
    from web.wiring import House

MOST: Final = 5


def say_proof(house: House, made: Publication) -> None:
    """Warn of reports that would not reach everybody in time, in the weeks that were published."""
    delays = Delays(calls_a_second=house.settings.carriers.calls_a_second)
    told = proofs.within_version(house.database, made, house.clock.now(), delays)
    proven = told.teams[0]
    with outside_pages("en"):
        some = [each.line for each in wrongs(proven, told.folder, "en")]
    for line in some[:MOST]:
        click.echo(f"warning: not reached in time: {line}", err=True)
    if len(some) > MOST:
        more = f"and {len(some) - MOST} more; see oncall hotline prove {made.team}"
        click.echo(f"warning: {more}", err=True)
