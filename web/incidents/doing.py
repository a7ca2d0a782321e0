"""What the buttons of an incident's page do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.errors import BadInput
from oncall.folder.cells import CellError
from oncall.folder.moments import moment
from oncall.incidents.hearing import Act, Answer
from oncall.services import acting, incident_views
from oncall.services.gathering import facts_in
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
    "escalate": acting.escalate,
}


class Unsaid(Exception):  # noqa: N818 - a decision, not a fault
    """What can't be done, for something is missing: a sentence for whoever pressed the button."""


class Deed:
    """Something that is to be done about an incident, by whoever is chosen on the page."""

    def __init__(self, parts: Parts, kept: Kept, by: str, now: datetime) -> None:
        self.database = parts.database
        self.kept = kept
        self.by = by
        self.now = now

    def done(self, form: Form) -> Answer:
        """Do what a form says; raises Unsaid or BadInput, and then nothing was changed."""
        what, id_ = form.get("what", ""), self.kept.incident.id
        act = self._act(form)
        if what in SIMPLE:
            return SIMPLE[what](self.database, id_, act).answer
        match what:
            case "note":
                return acting.note(self.database, id_, act, self._text(form)).answer
            case "resolve":
                return acting.resolve(self.database, id_, act, self._text(form)).answer
            case "hand-over":
                return acting.hand_over(self.database, id_, act, form.get("to", "")).answer
            case "park":
                owner = form.get("owner") or act.person
                return acting.park(self.database, id_, act, owner, self._until(form)).answer
            case "merge":
                return acting.merge(self.database, id_, self._other(form), act).answer
            case _:
                raise Unsaid(gettext("This button is not known; reload the page."))

    def _act(self, form: Form) -> Act:
        """Return who does it; what is done in the name of another says by whom."""
        person = form.get("as", "")
        with self.database.begin() as tx:
            known = facts_in(self.database, tx).people
        if person not in known:
            raise Unsaid(gettext("Choose who does it: there is nobody called that any more."))
        return Act(person, "page" if person == self.by else f"page by {self.by}", self.now)

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
