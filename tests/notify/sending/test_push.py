"""Push messages: what Apprise says becomes a receipt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from notify.channel import Outcome, Parcel
from notify.push import Pushes, service

PARCEL = Parcel(
    24 * "a", "push", "ntfy://push.example/oncall", "Störung", "de", timedelta(hours=1), "Betreff"
)


@dataclass
class Service:
    takes: bool = True
    error: Exception | None = None
    got: list[dict[str, str]] = field(default_factory=list)

    def notify(self, **told: str) -> bool:
        if self.error:
            raise self.error
        self.got.append(told)
        return self.takes


def test_a_message_is_handed_to_the_service() -> None:
    made = Service()
    assert Pushes(lambda _: made).send(PARCEL).outcome is Outcome.ACCEPTED
    assert made.got == [{"body": "Störung", "title": "Betreff"}]


def test_what_a_service_does_not_take_is_tried_again() -> None:
    assert Pushes(lambda _: Service(takes=False)).send(PARCEL).outcome is Outcome.BUSY
    broken = Service(error=OSError("gone"))
    assert Pushes(lambda _: broken).send(PARCEL).outcome is Outcome.BUSY


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_apprise_knows_real_addresses_and_refuses_what_is_none() -> None:
    assert service(PARCEL.address) is not None
    nowhere = replace(PARCEL, address="no address")
    assert Pushes().send(nowhere).outcome is Outcome.REFUSED
