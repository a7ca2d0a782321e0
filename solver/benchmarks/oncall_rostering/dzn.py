"""MiniZinc data as the benchmark has it: whole numbers, sets of them, and arrays of either."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = re.compile(r"[A-Za-z_]\w*|-?\d+|\S")


class Entry(NamedTuple):
    """A value (a number, a frozenset or a list) and the line on which its name stands."""

    value: object
    line: int


def entries(text: str) -> dict[str, Entry]:
    """Return what the data assigns, by name."""
    reader = _Reader(text)
    found: dict[str, Entry] = {}
    while reader.left:
        name, entry = reader.entry()
        if name in found:
            before = found[name].line
            raise ValueError(f"line {entry.line}: {name} has a value in line {before}; drop one")
        found[name] = entry
    return found


class _Token(NamedTuple):
    text: str
    line: int


class _Reader:
    """Takes one token after the other."""

    def __init__(self, text: str) -> None:
        lines = text.splitlines()
        self._tokens = [
            _Token(match.group(), number)
            for number, line in enumerate(lines, 1)
            for match in TOKEN.finditer(line.partition("%")[0])
        ]
        self._tokens.append(_Token("the end", len(lines)))
        self._at = 0

    @property
    def left(self) -> bool:
        """Tell whether anything is left."""
        return self._at < len(self._tokens) - 1

    def entry(self) -> tuple[str, Entry]:
        """Take `name = value;`."""
        if not self._next.isidentifier():
            self._refuse("a name")
        name = self._take()
        self._take("=")
        value = self._value()
        self._take(";")
        return name.text, Entry(value, name.line)

    @property
    def _next(self) -> str:
        return self._tokens[self._at].text

    def _take(self, wanted: str | None = None) -> _Token:
        if wanted and self._next != wanted:
            self._refuse(f"«{wanted}»")
        self._at += 1
        return self._tokens[self._at - 1]

    def _refuse(self, wanted: str) -> NoReturn:
        text, line = self._tokens[self._at]
        raise ValueError(f"line {line}: «{text}» stands where {wanted} should; write {wanted}")

    def _value(self) -> object:
        if self._next == "[":
            return self._listed("[", "]", self._member)
        return self._member()

    def _member(self) -> object:
        if self._next == "{":
            return frozenset(self._listed("{", "}", self._number))
        return self._number()

    def _number(self) -> int:
        if not self._next.removeprefix("-").isdecimal():
            self._refuse("a number, a set or an array")
        return int(self._take().text)

    def _listed(self, opens: str, closes: str, take: Callable[[], object]) -> list[object]:
        self._take(opens)
        found: list[object] = []
        while self._next != closes:
            found.append(take())
            if self._next != closes:
                self._take(",")
        self._take(closes)
        return found
