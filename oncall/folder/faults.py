"""The list in which all faults of a folder are gathered before any is raised."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

REPORTED = 50  # more than this nobody mends in one go
PER_TABLE = 200  # a table with more is no table; reading on would only take time


class FaultList:
    """Faults as they are found; a table that has had its fill should not be read on."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._per_file: Counter[str] = Counter()

    def add(self, file: str, line: int | None, column: str | None, message: str) -> None:
        """Note one fault."""
        self._faults.append(Fault(file, line, column, message))
        self._per_file[file] += 1

    def count(self, file: str) -> int:
        """Return how many faults a file has so far."""
        return self._per_file[file]

    def is_full(self, file: str) -> bool:
        """True once a file has so many faults that the rest of it need not be read."""
        return self._per_file[file] >= PER_TABLE

    def raise_any(self, whole: str) -> None:
        """Raise BadInput with the faults by file and line, if any; `whole` names the folder."""
        if not self._faults:
            return
        faults = sorted(self._faults, key=lambda fault: (fault.file, fault.line or 0))
        hidden = len(faults) - REPORTED
        if hidden > 0:
            cut = any(map(self.is_full, self._per_file))
            message = (
                Sentence("at least %(n)s more faults; mend those above first", n=hidden)
                if cut
                else Sentence("%(n)s more faults; mend those above first", n=hidden)
            )
            more = Fault(whole, None, None, message)
            faults = [*faults[:REPORTED], more]
        raise BadInput(tuple(faults))


def shown(text: str) -> str:
    """Return a text in quotes, shortened to what fits a sentence."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like this one, whatever its case; None if none is known."""
    matcher = SequenceMatcher(b=word.casefold()[:40], autojunk=False)

    def likeness(candidate: str) -> float:
        matcher.set_seq1(candidate.casefold()[:40])
        return matcher.ratio()

    return max(known, key=likeness, default=None)


def hint(word: str, known: Iterable[str], otherwise: Sentence) -> Sentence:
    """Return which known word is the nearest; `otherwise` if none is known."""
    near = nearest(word, known)
    return Sentence("the nearest is %(near)s", near=near) if near else otherwise
