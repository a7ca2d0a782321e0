"""What follows an acceptance: callers are texted, and who accepted is texted or called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import phonenumbers
from phonenumbers import PhoneNumberType, number_type

from oncall.hotline.call import Place
from oncall.incidents.deciding import Page, Purpose
from oncall.incidents.ladder import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oncall.contracts import Contact
    from oncall.hotline.call import Call
    from oncall.incidents.events import Event
    from oncall.incidents.incident import Incident

MOBILE: Final = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


class Thanks(NamedTuple):
    """A text to a caller; `until` is None where they are being connected anyway."""

    phone: str
    language: str
    until: datetime | None


def thanks(calls: Iterable[Call], contacts: Iterable[Contact], how: str) -> Iterator[Thanks]:
    """Yield a text for each telephone of whoever has proven who they are and has a mobile.

    It goes to numbers on record alone: whoever nobody knows gets no text (TELEPHONY, «Calls»).
    """
    known = {(each.customer.id, each.name): each.phones for each in contacts}
    told: set[str] = set()
    for call in calls:
        phones = known.get((call.customer or "", call.contact), ()) if call.is_verified else ()
        mobiles = sorted(filter(is_mobile, phones), key=lambda each: each != call.caller)
        if not mobiles or mobiles[0] in told:
            continue
        told.add(mobiles[0])
        is_fetched = how == "key" and call.place is Place.WAITING and call.ended_at is None
        yield Thanks(mobiles[0], call.language, None if is_fetched else call.promised)


def extra(
    incident: Incident, event: Event, *, has_text: bool, is_awaited: bool
) -> tuple[Page, ...]:
    """Return what is sent to whoever has accepted.

    Who did it in a call and has no text of the incident gets one, with its link and the caller's
    number. Who did it elsewhere while a caller waits is called, and connected by a key of theirs.
    """
    person = event.facts["person"]
    by_call = event.facts.get("how", "").startswith("key")
    if by_call and not has_text:
        key = f"{incident.id}/yours/{incident.version}/{person}"
        return (Page(key, person, (Channel.SMS,), Purpose.YOURS),)
    if not by_call and is_awaited:
        key = f"{incident.id}/connect/{incident.version}/{person}"
        return (Page(key, person, (Channel.VOICE,), Purpose.CONNECT),)
    return ()


def is_mobile(number: str) -> bool:
    """Tell whether a number (E.164) can be texted."""
    return number_type(phonenumbers.parse(number)) in MOBILE
