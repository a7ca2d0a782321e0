"""A measurement in a process of its own, so that its memory is its own as well."""

from __future__ import annotations

import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")
Asked = ParamSpec("Asked")
# Linux counts in KiB, macOS in bytes.
UNIT = 2**20 if sys.platform == "darwin" else 2**10


class Spent(NamedTuple):
    """The largest memory that a measurement took, in MiB."""

    memory: int

    def say(self) -> str:
        """Return it in words."""
        return f"{self.memory} MiB"


def measured_apart(
    work: Callable[Asked, Result], *args: Asked.args, **kwargs: Asked.kwargs
) -> tuple[Result, Spent]:
    """Return what a function of a module returns, and what it took in a fresh process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        result = process.submit(work, *args, **kwargs).result()
        return result, process.submit(_spent).result()


def _spent() -> Spent:
    return Spent(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // UNIT)
