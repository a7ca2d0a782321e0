"""Options that several commands have in common, and how they are read."""

from __future__ import annotations

import math
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from oncall.folder.cells import CellError
from oncall.folder.moments import CURE, day_or_always
from oncall.streams import Weeks
from solver.outcome import Budget

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from click import Context, Parameter

MOST_WEEKS: Final = 53
LONGEST: Final = 7 * 24 * 3600  # seconds; whoever wants more has mistyped
DAY_CURE: Final = "write it like 2026-12-07 or 07.12.2026"


class Day(click.ParamType[Any]):
    """A day as planners write it, ISO or German."""

    name = "day"

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> date:
        """Return the day, or fail with a sentence."""
        try:
            day = day_or_always(str(value).strip())
        except CellError as error:
            self.fail(str(error).replace(CURE, DAY_CURE), param, ctx)
        if day is None:
            self.fail(f"{value!r} is no day; {DAY_CURE}", param, ctx)
        return day


class Amount(click.FloatRange):
    """A finite number above 0."""

    name = "number"

    def __init__(self) -> None:
        super().__init__(min=0, max=LONGEST, min_open=True)

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> float:
        """Return the number, or fail with a sentence."""
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"{value!r} is no number", param, ctx)
        return number


folder_argument = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
NUMBER: Final = click.IntRange(1, 2**63 - 1)  # of a draft, a swap, a version
draft_argument = click.argument("draft", metavar="DRAFT", type=NUMBER)


def weeks_options(*, required: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add --from and --weeks, handed on as `weeks`: None if neither is given."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def with_weeks(*args: Any, first: date | None, count: int | None, **rest: Any) -> None:
            if (first is None) != (count is None):
                raise click.UsageError("--from and --weeks go together; give both or neither.")
            weeks = Weeks(first, 7 * count) if first and count else None
            command(*args, weeks=weeks, **rest)

        number = click.IntRange(1, MOST_WEEKS)
        count_help = "How many weeks."
        with_count = click.option(
            "--weeks", "count", metavar="N", type=number, required=required, help=count_help
        )(with_weeks)
        return click.option(
            "--from",
            "first",
            metavar="DATE",
            type=Day(),
            required=required,
            help="The first day, like 2026-12-07 or 07.12.2026; weeks are counted from it.",
        )(with_count)

    return decorate


def budget_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what says how long and how to search, handed on as `budget`."""

    @wraps(command)
    def with_budget(
        *args: Any, seconds: float, seed: int, workers: int, effort: float | None, **rest: Any
    ) -> None:
        command(*args, budget=Budget(seconds, seed, workers, effort), **rest)

    options = (
        click.option(
            "--effort",
            metavar="N",
            type=Amount(),
            help="Search for so much computing instead of seconds: the same rota for one seed.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(1, 256),
            default=2,
            show_default=True,
            help="How many processors to use.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, 2**31 - 1),
            default=1,
            show_default=True,
            help="Where chance begins.",
        ),
        click.option(
            "--seconds",
            metavar="N",
            type=Amount(),
            default=60,
            show_default=True,
            help="How long to search at most.",
        ),
    )
    found: Callable[..., None] = with_budget
    for option in options:
        found = option(found)
    return found


class Former(NamedTuple):
    """A previous rota to change as little as possible, and its duties that must stay."""

    rota: Path
    pins: tuple[str, ...]


def former_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --previous and --pin, handed on as `former`: None without a previous rota."""

    @wraps(command)
    def with_former(*args: Any, previous: Path | None, pins: tuple[str, ...], **rest: Any) -> None:
        if pins and not previous:
            raise click.UsageError("--pin names duties of the previous rota; give --previous, too.")
        command(*args, former=Former(previous, pins) if previous else None, **rest)

    pin = click.option(
        "--pin",
        "pins",
        metavar="DUTY",
        multiple=True,
        help="A duty of the previous rota that must stay as it is; may be given several times.",
    )
    previous = click.option(
        "--previous",
        metavar="ROTA.CSV",
        type=click.Path(path_type=Path),
        help="Change as few duties of this rota as possible; what it has before --from is history.",
    )
    return previous(pin(with_former))


def address_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --host and --port: where a server listens."""
    port = click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=8080,
        show_default=True,
        help="At which port; 0 takes one that is free.",
    )
    host = click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
    return host(port(command))


def say_weeks(weeks: Weeks) -> str:
    """Return weeks as a planner reads them: `Thu 3 Dec to Wed 30 Dec`."""
    return f"{_say(weeks.first)} to {_say(weeks.first + timedelta(days=weeks.days - 1))}"


def _say(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
