"""The columns of every table: name, parser, default, and which must be filled in."""

from __future__ import annotations

from typing import Final

from oncall.folder import cells, moments, places, weekly
from oncall.folder.columns import CUSTOMER, END, ID, PERSON, REASON, START, Column
from oncall.folder.contract_columns import CONTRACT_TABLES

PERCENT = cells.number(0, 1000)
AMOUNT = cells.number(0, 1_000_000)

SITES = (
    ID,
    Column("timezone", places.zone),
    Column("country", places.country),
    Column("subdivision", cells.optional_name, "none"),
    Column("bridge_days", cells.yes_no, "no"),
    Column("support_hours", weekly.support_hours, "Mon-Fri 09:00-16:00"),
)
HANDOVER = "00:00;06:00;08:00;12:00;16:00;18:00;20:00;22:00"
TEAMS = (
    ID,
    Column("site", cells.text),
    Column("handover", moments.handover_times, HANDOVER),
    Column("min_duty_hours", cells.hours, "2"),
    Column("max_duty_hours", cells.hours, "12"),
    Column("min_rest_hours", cells.hours, "11"),
    Column("max_consecutive_days", cells.whole(0, 366), "7"),
    Column("max_days_per_28", cells.whole(0, 28), "14"),
    Column("min_free_weekends_per_28", cells.whole(0, 4), "1"),
    Column("during_regular_hours", cells.yes_no, "no"),
)
PEOPLE = (
    ID,
    Column("name", cells.text),
    Column("team", cells.names),
    Column("site", cells.text),
    Column("email", cells.email, blank=True),
    Column("phone", cells.text, blank=True),
    Column("skills", cells.names, blank=True),
    Column("roles", cells.roles, "primary;backup"),
    Column("languages", cells.names, "de"),
    Column("joined", moments.moment_or_always, "always"),
    Column("left", moments.moment_or_never, "never"),
)
REGULAR_HOURS = (
    PERSON,
    Column("weekdays", weekly.working_days),
    Column("start", moments.start_of_line),
    Column("end", moments.time_of_day),
)
UNREACHABLE = (
    PERSON,
    Column("weekdays", weekly.days),
    Column("start", moments.start_of_line),
    Column("end", moments.time_of_day),
    Column("from", moments.day_or_always, "always"),
    Column("until", moments.day_or_always, "always"),
    REASON,
)
ABSENCES = (PERSON, START, END, REASON)
WISHES = (
    PERSON,
    START,
    END,
    Column("wish", cells.prefers),
    Column("weight", cells.whole(1, 5), "3"),
)
BOOKINGS = (
    ID,
    CUSTOMER,
    Column("team", cells.text),
    Column("requested_at", moments.exact_moment),
    START,
    END,
    Column("windows", weekly.windows),
    Column("skill", cells.optional_name, "none"),
    Column("primary", cells.whole(0, 9), "1"),
    Column("backup", cells.whole(0, 9), "0"),
    Column("exclusive", cells.yes_no, "no"),
    Column("callout_minutes_per_hour", cells.minutes_per_hour, "6"),
    Column("requested_by", cells.text, ""),
)
DUTIES = (PERSON, Column("role", cells.role), START, END)
WORKLOG = (
    Column("incident", cells.text),
    PERSON,
    CUSTOMER,
    Column("booking", cells.text),
    START,
    END,
    Column("on_site", cells.yes_no, "no"),
)
PRICES = (
    CUSTOMER,
    Column("standby_day", AMOUNT),
    Column("hour", AMOUNT),
    Column("saturday_percent", PERCENT),
    Column("sunday_percent", PERCENT),
    Column("holiday_percent", PERCENT),
    Column("night_percent", PERCENT),
    Column("night", moments.time_range, "20:00-06:00"),
    Column("step_minutes", cells.whole(1, 1440), "30"),
    Column("first_hour_on_site", cells.yes_no, "no"),
)
ROTA = (
    Column("duty", cells.identifier),
    PERSON,
    Column("role", cells.role),
    START,
    END,
    Column("bookings", cells.names),
)

REQUIRED: Final = ("sites", "teams", "people", "bookings")
TABLES: Final = {
    "sites": SITES,
    "teams": TEAMS,
    "people": PEOPLE,
    "regular_hours": REGULAR_HOURS,
    "unreachable": UNREACHABLE,
    "absences": ABSENCES,
    "wishes": WISHES,
    "bookings": BOOKINGS,
    "duties": DUTIES,
    "worklog": WORKLOG,
    "prices": PRICES,
    **CONTRACT_TABLES,
}
