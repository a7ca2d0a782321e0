"""Short numbers by which a reply names an incident: small, and one for each at an address."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def assigned(
    wanted: Iterable[tuple[str, int]], taken: Mapping[tuple[str, int], int]
) -> dict[tuple[str, int], int]:
    """Return the codes of (address, incident), the smallest that are free at each address.

    An incident keeps the code that it has at an address; `taken` are those of open incidents.
    """
    codes: dict[tuple[str, int], int] = {}
    used: dict[str, set[int]] = {}
    for (address, _), code in taken.items():
        used.setdefault(address, set()).add(code)
    for place in wanted:
        if place in codes:
            continue
        mine = used.setdefault(place[0], set())
        codes[place] = taken.get(place) or next(code for code in count(1) if code not in mine)
        mine.add(codes[place])
    return codes
