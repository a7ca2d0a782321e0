"""A person's particulars: somebody is added, or changed; what follows for rotas is shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request
from werkzeug.datastructures import MultiDict

from oncall.services import staff
from oncall.services.gathering import facts
from oncall.services.people import person_named
from oncall.services.publishing import Act
from web.desk.field_faults import at_fields, put_at_fields
from web.desk.person_form import cells_of, missing, person_form
from web.desk.trying import Tried, tried, tried_of_sheets
from web.pages.desk import address
from web.words import gettext

if TYPE_CHECKING:
    from flask import Blueprint
    from werkzeug.wrappers import Response as AnyResponse

    from oncall.folder.facts import Folder
    from oncall.people import Person
    from oncall.store.db import Database
    from web.pages.parts import Parts


class Particulars:
    """The pages on which people are added and changed."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def install(self, pages: Blueprint) -> None:
        """Add the addresses to the pages of people."""
        both = ["GET", "POST"]
        pages.add_url_rule("/people/new", "new", self.new, methods=both)
        pages.add_url_rule("/people/<path:id_>/particulars", "particulars", self.one, methods=both)

    def new(self) -> AnyResponse | str:
        """Return the form for a new person, or add them."""
        folder = facts(self.parts.database)
        if not folder.teams:
            return redirect(address("planning.teams"), 303)
        cells = {"team": request.args.get("team", ""), "site": next(iter(folder.sites))}
        form = person_form(folder, cells, MultiDict(request.form), is_new=True)
        found, lacks = Tried(), missing(form)
        if request.method == "POST":
            new = cells_of(form)

            def add(database: Database) -> staff.Changed:
                return staff.add(database, new, self._act)

            found = tried(self.parts.database, add, sure=not lacks)
            if found.done:
                return redirect(address("people.habits", id_=found.outcome.id, done="added"), 303)
        return self._page(folder, form, found, None, "")

    def one(self, id_: str) -> AnyResponse | str:
        """Return the form for a person, or change them."""
        folder = facts(self.parts.database)
        who = person_named(folder, id_)
        row = staff.row(self.parts.database, id_)
        form = person_form(folder, row.cells, MultiDict(request.form), is_new=False)
        seen = request.form.get("seen", row.mark)
        found, lacks = Tried(), missing(form)
        if request.method == "POST":
            cells, renamed = cells_of(form), bool(form.renamed.data)

            def edit(database: Database) -> staff.Changed:
                return staff.edit(database, id_, cells, self._act, seen=seen, renamed=renamed)

            sure = request.form.get("sure") == "yes"
            do = tried if lacks else tried_of_sheets
            found = do(self.parts.database, edit, sure=sure and not lacks)
            if found.done:
                return redirect(address("people.one", id_=id_, done="edited"), 303)
        return self._page(folder, form, found, who, seen)

    def _page(self, folder: Folder, form: Any, found: Tried, who: Person | None, seen: str) -> str:
        lacks = missing(form) if request.method == "POST" else {}
        is_renamed = who is not None and (form.name.data or "").strip() != who.name
        at, faults = at_fields(found.faults, staff.SOURCE, staff.COLUMNS)
        if who and is_renamed and not form.renamed.data and "name" in at:
            at["name"] = (_renamed(who),)
        put_at_fields(form, {**at, **lacks})
        return render_template(
            "people/particulars.html",
            form=form,
            who=who,
            seen=seen,
            is_renamed=is_renamed,
            outcome=None if lacks else found.outcome,
            faults=faults,
            has_skills=any(each.skills for each in folder.people.values()),
        )

    @property
    def _act(self) -> Act:
        return Act(self.parts.settings.user, self.parts.clock.now())


def _renamed(who: Person) -> str:
    return gettext(
        "%(id)s is %(name)s. If it is the same person under a new name, say so below; a new "
        "person is added with an id of their own.",
        id=who.id,
        name=who.name,
    )
