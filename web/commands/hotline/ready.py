"""`oncall hotline ready`: whether all who are on duty in the next 14 days can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oncall.services import readiness
from web.desk.ready_words import lack_word
from web.exits import Exit
from web.printing.wording import outside_pages
from web.sheet_words import as_json_option, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from oncall.services.readiness import Prospect


@click.command(epilog="Example: oncall hotline ready")
@as_json_option
@click.pass_context
def ready(ctx: click.Context, *, as_json: bool) -> None:
    """Tell who is on duty in the next 14 days and can't be reached for sure, and why.

    Exit status: 0 all can be reached, 1 somebody can't.
    """
    with opened() as house:
        found = readiness.readiness(
            house.database, house.clock.now(), house.settings.carriers.restraint
        )
    with outside_pages("en"):
        if as_json:
            say_json([entry(each) for each in found.people])
        for each in () if as_json else found.people:
            wrong = "; ".join(lack_word(lack).word for lack in each.lacks)
            click.echo(f"{each.person.name} ({', '.join(each.teams)}): {wrong or 'ready'}")
    ctx.exit(Exit.BROKEN if found.wrong else Exit.CLEAN)


def entry(each: Prospect) -> dict[str, Any]:
    """Return a person for JSON."""
    return {
        "person": each.person.id,
        "teams": list(each.teams),
        "duties": each.duties,
        "next": each.next.span.start.astimezone(each.person.site.zone).isoformat(),
        "lacks": [lack.value for lack in each.lacks],
    }
