"""`oncall rota assign`, `move`, `split`, `clear`, `add`, `undo`: a draft changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oncall.assignments import number_of
from oncall.edits import Add, Assign, Clear, Move, Split
from oncall.people import Role
from oncall.services import editing, viewing
from oncall.services.gathering import facts
from oncall.services.publishing import Act
from web.exits import Exit
from web.options import draft_argument
from web.rota_words import duty_line, say_effect
from web.when import instant, span
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from oncall.edits import Edit
    from oncall.services.editing import Edited
    from web.wiring import House


class DutyLabel(click.ParamType[Any]):
    """A duty's label, like D12."""

    name = "duty"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or fail with a sentence."""
        number = value if isinstance(value, int) else number_of(str(value))
        if number is None:
            self.fail(f"{value!r} is no duty; write it like D12", param, ctx)
        return number


duty_argument = click.argument("duty", type=DutyLabel())
person_argument = click.argument("person")
from_option = click.option("--from", "start", metavar="WHEN", required=True, help="Begins then.")
until_option = click.option("--until", "end", metavar="WHEN", required=True, help="Ends then.")


@click.command(epilog="Example: oncall rota assign 3 D12 amara")
@draft_argument
@duty_argument
@person_argument
def assign(*, draft: int, duty: int, person: str) -> None:
    """Give DUTY of DRAFT to PERSON.

    What that breaks is shown; the draft can't be published while it does.

    Exit status: 0, 1 if it breaks rules, 2 bad input.
    """
    _edit(draft, lambda _: Assign(duty, person))


@click.command(epilog="Example: oncall rota move 3 D12 --from 2026-12-07T18:00 --until 22:00")
@draft_argument
@duty_argument
@from_option
@until_option
def move(*, draft: int, duty: int, start: str, end: str) -> None:
    """Let DUTY of DRAFT begin and end at other times, local to the team's site.

    Exit status: 0, 1 if it breaks rules, 2 bad input.
    """
    _edit(draft, lambda zone: Move(duty, span(start, end, zone)))


@click.command(epilog="Example: oncall rota split 3 D12 --at 2026-12-07T20:00 --to amara")
@draft_argument
@duty_argument
@click.option("--at", metavar="WHEN", required=True, help="Where to cut it.")
@click.option("--to", "person", metavar="PERSON", help="Who takes the second part.")
def split(*, draft: int, duty: int, at: str, person: str | None) -> None:
    """Make two duties of DUTY of DRAFT.

    Exit status: 0, 1 if it breaks rules, 2 bad input.
    """
    _edit(draft, lambda zone: Split(duty, instant("--at", at, zone), person))


@click.command(epilog="Example: oncall rota clear 3 D12")
@draft_argument
@duty_argument
def clear(*, draft: int, duty: int) -> None:
    """Take DUTY out of DRAFT; what it covered becomes a gap.

    Exit status: 0, 2 bad input.
    """
    _edit(draft, lambda _: Clear(duty))


@click.command(
    epilog="Example: oncall rota add 3 amara --role backup "
    "--from 2026-12-07T18:00 --until 2026-12-07T22:00"
)
@draft_argument
@person_argument
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default="primary", show_default=True
)
@from_option
@until_option
@click.option("--booking", "bookings", multiple=True, help="For this; needed where several ask.")
def add(
    *, draft: int, person: str, role: str, start: str, end: str, bookings: tuple[str, ...]
) -> None:
    """Give PERSON a new duty in DRAFT, to close a gap by hand.

    Exit status: 0, 1 if it breaks rules, 2 bad input.
    """
    _edit(draft, lambda zone: Add(person, Role(role), span(start, end, zone), bookings))


@click.command(epilog="Example: oncall rota undo 3")
@draft_argument
def undo(*, draft: int) -> None:
    """Take the last edit of DRAFT back."""
    with opened() as house:
        _say(house, editing.undo(house.database, draft, Act(house.user, house.clock.now())))


def _edit(draft: int, make: Callable[[ZoneInfo], Edit]) -> None:
    """Do the edit that is made of local times."""
    with opened() as house:
        change = make(viewing.zone_of(house.database, draft))
        act = Act(house.user, house.clock.now())
        _say(house, editing.edit(house.database, draft, change, act))


def _say(house: House, edited: Edited) -> None:
    folder = facts(house.database)
    for duty in edited.touched:
        click.echo(duty_line(duty, folder))
    say_effect(edited.effect)
    if edited.effect.broken:
        click.get_current_context().exit(Exit.BROKEN)
