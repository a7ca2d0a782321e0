"""Conferences: listed, looked at, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notify.carrier.calls.telling import API_VERSION, rfc2822
from notify.carrier.conferences import end
from notify.carrier.rest.asking import Refusal, Shown
from notify.carrier.rest.paging import listed, within

if TYPE_CHECKING:
    from notify.carrier.places import Conference
    from notify.carrier.rest.asking import Asked


def get_all(asked: Asked) -> Shown:
    """List conferences."""
    name, status = asked.get("FriendlyName"), asked.get("Status")
    found = (
        each
        for each in asked.network.conferences.values()
        if each.account is asked.account
        and (not name or each.name == name)
        and (not status or each.status == status)
        and within(asked, "DateCreated", each.created)
        and within(asked, "DateUpdated", each.updated)
    )
    return listed(asked, "conferences", found, _conference)


def get(asked: Asked) -> Shown:
    """Show a conference."""
    return Shown(200, _conference(asked, find(asked, "Sid")))


def change(asked: Asked) -> Shown:
    """End a conference."""
    found = find(asked, "Sid")
    if asked.get("Status") == "completed":
        end(asked.network, found, "conference-ended-via-api")
    return Shown(200, _conference(asked, found))


def find(asked: Asked, name: str) -> Conference:
    """Return the conference that an identifier in the path names; raises Refusal."""
    found = asked.network.conferences.get(asked.ids[name])
    if found is None or found.account is not asked.account:
        raise Refusal(404, 20404, f"there is no conference {asked.ids[name]}")
    return found


def _conference(asked: Asked, shown: Conference) -> dict[str, Any]:
    uri = f"{asked.base}/Conferences/{shown.sid}"
    body = {
        "account_sid": shown.account.sid,
        "date_created": rfc2822(shown.created),
        "date_updated": rfc2822(shown.updated),
        "api_version": API_VERSION,
        "friendly_name": shown.name,
        "region": "ie1",
        "sid": shown.sid,
        "status": shown.status,
        "uri": f"{uri}.json",
        "subresource_uris": {"participants": f"{uri}/Participants.json"},
        "call_sid_ending_conference": shown.ended_by,
    }
    return body | ({"reason_conference_ended": shown.reason} if shown.reason else {})
