"""What was done to a person's times, and where swaps stand, in words."""

from __future__ import annotations

from web.words import gettext


def person_words() -> dict[str, str]:
    """Return the words by what was done, and by the state of a swap."""
    return {
        "role.primary": gettext("Primary"),
        "role.backup": gettext("Backup"),
        "role.manager": gettext("Manager"),
        "add": gettext("The absence was added."),
        "remove": gettext("The absence was removed."),
        "ill": gettext("The illness was noted; no duty is touched."),
        "swap.offered": gettext("on offer"),
        "swap.accepted": gettext("accepted"),
        "swap.taken_back": gettext("taken back"),
        "swap.lapsed": gettext("lapsed"),
    }
