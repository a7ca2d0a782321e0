"""Texts in GSM's own alphabet, of which 160 signs make a part; one other sign makes it 70."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# 3GPP TS 23.038, 6.2.1, without the signs that take two places.
ALPHABET: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# 3GPP TS 23.038, 6.2.1: signs of a text alone, and of each part of a longer one.
ALONE: Final = 160
JOINED: Final = 153
# «2½» is «2 1/2» and not «21/2».
FRACTION: Final = re.compile("(?<=[0-9])(?=[¼½¾⅐-⅟↉])")
INSTEAD: Final = str.maketrans(
    {
        **dict.fromkeys("„“”«»", '"'),
        **dict.fromkeys("‚‘’‹›`´", "'"),
        **dict.fromkeys("–—‐‑−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\t", " "),
        "…": "...",
        "€": "EUR",
        "[": "(",
        "]": ")",
        "{": "(",
        "}": ")",
        "|": "/",
        "\\": "/",
        "~": "-",
        "^": "",
        "•": "-",
        "→": "->",
        "⁄": "/",
        "ẞ": "SS",
    }
)


def plain(text: str) -> str:
    """Return a text whose every sign takes one place; what has no likeness becomes `?`."""
    composed = FRACTION.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(map(_sign, composed.translate(INSTEAD)))


def parts(text: str) -> int:
    """Return of how many parts a plain text is, each of which is paid for."""
    return 1 if len(text) <= ALONE else -(-len(text) // JOINED)


def _sign(sign: str) -> str:
    if sign in ALPHABET:
        return sign
    likeness = unicodedata.normalize("NFKD", sign).translate(INSTEAD)
    bare = "".join(each for each in likeness if each in ALPHABET)
    return bare or ("?" if sign.isprintable() else "")
