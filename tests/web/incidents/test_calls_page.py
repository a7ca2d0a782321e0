"""The list of calls: who was missed stands first, with what became of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from oncall.hotline.call import Call, Place
from oncall.store import calls
from tests.web.pages.desks import text

if TYPE_CHECKING:
    from tests.web.incidents.conftest import Desk

STRANGER = "+493023125152"


def called(desk: Desk, **more: object) -> None:
    """Somebody has called."""
    sid = f"CA{len(more)}{more.get('place', '')}"
    call = Call(sid, "+493023125000", STRANGER, desk.now, "de")
    with desk.database.begin() as tx:
        calls.begin(tx, replace(call, **more))


def test_nobody_has_called_is_said(desk: Desk) -> None:
    page = text(desk.firm, "/calls")
    assert "Nobody was missed." in page
    assert "Nobody has called yet." in page


def test_who_hung_up_unknown_is_missed_and_can_be_called(desk: Desk) -> None:
    called(desk, ended_at=desk.now + timedelta(seconds=12))
    page = text(desk.firm, "/calls")
    assert STRANGER in page
    assert "12 s" in page
    assert "hung up before anybody knew who it was" in page
    assert "Nobody was missed." not in page


def test_a_call_about_an_incident_leads_to_it_and_says_whether_it_is_proven(desk: Desk) -> None:
    number = desk.report()
    called(
        desk,
        place=Place.WAITING,
        customer="Alster AG",
        contact="Wanda Weber",
        is_verified=True,
        ticket=number,
        ended_at=desk.now,
    )
    page = text(desk.firm, "/calls?lang=de")
    assert f"/incidents/{number}" in page
    assert "Wanda Weber" in page
    assert "mit PIN" in page
    assert "hat beim Warten aufgelegt" in page
    assert "Niemand wurde verpasst." in page


def test_a_withheld_number_is_said_to_be_one(desk: Desk) -> None:
    called(desk, caller="", ended_at=desk.now)
    assert "number withheld" in text(desk.firm, "/calls")
