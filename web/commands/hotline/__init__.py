"""`oncall hotline`: what has to be right before anybody calls, and what answers when all fails."""

from __future__ import annotations

from typing import Final

import click

from web.lazy import LazyGroup

# name: where the command is, and what it does
SUBCOMMANDS: Final = {
    "fallback": ("web.commands.hotline.fallback", "Print what the carrier says when we are gone."),
    "prove": ("web.commands.hotline.prove", "Prove that every report reaches somebody in time."),
    "serve": ("web.commands.hotline.serve", "Answer the carrier's webhooks, and nothing else."),
    "ready": ("web.commands.hotline.ready", "Tell whether all who are on duty can be reached."),
}


@click.group(cls=LazyGroup, places=SUBCOMMANDS, epilog="Example: oncall hotline prove")
def hotline() -> None:
    """Prove that reports reach people, and print the last resort for the carrier."""
