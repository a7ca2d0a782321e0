"""The ladders of a team: who is tried when, and whether that is in time."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from oncall.incidents.report import Severity
from oncall.limits import load_limits
from oncall.services.gathering import facts_in
from oncall.services.ladders import of_team
from web.feeds.names import Names
from web.incidents import words
from web.incidents.hours_words import hours_in_words
from web.incidents.ladder_picture import drawn
from web.languages import spoken
from web.pages.desk import desk
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the page of ladders."""
    pages = desk(parts, "ladders", __name__, under="incidents")

    def one(team: str) -> str:
        """Return the ladders of a team, those that hold now marked."""
        now = parts.clock.now()
        with parts.database.begin() as tx:
            folder = facts_in(parts.database, tx)
        if team not in folder.teams:
            raise Refused(
                HTTPStatus.NOT_FOUND,
                gettext("There is no team “%(name)s”; choose one from the list.", name=team),
            )
        names, language = Names(folder), spoken()
        some = of_team(parts.database, team, now)
        minutes = load_limits().response_minutes
        return render_template(
            "ladders/one.html",
            team=team,
            teams=tuple(folder.teams),
            ladders=[(each, drawn(each, names, minutes)) for each in some],
            severities=Severity,
            hours=lambda when: hours_in_words(when, language),
            words=words,
            names=names,
            minutes=minutes,
        )

    pages.add_url_rule("/ladders/<team>", "one", one, methods=["GET"])
    return pages
