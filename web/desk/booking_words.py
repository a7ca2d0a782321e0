"""Where bookings stand, in words."""

from __future__ import annotations

from oncall.booking_changes import Cover, State
from web.words import gettext


def booking_words() -> dict[str, str]:
    """Return the words for states, covers, and what was done."""
    return {
        State.COMING: gettext("to come"),
        State.RUNNING: gettext("running"),
        State.OVER: gettext("over"),
        State.CANCELLED: gettext("cancelled"),
        Cover.ALL: gettext("planned and published"),
        Cover.PART: gettext("partly published"),
        Cover.NONE: gettext("not published yet"),
        Cover.NOTHING: gettext("nothing left"),
        "added": gettext("The booking was added."),
        "cancel": gettext("The booking was cancelled."),
        "shorten": gettext("The booking was shortened."),
        "extend": gettext("The booking was extended."),
    }
