"""Somebody is ill from now on: the least is changed, at once, and nobody is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oncall.drafts import Wanted
from oncall.errors import BadInput
from oncall.services import draft_work, drafting, on_call, overriding, swapping, urgent
from oncall.services.illness import report_ill
from oncall.services.publishing import Act
from oncall.store import messages
from tests.oncall.services.firms import MONDAY, NOW, published, solved_here, stored
from tests.oncall.services.test_publishing import effective

HOUR = timedelta(hours=1)


def running(database):
    """Return the first duty and an instant in the middle of it."""
    duty = effective(database)[0]
    return duty, duty.span.start + HOUR


def ill(database, person, now, until=None):
    """Report somebody ill, and solve and publish what that asks for."""
    found = report_ill(database, person, Act("petra", now, "flu"), until)
    for number in found.drafts:
        solved_here(database, number, now)
    urgent.publish_urgent(database, now)
    return found


def test_a_running_duty_goes_to_somebody_else_at_once(database):
    stored(database)
    published(database)
    duty, now = running(database)
    ill(database, duty.person, now)
    turn = on_call.who_is(database, "video", now + timedelta(minutes=1))[0]
    assert turn.duty.person != duty.person
    assert turn.duty.span.start == now
    before = on_call.who_is(database, "video", now - timedelta(minutes=1))[0]
    assert (before.duty.person, before.duty.duty) == (duty.person, duty.duty)


def test_only_days_of_illness_change_and_as_little_as_possible(database):
    stored(database)
    published(database)
    before = {each.duty: each for each in effective(database)}
    duty, now = running(database)
    ill(database, duty.person, now, now + 50 * HOUR)
    after = {each.duty: each for each in effective(database)}
    theirs = {
        n
        for n, each in before.items()
        if each.person == duty.person and each.span.start < now + 50 * HOUR
    }
    changed = {n for n, each in before.items() if after.get(n) != each}
    assert changed == theirs
    assert not any(
        each.person == duty.person and now < each.span.end and each.span.start < now + 50 * HOUR
        for n, each in after.items()
        if each.span.start >= now
    )


def test_planners_and_all_it_touches_are_told(database):
    stored(database)
    published(database)
    duty, now = running(database)
    ill(database, duty.person, now)
    with database.begin() as tx:
        told = messages.told(tx, "video", "duties")
        planners = messages.told(tx, "video", "illness")
    last = max(message.facts["version"] for message in told)
    assert {m.person for m in told if m.facts["version"] == last} >= {duty.person}
    assert len(planners) == 1


def test_where_nobody_can_step_in_there_is_a_gap_and_planners_hear_of_it(database):
    people = """\
id,name,team,site,email,phone,skills
ada,Ada Ahlers,video,hamburg,ada@firm.example,030 23125 101,codec
dora,Dora Dahl,video,hamburg,,,network
"""
    weekdays = (
        "id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
        "B1,Alster,video,2026-11-01,2026-12-07,2026-12-10,Mon-Fri 18:00-22:00,codec,1,0\n"
    )
    stored(database, people=people, bookings=weekdays)
    published(database, days=7)
    duty, now = running(database)
    ill(database, "ada", now)
    with database.begin() as tx:
        gaps = messages.told(tx, "video", "gap")
    assert next(m.facts["start"][:16] for m in gaps) == "2026-12-07T19:00"
    assert on_call.who_is(database, "video", duty.span.end - HOUR) == ()


def test_who_changes_the_rota_meanwhile_is_not_overwritten_and_the_ill_are_replaced_all_the_same(
    database,
):
    stored(database)
    published(database)
    duty, now = running(database)
    found = report_ill(database, duty.person, Act("petra", now, "flu"))
    solved_here(database, found.drafts[0], now)
    last = effective(database)[-1]
    taker = swapping.offer(database, last.label, Act("petra", now)).possible[0]
    overriding.override(database, last.label, taker, Act("petra", now))
    assert urgent.publish_urgent(database, now) == 0
    solved_here(database, found.drafts[0], now)
    assert urgent.publish_urgent(database, now) == 1
    assert effective(database)[-1].person == taker
    turn = on_call.who_is(database, "video", now + timedelta(minutes=1))[0]
    assert turn.duty.person != duty.person


def test_two_who_are_ill_are_both_replaced_whoever_is_solved_first(database):
    stored(database)
    published(database)
    now = effective(database)[0].span.start - 2 * HOUR
    until = now + timedelta(days=7)
    found = [report_ill(database, who, Act("petra", now, "flu"), until) for who in ("ben", "ada")]
    drafts = [number for each in found for number in each.drafts]
    for _ in range(3):
        for number in drafts:
            if drafting.get(database, number).is_waited_for:
                solved_here(database, number, now)
        urgent.publish_urgent(database, now)
    ill_now = [
        each
        for each in effective(database)
        if each.person in ("ben", "ada") and each.span.start < until
    ]
    assert ill_now == []


def test_it_may_take_a_while_until_somebody_is_found(database):
    stored(database)
    published(database)
    duty, now = running(database)
    found = report_ill(database, duty.person, Act("petra", now + timedelta(seconds=50), "flu"))
    solved_here(database, found.drafts[0], now + timedelta(seconds=70))
    later = now + timedelta(minutes=3, seconds=10)
    assert urgent.publish_urgent(database, later) == 1
    turns = {
        minute: on_call.who_is(database, "video", now + timedelta(minutes=minute))[0].duty
        for minute in (3, 4)
    }
    assert turns[3].person == duty.person  # so it was, whoever should have been
    assert turns[4].person != duty.person


def test_of_two_workers_that_publish_it_one_does_and_nobody_is_alarmed(database):
    stored(database)
    published(database)
    duty, now = running(database)
    found = report_ill(database, duty.person, Act("petra", now, "flu"))
    solved_here(database, found.drafts[0], now)
    assert [urgent.publish_urgent(database, now) for _ in range(2)] == [1, 0]
    with database.begin() as tx:
        assert messages.told(tx, "video", "draft") == []


def test_only_published_stretches_are_filled(database):
    stored(database)
    published(database, first=MONDAY + timedelta(days=7), days=7)
    before = effective(database)
    found = ill(database, before[0].person, NOW, before[-1].span.end)
    assert len(found.drafts) == 1
    after = effective(database)
    assert len(after) == len(before)
    assert min(each.span.start for each in after) == min(each.span.start for each in before)


def test_planners_are_told_when_nobody_could_be_found(database):
    stored(database)
    published(database)
    duty, now = running(database)
    found = report_ill(database, duty.person, Act("petra", now, "flu"))
    claimed = draft_work.claim(database, "w", now, HOUR, Wanted(found.drafts[0]))
    draft_work.fail(database, claimed, "it broke", now)
    with database.begin() as tx:
        told = messages.told(tx, "video", "draft")
    assert [m.facts["refused"] for m in told] == ["it broke"]


def test_who_is_ill_already_is_not_reported_twice(database):
    stored(database)
    published(database)
    duty, now = running(database)
    ill(database, duty.person, now, now + 50 * HOUR)
    with pytest.raises(BadInput, match=r"is absent until \S+ already"):
        report_ill(database, duty.person, Act("petra", now), now + 40 * HOUR)
    longer = report_ill(database, duty.person, Act("petra", now), now + 60 * HOUR)
    assert longer.span.start == now + 50 * HOUR


def test_illness_without_duties_is_an_absence_and_no_more(database):
    stored(database)
    published(database)
    now = effective(database)[-1].span.end + HOUR
    found = report_ill(database, "dora", Act("petra", now, ""))
    assert found.drafts == ()
    with pytest.raises(BadInput, match="no person 'dorra'; the nearest is dora"):
        report_ill(database, "dorra", Act("petra", now))


def test_it_lasts_to_the_end_of_the_third_day_unless_said_otherwise(database):
    stored(database)
    now = published(database).made.publication.at
    found = report_ill(database, "dora", Act("petra", now))
    assert f"{found.span.end.astimezone(found.person.site.zone):%d %H:%M}" == "27 00:00"
