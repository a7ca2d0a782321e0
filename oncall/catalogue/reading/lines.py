"""On which line of a TOML file each key stands; tomllib tells what a statement says, not where."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path = tuple[str, ...]


class Lines:
    """The lines of the keys of a text that is TOML; a key is meant by its path from the top."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        table: Path = ()
        above: Path
        for line, statement, said in _statements(text):
            paths = list(_paths(said))
            if statement.lstrip().startswith("["):
                above, table = (), paths[-1]
            else:
                above = table
            for path in paths:
                self._lines.setdefault(above + path, line)

    def line_of(self, path: Path) -> int | None:
        """Return the line of a key, or of the nearest table around it that has one."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield the first line, text and meaning of each statement.

    Lines are added up until they are TOML: no statement begins with a shorter one that is whole.
    """
    pending, first = "", 1
    for number, line in enumerate(text.split("\n"), start=1):
        pending += line + "\n"
        try:
            said = tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue
        if said:
            yield first, pending, said
        pending, first = "", number + 1


def _paths(said: Mapping[str, Any], above: Path = ()) -> Iterator[Path]:
    for key, value in said.items():
        yield (*above, key)
        if isinstance(value, list):
            value = value[-1] if value and isinstance(value[-1], dict) else None  # noqa: PLW2901
        if isinstance(value, dict):
            yield from _paths(value, (*above, key))
