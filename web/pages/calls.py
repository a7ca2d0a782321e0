"""Calls to the hotline: who was missed, and what became of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from flask import render_template

from oncall.services import call_list
from web.desk.said import Said
from web.incidents import call_words
from web.languages import spoken
from web.pages.desk import desk

if TYPE_CHECKING:
    from flask import Blueprint

    from oncall.hotline.call import Call
    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the page of calls."""
    pages = desk(parts, "calls", __name__, under="incidents")

    def listed() -> str:
        found = call_list.listed(parts.database)
        home = next((team.site.zone for team in found.folder.teams.values()), ZoneInfo("UTC"))

        def zone(call: Call) -> ZoneInfo:
            line = found.folder.hotlines.get(call.number)
            return line.teams[0].site.zone if line else home

        return render_template(
            "calls/listed.html",
            found=found,
            said=Said(spoken(), parts.clock.now()),
            zone=zone,
            words=call_words,
        )

    pages.add_url_rule("/calls", "listed", listed, methods=["GET"])
    return pages
