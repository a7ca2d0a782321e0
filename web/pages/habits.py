"""What comes round in a person's weeks: regular hours, unreachable times, wishes, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import redirect, render_template, request

from oncall.folder.schema import TABLES
from oncall.limits import load_limits
from oncall.services import habits
from oncall.services.gathering import facts
from oncall.services.people import person_named
from oncall.services.publishing import Act
from web.desk.field_faults import at_fields
from web.desk.person_words import person_words
from web.desk.said import Said
from web.desk.trying import Tried, tried_of_sheets
from web.desk.week_lines import bars, day_names, hours_told, unreachable_told, wishes_told
from web.languages import spoken
from web.pages.desk import address

if TYPE_CHECKING:
    from flask import Blueprint
    from werkzeug.wrappers import Response as AnyResponse

    from oncall.people import Person
    from oncall.services.staff import Changed
    from oncall.store.db import Database
    from web.pages.parts import Parts

COLUMNS: Final = {
    sheet: tuple(c.name for c in TABLES[sheet] if c.name != "person") for sheet in habits.CALLED
}
ADD, REMOVE = "add", "remove"


class Habits:
    """The page of a person's weekly hours and wishes."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def install(self, pages: Blueprint) -> None:
        """Add the address to the pages of people."""
        both = ["GET", "POST"]
        pages.add_url_rule("/people/<path:id_>/hours", "habits", self.habits, methods=both)

    def habits(self, id_: str) -> AnyResponse | str:
        """Return the page; what a change would bring first if it brings anything, then do it."""
        who = person_named(facts(self.parts.database), id_)
        sheet = request.form.get("sheet", "")
        found = Tried()
        if request.method == "POST" and sheet in COLUMNS:
            sure = request.form.get("sure") == "yes"
            what = request.form.get("what", ADD)
            found = tried_of_sheets(
                self.parts.database, lambda database: self._change(database, who, sheet), sure=sure
            )
            if found.done:
                return redirect(address("people.habits", id_=id_, done=f"{sheet}.{what}"), 303)
        return self._page(who, sheet, found)

    def _change(self, database: Database, who: Person, sheet: str) -> Changed:
        act = Act(self.parts.settings.user, self.parts.clock.now())
        if request.form.get("what") == REMOVE:
            key = request.form.get("key", 0, type=int)
            return habits.remove(database, sheet, who.id, key, act)
        cells = {column: ",".join(request.form.getlist(column)) for column in COLUMNS[sheet]}
        return habits.add(database, sheet, {**cells, "person": who.id}, act)

    def _page(self, who: Person, sheet: str, found: Tried) -> str:
        now, language = self.parts.clock.now(), spoken()
        said = Said(language, now)
        lines = habits.lines(self.parts.database, who.id)
        at, faults = at_fields(found.faults, sheet, COLUMNS.get(sheet, ()))
        rows = {
            "regular_hours": hours_told(lines["regular_hours"], language),
            "unreachable": unreachable_told(lines["unreachable"], language, who.site, now),
            "wishes": wishes_told(lines["wishes"], said, who.site),
        }
        return render_template(
            "people/habits.html",
            who=who,
            words=person_words(),
            rows=rows,
            bars=bars(who, now),
            days=day_names(language),
            sheet=sheet,
            outcome=found.outcome,
            faults=faults,
            at=at,
            typed=_typed(sheet),
            limits=load_limits(),
        )


def _typed(sheet: str) -> dict[str, Any]:
    """Return what was typed into the form of a sheet, to be shown again."""
    if request.method != "POST" or sheet not in COLUMNS or request.form.get("what") == REMOVE:
        return {}
    found: dict[str, Any] = {name: request.form.get(name, "") for name in COLUMNS[sheet]}
    return found | {"weekdays": request.form.getlist("weekdays")}
