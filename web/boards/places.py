"""Where a duty may go, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oncall.board.places import REACH
from web.boards.times import instant
from web.sayings import said
from web.words import gettext

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.board.places import Place, Point
    from oncall.services.placing import InDraft, InPublished, Taker


def in_draft_entry(found: InDraft) -> dict[str, Any]:
    """Return where a duty of a draft may go, or who might have a new one."""
    places, duty = found.places, found.duty
    people = [_place(each, duty.person if duty else None) for each in places.people]
    if duty is None:
        return {"duty": None, "edition": found.edition, "people": people}
    return {
        "duty": duty.label,
        "edition": found.edition,
        "people": people,
        "starts": [_point(each, duty.span.start) for each in places.starts],
        "ends": [_point(each, duty.span.end) for each in places.ends],
        "cuts": [instant(at) for at in places.cuts],
        "from": instant(duty.span.start - REACH),
        "until": instant(duty.span.end + REACH),
    }


def in_published_entry(found: InPublished) -> dict[str, Any]:
    """Return who may take a published duty."""
    return {
        "duty": found.duty.label,
        "version": found.version,
        "people": [_taker(each, found) for each in found.takers],
    }


def _place(place: Place, holder: str | None) -> dict[str, Any]:
    why = place.broken[0].sentence if place.broken else None
    return _answer({"person": place.person}, why, current=place.person == holder)


def _point(point: Point, now: datetime) -> dict[str, Any]:
    why = point.broken[0].sentence if point.broken else None
    if why is None and point.cover.too_many:
        why = gettext("More would be on duty then than are asked for.")
    found = _answer({"at": instant(point.at)}, why, current=point.at == now)
    return found | {"opens": point.cover.opens}


def _taker(taker: Taker, found: InPublished) -> dict[str, Any]:
    is_holder = taker.person == found.duty.person
    swap = None if found.begun or is_holder else _answer({}, taker.swap)
    return _answer({"person": taker.person}, taker.override, current=is_holder) | {"swap": swap}


def _answer(of: dict[str, Any], why: str | None, **more: bool) -> dict[str, Any]:
    return of | {"ok": why is None, "why": why and said(why)} | more
