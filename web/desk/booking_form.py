"""The form for a new booking: its fields, what may be chosen, and the cells that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from wtforms import (  # type: ignore[import-untyped]
    BooleanField,
    Form,
    IntegerField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[import-untyped]
from wtforms.widgets import DateTimeLocalInput, NumberInput  # type: ignore[import-untyped]

from oncall.bookings import first_possible_start
from oncall.limits import load_limits
from oncall.localtime import DAY, MINUTE
from web.words import gettext

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug.datastructures import MultiDict

    from oncall.folder.facts import Folder
    from oncall.people import Team

WEEKLY: Final = "weekly"
PERIOD: Final = 28 * DAY
FORMAT: Final = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class First:
    """The first instant at which a booking of a team may begin, in local time for a form."""

    team: Team
    at: datetime

    @property
    def typed(self) -> str:
        """Return it as a field for date and time has it."""
        return self.at.astimezone(self.team.site.zone).strftime(FORMAT)


def first_possible(team: Team, now: datetime) -> First:
    """Return when a booking that is asked for now may begin: on a whole minute."""
    earliest = first_possible_start(now, team.site.zone, load_limits())
    whole = earliest.replace(second=0, microsecond=0)
    return First(team, whole if whole == earliest else whole + MINUTE)


def lead_days() -> int:
    """Return how many days before its begin a booking must be asked for."""
    return load_limits().lead_days


def booking_form(folder: Folder, team: Team, now: datetime, data: MultiDict[str, str]) -> Form:
    """Return the form for a team, filled in with what was typed."""
    first = first_possible(team, now)
    zone = team.site.zone
    begin = _next_hour(first.at).astimezone(zone)
    skills = sorted({skill for person in folder.people.values() for skill in person.skills})

    class BookingForm(Form):  # type: ignore[misc] # made anew: labels are in the page's language
        customer = StringField(
            gettext("Customer"), render_kw={"list": "customers", "required": True}
        )
        start = StringField(
            gettext("Begins"),
            widget=DateTimeLocalInput(),
            default=begin.strftime(FORMAT),
            render_kw={"min": first.typed, "required": True},
        )
        end = StringField(
            gettext("Ends"),
            widget=DateTimeLocalInput(),
            default=(begin + PERIOD).strftime(FORMAT),
            render_kw={"min": first.typed, "required": True},
        )
        windows = SelectField(
            gettext("To be covered"),
            choices=[
                SelectChoice("out-of-hours", gettext("outside support hours")),
                SelectChoice("always", gettext("around the clock")),
                SelectChoice(WEEKLY, gettext("at hours of the week, as written below")),
            ],
        )
        weekly = StringField(
            gettext("Hours of the week"),
            render_kw={"placeholder": gettext("Mon-Fri 16:00-24:00; Sat-Sun,Holiday 08:00-16:00")},
        )
        skill = SelectField(
            gettext("Skill"),
            choices=[SelectChoice("", gettext("none")), *map(SelectChoice, skills)],
        )
        primary = IntegerField(gettext("Primaries"), default=1, widget=NumberInput(min=0, max=9))
        backup = IntegerField(gettext("Backups"), default=0, widget=NumberInput(min=0, max=9))
        callout_minutes_per_hour = StringField(
            gettext("Expected call-out minutes per hour"), default="6"
        )
        exclusive = BooleanField(gettext("Who holds it holds nothing else then"))
        requested_by = StringField(
            gettext("Asked for by"),
            render_kw={"list": "askers", "placeholder": gettext("the planner")},
        )

    return BookingForm(data) if data else BookingForm()


def cells_of(form: Any, team: str) -> dict[str, str]:
    """Return the cells of a booking's row as they would be typed in its table."""
    weekly = form.windows.data == WEEKLY
    return {
        "customer": form.customer.data or "",
        "team": team,
        "start": form.start.data or "",
        "end": form.end.data or "",
        "windows": (form.weekly.data or "") if weekly else form.windows.data,
        "skill": form.skill.data or "",
        "primary": _typed(form.primary),
        "backup": _typed(form.backup),
        "exclusive": "yes" if form.exclusive.data else "no",
        "callout_minutes_per_hour": form.callout_minutes_per_hour.data or "",
        "requested_by": form.requested_by.data or "",
    }


def _typed(field: Any) -> str:
    """Return a number as it was typed, so that whoever mistyped is told of it."""
    return (field.raw_data or [""])[0] if field.data is None else str(field.data)


def _next_hour(at: datetime) -> datetime:
    whole = at.replace(minute=0, second=0, microsecond=0)
    return whole if whole == at else whole + timedelta(hours=1)
