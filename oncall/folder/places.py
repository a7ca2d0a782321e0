"""Time zones, countries and their parts, as cells name them."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

import holidays

from oncall.folder.cells import CellError
from oncall.folder.faults import nearest, shown
from solver.sentence import Sentence


def zone(cell: str) -> ZoneInfo:
    """Return a time zone by its IANA name."""
    try:
        return ZoneInfo(cell)
    except (KeyError, ValueError, OSError):
        near = nearest(cell, sorted(available_timezones()))
        raise CellError(
            Sentence(
                "%(cell)s is no time zone; the nearest is %(near)s", cell=shown(cell), near=near
            )
        ) from None


def country(cell: str) -> str:
    """Return an ISO 3166 country code of two letters whose public holidays are known."""
    known = holidays.list_supported_countries(include_aliases=False)
    code = cell.upper()
    if code not in known:
        raise CellError(
            Sentence(
                "%(cell)s is no country whose holidays are known; write two letters like DE "
                "(nearest: %(near)s)",
                cell=shown(cell),
                near=nearest(code, sorted(known)),
            )
        )
    return code


def subdivision(cell: str | None, of_country: str) -> str | None:
    """Return the part of a country whose holidays are meant, None for the country at large."""
    if cell is None:
        return None
    known = holidays.list_supported_countries(include_aliases=False)[of_country]
    for code in known:
        if code.casefold() == cell.casefold():
            return code
    if not known:
        raise CellError(
            Sentence(
                "%(country)s has no parts with holidays of their own; leave it blank",
                country=of_country,
            )
        )
    near = nearest(cell.split("-")[-1], known)
    raise CellError(
        Sentence(
            "%(cell)s is no part of %(country)s; write what follows the hyphen in ISO 3166-2 "
            "(nearest: %(near)s)",
            cell=shown(cell),
            country=of_country,
            near=near,
        )
    )
