"""What the start page says of somebody whose working time is used up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.feeds.names import role_name
from web.words import gettext

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from oncall.services.reliefs import Glance
    from web.desk.said import Said
    from web.feeds.names import Names


def relief_sentence(each: Glance, names: Names, said: Said, zone: ZoneInfo) -> str:
    """Return a sentence: what is left without anybody, or who steps in."""
    name = names.person(each.spent.person)
    if each.left:
        roles = dict.fromkeys(role_name(duty.role) for duty in each.left)
        until = said.moment(max(duty.span.end for duty in each.left), zone)
        return gettext(
            "%(name)s has no working time left, but is on duty (%(roles)s) until %(time)s: see who "
            "could step in",
            name=name,
            roles=", ".join(roles),
            time=until,
        )
    who = dict.fromkeys(names.person(one.person) for one in each.further)
    if who:
        return gettext(
            "%(name)s has no working time left today; in their place: %(who)s (further standby "
            "day)",
            name=name,
            who=", ".join(who),
        )
    return gettext("%(name)s has no working time left today; no duty is without anybody", name=name)
