"""What people are told beside pages: duties, promises that run out, and nobody at night."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from notify.carrier import Person
from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import Contact
from oncall.services import reaching
from oncall.services.reaching import Change
from oncall.store.messages import Message, tell
from tests.notify.sending.box import Box, served
from tests.stories.town import PLANNER, town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies
    from tests.stories.town import Town

WEBER = "+4917139200021"


@pytest.fixture(name="told")
def _told(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    """A town whose planner is told things by text."""
    planners = (Contact(Channel.SMS, PLANNER),)
    with town(copies, tmp_path, planners=planners) as made:
        yield made
        made.carrier.nothing_else_happened()


def say(town: Town, kind: str, person: str | None = None, **facts: object) -> None:
    with town.database.begin() as tx:
        tell(tx, [Message(f"{kind} {person}", kind, "video", person, facts)], town.clock.at)


def test_planners_hear_of_a_gap_in_local_time(told: Town) -> None:
    start, end = "2026-12-08T17:00+00:00", "2026-12-08T21:00+00:00"
    say(told, "gap", role="primary", start=start, end=end, missing=1, bookings=["B1"])
    told.later(5)
    told.planner.expect_text("Lücke in video", "Di 08.12. 18:00", "Di 08.12. 22:00")


def test_a_message_is_told_once(told: Town) -> None:
    say(told, "draft", draft=7, why="ill", refused="niemand ist frei")
    told.later(5)
    told.planner.expect_text("Entwurf 7")
    told.later(120)
    assert len(told.planner.inbox) == 1


def test_duties_wait_for_the_end_of_quiet_hours_and_pages_do_not(town: Town) -> None:
    change = Change(town.primary, "petra", town.clock.at)
    reaching.set_quiet(town.database, change, "18:30", "07:00")
    say(town, "swap", town.primary, swap=3, duty="D4", giver="dora", why="Chor")
    incident = town.reported()
    town.later(5)
    first = town.phone(town.primary)
    first.expect_text(town.number(incident))
    assert len(first.inbox) == 1
    first.answers()
    first.press("1")
    with town.database.begin() as tx:
        page = tx.execute(text("select due_at from pages where purpose = 'message'")).one()
    assert page.due_at == datetime(2026, 12, 8, 6, tzinfo=UTC)


def test_a_person_without_an_address_is_told_nothing_and_that_is_seen(town: Town) -> None:
    say(town, "exhausted", number="100001", rounds=2)  # planners are not set up here
    town.later(5)
    with town.database.begin() as tx:
        found = tx.execute(text("select state, why from pages")).all()
    assert [tuple(row) for row in found] == [("failed", "no address")]


def test_an_exhausted_ladder_is_told_outside(copies: Copies, tmp_path: Path) -> None:
    outside = (Contact(Channel.SMS, PLANNER),)
    with town(copies, tmp_path, outside=outside) as made:
        incident = made.reported()
        made.later(40 * 60)
        made.planner.expect_text(made.number(incident), "niemand hat angenommen")
        assert len(made.planner.inbox) == 1, "warnings are for planners alone"


def test_a_broken_account_is_told_to_planners_and_outside_by_mail(
    copies: Copies, tmp_path: Path
) -> None:
    to = {
        "planners": (Contact(Channel.EMAIL, "petra@firm.example"),),
        "outside": (Contact(Channel.EMAIL, "chief@firm.example"),),
    }
    box = Box()
    wrong = "not the token of the account"
    with (
        served(box) as place,
        town(copies, tmp_path, token=wrong, smtp=f"smtp://{place}", **to) as made,
    ):
        made.reported()
        made.later(30)
    told = sorted(mail["To"] for mail in box.mails if "20003" in mail.get_content())
    assert told == 2 * ["chief@firm.example"] + 2 * ["petra@firm.example"], "by call and by text"


def test_a_customer_hears_what_was_confirmed_and_until_when_it_is_covered(
    copies: Copies, tmp_path: Path
) -> None:
    tables = {
        "customers": "id,name,language\nAlster,Alster Optik,de\n",
        "contacts": f"customer,name,phones,trained\nAlster,Wanda Weber,{WEBER},yes\n"
        "Alster,Otto Ohne,+4917139200022,no\n",
    }
    callers = (Person("Wanda", WEBER), Person("Otto", "+4917139200022"))
    with town(copies, tmp_path, callers=callers, tables=tables) as made:
        start, end = "2026-12-21T18:00+01:00", "2026-12-24T22:00+01:00"
        facts = {"booking": "B9", "start": start, "end": end}
        with made.database.begin() as tx:
            booked = Message("booking B9", "booking", "video", None, facts, "Alster")
            covered = Message(
                "covered B9", "covered", "video", None, {**facts, "until": end}, "Alster"
            )
            tell(tx, [booked, covered], made.clock.at)
        made.later(5)
        wanda = made.carrier.phone(WEBER)
        wanda.expect_text("Bereitschaftsbuchung B9 ist bestätigt", "Mo 21.12. 18:00")
        wanda.expect_text("B9 ist bis Do 24.12. 22:00 besetzt")
        made.carrier.nothing_else_happened()
