"""The smallest provider that is right, to be made wrong line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.catalogue import load
from oncall.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.catalogue.provider import Provider

SMALL = """\
en = "Acme Care"
de = "Acme-Betreuung"
document = "Terms of Acme"

[sites.kiel]
en = "Kiel"
de = "Kiel"
timezone = "Europe/Berlin"
country = "DE"
subdivision = "SH"

[hours]
support = "Mon-Fri 09:00-17:00"

[parties.guru]
en = "gurus"
de = "Gurus"

[levels.plain]
en = "Plain"
de = "Einfach"
tickets = "4 per month"
may_ask = ["guru"]

[levels.rich]
en = "Rich"
de = "Reich"
includes = "plain"

[levels.rich.term]
ends = "12-31"
years_after = 1

[levels.rich.fee]
kind = "monthly"
amount = 12.50
due = ["signing", "01-01"]

[promises.reaction]
en = "Reaction"
de = "Reaktion"
kept_by = "start"
within = { plain = "8 support hours", rich = ["4 support hours", "2 working days"] }

[services.phone]
en = "Phone"
de = "Telefon"
channel = "telephone"
levels = { plain = "no", rich = "yes" }

[standby]
en = "Standby"
de = "Rufbereitschaft"
booked_by = ["guru"]

[standby.promises.reaction]
en = "Response"
de = "Antwort"
kept_by = "acceptance"
"""


def written(home: Path, text: str = SMALL, file: str = "acme.toml") -> Path:
    """Write a provider's file, and return its folder."""
    home.mkdir(exist_ok=True)
    (home / file).write_text(text, encoding="utf-8")
    return home


def read(home: Path, text: str) -> Provider:
    """The provider that a text describes."""
    (found,) = load(written(home, text)).providers
    return found


def faults(home: Path, text: str) -> list[str]:
    """The sentences that come back for a text."""
    with pytest.raises(BadInput) as bad:
        load(written(home, text))
    return [str(fault) for fault in bad.value.faults]


def line_of(text: str, start: str) -> int:
    """The line of a text that begins so."""
    return next(at for at, line in enumerate(text.split("\n"), 1) if line.startswith(start))
