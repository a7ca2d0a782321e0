"""Incidents: what is open, one with all that happened, and what people say about it."""

from __future__ import annotations

from http import HTTPStatus
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, redirect, render_template, request

from oncall.errors import BadInput
from oncall.incidents.hearing import Answer
from oncall.incidents.report import Severity
from oncall.localtime import MINUTE
from oncall.services import incident_views, intake
from oncall.services.gathering import facts
from web.desk.relief_words import relief_sentence
from web.desk.said import Said
from web.feeds.names import Names
from web.incidents import words
from web.incidents.doing import Deed, Unsaid
from web.incidents.picture import picture
from web.incidents.reporting import report_of
from web.incidents.telling import Telling
from web.languages import spoken
from web.pages.desk import address, desk

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug.wrappers import Response as AnyResponse

    from oncall.services.incident_views import Whole
    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of incidents."""
    pages = desk(parts, "incidents", __name__)
    mine = _Incidents(parts)
    pages.add_url_rule("/incidents", "listed", mine.listed, methods=["GET"])
    pages.add_url_rule("/incidents/new", "new", mine.new, methods=["GET", "POST"])
    pages.add_url_rule("/incidents/<number>", "one", mine.one, methods=["GET", "POST"])
    pages.add_url_rule("/incidents/<number>/now", "now", mine.now, methods=["GET"])
    return pages


class _Incidents:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def listed(self) -> str:
        """Return what is open, what hurts first first, and what was over last."""
        team = request.args.get("team") or None
        found = incident_views.listed(self.parts.database, self._now, team)
        return self._page(
            "listed",
            found=found,
            team=team,
            teams=tuple(found.folder.teams),
            names=Names(found.folder),
        )

    def new(self) -> AnyResponse | str:
        """Return the form for a report; nothing that the helpdesk asks for has to be known."""
        folder = facts(self.parts.database)
        if not folder.teams:
            return redirect(address("planning.teams"), HTTPStatus.SEE_OTHER)
        faults: tuple[str, ...] = ()
        if request.method == "POST":
            try:
                taken = intake.take(
                    self.parts.database, report_of(request.form, folder), by=self._by, now=self._now
                )
                return self._on(taken.number, said="opened")
            except BadInput as bad:
                faults = tuple(fault.message for fault in bad.faults)
        return self._page(
            "new",
            folder=folder,
            typed=request.form,
            key=request.form.get("key") or token_hex(16),
            customers=sorted({each.customer for each in folder.bookings.values()}),
            severities=Severity,
            faults=faults,
        )

    def one(self, number: str) -> AnyResponse | str:
        """Return an incident; do what a button says, and then show how it stands."""
        faults: tuple[str, ...] = ()
        if request.method == "POST":
            kept = incident_views.named(self.parts.database, number)
            try:
                deed = Deed(self.parts, kept, self._by, self._now)
                return self._on(number, said=deed.done(request.form).value)
            except Unsaid as unsaid:
                faults = (str(unsaid),)
            except BadInput as bad:
                faults = tuple(fault.message for fault in bad.faults)
        whole = incident_views.whole(self.parts.database, number, self._now)
        more = {"typed": request.form, "faults": faults, "said_to": self._said_to(whole)}
        return self._page("one", **self._shown(whole), **more)

    def now(self, number: str) -> Response:
        """Return how an incident stands; nothing where that was seen already in this minute."""
        if request.args.get("seen") == self._seen(incident_views.mark(self.parts.database, number)):
            return make_response("", HTTPStatus.NO_CONTENT)
        whole = incident_views.whole(self.parts.database, number, self._now)
        return make_response(self._page("now", is_poll=True, **self._shown(whole)))

    def _shown(self, whole: Whole) -> dict[str, Any]:
        said = Said(spoken(), self._now)
        telling, names = Telling(whole, said), Names(whole.folder)
        return {
            "whole": whole,
            "telling": telling,
            "picture": picture(whole, telling, self._now),
            "worked": incident_views.worked_by(whole.worked),
            "seen": self._seen(whole.mark),
            "acting": self._acting(whole),
            "relief": lambda each: relief_sentence(each, names, said, whole.line.team.site.zone),
        }

    def _seen(self, mark: str) -> str:
        """Return what a page knows: the incident as it stands, and how late it is."""
        return f"{mark}-{int(self._now.timestamp() // MINUTE.total_seconds())}"

    def _acting(self, whole: Whole) -> str:
        """Return who acts: whoever was chosen, is at this machine, has it, or is tried now."""
        incident = whole.incident
        likely = (request.values.get("as"), self._by, incident.holder, *sorted(incident.paged))
        known = whole.folder.people
        staff = (p.id for p in known.values() if whole.line.team in p.teams)
        return next((who for who in (*likely, *staff) if who and who in known), "")

    def _said_to(self, whole: Whole) -> str:
        said = request.args.get("said", "")
        if said == "opened":
            return words.opened(whole.line.kept.number, whole.line.kept.report.missing)
        holder = whole.incident.holder
        name = Telling(whole, Said(spoken(), self._now)).person(holder) if holder else ""
        known = {each.value for each in Answer}
        return words.answer_sentence(Answer(said), name) if said in known else ""

    @property
    def _by(self) -> str:
        return self.parts.settings.user

    @property
    def _now(self) -> datetime:
        return self.parts.clock.now()

    def _on(self, number: str, **more: str) -> AnyResponse:
        who = request.form.get("as")
        where = address("incidents.one", number=number, **({"as": who} if who else {}), **more)
        return redirect(where, HTTPStatus.SEE_OTHER)

    def _page(self, name: str, **more: Any) -> str:
        said = Said(spoken(), self._now)
        return render_template(f"incidents/{name}.html", said=said, words=words, **more)
