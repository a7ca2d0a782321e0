"""What the buttons of an incident's page do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from oncall.errors import BadInput
from oncall.folder.cells import CellError
from oncall.folder.moments import moment
from oncall.incidents.hearing import Act, Answer
from oncall.services import acting, incident_views, merging
from oncall.services.describing import describe
from oncall.services.gathering import facts_in
from web.incidents.reporting import report_of
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from oncall.incidents.hearing import Heard
    from oncall.store.db import Database
    from oncall.store.incidents import Kept
    from web.pages.parts import Parts

    Form = Mapping[str, str]

SIMPLE: Final[Mapping[str, Callable[[Database, int, Act], Heard]]] = {
    "accept": acting.accept,
    "decline": acting.decline,
    "start": acting.start,
    "pause": acting.pause,
    "resume": acting.resume,
    "wait": acting.wait_for_customer,
    "go-on": acting.go_on,
    "escalate": acting.escalate,
}


class Unsaid(Exception):  # noqa: N818 - a decision, not a fault
    """What can't be done, for something is missing: a sentence for whoever pressed the button."""


class Deed:
    """Something that is to be done about an incident, by whoever is chosen on the page."""

    def __init__(self, parts: Parts, kept: Kept, by: str, now: datetime) -> None:
        self.database = parts.database
        self.kept = kept
        self.id = kept.incident.id
        self.by = by
        self.now = now

    def done(self, form: Form) -> Answer:
        """Do what a form says; raises Unsaid or BadInput, and then nothing was changed."""
        what = form.get("what", "")
        act = self._act(form)
        if what in SIMPLE:
            return SIMPLE[what](self.database, self.id, act).answer
        told = {
            "note": self._noted,
            "resolve": self._resolved,
            "hand-over": self._handed_over,
            "park": self._parked,
            "merge": self._merged,
            "describe": self._described,
        }
        if what not in told:
            raise Unsaid(gettext("This button is not known; reload the page."))
        return told[what](form, act)

    def _noted(self, form: Form, act: Act) -> Answer:
        return acting.note(self.database, self.id, act, self._text(form)).answer

    def _resolved(self, form: Form, act: Act) -> Answer:
        return acting.resolve(self.database, self.id, act, self._text(form)).answer

    def _handed_over(self, form: Form, act: Act) -> Answer:
        return acting.hand_over(self.database, self.id, act, form.get("to", "")).answer

    def _parked(self, form: Form, act: Act) -> Answer:
        owner = form.get("owner") or act.person
        return acting.park(self.database, self.id, act, owner, self._until(form)).answer

    def _merged(self, form: Form, act: Act) -> Answer:
        return merging.merge(self.database, self.id, self._other(form), act).answer

    def _act(self, form: Form) -> Act:
        """Return who does it; what is done in the name of another says by whom."""
        person = form.get("as", "")
        with self.database.begin() as tx:
            known = facts_in(self.database, tx).people
        if person not in known:
            raise Unsaid(gettext("Choose who does it: there is nobody called that any more."))
        return Act(person, "page" if person == self.by else f"page by {self.by}", self.now)

    def _described(self, form: Form, act: Act) -> Answer:
        team = self.kept.incident.team
        with self.database.begin() as tx:
            told = report_of({**form, "team": team}, facts_in(self.database, tx))
        if not form.get("severity"):
            told = replace(told, severity=self.kept.report.severity)
        if not describe(self.database, self.id, act, told):
            raise Unsaid(gettext("Nothing of it is new."))
        return Answer.DONE

    def _text(self, form: Form) -> str:
        text = form.get("text", "").strip()
        if not text:
            raise Unsaid(gettext("Write a few words first."))
        return text

    def _until(self, form: Form) -> datetime | None:
        typed = form.get("until", "").strip()
        if not typed:
            return None
        with self.database.begin() as tx:
            zone = facts_in(self.database, tx).teams[self.kept.incident.team].site.zone
        try:
            return moment(typed).as_start(zone)
        except CellError:
            raise Unsaid(
                gettext("“%(typed)s” is no time; choose a day and a time.", typed=typed)
            ) from None

    def _other(self, form: Form) -> int:
        number = form.get("into", "").strip()
        try:
            return incident_views.named(self.database, number).incident.id
        except BadInput:
            raise Unsaid(gettext("There is no incident “%(number)s”.", number=number)) from None
