"""The form for a new contract: what may be chosen at a level, and the cells that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.catalogue.naming import level_named, provider_named
from oncall.catalogue.offers import Inclusion
from oncall.catalogue.terms import AfterLatest
from oncall.errors import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from werkzeug.datastructures import MultiDict

    from oncall.catalogue.level import Level
    from oncall.catalogue.offers import Service
    from oncall.catalogue.provider import Catalogue, Provider
    from oncall.catalogue.terms import Milestone

TYPED = ("customer", "site", "start", "until", "ticket_prefix", "hotline", "adapted")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A level for which a contract is to be made."""

    provider: Provider
    level: Level

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """Events from which the level's term is counted; none for most."""
        term = self.level.term
        return term.end.milestones if term and isinstance(term.end, AfterLatest) else ()

    @property
    def agreed(self) -> tuple[Service, ...]:
        """Services of which a contract of the level may say how much there is."""
        return tuple(
            each
            for each in self.provider.services
            if each.agreed and self.level.offers[each.key].inclusion is not Inclusion.EXCLUDED
        )

    @property
    def options(self) -> tuple[Service, ...]:
        """Services that a contract of the level may choose."""
        return tuple(
            each
            for each in self.provider.services
            if self.level.offers[each.key].inclusion is Inclusion.OPTIONAL
        )


def chosen(catalogue: Catalogue, provider: str, level: str) -> Chosen | None:
    """Return the level of that name; None where nothing, or nothing known, was chosen."""
    try:
        found = provider_named(catalogue, provider)
        return Chosen(found, level_named(found, level))
    except Unknown:
        return None


def cells_of(form: MultiDict[str, str], picked: Chosen) -> Mapping[str, str]:
    """Return the cells of a contract's row as they would be typed in its table."""
    cells = {name: form.get(name, "") for name in TYPED}
    cells |= {each.value: form.get(each.value, "") for each in picked.milestones}
    return cells | {
        "provider": picked.provider.key,
        "level": picked.level.key,
        "pauses": "yes" if form.get("pauses") == "yes" and picked.level.may_pause else "no",
        "options": ";".join(_options(form, picked)),
    }


def _options(form: MultiDict[str, str], picked: Chosen) -> Iterator[str]:
    """Yield the services that were ticked, and those with a number, as in `warranty=36`."""
    ticked = form.getlist("options")
    amounts = {each.key: form.get(f"amount.{each.key}", "").strip() for each in picked.agreed}
    yield from (key for key in ticked if not amounts.get(key))
    yield from (f"{key}={amount}" for key, amount in amounts.items() if amount)
