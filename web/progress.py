"""How far a search is, as one line that renews itself; on a terminal only."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solver.outcome import Budget, Progress


@contextmanager
def watched(budget: Budget) -> Iterator[Callable[[Progress], None]]:
    """Yield what the search tells its progress to; on a terminal it is shown until it ends."""
    console = Console(stderr=True)
    line = _Line(budget)
    if not console.is_terminal:
        yield line.hear
        return
    with Live(get_renderable=line.shown, console=console, transient=True, refresh_per_second=5):
        yield line.hear


@contextmanager
def counted(what: str) -> Iterator[Callable[[int, int], None]]:
    """Yield what is told which of how many is next; on a terminal it is shown until all end."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _at, _of: None
        return
    with console.status(what) as status:
        yield lambda at, of: status.update(f"{what} {at} of {of}")


class _Line:
    """The latest news, drawn anew with each tick of the clock."""

    def __init__(self, budget: Budget) -> None:
        self._begun = monotonic()
        self._budget = budget
        self._news: Progress | None = None

    def hear(self, news: Progress) -> None:
        """Note how far the search is."""
        self._news = news

    def shown(self) -> Table:
        """Return the line as it reads now."""
        seconds = monotonic() - self._begun
        line = Table.grid(padding=(0, 2))
        most = None if self._budget.effort else self._budget.seconds
        line.add_row(
            ProgressBar(total=most, completed=seconds, width=24, pulse=most is None),
            f"{seconds:.0f} s",
            _said(self._news),
        )
        return line


def _said(news: Progress | None) -> str:
    if news is None:
        return "no rota yet"
    bound = "?" if news.bound is None else str(news.bound)
    return f"{news.uncovered / 60:g} h uncovered · costs {news.objective} · at least {bound}"
