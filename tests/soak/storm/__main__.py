"""Bursts one after the other until all are done or a signal comes: a line for each, then all."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from time import perf_counter

from tests.soak.storm.report import Result, cut, results, told
from tests.soak.storm.setting import MOST


def main() -> int:
    """Run what is asked for; return 1 where an invariant is broken, or the storm itself."""
    parser = ArgumentParser(prog="python -m tests.soak.storm", description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1, help="the first; a burst each")
    parser.add_argument("--burst", type=int, default=MOST, help="incidents of each")
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    for each in (signal.SIGINT, signal.SIGTERM):  # nohup has the first of them ignored
        signal.signal(each, _stop)
    begun, some, failed = perf_counter(), list[Result](), False
    try:
        for each in results(cut(asked.incidents, asked.seed, asked.burst), asked.processes):
            some.append(each)
            incidents = sum(one.tally["incidents"] for one in some)
            spent = perf_counter() - begun
            _say(f"{each.line()}\n  {incidents} incidents in {spent:.0f} s")
    except KeyboardInterrupt:
        _say("stopped")
    except RuntimeError as error:  # the storm itself, not what it looks at
        _say(str(error))
        failed = True
    _say(told(some))
    return int(failed or any(each.broken for each in some))


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - it is a report


if __name__ == "__main__":
    sys.exit(main())
