"""The form for a person's particulars, and the cells of their row that come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wtforms import (  # type: ignore[import-untyped]
    BooleanField,
    EmailField,
    Form,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[import-untyped]
from wtforms.widgets import DateInput, DateTimeLocalInput  # type: ignore[import-untyped]

from oncall.folder.cells import names
from oncall.folder.moments import exact_moment
from oncall.folder.schema import TABLES
from oncall.people import Role
from web.desk.person_words import person_words
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict

    from oncall.folder.facts import Folder

TICKED: Final = ("team", "roles")
TYPED: Final = ("name", "site", "email", "phone", "languages", "joined", "left")
USUAL: Final = {column.name: column.default or "" for column in TABLES["people"]}
BLANK: Final = ("always", "never", "immer", "nie")


def person_form(
    folder: Folder, cells: Mapping[str, str], data: MultiDict[str, str], *, is_new: bool
) -> Any:
    """Return the form, filled in with what was typed, else with a person's cells."""
    words = person_words()
    skills_ = sorted({skill for who in folder.people.values() for skill in who.skills})
    start = _filled(cells)

    class PersonForm(Form):  # type: ignore[misc] # made anew: labels are in the page's language
        name = StringField(gettext("Name"), render_kw={"required": True, "autocomplete": "off"})
        if is_new:
            id = StringField(
                gettext("Id, for good"),
                description=gettext("Left blank, it is made from the name."),
            )
        else:
            renamed = BooleanField(gettext("The same person under a new name"))
        team = SelectMultipleField(gettext("Teams"), choices=[*map(SelectChoice, folder.teams)])
        site = SelectField(gettext("Site"), choices=[*map(SelectChoice, folder.sites)])
        roles = SelectMultipleField(
            gettext("Roles"),
            choices=[SelectChoice(role.value, words[f"role.{role}"]) for role in Role],
        )
        skills = SelectMultipleField(gettext("Skills"), choices=[*map(SelectChoice, skills_)])
        more_skills = StringField(
            gettext("Further skills"), render_kw={"placeholder": gettext("separated by ;")}
        )
        languages = StringField(
            gettext("Languages"), render_kw={"placeholder": "de; en", "required": True}
        )
        email = EmailField(gettext("E-mail"))
        phone = TelField(gettext("Telephone"), render_kw={"placeholder": "+49 …"})
        joined = StringField(
            gettext("First day"),
            widget=_day_or_time(start["joined"]),
            description=gettext("Blank: has always been here."),
        )
        left = StringField(
            gettext("Last day"),
            widget=_day_or_time(start["left"]),
            description=gettext("Blank: stays. Who has left remains in what is over."),
        )

    return PersonForm(data) if data else PersonForm(data=start)


def cells_of(form: Any) -> dict[str, str]:
    """Return the cells of a person's row as they would be typed in its table."""
    cells = {name: form[name].data or "" for name in TYPED}
    cells |= {name: ";".join(form[name].data or ()) for name in TICKED}
    skills = names(";".join([*(form.skills.data or ()), form.more_skills.data or ""]))
    new_id = {"id": form.id.data or ""} if "id" in form else {}
    return cells | new_id | {"skills": ";".join(skills)}


def missing(form: Any) -> dict[str, tuple[str, ...]]:
    """Return what a person needs and would get by default if nobody chose it, by field."""
    ticks = {"roles": gettext("Tick at least one role.")}
    blank = {"languages": gettext("Fill this in.")}
    return {
        **{name: (said,) for name, said in ticks.items() if not form[name].data},
        **{name: (said,) for name, said in blank.items() if not (form[name].data or "").strip()},
    }


def _filled(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return what the fields hold at first."""
    full = {name: cells.get(name) or usual for name, usual in USUAL.items()}
    dates = {name: _typed(full[name]) for name in ("joined", "left")}
    return {
        **full,
        **dates,
        **{name: [each.casefold() for each in names(full[name])] for name in ("roles",)},
        **{name: list(names(full[name])) for name in ("team", "skills")},
    }


def _typed(cell: str) -> str:
    """Return a date or time as a field for it has it; blank for always and never."""
    if not cell or cell.casefold() in BLANK:
        return ""
    found = exact_moment(cell)
    if found.offset is not None or found.minute == 1440:
        return cell
    hour, minute = divmod(found.minute or 0, 60)
    return f"{found.day}" if found.minute is None else f"{found.day}T{hour:02}:{minute:02}"


def _day_or_time(typed: str) -> Any:
    """Return the field for what is written: a day, a time, or what no such field can hold."""
    if not typed or len(typed) == len("2026-12-07"):
        return DateInput()
    return DateTimeLocalInput() if len(typed) == len("2026-12-07T18:00") else None
