"""The catalogue: providers, and what each promises at which level, side by side."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from oncall.catalogue import load
from oncall.catalogue.naming import provider_named
from oncall.errors import Unknown
from oncall.folder.faults import nearest
from web.desk.catalogue.beside import cards_of
from web.desk.catalogue.places import places_of
from web.desk.catalogue.summary import summary_of
from web.desk.catalogue.table import groups_of
from web.languages import spoken
from web.pages.desk import desk
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of the catalogue."""
    pages = desk(parts, "catalogue", __name__)
    pages.add_url_rule("/service-levels", "listed", _listed, methods=["GET"])
    pages.add_url_rule("/service-levels/<provider>", "one", _one, methods=["GET"])
    return pages


def _listed() -> str:
    """Return all providers, each level with the first of its promises."""
    rows = [(each, tuple(summary_of(each, spoken()))) for each in load().providers]
    return render_template("catalogue/listed.html", rows=rows)


def _one(provider: str) -> str:
    """Return a provider's levels side by side, and what is promised beside them."""
    catalogue = load()
    try:
        found = provider_named(catalogue, provider)
    except Unknown:
        near = nearest(provider, [each.key for each in catalogue.providers])
        sentence = gettext(
            "There is no provider “%(name)s”; the nearest is %(near)s.", name=provider, near=near
        )
        raise Refused(HTTPStatus.NOT_FOUND, sentence) from None
    return render_template(
        "catalogue/one.html",
        provider=found,
        names={level.key: level.name.said(spoken()) for level in found.levels},
        summaries=[
            (level.name.said(spoken()), level.summary.said(spoken()))
            for level in found.levels
            if level.summary
        ],
        providers=catalogue.providers,
        places=tuple(places_of(found, spoken())),
        groups=groups_of(found, spoken()),
        cards=tuple(cards_of(found, spoken())),
    )
