"""Whether reports reach people: the proof of each team's rota, and who on duty can be reached."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from oncall.proof.delays import Delays
from oncall.services import gathering, proofs, readiness
from web.boards.answers import answer
from web.desk.proof_picture import speed, weeks
from web.desk.proof_words import wrongs
from web.desk.ready_words import lack_word
from web.desk.said import Said
from web.feeds.names import Names
from web.languages import spoken
from web.pages.desk import desk
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from flask import Response

    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of what is proven."""
    pages = desk(parts, "proof", __name__)
    mine = _Proof(parts)
    pages.add_url_rule("/reachable", "teams", mine.teams, methods=["GET"])
    pages.add_url_rule("/reachable/people", "people", mine.people, methods=["GET"])
    pages.add_url_rule("/reachable/<team>", "one", mine.one, methods=["GET"])
    pages.add_url_rule("/reachable/drafts/<int:draft>.json", "draft", mine.draft, methods=["GET"])
    return pages


class _Proof:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def teams(self) -> str:
        """Return what is proven of all teams."""
        return self._shown(None)

    def one(self, team: str) -> str:
        """Return what is proven of one team, with every time that something fails."""
        if team not in gathering.facts(self._parts.database).teams:
            raise Refused(
                HTTPStatus.NOT_FOUND,
                gettext("There is no team “%(name)s”; choose one from the list.", name=team),
            )
        return self._shown(team)

    def people(self) -> str:
        """Return who is on duty soon, and whether they can be reached."""
        now = self._parts.clock.now()
        found = readiness.readiness(
            self._parts.database, now, self._parts.settings.carriers.restraint
        )
        return render_template(
            "proof/people.html",
            found=found,
            names=Names(found.folder),
            said=Said(spoken(), now),
            lack=lack_word,
        )

    def draft(self, draft: int) -> Response:
        """Return in sentences what fails if a draft is published."""
        told = proofs.of_draft(self._parts.database, draft, self._parts.clock.now(), self._delays)
        proven = told.teams[0]
        lines = [each.line for each in wrongs(proven, told.folder, spoken())]
        return answer({"proven": proven.proof.holds, "sentences": lines})

    @property
    def _delays(self) -> Delays:
        return Delays(calls_a_second=self._parts.settings.carriers.calls_a_second)

    def _shown(self, team: str | None) -> str:
        now, language = self._parts.clock.now(), spoken()
        told = proofs.published(self._parts.database, now, team, self._delays)
        cards = [
            (
                each,
                weeks(each, told.folder, language),
                speed(each, told.within),
                tuple(wrongs(each, told.folder, language)),
            )
            for each in told.teams
        ]
        return render_template(
            "proof/teams.html", cards=cards, only=team, teams=tuple(told.folder.teams), told=told
        )
