"""How the command line says what a contract is, and what its customer may have now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.catalogue.offers import Channel
    from oncall.entitled import Entitlement
    from oncall.services.contract_list import Whole
    from oncall.services.contracts import Changed


def facts_of(whole: Whole, now: datetime, channel: Channel) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of a contract, as two columns."""
    entry = whole_entry(whole, now, channel)
    booked = (f"{each['id']} {each['start']} to {each['end']}" for each in entry["bookings"])
    yield from (
        ("contract", entry["id"]),
        ("customer", entry["customer"]),
        ("level", f"{entry['provider']} {entry['level']}, {entry['site']}"),
        ("state", entry["state"] or "the catalogue has no such level"),
        ("from", entry["start"]),
        ("ends", entry["ends"] or "-"),
        ("renewed after", entry["term_ends"] if not entry["ends"] and entry["term_ends"] else "-"),
        ("notice until", _notice(entry)),
        ("may call", "; ".join(map(_contact, entry["contacts"])) or "-"),
        ("products", "; ".join(f"{p['product']} {p['serial']}" for p in entry["products"]) or "-"),
        ("standby", "; ".join(booked) or ("none booked" if entry["standby"] else "not possible")),
    )
    if entry["now"]:
        yield ("now", f"{entry['now']['way']} ({', '.join(entry['now']['why'])})")


def whole_entry(whole: Whole, now: datetime, channel: Channel) -> dict[str, Any]:
    """Return a contract as JSON has it; PINs stay out."""
    contacts = [
        {
            "name": each.name,
            "phones": list(each.phones),
            "email": each.email,
            "trained": each.trained,
            "delegate_of": each.delegate_of,
            "pin": each.pin is not None,
        }
        for each in whole.contacts
    ]
    products = [
        {
            "product": each.product,
            "serial": each.serial,
            "warranty_until": str(each.warranty_until) if each.warranty_until else None,
        }
        for each in whole.products
    ]
    found = whole.entitled(now, channel)
    return {
        **whole.listed.entry(),
        "hotline": whole.listed.contract.hotline.number if whole.listed.contract.hotline else None,
        "ticket_prefix": whole.listed.contract.ticket_prefix,
        "contacts": contacts,
        "products": products,
        "bookings": list(_bookings(whole, now)),
        "outlasting": [each.id for each in whole.outlasting],
        "now": _entitled(found, whole) if found else None,
    }


def outlasting_lines(done: Changed) -> Iterator[str]:
    """Yield what to do about bookings that run on after the contract."""
    for booking in done.outlasting:
        ends = f" --end {done.last_day}" if done.last_day else ""
        cure = f"oncall bookings shorten {booking.id}{ends}"
        yield f"outlasts the contract: {booking.id}; end it with: {cure}"


def _bookings(whole: Whole, now: datetime) -> Iterator[dict[str, str]]:
    for each in sorted(whole.bookings, key=lambda one: (one.span, one.id)):
        if each.span.end > now:
            zone = each.team.site.zone
            start, end = (at.astimezone(zone) for at in (each.span.start, each.span.end))
            yield {
                "id": each.id,
                "start": start.isoformat(timespec="minutes"),
                "end": end.isoformat(timespec="minutes"),
                "requested_by": each.requested_by,
            }


def _entitled(found: Entitlement, whole: Whole) -> dict[str, Any]:
    bought = whole.listed.bought
    opens = found.support.changes
    return {
        "way": found.way.value,
        "why": [each.value for each in found.why],
        "support_open": found.support.is_open,
        "support_changes": (
            opens.astimezone(bought.place.zone).isoformat(timespec="minutes")
            if opens and bought
            else None
        ),
        "booking": found.booking.id if found.booking else None,
        "channels": [each.value for each in found.channels],
    }


def _contact(each: dict[str, Any]) -> str:
    marks = [word for word, is_so in (("trained", each["trained"]), ("PIN", each["pin"])) if is_so]
    delegate = [f"for {each['delegate_of']}"] if each["delegate_of"] else []
    numbers = ", ".join(each["phones"])
    found = f"{each['name']} {numbers}".strip()
    return f"{found} ({', '.join([*marks, *delegate])})" if marks or delegate else found


def _notice(entry: dict[str, Any]) -> str:
    if not entry["notice_ends"]:
        return f"received {entry['notice_received']}" if entry["notice_received"] else "not needed"
    if not entry["notice_until"]:
        return "any time"
    return f"{entry['notice_until']}, for {entry['notice_ends']}"
