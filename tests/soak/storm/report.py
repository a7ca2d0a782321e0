"""Bursts of a simulation, each with a seed and a database of its own, and what is told of them."""

from __future__ import annotations

import gc
import signal
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final

from oncall.store.migrating import migrate
from tests.soak.storm.checks import LEFT_OUT
from tests.soak.storm.setting import MOST
from tests.soak.storm.storm import HARSH_SHARE, Storm
from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from multiprocessing.queues import SimpleQueue

    from web.embedded.server import Addresses

AGAIN: Final = "python -m tests.soak.storm --incidents {size} --seed {seed}"


@dataclass(frozen=True)
class Result:
    """What came of the bursts of a seed."""

    seed: int
    size: int
    tally: Counter[str]
    broken: tuple[str, ...]
    waited: tuple[float, ...]
    seconds: float

    def line(self) -> str:
        """Return what is told of it at once, with the command that repeats it alone."""
        some = ", ".join(f"{name} {number}" for name, number in sorted(self.tally.items()))
        lines = [f"seed {self.seed}: {self.seconds:.0f} s, {some}, broken {len(self.broken)}"]
        if self.broken:
            lines += [*self.broken, "again: " + AGAIN.format(seed=self.seed, size=self.size)]
        return "\n".join(lines)


def shard(seed: int, size: int) -> Result:
    """Run the bursts of a seed on a server of their own."""
    with TemporaryDirectory() as place:
        urls = ensure_running(Path(place), durable=False)
        try:
            migrate(urls.owner)
            gc.freeze()  # as a pager does
            gc.set_threshold(50_000, 20, 50)
            return simulated(urls, seed, size)
        finally:
            stop(Path(place))


def simulated(urls: Addresses, seed: int, size: int, harsh: float = HARSH_SHARE) -> Result:
    """Run the bursts of a seed on a database."""
    begun = perf_counter()
    storm = Storm(urls, seed, size, harsh)
    storm.run()
    spent = perf_counter() - begun
    return Result(seed, size, storm.tally, tuple(storm.checks.broken), tuple(storm.waited), spent)


def cut(count: int, seed: int, most: int = MOST) -> dict[int, int]:
    """Return how many incidents each seed has, from `seed` on."""
    return {seed + n: min(most, count - done) for n, done in enumerate(range(0, count, most))}


def results(sizes: Mapping[int, int], processes: int) -> Iterator[Result]:
    """Yield what came of each seed as soon as it is over; whoever leaves early ends what runs."""
    context = get_context("spawn")
    todo, done = context.SimpleQueue(), context.SimpleQueue()
    for seed, size in [*sizes.items(), *[(0, 0)] * processes]:
        todo.put((seed, size))
    some = [context.Process(target=_work, args=(todo, done)) for _ in range(processes)]
    for each in some:
        each.start()
    try:
        for _ in sizes:
            found = done.get()
            if isinstance(found, Result):
                yield found
            else:
                raise RuntimeError(found)  # noqa: TRY004 - it is what a child said
    finally:
        for each in some:
            each.terminate()
        for each in some:
            each.join()


def _work(todo: SimpleQueue[tuple[int, int]], done: SimpleQueue[Result | str]) -> None:
    """Run seeds until there are none; a signal ends it, with its server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with suppress(SystemExit):
        while (each := todo.get())[1]:
            try:
                done.put(shard(*each))
            except Exception as error:  # noqa: BLE001 - who waits is told
                done.put(f"{AGAIN.format(seed=each[0], size=each[1])}: {error!r}")


def told(results: Sequence[Result]) -> str:
    """Return the report."""
    tally: Counter[str] = Counter()
    for each in results:
        tally += each.tally
    waited = sorted(second for each in results for second in each.waited)
    spent = sum(each.seconds for each in results)
    left_out = tally.pop(LEFT_OUT, 0)
    lines = [f"{name}: {number}" for name, number in sorted(tally.items())]
    lines += [
        f"doubled: {tally['doubled']}",
        f"broken: {sum(len(each.broken) for each in results)}",
        f"{LEFT_OUT}: {left_out} of {left_out + len(waited)}",
    ]
    if waited:
        for share in (0.5, 0.99, 0.999):
            lines.append(
                f"first page p{100 * share:g}: {waited[int(share * (len(waited) - 1))]:.2f} s"
            )
    lines.append(f"seeds: {sorted(each.seed for each in results)}")
    lines.append(
        f"{spent:.0f} s of a process, {tally['incidents'] / max(spent, 1):.1f} incidents/s in each"
    )
    return "\n".join(lines)
