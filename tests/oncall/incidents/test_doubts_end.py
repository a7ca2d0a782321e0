"""A doubt ends by the carrier's list: what it has belongs to one attempt, and to no other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from notify.channel import Found, Outcome, Receipt
from oncall.incidents.ladder import Channel
from oncall.incidents.report import Report
from oncall.incidents.seal import Seal
from oncall.services import delivering, intake, receipts, wording
from oncall.store.pages import Intent, intend
from tests.oncall.services.firms import published, stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oncall.incidents.sending import Errand
    from oncall.store.db import Database

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
PHONE = "+493023125101"
DOUBTFUL = Receipt(Outcome.DOUBTFUL)


@pytest.fixture
def firm(database: Database) -> Database:
    stored(database)
    published(database)
    return database


def wait(database: Database, channel: Channel, *some: tuple[str, str]) -> None:
    """Let pages wait for people at telephones, of an incident each."""
    for n, (person, address) in enumerate(some):
        kept = intake.take(database, Report("video", f"Bild {n}"), by="test", now=NOW).kept
        key = f"{kept.number} {channel} {person} {address}"
        intent = Intent(
            key, person, channel, address, "fault", "de", NOW, NOW + timedelta(hours=1),
            kept.incident.id, 1,
        )  # fmt: skip
        with database.begin() as tx:
            intend(tx, [intent], NOW)


def claim(database: Database, now: datetime = NOW) -> list[Errand]:
    return delivering.claim(database, "worker", now, calls_a_second=9)


def settle(database: Database, errand: Errand, sids: Sequence[str]) -> None:
    found = [Found(sid, "queued", NOW) for sid in sids]
    delivering.settle(database, errand, found, NOW + timedelta(seconds=16))


def states(database: Database) -> list[tuple[str, str | None]]:
    with database.begin() as tx:
        rows = tx.execute(text("select state, sid from attempts order by began_at, id"))
        return [(row.state, row.sid) for row in rows]


def test_what_another_attempt_has_is_not_adopted(firm: Database) -> None:
    wait(firm, Channel.SMS, ("ben", PHONE), ("ben", PHONE))
    first, second = claim(firm)
    receipts.record(firm, first, Receipt(Outcome.ACCEPTED, sid="S1"), NOW)
    receipts.record(firm, second, DOUBTFUL, NOW)
    settle(firm, second, ["S1"])
    assert sorted(states(firm)) == [("accepted", "S1"), ("lost", None)]
    assert [each.pages for each in claim(firm, NOW + timedelta(seconds=17))] == [second.pages]


def test_what_is_listed_twice_is_adopted_once(firm: Database) -> None:
    wait(firm, Channel.SMS, ("ben", PHONE), ("ben", PHONE))
    some = claim(firm)
    for each in some:
        receipts.record(firm, each, DOUBTFUL, NOW)
        settle(firm, each, ["S1", "S1"])
    assert sorted(states(firm)) == [("accepted", "S1"), ("lost", None)]


def test_two_doubts_that_end_at_once_do_not_adopt_the_same(firm: Database) -> None:
    wait(firm, Channel.SMS, *[("ben", f"{PHONE}{n // 2:02}") for n in range(40)])
    some = sorted(claim(firm), key=lambda each: each.address)
    for each in some:
        receipts.record(firm, each, DOUBTFUL, NOW)
    barrier = Barrier(2)

    def settles(mine: list[Errand]) -> None:
        for each in mine:
            barrier.wait()
            settle(firm, each, [f"S{each.address}"])

    threads = [Thread(target=settles, args=(some[n::2],)) for n in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(state for state, _ in states(firm)) == ["accepted"] * 20 + ["lost"] * 20


def test_two_people_with_one_telephone_are_called_one_after_the_other(firm: Database) -> None:
    """Calls in a list bear no id of ours: which of two it is could not be told."""
    wait(firm, Channel.VOICE, ("ben", PHONE), ("ada", PHONE), ("ben", PHONE))
    [called] = claim(firm)
    assert (called.person, len(called.pages)) == ("ben", 2)
    receipts.record(firm, called, DOUBTFUL, NOW)
    assert claim(firm, NOW + timedelta(seconds=5)) == []
    settle(firm, called, [])
    assert len(claim(firm, NOW + timedelta(seconds=17))) == 1


def test_who_shares_a_telephone_is_called_at_their_own_meanwhile(firm: Database) -> None:
    wait(firm, Channel.VOICE, ("ben", PHONE), ("ada", PHONE), ("ada", f"{PHONE}9"))
    assert [each.person for each in claim(firm)] == ["ben"]
    [second] = claim(firm, NOW + timedelta(seconds=1))
    assert (second.person, second.address) == ("ada", f"{PHONE}9")


def test_a_text_is_known_again_after_what_it_tells_has_changed(firm: Database) -> None:
    wait(firm, Channel.SMS, ("ben", PHONE))
    [errand] = claim(firm)
    links = Seal(b"key", "https://oncall.example").link
    before = wording.parcel(firm, errand, links, NOW)
    with firm.begin() as tx:
        tx.execute(text("update incidents set description = 'Ton'"))
    after = wording.parcel(firm, errand, links, NOW)
    assert before.text != after.text
    assert before.mark == after.mark == links(errand.attempt)
    assert before.mark in before.text
