"""The web application: its pages, languages, guards and refusals, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Flask
from flask.logging import default_handler

from web import guards, hooks, languages, refusals, sayings
from web.desk import furniture
from web.discretion import FORMAT, Discreet
from web.feeds.links import Token
from web.live import page as live
from web.pages import (
    answer,
    board_json,
    bookings,
    calls,
    catalogue,
    contracts,
    due,
    feeds,
    incidents,
    ladders,
    people,
    planning,
    proof,
    reach,
    swaps,
)
from web.pages.parts import Parts
from web.secrets_file import server_key

if TYPE_CHECKING:
    from web.wiring import House

PAGES: Final = (
    answer.blueprint,
    board_json.blueprint,
    bookings.blueprint,
    calls.blueprint,
    catalogue.blueprint,
    contracts.blueprint,
    due.blueprint,
    feeds.blueprint,
    hooks.api.blueprint,
    hooks.blueprint,
    hooks.music.blueprint,
    incidents.blueprint,
    ladders.blueprint,
    live.blueprint,
    people.blueprint,
    planning.blueprint,
    proof.blueprint,
    reach.blueprint,
    swaps.blueprint,
)
LARGEST_FORM: Final = 1 << 20  # octets


def make_app(house: House, *, gzip: bool = True) -> Flask:
    """Return the application of a house; feeds are never compressed without `gzip`."""
    app = Flask("web")
    default_handler.setFormatter(Discreet(FORMAT))
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.url_map.converters["token"] = Token
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    guards.install(app, https=house.settings.public_url.startswith("https://"))
    languages.install(app)
    sayings.install(app)
    refusals.install(app)
    furniture.install(app)
    key = server_key(house.settings)
    parts = Parts(house.settings, house.database, house.clock, key, gzip)
    for blueprint in PAGES:
        app.register_blueprint(blueprint(parts))
    return app
