"""What is seen at a glance is what a long look would see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oncall.errors import Unknown
from oncall.services import illness, watching
from oncall.services.people import add_absence, remove_absence
from oncall.services.publishing import Act
from oncall.services.seen import at_a_glance
from tests.oncall.services.firms import NOW, published, stored
from tests.oncall.services.test_daily_life import effective

MINUTE = timedelta(minutes=1)


@pytest.fixture
def firm(database):
    stored(database)
    published(database)
    return database


def absent(database, duty):
    cells = {"person": duty.person, "start": "2026-12-07", "end": "2026-12-20", "reason": "leave"}
    add_absence(database, cells, by="petra", now=NOW)


def test_a_rota_without_faults_has_none_at_a_glance_either(firm):
    assert at_a_glance(firm, "video", NOW) == watching.state_of(firm, "video", NOW)
    assert at_a_glance(firm, "video", NOW).gaps == ()


def test_an_absence_is_seen_at_once_and_again_when_it_is_taken_back(firm):
    at_a_glance(firm, "video", NOW)
    duty = effective(firm)[0]
    absent(firm, duty)
    with_gaps = at_a_glance(firm, "video", NOW)
    assert with_gaps.gaps
    assert with_gaps == watching.state_of(firm, "video", NOW)
    remove_absence(firm, duty.person, "2026-12-07", by="petra", now=NOW)
    assert at_a_glance(firm, "video", NOW).gaps == ()


def test_a_new_version_is_seen_at_once(firm):
    duty = effective(firm)[0]
    before = at_a_glance(firm, "video", duty.span.start)
    illness.report_ill(firm, duty.person, Act("petra", duty.span.start, "ill"))
    found = at_a_glance(firm, "video", duty.span.start)
    assert found != before
    assert found == watching.state_of(firm, "video", duty.span.start)


@pytest.mark.parametrize("minutes", [0, 1, 7, 14, 15, 59, 60, 239])
def test_gaps_begin_now_however_long_ago_somebody_looked(firm, minutes):
    duty = effective(firm)[0]
    absent(firm, duty)
    at_a_glance(firm, "video", duty.span.start)
    now = duty.span.start + minutes * MINUTE
    assert at_a_glance(firm, "video", now).gaps == watching.state_of(firm, "video", now).gaps


def test_a_team_that_there_is_not_is_refused(firm):
    with pytest.raises(Unknown, match="the nearest is video"):
        at_a_glance(firm, "vidoe", NOW)
