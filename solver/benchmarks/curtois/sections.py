"""The lines of an instance file by section; what is wrong is told with its line and a cure."""

from __future__ import annotations

from typing import NamedTuple, NoReturn

SECTIONS = (
    "HORIZON",
    "SHIFTS",
    "STAFF",
    "DAYS_OFF",
    "SHIFT_ON_REQUESTS",
    "SHIFT_OFF_REQUESTS",
    "COVER",
)


class Line(NamedTuple):
    """One line with its number, cut at the commas."""

    number: int
    cells: tuple[str, ...]

    def fault(self, sentence: str) -> NoReturn:
        """Refuse the file because of this line."""
        raise ValueError(f"line {self.number}: {sentence}")

    def expect(self, *columns: str) -> None:
        """Refuse a line that has not exactly these columns."""
        if len(self.cells) != len(columns):
            self.fault(f"{len(self.cells)} cells; write {len(columns)}: {', '.join(columns)}")

    def number_in(self, text: str, what: str, below: int | None = None) -> int:
        """Return a whole number from 0 on."""
        # Instance 15 has a «-0».
        if not (text.isascii() and text.isdigit()) and text != "-0":
            self.fault(f"{what} is {text!r}; write a whole number from 0 on")
        if below is not None and int(text) >= below:
            self.fault(f"{what} is {text}; write one from 0 to {below - 1}")
        return int(text)


def sections(text: str) -> dict[str, list[Line]]:
    """Return the lines of every section, without comments and empty lines."""
    found: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("SECTION_"):
            name = line.removeprefix("SECTION_")
            current = _open(found, name, number)
        elif current is None:
            raise ValueError(
                f"line {number}: stands before any section; begin with SECTION_HORIZON"
            )
        else:
            current.append(Line(number, tuple(cell.strip() for cell in line.split(","))))
    for name in SECTIONS:
        if name not in found:
            raise ValueError(f"SECTION_{name} is missing; add it, even without lines")
    return found


def _open(found: dict[str, list[Line]], name: str, number: int) -> list[Line]:
    if name not in SECTIONS:
        known = ", ".join(SECTIONS)
        raise ValueError(f"line {number}: no section is called {name}; write one of {known}")
    if name in found:
        raise ValueError(f"line {number}: SECTION_{name} stands twice; put its lines together")
    return found.setdefault(name, [])
