"""Pages get through though the carrier is down, callbacks go astray, or who sends them dies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from notify.carrier import Fate, Faults, presses
from oncall.errors import Unreachable
from oncall.incidents.events import Kind
from oncall.incidents.sending import DOUBT, LEASE
from tests.stories.rotas import HOUR, on_duty, rang
from tests.stories.town import town as a_town
from web.worker.hand import Outside
from web.worker.pager import Pager

if TYPE_CHECKING:
    from pathlib import Path

    from notify.channel import Found, Parcel, Receipt, Sender
    from tests.databases import Copies
    from tests.stories.town import Town

MINUTE = 60.0


@pytest.fixture(autouse=True)
def _three_on_call(request: pytest.FixtureRequest) -> None:
    if "town" in request.fixturenames:
        town = request.getfixturevalue("town")
        on_duty(town, town.clock.at, town.clock.at + 3 * HOUR)


def states(town: Town) -> set[str]:
    with town.database.begin() as tx:
        return set(tx.execute(text("select state from pages where message is null")).scalars())


def test_the_carrier_is_down_for_ten_minutes(town: Town) -> None:
    town.served.goes_down()
    incident = town.reported()
    town.later(9.5 * MINUTE)
    assert town.phone("ada").calls == ()
    town.served.comes_back()
    for who in ("ada", "ben", "cem"):
        town.phone(who).behave(presses("1"))
    town.later(90)
    holder = town.stands(incident).holder
    assert holder is not None, "it is climbed on as soon as there is a carrier again"
    for who in ("ada", "ben", "cem"):
        phone = town.phone(who)
        rang(phone, calls=len(phone.calls), texts=len(phone.inbox))


def test_an_answer_of_the_carrier_that_is_lost_doubles_no_page(town: Town) -> None:
    town.carrier.order(Fate.LOST_AFTER, Fate.ERROR_AFTER)
    town.reported()
    town.later(60)
    assert states(town) <= {"delivered", "failed", "answered", "accepted"}
    rang(town.phone("ada"), calls=1, texts=1)


def test_a_request_that_never_arrived_is_sent_again(town: Town) -> None:
    town.carrier.order(Fate.ERROR_BEFORE, Fate.ERROR_BEFORE)
    town.reported()
    town.later((LEASE + DOUBT).total_seconds() + 5)
    rang(town.phone("ada"), calls=1, texts=1)


def test_callbacks_that_are_lost_doubled_and_reordered_take_nothing_back(
    copies: Copies, tmp_path: Path
) -> None:
    faults = Faults(
        seed=3,
        callbacks_lost=0.2,
        callbacks_repeated=0.4,
        callbacks_delayed=0.3,
        callbacks_reordered=0.4,
    )
    with a_town(copies, tmp_path, faults) as town:
        on_duty(town, town.clock.at, town.clock.at + 3 * HOUR)
        town.phone("ada").behave(presses("1"))
        some = [town.reported(f"Fehler {n}") for n in range(3)]
        known: dict[int, int] = {}
        for _ in range(60):
            town.later(5)
            now = ranks(town)
            assert all(now[page] >= rank for page, rank in known.items())
            known = now
        assert town.stands(some[0]).holder == "ada"
        assert all(town.kinds(each).count(Kind.ACCEPTED) <= 1 for each in some)


def ranks(town: Town) -> dict[int, int]:
    order = ("pending", "sending", "doubtful", "accepted", "answered", "delivered", "failed")
    with town.database.begin() as tx:
        found = tx.execute(text("select id, state from pages where state <> 'withdrawn'"))
        return {row.id: order.index(row.state) // 3 for row in found}


@dataclass
class Gone:
    """A database that is gone until it is back."""

    database: Any
    is_gone: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.database, name)

    def begin(self) -> Any:
        if self.is_gone:
            raise Unreachable("gone")
        return self.database.begin()


def test_the_database_is_gone_for_half_a_minute(town: Town) -> None:
    incident = town.reported()
    town.later(2)
    town.pager._database = gone = Gone(town.database, is_gone=True)
    for _ in range(30):
        town.clock.wind(HOUR / 3600)
        with pytest.raises(Unreachable):
            town.pager.turn()
    gone.is_gone = False
    town.phone("ada").behave(presses("1"))
    town.later(4 * MINUTE)
    assert town.stands(incident).holder == "ada"
    rang(town.phone("ada"), calls=2, texts=2)


class Killed(BaseException):
    """The worker is no more."""


@dataclass
class Deadly:
    """A sender whose user dies after it was handed over, and before that is written down."""

    sender: Sender
    name: str

    def send(self, parcel: Parcel) -> Receipt:
        self.sender.send(parcel)
        raise Killed

    def find(self, parcel: Parcel, since: Any) -> tuple[Found, ...]:
        return self.sender.find(parcel, since)


def test_a_worker_that_dies_between_sending_and_recording_doubles_nothing(town: Town) -> None:
    town.reported()
    way = town.pager._outside
    deadly = {name: Deadly(each, name) for name, each in way.senders.items()}
    doomed = Pager(town.database, town.clock, Outside(deadly, way.links, 9))
    with pytest.raises(Killed):
        doomed.turn()  # the text is out, the call is still in its hands
    town.later((LEASE + DOUBT).total_seconds() + 10)
    assert not states(town) & {"pending", "sending", "doubtful"}
    rang(town.phone("ada"), calls=1, texts=1)
