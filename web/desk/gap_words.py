"""What the timeline's scripts say of gaps, and how they count."""

from __future__ import annotations

from web.words import gettext


def gap_words() -> dict[str, str]:
    """Return these words by their key."""
    return {**_counts(), **_gaps()}


def _counts() -> dict[str, str]:
    n = "{n}"
    return {
        "gaps.one": gettext("%(n)s gap", n=n),
        "gaps.many": gettext("%(n)s gaps", n=n),
        "changes.one": gettext("%(n)s change", n=n),
        "changes.many": gettext("%(n)s changes", n=n),
        "duties.one": gettext("%(n)s duty", n=n),
        "duties.many": gettext("%(n)s duties", n=n),
        "people.one": gettext("%(n)s person", n=n),
        "people.many": gettext("%(n)s people", n=n),
    }


def _gaps() -> dict[str, str]:
    name = "{name}"
    return {
        "gap": gettext("Gap"),
        "gaps.none": gettext("Every booked minute is covered."),
        "short.by": gettext("%(role)s short by %(n)s", role="{role}", n="{n}"),
        "put.in": gettext("Put in …"),
        "because": gettext("Why nobody could take it"),
        "cure": gettext("Cure"),
        "cure.absence": gettext("Absences of %(name)s", name=name),
        "cure.regular_hours": gettext("Give %(name)s time off", name=name),
        "cure.unreachable": gettext("Open %(name)s", name=name),
        "cure.role": gettext("Open %(name)s", name=name),
        "cure.skill": gettext("Open %(name)s", name=name),
        "cure.draft": gettext("Ask for a draft"),
        "gap.draft": gettext("A draft of these weeks looks for what would close the gap."),
        "cure.search": gettext("Draft again, with a longer search"),
        "cure.team": gettext("This is agreed in the team's table; change it there and import it."),
        "nobody": gettext("Nobody of the team could take all of it as things stand."),
    }
