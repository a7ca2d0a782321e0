"""`oncall rota …`: drafts, versions, and who is on call; a file per subcommand."""

from __future__ import annotations

from typing import Final

import click

from web.lazy import LazyGroup

# name: where the command is, and what it does
SUBCOMMANDS: Final[dict[str, tuple[str, str]]] = {
    "add": ("web.commands.rota.edit", "Give somebody a new duty in a draft."),
    "assign": ("web.commands.rota.edit", "Give a duty of a draft to somebody else."),
    "check": ("web.commands.rota.check", "Check a draft, or a published rota from now on."),
    "clear": ("web.commands.rota.edit", "Take a duty out of a draft."),
    "compare": ("web.commands.rota.publish", "Show what a draft changes, costs, and for whom."),
    "ill": ("web.commands.rota.ill", "Somebody is ill from now on: plan their duties again."),
    "messages": ("web.commands.rota.told", "List what people are to be told."),
    "move": ("web.commands.rota.edit", "Let a duty of a draft begin and end at other times."),
    "override": ("web.commands.rota.daily", "Let somebody else take a published duty over."),
    "print": ("web.commands.rota.print_", "Write a month for the notice board, or as .xlsx."),
    "publish": ("web.commands.rota.publish", "Publish a draft as the next version."),
    "show": ("web.commands.rota.show", "Show who is on call, a published rota, or a draft."),
    "split": ("web.commands.rota.edit", "Make two duties of one in a draft."),
    "swap": ("web.commands.rota.daily", "Offer duties, take them, take offers back."),
    "undo": ("web.commands.rota.edit", "Take the last edit of a draft back."),
    "versions": ("web.commands.rota.publish", "List the versions of a rota."),
    "cancel": ("web.commands.rota.cancel", "Drop a draft."),
    "draft": ("web.commands.rota.draft", "Ask for a draft, and watch it until it is there."),
    "drafts": ("web.commands.rota.drafts", "List the drafts, and how they stand."),
    "watch": ("web.commands.rota.watch", "Follow a draft until it is solved."),
}


@click.group(cls=LazyGroup, places=SUBCOMMANDS, epilog="Example: oncall rota show neckar")
def rota() -> None:
    """Draft, edit, publish and show the rotas in the database."""
