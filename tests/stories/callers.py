"""Customers of the town who call its hotline, and what they have bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier import Person
from tests.stories.town import BOOKED, OURS

if TYPE_CHECKING:
    from notify.carrier import Handset
    from tests.stories.town import Town

PIN = "48151"
WEBER, HIDDEN, STRANGER, REED = (f"+49302312515{n}" for n in range(4))
SECOND = "+493023125154"
MOBILE = "+4917139200051"
DESK = "+493023125155"
CALLERS = (
    Person("Weber", WEBER),
    Person("Hidden", HIDDEN, is_anonymous=True),
    Person("Stranger", STRANGER),
    Person("Reed", REED, "en"),
    Person("Second", SECOND),
    Person("Mobile", MOBILE),
    Person("Desk", DESK),
)
TABLES = {
    "bookings": BOOKED
    + "B9,Reed,video,2026-11-01,2026-12-07,2026-12-21,Mon-Fri 18:00-22:00,codec,1,1\n",
    "customers": "id,name,language\nAlster,Alster GmbH,de\nReed,Reed Ltd,en\nElbe,Elbe AG,de\n",
    "hotlines": f"number,teams,languages,helpdesk\n{OURS},video,de;en,{DESK}\n",
    "contacts": "customer,name,phones,pin\n"
    f"Alster,Wanda Weber,{WEBER},{PIN}\nReed,Rita Reed,{REED},2222\nElbe,Emil Esche,{SECOND},3333\n"
    f"Alster,Moritz Moor,{MOBILE},4444\n",
}


def caller(town: Town, number: str = WEBER) -> Handset:
    """The telephone of a caller."""
    return town.carrier.phone(number)


def dials(town: Town, number: str = WEBER) -> Handset:
    """Somebody dials the hotline and hears it."""
    phone = caller(town, number)
    phone.dials(OURS)
    town.later(2)
    return phone


def enters_pin(town: Town, number: str = WEBER, pin: str = PIN) -> Handset:
    """Somebody dials the hotline, keeps to its language, and enters a PIN."""
    phone = dials(town, number)
    town.later(9)
    phone.press(f"{pin}#")
    town.later(2)
    return phone
