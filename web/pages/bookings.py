"""Bookings: listed, added, changed; what follows for rotas is shown before it is done."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.datastructures import MultiDict

from oncall.errors import BadInput
from oncall.services import booking_list, bookings, gathering
from oncall.services.gathering import facts
from oncall.store.rehearsing import Rehearsal
from web.desk import bookers
from web.desk.booking_form import booking_form, cells_of, first_possible, lead_days
from web.desk.booking_words import booking_words
from web.desk.said import Said
from web.desk.windows_words import windows_in_words
from web.languages import spoken
from web.pages.desk import address, desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response as AnyResponse

    from oncall.services.booking_list import Listed
    from oncall.services.bookings import Changed
    from oncall.store.db import Database
    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of bookings."""
    pages = desk(parts, "bookings", __name__)
    mine = _Bookings(parts)
    pages.add_url_rule("/bookings", "listed", mine.listed, methods=["GET"])
    pages.add_url_rule("/bookings/new", "new", mine.new, methods=["GET", "POST"])
    pages.add_url_rule("/bookings/<path:id_>", "one", mine.one, methods=["GET", "POST"])
    return pages


class _Bookings:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def listed(self) -> str:
        """Return the list, of one team if it is named."""
        team = request.args.get("team") or None
        now = self.parts.clock.now()
        rows = booking_list.listed(self.parts.database, now=now, team=team)
        teams = tuple(facts(self.parts.database).teams)
        return self._page("listed", rows=rows, teams=teams, team=team)

    def new(self) -> AnyResponse | str:
        """Return the form for a new booking; what would follow first, then add it."""
        folder, now = facts(self.parts.database), self.parts.clock.now()
        teams = tuple(folder.teams)
        if not teams:
            return redirect(address("planning.teams"), 303)
        asked = request.values.get("team") or teams[0]
        team = gathering.team_named(folder, asked)
        form = booking_form(folder, team, now, MultiDict(request.form))
        if request.method == "GET":
            form.customer.data = request.args.get("customer")
        shown: dict[str, Any] = {"outcome": None, "faults": ()}
        if request.method == "POST":
            cells = cells_of(form, team.id)

            def add(database: Database) -> Changed:
                return bookings.add(database, cells, by=self._by, now=now)

            shown = self._tried(add)
            if isinstance(shown["outcome"], bookings.Changed) and self._sure:
                return self._done(shown["outcome"].id, "added")
        return self._page(
            "new",
            form=form,
            teams=teams,
            team=team,
            first=first_possible(team, now),
            lead_days=lead_days(),
            customers=bookers.customers(folder, now),
            askers=bookers.askers(folder, now),
            **shown,
        )

    def one(self, id_: str) -> AnyResponse | str:
        """Return a booking with what can be done to it; what would follow first, then do it."""
        shown: dict[str, Any] = {"outcome": None, "faults": (), "what": request.form.get("what")}
        end = request.form.get("end", "")
        if request.method == "POST":
            shown |= self._tried(self._change(id_, shown["what"] or "", end))
            if shown["outcome"] is not None and self._sure:
                return self._done(id_, shown["what"] or "")
        row = self._row(id_)
        page = self._page("one", row=row, typed_end=end, lead_days=lead_days(), **shown)
        return make_response(page, HTTPStatus.OK if row else HTTPStatus.NOT_FOUND)

    def _change(self, id_: str, what: str, end: str) -> Callable[[Database], Changed]:
        now, by = self.parts.clock.now(), self._by
        if what == "cancel":
            return lambda database: bookings.cancel(database, id_, by=by, now=now)
        if what == "shorten":
            return lambda database: bookings.shorten(database, id_, end, by=by, now=now)
        return lambda database: bookings.extend(database, id_, end, by=by, now=now)

    def _tried(self, change: Callable[[Database], Changed]) -> dict[str, Any]:
        """Do a change that is confirmed, rehearse one that is not; return what comes of it."""
        database = self.parts.database if self._sure else Rehearsal(self.parts.database)
        try:
            return {"outcome": change(database), "faults": ()}
        except BadInput as bad:
            return {"outcome": None, "faults": tuple(fault.message for fault in bad.faults)}

    def _row(self, id_: str) -> Listed | None:
        rows = booking_list.listed(self.parts.database, now=self.parts.clock.now())
        return next((row for row in rows if row.id == id_), None)

    @property
    def _sure(self) -> bool:
        return request.form.get("sure") == "yes"

    @property
    def _by(self) -> str:
        return self.parts.settings.user

    def _done(self, id_: str, what: str) -> AnyResponse:
        return redirect(address("bookings.listed", done=what, id=id_), 303)

    def _page(self, name: str, **more: Any) -> str:
        language = spoken()
        return render_template(
            f"bookings/{name}.html",
            said=Said(language, self.parts.clock.now()),
            words=booking_words(),
            windows=lambda cell: windows_in_words(cell, language),
            **more,
        )
