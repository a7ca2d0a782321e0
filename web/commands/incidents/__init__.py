"""`oncall incidents …`: the same as the pages do; a file per kind of subcommand."""

from __future__ import annotations

from typing import Final

import click

from web.lazy import LazyGroup

ACTS: Final = "web.commands.incidents.acts"
TELLS: Final = "web.commands.incidents.tells"
# name: where the command is, and what it does
SUBCOMMANDS: Final[dict[str, tuple[str, str]]] = {
    "accept": (ACTS, "Take an incident on."),
    "decline": (ACTS, "Refuse an incident, or give it back."),
    "describe": ("web.commands.incidents.open_", "Add what has become known of an incident."),
    "escalate": (ACTS, "Go on with the ladder now, whoever has it."),
    "go-on": (ACTS, "Let the clocks run again: the customer has answered."),
    "hand-over": (TELLS, "Offer an incident to a colleague."),
    "list": ("web.commands.incidents.look", "List what is open, what hurts first first."),
    "merge": (TELLS, "Make an incident part of another one."),
    "note": (TELLS, "Write something down about an incident."),
    "open": ("web.commands.incidents.open_", "Open an incident, and page whoever is on call."),
    "park": (TELLS, "Leave an incident with somebody, for a while or until taken up."),
    "pause": (ACTS, "Interrupt the work."),
    "resolve": (TELLS, "End an incident, with what was done."),
    "resume": (ACTS, "Go on with the work."),
    "show": ("web.commands.incidents.look", "Show an incident: all that happened, who was tried."),
    "start": (ACTS, "Begin to work on an incident."),
    "wait": (ACTS, "Wait for the customer: the clocks stand still."),
    "worked": ("web.commands.incidents.worked", "Print what was worked, as worklog.csv has it."),
}


@click.group(cls=LazyGroup, places=SUBCOMMANDS, epilog="Example: oncall incidents list")
def incidents() -> None:
    """List, open, accept, hand over, park, resolve and show incidents."""
