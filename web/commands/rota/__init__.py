"""`oncall rota …`: drafts, versions, and who is on call; a file per subcommand."""

from __future__ import annotations

from typing import Final

import click

from web.lazy import LazyGroup

# name: where the command is, and what it does
SUBCOMMANDS: Final[dict[str, tuple[str, str]]] = {}


@click.group(cls=LazyGroup, places=SUBCOMMANDS, epilog="Example: oncall rota show neckar")
def rota() -> None:
    """Draft, edit, publish and show the rotas in the database."""
