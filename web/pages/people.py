"""People: listed, and each with absences, duties, swaps, calendar, and «ill from now»."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, redirect, render_template, request

from oncall.errors import BadInput
from oncall.folder.meaning import as_cell
from oncall.people import Role
from oncall.services import drafting, feeds, illness
from oncall.services import people as service
from oncall.services.gathering import facts
from oncall.services.publishing import Act
from oncall.store.rehearsing import Rehearsal
from web.desk import persons
from web.desk.person_words import person_words
from web.desk.said import Said
from web.feeds.links import Links
from web.feeds.names import Names, role_name
from web.languages import spoken
from web.pages.desk import address, desk
from web.pages.habits import Habits
from web.pages.particulars import Particulars
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response as AnyResponse

    from oncall.people import Person
    from oncall.store.db import Database
    from web.pages.parts import Parts

TYPED: Final = ("start", "end", "reason")


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of people."""
    pages = desk(parts, "people", __name__)
    for further in (Particulars(parts), Habits(parts)):
        further.install(pages)
    mine = _People(parts)
    pages.add_url_rule("/people", "listed", mine.listed, methods=["GET"])
    pages.add_url_rule("/people/<path:id_>", "one", mine.one, methods=["GET", "POST"])
    pages.add_url_rule("/people/<path:id_>/calendar", "calendar", mine.calendar, methods=["POST"])
    return pages


class _People:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.links = Links(parts.key, parts.settings.public_url)

    def listed(self) -> str:
        """Return the list, of one team if it is named."""
        team = request.args.get("team") or None
        rows = persons.listed(self.parts.database, self._now, team)
        teams = tuple(facts(self.parts.database).teams)
        return self._page("listed", rows=rows, teams=teams, team=team)

    def one(self, id_: str) -> AnyResponse | str:
        """Return a person; what a change would bring first, then do it."""
        who = service.person_named(facts(self.parts.database), id_)
        what = request.form.get("what", "")
        shown: dict[str, Any] = {"outcome": None, "faults": (), "what": what}
        if request.method == "POST":
            shown |= self._tried(self._change(who, what))
            if shown["outcome"] is not None and request.form.get("sure") == "yes":
                return self._done(shown["outcome"], who, what)
        folder = facts(self.parts.database)
        return self._page(
            "one",
            whole=persons.whole(self.parts.database, folder.people[id_], folder, self._now),
            names=Names(folder),
            typed=self._typed(who),
            cell=lambda at: as_cell(at, who.site.zone),
            role_name=role_name,
            **shown,
        )

    def calendar(self, id_: str) -> AnyResponse:
        """Make the person's calendar, and go on to the page that says how to subscribe."""
        by, now = self.parts.settings.user, self._now
        feed = feeds.make(self.parts.database, "person", id_, by=by, now=now)
        return redirect(f"{self.links.path(feed)}?lang={spoken()}", 303)

    def _change(self, who: Person, what: str) -> Callable[[Database], Any]:
        by, now, form = self.parts.settings.user, self._now, request.form
        if what == "ill":
            act = Act(by, now, gettext("ill"))
            return lambda database: illness.report_ill(database, who.id, act)
        start = form.get("start", "")
        if what == "remove":
            return lambda database: service.remove_absence(database, who.id, start, by=by, now=now)
        cells = {"person": who.id} | {
            name: form.get(name, "") for name in ("start", "end", "reason")
        }
        return lambda database: service.add_absence(database, cells, by=by, now=now)

    def _tried(self, change: Callable[[Database], Any]) -> dict[str, Any]:
        """Do a change that is confirmed, rehearse one that is not; return what comes of it."""
        sure = request.form.get("sure") == "yes"
        database = self.parts.database if sure else Rehearsal(self.parts.database)
        try:
            return {"outcome": change(database), "faults": ()}
        except BadInput as bad:
            return {"outcome": None, "faults": tuple(fault.message for fault in bad.faults)}

    def _done(self, outcome: Any, who: Person, what: str) -> AnyResponse:
        back = request.form.get("back", "")
        if isinstance(outcome, illness.Ill) and outcome.drafts:
            team = drafting.get(self.parts.database, outcome.drafts[0]).team
            return redirect(address("planning.rota", team=team, draft=outcome.drafts[0]), 303)
        more = {"back": back} if _is_own(back) else {}
        return redirect(address("people.one", id_=who.id, done=what, **more), 303)

    def _typed(self, who: Person) -> dict[str, str]:
        """Return what the form for an absence holds: typed before, or proposed as a cure."""
        if request.method == "POST":
            return {name: request.form.get(name, "") for name in (*TYPED, "back")}
        cure, at = request.args.get("cure", ""), _instant(request.args.get("start", ""))
        if not cure or at is None:
            return {"back": request.args.get("back", "")}
        start, end = persons.proposed(who, cure, at)
        return {"start": start, "end": end, "back": request.args.get("back", ""), "cure": cure}

    @property
    def _now(self) -> datetime:
        return self.parts.clock.now()

    def _page(self, name: str, **more: Any) -> str:
        return render_template(
            f"people/{name}.html",
            said=Said(spoken(), self._now),
            words=person_words(),
            link=lambda feed: f"{self.links.path(feed)}?lang={spoken()}",
            is_own=_is_own,
            roles=tuple(Role),
            **more,
        )


def _instant(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _is_own(back: str) -> bool:
    """Tell whether an address leads to one of our rotas, and nowhere else."""
    return back.startswith("/rota/") and "\\" not in back
