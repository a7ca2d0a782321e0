"""Groups of commands of which only the one that is called is loaded."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from oncall.errors import BadInput, Unreachable, Unusable
from web.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click import Command, Context, HelpFormatter


class LazyGroup(click.Group):
    """Loads only the command that is called, and says bad input as sentences.

    `places` is by command: its module, and what it does. The solver and pandas take seconds to
    load; whoever checks a rota has no need of them.
    """

    def __init__(self, *args: Any, places: Mapping[str, tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.places = places

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(self.places)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return the command of that name from its own module.

        Where Python has the word for itself, the function's name ends in an underscore.
        """
        if cmd_name not in self.places:
            return None
        names = vars(import_module(self.places[cmd_name][0]))
        name = cmd_name.replace("-", "_")
        found: Command = names.get(f"{name}_") or names[name]
        return found

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.places[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: Context) -> Any:
        """Run the command; a fault of the user's is a sentence and never a traceback."""
        try:
            return super().invoke(ctx)
        except BadInput as bad:
            click.echo(str(bad), err=True)
            ctx.exit(Exit.BAD_INPUT)
        except (Unreachable, Unusable) as gone:
            raise click.ClickException(str(gone)) from gone
        except KeyboardInterrupt:
            ctx.exit(Exit.INTERRUPTED)
