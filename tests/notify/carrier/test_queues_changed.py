"""Queues that are full, renamed, emptied by the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.notify.carrier.desk import HOME
from tests.notify.carrier.town import HOTLINE, refused

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

ENQUEUE = '<Enqueue waitUrl="/wait" action="/left">night</Enqueue><Say>Below.</Say>'


def clara_waits(town: Town, enqueue: str = ENQUEUE) -> None:
    town.desk.says |= {
        "/voice": enqueue,
        "/wait": "<Say>We are calling somebody.</Say><Pause length='18'/>",
        "/left": "<Say>Left.</Say><Pause length='30'/>",
        "/second": "<Dial><Queue>night</Queue></Dial><Say>Nobody waits.</Say>",
    }
    town.clara.dials(HOTLINE)
    town.wait(1)


def test_a_full_queue_lets_nobody_in(town: Town) -> None:
    queue = town.client.queues.create(friendly_name="night", max_size=1)
    clara_waits(town)
    town.ben.dials(HOTLINE)
    town.wait(1)
    assert [each["QueueResult"] for each in town.desk.at("/left")] == ["queue-full"]
    assert town.client.queues(queue.sid).fetch().current_size == 1


def test_the_interface_takes_somebody_out_to_another_document(town: Town) -> None:
    clara_waits(town)
    town.desk.says["/elsewhere"] = "<Say>Elsewhere.</Say><Pause length='30'/>"
    queue = town.client.queues.list()[0]
    members = town.client.queues(queue.sid).members
    assert [each.position for each in members.list()] == [1]
    town.client.queues(queue.sid).members("Front").update(url=f"{HOME}/elsewhere")
    town.wait(1)
    assert town.clara.heard.endswith("Elsewhere.")
    assert town.desk.at("/left")[0]["QueueResult"] == "redirected"
    with refused(20404):
        town.client.queues(queue.sid).members("Front").fetch()


def test_a_queue_is_renamed_and_deleted_only_when_nobody_waits(town: Town) -> None:
    clara_waits(town)
    queue = town.client.queues.list()[0]
    assert town.client.queues(queue.sid).update(friendly_name="day").friendly_name == "day"
    with refused(22002):
        town.client.queues(queue.sid).delete()
    town.clara.hangs_up()
    assert town.client.queues(queue.sid).delete()
    assert town.client.queues.list() == []
