"""How fast promises of all providers are dated, with all that has to be worked out first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Final

from oncall.catalogue import load
from oncall.clocks import due
from oncall.promised import Promised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.catalogue.level import Level
    from oncall.catalogue.provider import Catalogue
    from oncall.catalogue.standby import Standby

CALLS: Final = 100_000
WITHIN: Final = 2.0
FIRST: Final = datetime(2026, 1, 1, tzinfo=UTC)
YEARS: Final = timedelta(days=3 * 365)


def clocks(seed: int) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the name of the measurement, what must be, what is, and whether that will do."""
    promises = [(each.promise, each.face) for each in _promised(load())]
    chance = Random(seed)  # noqa: S311 - nothing secret
    seconds = int(YEARS.total_seconds())
    calls = [
        (FIRST + timedelta(seconds=chance.randrange(seconds)), *chance.choice(promises))
        for _ in range(CALLS)
    ]
    begun = perf_counter()
    for start, promise, face in calls:
        due(start, promise, face)
    spent = perf_counter() - begun
    name = f"{CALLS:,} reports over 3 years: when the promise falls due; {len(promises)} promises"
    yield name, f"≤ {WITHIN:g} s", f"{spent:.2f} s", spent <= WITHIN


def _promised(catalogue: Catalogue) -> Iterator[Promised]:
    """Yield every promise of every level and standby, at every site."""
    for provider in catalogue.providers:
        standby = (provider.standby,) if provider.standby else ()
        offers: tuple[Level | Standby, ...] = (*provider.levels, *standby)
        for offer in offers:
            for promise in offer.promises:
                for place in provider.places:
                    yield Promised(provider, offer, promise, place)
