"""A provider's levels side by side: what a manager puts before a customer, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.desk.catalogue import agreed, served
from web.desk.catalogue.cells import Group
from web.words import gettext

if TYPE_CHECKING:
    from oncall.catalogue.provider import Provider
    from web.words import Language


def groups_of(provider: Provider, language: Language) -> tuple[Group, ...]:
    """Return the groups of rows; those of which nothing is promised are left out."""
    groups = (
        Group(gettext("Promised times"), tuple(served.promises(provider, language))),
        Group(gettext("Service hours"), tuple(served.hours(provider, language))),
        Group(gettext("Services"), tuple(served.services(provider, language))),
        Group(gettext("Asking"), tuple(agreed.asking(provider, language))),
        Group(gettext("Contract"), tuple(agreed.contract(provider, language))),
        Group(gettext("Rates per hour"), tuple(agreed.rates(provider, language))),
    )
    return tuple(group for group in groups if group.rows)
