"""An engineer subscribes once; what is published, swapped and withdrawn then shows by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from oncall.localtime import DAY
from oncall.services import feeds
from tests.stories.subscriber import served, subscribed
from tests.web.pages.rotas import evening, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies
    from tests.stories.subscriber import Subscriber
    from tests.web.pages.rotas import Firm

MONDAY, TUESDAY, FEBRUARY = date(2026, 12, 7), date(2026, 12, 8), date(2027, 2, 1)


@pytest.fixture
def story(copies: Copies, tmp_path: Path) -> Iterator[tuple[Firm, Subscriber]]:
    with opened(copies, tmp_path / "firm") as firm, served(firm) as address:
        yield firm, subscribed(tmp_path / "ada", address + firm.address())


def test_an_engineer_subscribes_once_and_sees_every_change(story) -> None:
    firm, ada = story
    # A duty far ahead stays: vdirsyncer takes a feed without any for a mistake.
    firm.publish(evening(FEBRUARY, "ada"))
    made = firm.publish(evening(MONDAY, "ada"), evening(TUESDAY, "ben"))
    duty = next(c.after for c in made.changes if c.after.person == "ada")
    ada.fetch()
    assert ada.agenda("2026-12-01") == [
        "2026-12-07 18:00 22:00 CONFIRMED Erstbereitschaft · Alster AG"
    ]

    # The duty moves to a later hour: the same entry, another time.
    firm.clock.wind(DAY)
    hour = (duty.span.end - duty.span.start) / 4
    later = replace(duty, span=replace(duty.span, start=duty.span.start + hour))
    firm.publish(later, span=duty.span)
    ada.fetch()
    assert ada.agenda("2026-12-01") == [
        "2026-12-07 19:00 22:00 CONFIRMED Erstbereitschaft · Alster AG"
    ]
    assert ada.count() == 2

    # Ben takes it: with Ada it is cancelled, still the same entry.
    firm.clock.wind(DAY)
    firm.publish(replace(later, person="ben"), span=duty.span)
    ada.fetch()
    gone = "2026-12-07 19:00 22:00 CANCELLED Entfällt: Erstbereitschaft · Alster AG"
    assert ada.agenda("2026-12-01") == [gone]
    assert ada.count() == 2

    # Thirty days later nobody needs to know any more.
    firm.clock.wind(30 * DAY)
    ada.fetch()
    assert ada.agenda("2026-12-01") == [gone]
    firm.clock.wind(DAY)
    ada.fetch()
    assert ada.agenda("2026-12-01") == []
    assert ada.count() == 1


def test_a_duty_that_comes_back_is_there_once(story) -> None:
    firm, ada = story
    made = firm.publish(evening(MONDAY, "ada"))
    duty = made.changes[0].after
    ada.fetch()
    firm.publish(replace(duty, person="cem"), span=duty.span)
    ada.fetch()
    firm.publish(duty, span=duty.span)
    ada.fetch()
    assert ada.agenda("2026-12-01") == [
        "2026-12-07 18:00 22:00 CONFIRMED Erstbereitschaft · Alster AG"
    ]
    assert ada.count() == 1


def test_a_night_on_which_the_clocks_change_is_shown_at_its_local_hours(story) -> None:
    firm, ada = story
    saturday = evening(date(2027, 3, 27), "ada")
    night = replace(saturday, span=replace(saturday.span, end=saturday.span.end + DAY / 3))
    firm.publish(night)
    ada.fetch()
    assert ada.agenda("2027-03-26") == [
        "2027-03-27 18:00 07:00 CONFIRMED Erstbereitschaft · Alster AG"
    ]


def test_a_revoked_link_fails_loudly_and_leaves_the_calendar_as_it_was(story) -> None:
    firm, ada = story
    firm.publish(evening(MONDAY, "ada"))
    ada.fetch()
    row = firm.feed()
    feeds.revoke(firm.database, row.id, row.generation, by="petra", now=firm.clock.now())
    with pytest.raises(AssertionError, match="Gone"):
        ada.fetch()
    assert ada.count() == 1
