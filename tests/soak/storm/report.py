"""A simulation cut into shards, each with a database of its own, and what is told of them."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import ceil
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from oncall.store.migrating import migrate
from tests.soak.storm.storm import Storm
from web.embedded.server import ensure_running, stop

SHARD = 2000  # so many a database: about two weeks of bursts


@dataclass(frozen=True)
class Result:
    """What came of a shard."""

    seed: int
    tally: Counter[str]
    broken: tuple[str, ...]
    waited: tuple[float, ...]
    seconds: float


def shard(seed: int, size: int) -> Result:
    """Run one shard on a server of its own."""
    with TemporaryDirectory() as place:
        urls = ensure_running(Path(place), durable=False)
        try:
            migrate(urls.owner)
            return simulated(urls.app, seed, size)
        finally:
            stop(Path(place))


def simulated(url: str, seed: int, size: int) -> Result:
    """Run one shard on a database."""
    begun = perf_counter()
    storm = Storm(url, seed, size)
    storm.run()
    spent = perf_counter() - begun
    return Result(seed, storm.tally, tuple(storm.checks.broken), tuple(storm.waited), spent)


def shards(count: int, seed: int, processes: int) -> list[Result]:
    """Run so many incidents in shards."""
    each = min(SHARD, ceil(count / processes))
    sizes = [min(each, count - n) for n in range(0, count, each)]
    seeds = range(seed * 1000, seed * 1000 + len(sizes))
    with ProcessPoolExecutor(processes, get_context("spawn")) as some:
        return list(some.map(shard, seeds, sizes))


def told(results: list[Result]) -> str:
    """Return the report."""
    tally: Counter[str] = Counter()
    for each in results:
        tally += each.tally
    waited = sorted(second for each in results for second in each.waited)
    spent = sum(each.seconds for each in results)
    lines = [f"{name}: {number}" for name, number in sorted(tally.items())]
    lines += [
        f"doubled: {tally['doubled']}",
        f"broken: {sum(len(each.broken) for each in results)}",
    ]
    if waited:
        for share in (0.5, 0.99, 0.999):
            lines.append(
                f"first page p{100 * share:g}: {waited[int(share * (len(waited) - 1))]:.2f} s"
            )
    lines.append(f"seeds: {[each.seed for each in results]}")
    lines.append(
        f"{spent:.0f} s of a process, {tally['incidents'] / spent:.1f} incidents/s in each"
    )
    return "\n".join(lines)
