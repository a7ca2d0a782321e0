"""Callbacks lost, doubled, late, turned round, forged."""

from __future__ import annotations

from notify.carrier import Faults, presses
from tests.notify.carrier.town import town


def states_with(faults: Faults) -> list[str]:
    """The states told of one call."""
    with town(faults) as made:
        made.anna.behave(presses("1"))
        made.desk.says["/voice"] = "<Say>Hello.</Say>"
        made.call()
        made.wait(120)
        return made.desk.statuses()


IN_ORDER = ["initiated", "ringing", "in-progress", "completed"]


def test_callbacks_can_be_lost() -> None:
    assert states_with(Faults(callbacks_lost=1)) == []


def test_callbacks_can_come_twice() -> None:
    assert states_with(Faults(callbacks_repeated=1)) == [each for each in IN_ORDER for _ in "ab"]


def test_callbacks_can_come_in_another_order_with_their_numbers_kept() -> None:
    with town(Faults(callbacks_reordered=1)) as made:
        made.anna.behave(presses("1"))
        made.desk.says["/voice"] = "<Say>Hello.</Say>"
        made.call()
        made.wait(120)
        told = [each["SequenceNumber"] for each in made.desk.at("/status")]
    assert sorted(told) == ["0", "1", "2", "3"]
    assert told != sorted(told)


def test_callbacks_can_be_late() -> None:
    with town(Faults(callbacks_delayed=1, longest_delay=40)) as made:
        made.call(timeout=5)
        made.wait(10)
        early = made.desk.statuses()
        made.wait(60)
        assert len(early) < len(made.desk.statuses()) == 3


def test_webhooks_can_be_forged_by_share() -> None:
    with town(Faults(forged=1)) as made:
        made.text()
        made.wait(10)
        assert [each.is_signed for each in made.desk.at("/status")] == [False, False]
