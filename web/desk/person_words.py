"""What was done to a person, and where swaps stand, in words."""

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
        "added": gettext("The person was added. Now say when they work."),
        "edited": gettext("The particulars were saved."),
        "regular_hours.add": gettext("The regular hours were added."),
        "regular_hours.remove": gettext("The regular hours were removed."),
        "unreachable.add": gettext("The unreachable time was added."),
        "unreachable.remove": gettext("The unreachable time was removed."),
        "wishes.add": gettext("The wish was added."),
        "wishes.remove": gettext("The wish was removed."),
        "ill": gettext("The illness was noted; no duty is touched."),
        "offer": gettext("The duty is on offer; those who may take it are told."),
        "accept": gettext("The swap is done; both are told."),
        "take_back": gettext("The offer is taken back."),
        "override": gettext("The stretch has changed hands; both are told."),
        "swap.offered": gettext("on offer"),
        "swap.accepted": gettext("accepted"),
        "swap.taken_back": gettext("taken back"),
        "swap.lapsed": gettext("lapsed"),
    }
