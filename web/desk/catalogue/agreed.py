"""Rows of what is agreed: who may ask how much, how long a contract runs, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.catalogue.parties import Entitled
from web.desk.agreement_words import (
    due_in_words,
    fee_in_words,
    money,
    quota_in_words,
    term_in_words,
)
from web.desk.catalogue.cells import texts
from web.desk.hours_words import listed
from web.desk.service_words import tier_in_words
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oncall.catalogue.level import Level
    from oncall.catalogue.parties import Party
    from oncall.catalogue.provider import Provider
    from web.desk.catalogue.cells import Row
    from web.words import Language


def asking(provider: Provider, language: Language) -> Iterator[Row]:
    """Yield who may ask, by what right, and how much."""

    def parties(found: Iterable[Party]) -> str:
        said = listed(each.name.said(language) for each in found)
        return said[:1].upper() + said[1:]

    def required(level: Level) -> str:
        return level.requires.said(language) if level.requires else ""

    yield from texts(
        gettext("Support level"), provider, lambda level: listed(map(tier_in_words, level.tiers))
    )
    yield from texts(gettext("Sold to"), provider, lambda level: parties(level.sold_to))
    yield from texts(gettext("Who may ask"), provider, lambda level: parties(level.may_ask))
    if any(level.entitled_by != (Entitled.CONTRACT,) for level in provider.levels):
        yield from texts(gettext("By right of"), provider, _right)
    yield from texts(gettext("Requires"), provider, required)
    if any(level.tickets for level in provider.levels):
        by = gettext("by calendar week or month")
        yield from texts(
            gettext("Tickets"), provider, lambda level: quota_in_words(level.tickets), by
        )
    yield from texts(gettext("Free remote sessions"), provider, _sessions)


def contract(provider: Provider, language: Language) -> Iterator[Row]:
    """Yield how long a contract runs, and what it costs when."""
    currency = provider.currency
    if any(level.term for level in provider.levels):
        yield from texts(
            gettext("Term"), provider, lambda level: term_in_words(level.term, language)
        )
    yield from texts(
        gettext("Fee"), provider, lambda level: fee_in_words(level.fee, currency, language)
    )
    yield from texts(gettext("Due"), provider, lambda level: due_in_words(level.fee, language))
    yield from texts(gettext("Clocks"), provider, _pauses)


def rates(provider: Provider, language: Language) -> Iterator[Row]:
    """Yield what an hour costs, a row for each role."""
    roles = {rate.role.key: rate.role for level in provider.levels for rate in level.rates}
    for key, role in roles.items():

        def hourly(level: Level, key: str = key) -> str:
            found = (each.hour for each in level.rates if each.role.key == key)
            return "".join(money(each, provider.currency, language) for each in found)

        yield from texts(role.said(language), provider, hourly)


def _right(level: Level) -> str:
    words = {
        Entitled.CONTRACT: gettext("a contract"),
        Entitled.WARRANTY: gettext("a device in warranty"),
        Entitled.CUSTOMER: gettext("being a customer"),
    }
    return listed((words[each] for each in level.entitled_by), gettext("or"))


def _sessions(level: Level) -> str:
    number = level.free_remote_sessions
    return "" if number is None else gettext("%(n)s per ticket", n=number)


def _pauses(level: Level) -> str:
    return gettext("pause while we wait for the customer") if level.may_pause else ""
