"""Rows of sites.csv and teams.csv become sites and teams."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oncall.folder import places
from oncall.people import Site, Team
from solver.sentence import Sentence

if TYPE_CHECKING:
    from oncall.folder.rows import Register, Row


def site(row: Row) -> Site | None:
    """Return the site of a row, or None if the row has a fault."""
    subdivision = None
    if row.good("country"):
        in_country = partial(places.subdivision, of_country=row["country"])
        subdivision = row.convert("subdivision", in_country)
    if row.broken:
        return None
    return Site(
        id=row["id"],
        zone=row["timezone"],
        country=row["country"],
        subdivision=subdivision,
        bridge_days=row["bridge_days"],
        support_hours=row["support_hours"],
    )


def team(row: Row, sites: Register[Site]) -> Team | None:
    """Return the team of a row, or None if the row has a fault."""
    home = sites.find(row, "site")
    if row.good("min_duty_hours", "max_duty_hours"):
        least, most = row["min_duty_hours"], row["max_duty_hours"]
        if least > most:
            message = Sentence(
                "is more than max_duty_hours (%(hours)s); write at most that",
                hours=f"{most / 60:g}",
            )
            row.fault("min_duty_hours", message)
    if row.broken or home is None:
        return None
    return Team(
        id=row["id"],
        site=home,
        handover=row["handover"],
        min_duty=row["min_duty_hours"],
        max_duty=row["max_duty_hours"],
        min_rest=row["min_rest_hours"],
        max_consecutive_days=row["max_consecutive_days"],
        max_days_per_28=row["max_days_per_28"],
        min_free_weekends_per_28=row["min_free_weekends_per_28"],
        during_regular_hours=row["during_regular_hours"],
    )
