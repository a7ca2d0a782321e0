"""An option for each column of a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

NEEDED: Final = {
    "customer": "Whose it is, by the name that bookings have.",
    "provider": "Who provides the service, as data/service_levels names it.",
    "level": "The service level.",
    "start": "The first day.",
}
FURTHER: Final = {
    "id": "Its id; else the next free one.",
    "site": "The provider's site; else its first.",
    "until": "The last day, where one was agreed.",
    "purchase": "The day of purchase, if it is known.",
    "acceptance": "The day of acceptance, if it is known.",
    "operation": "The day on which regular operation began, if it is known.",
    "options": "Services chosen, like 'managed;warranty=36'.",
    "adapted": "Promises with another time, like 'reaction=30 min'.",
    "pauses": "Whether clocks pause while the customer is waited for [no].",
    "ticket-prefix": "What begins the partner's ticket numbers.",
    "hotline": "The number of the hotline that the customer dials.",
}


def column_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add an option per column of a contract."""
    for name, text in reversed({**NEEDED, **FURTHER}.items()):
        required = name in NEEDED
        command = click.option(f"--{name}", metavar="CELL", required=required, help=text)(command)
    return command
