"""What somebody has texted: which page they mean, and whether it is a yes or a no."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from oncall.incidents.answers import Word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


YES: Final = _words(
    "ja j jo jep jup jawohl klar ok okay okey yes y yep yeah yup sure annehmen angenommen nehme "
    "übernehme uebernehme übernommen mache komme accept accepted take taking gestartet begonnen "
    "started"
)
NO: Final = _words("nein n nö noe nee ne no nope ablehnen abgelehnt lehne decline declined reject")
# With one of these it is no clear answer: it is asked back, and the ladder goes on meanwhile.
HEDGES: Final = _words(
    "nicht nix kein keine keinen aber erst falls wenn vielleicht später spaeter problem not cant "
    "cannot don dont won wont but if maybe later until"
)
STOP: Final = _words("stop stopp stopall unsubscribe cancel end quit abmelden")
START: Final = _words("start unstop anmelden")
PIECES: Final = re.compile(r"[^\W\d_]+|\d+|\?")


APOSTROPHES: Final = str.maketrans("", "", "'’")


class Wish(StrEnum):
    """What somebody wants of texts as such; the carrier obeys these words by itself."""

    STOP = "stop"
    START = "start"


@dataclass(frozen=True, slots=True)
class Reply:
    """A text understood: the number it names (a code or a ticket's), a clear word, or a wish.

    It is bare where it says nothing but a number and a word («2 ja»): the number can only be a
    name. Among more words («ja, in 2 min») it may be anything.
    """

    number: str | None = None
    word: Word | None = None
    wish: Wish | None = None
    is_bare: bool = field(default=False, compare=False)


def read(body: str) -> Reply:
    """Return what a text says; whatever is not clear is left out."""
    composed = unicodedata.normalize("NFKC", body)  # some telephones send ü as two signs
    pieces = PIECES.findall(composed.casefold().translate(APOSTROPHES))
    if len(pieces) == 1 and pieces[0] in STOP | START:
        return Reply(wish=Wish.STOP if pieces[0] in STOP else Wish.START)
    numbers = {piece.lstrip("0") or "0" for piece in pieces if piece.isdigit()}
    number = numbers.pop() if len(numbers) == 1 else None
    word = _word(set(pieces)) if not numbers else None
    return Reply(number, word, is_bare=number is not None and len(pieces) <= 2)


def _word(pieces: set[str]) -> Word | None:
    if pieces & HEDGES or "?" in pieces:
        return None
    says = {Word.YES: bool(pieces & YES), Word.NO: bool(pieces & NO)}
    clear = [word for word, said in says.items() if said]
    return clear[0] if len(clear) == 1 else None
