"""The planner's start, with what needs attention, and a team's rota as a timeline."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from oncall.services.gathering import facts
from web.desk.board_words import board_words
from web.desk.now import letter
from web.desk.relief_words import relief_sentence
from web.desk.said import Said
from web.desk.teams import standings
from web.feeds.names import Names, role_name
from web.languages import spoken
from web.pages.desk import desk
from web.pages.relief import Reliefs
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages to plan on."""
    pages = desk(parts, "planning", __name__)
    mine = _Planning(parts)
    pages.add_url_rule("/", "teams", mine.teams, methods=["GET"])
    Reliefs(parts).install(pages)
    pages.add_url_rule("/rota/<path:team>", "rota", mine.rota, methods=["GET"])
    return pages


class _Planning:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def teams(self) -> str:
        """Return the list of teams; for an empty installation what to do first."""
        now = self.parts.clock.now()
        folder = facts(self.parts.database)
        if not folder.teams:
            return render_template("planning/empty.html")
        return render_template(
            "planning/teams.html",
            standings=standings(self.parts.database, now),
            names=Names(folder),
            said=Said(spoken(), now),
            role_name=role_name,
            letter=letter,
            relief_sentence=relief_sentence,
        )

    def rota(self, team: str) -> str:
        """Return the timeline of a team; its data come by /rota/<team>/board.json."""
        teams = tuple(facts(self.parts.database).teams)
        if team not in teams:
            raise Refused(
                HTTPStatus.NOT_FOUND,
                gettext("There is no team “%(name)s”; choose one from the list.", name=team),
            )
        return render_template(
            "planning/rota.html", team=team, board_team=team, teams=teams, words=board_words()
        )
