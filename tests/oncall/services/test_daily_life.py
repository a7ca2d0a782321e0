"""Overrides and swaps: who may take what, what is told, and that it can be undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from oncall.assignments import number_of
from oncall.edits import Assign, Clear
from oncall.errors import BadInput
from oncall.localtime import Span
from oncall.services import editing, on_call, overriding, swapping, viewing, watching
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import draft_rows, gaps, messages
from tests.oncall.services.firms import NOW, drafted, published, stored
from tests.oncall.services.test_publishing import effective

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def act(now=NOW):
    return Act("petra", now, "choir")


def other(person):
    """Return somebody else with the skill."""
    return next(who for who in ("ada", "ben", "cem") if who != person)


def free_taker(database, duty):
    """Return who could take a duty."""
    return swapping.offer(database, duty.label, act()).possible[0]


def test_who_is_on_call_until_when_and_who_comes_next(database):
    stored(database)
    published(database)
    first, second, *_ = effective(database)
    turn = on_call.who_is(database, "video", first.span.start)[0]
    assert (turn.duty, turn.until, turn.then) == (first, first.span.end, second)
    assert on_call.who_is(database, "video", first.span.end) == ()


def test_an_override_gives_a_stretch_away_and_leaves_the_rest(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    taker = free_taker(database, duty)
    middle = Span(duty.span.start + HOUR, duty.span.start + 2 * HOUR)
    overriding.override(database, duty.label, taker, act(), middle)
    people = [
        on_call.who_is(database, "video", duty.span.start + n * HOUR)[0].duty.person
        for n in range(4)
    ]
    assert people == [duty.person, taker, duty.person, duty.person]
    assert duty.duty in {each.duty for each in effective(database)}


def test_a_stretch_that_is_taken_over_out_of_the_middle_breaks_no_rest_at_any_minute(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    now = duty.span.start + 40 * MINUTE
    taken = Span(now, now + HOUR)
    overriding.override(database, duty.label, free_taker(database, duty), act(now), taken)
    for minutes in (30, 39, 40, 41, 101):
        seen = watching.state_of(database, "video", duty.span.start + minutes * MINUTE)
        assert [breach.sentence for breach in seen.breaches] == []


def test_an_override_at_night_begins_now(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    taker = free_taker(database, duty)
    now = duty.span.start + HOUR + timedelta(seconds=20)
    overriding.override(database, duty.label, taker, act(now))
    changed = duty.span.start + HOUR + timedelta(minutes=1)
    before, after = (
        on_call.who_is(database, "video", at)[0].duty
        for at in (changed - timedelta(minutes=1), changed)
    )
    assert (before.person, after.person) == (duty.person, taker)
    assert before.duty == duty.duty


def test_an_override_beside_a_day_that_is_not_published_publishes_no_more_than_it_was_for(database):
    stored(database)
    published(database, days=7)
    duty = effective(database)[-1]
    taker = free_taker(database, duty)
    overriding.override(database, duty.label, taker, act())
    latest = viewing.versions(database, "video")[0]
    assert latest.span == duty.span
    with database.begin() as tx:
        assert messages.told(tx, "video", "gap") == []


def test_nobody_takes_over_what_they_may_not_hold(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    with pytest.raises(BadInput, match="Dora Dahl: lacks the skill codec"):
        overriding.override(database, duty.label, "dora", act())
    with pytest.raises(BadInput, match="has nothing left"):
        overriding.override(database, duty.label, "ben", act(duty.span.end + HOUR))


def test_a_swap_is_offered_accepted_and_taken_back(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    offered = swapping.offer(database, duty.label, act())
    taker = offered.possible[0]
    with database.begin() as tx:
        asked = [m.person for m in messages.told(tx, "video", "swap")]
    assert sorted(asked) == sorted(offered.possible)
    swapping.accept(database, offered.number, taker, act())
    assert effective(database)[0].person == taker
    assert effective(database)[0].duty == duty.duty
    swapping.take_back(database, offered.number, act())
    assert effective(database)[0] == duty


def test_two_duties_are_exchanged(database):
    stored(database)
    published(database)
    every = effective(database)
    first = every[0]
    second = next(each for each in every if each.person != first.person)
    offered = swapping.offer(database, first.label, act(), for_duty=second.label)
    swapping.accept(database, offered.number, second.person, act())
    now = {each.duty: each.person for each in effective(database)}
    assert (now[first.duty], now[second.duty]) == (second.person, first.person)


def test_a_swap_is_accepted_once_and_by_whom_it_is_for(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    offered = swapping.offer(database, duty.label, act())
    swapping.accept(database, offered.number, offered.possible[0], act())
    with pytest.raises(BadInput, match="is accepted already"):
        swapping.accept(database, offered.number, offered.possible[0], act())


def test_who_offers_a_duty_twice_asks_nobody_twice(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    offered = swapping.offer(database, duty.label, act())
    with database.begin() as tx:
        before = messages.told(tx, "video", "swap")
    with pytest.raises(BadInput, match=f"offered so already, as swap {offered.number}"):
        swapping.offer(database, duty.label, act())
    with database.begin() as tx:
        assert messages.told(tx, "video", "swap") == before
    assert swapping.offer(database, duty.label, act(), offered.possible[0]).possible
    swapping.take_back(database, offered.number, act())
    assert swapping.offer(database, duty.label, act()).number > offered.number


def test_an_offer_lapses_with_the_duty(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    offered = swapping.offer(database, duty.label, act())
    overriding.override(database, duty.label, offered.possible[0], act())
    with pytest.raises(BadInput, match="no longer"):
        swapping.accept(database, offered.number, offered.possible[-1], act())


def test_who_is_absent_covers_nothing_and_planners_hear_of_it(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    absent = f"person,start,end,reason\n{duty.person},2026-12-07,2026-12-07,flu\n"
    stored(database, **dict.fromkeys(("sites", "teams", "people", "bookings"), ""), absences=absent)
    with database.begin() as tx:
        seen = watching.look(tx, "video", NOW, "petra")
        told = messages.told(tx, "video", "gap")
    assert [b.person for b in seen.breaches] == [duty.person]
    assert [gap.start for gap in seen.gaps] == [duty.span.start]
    assert len(told) == 1


def test_planning_again_leaves_an_override_as_it_is(database):
    stored(database)
    published(database)
    duty = effective(database)[3]
    taker = free_taker(database, duty)
    middle = Span(duty.span.start + HOUR, duty.span.start + 2 * HOUR)
    overriding.override(database, duty.label, taker, act(), middle)
    before = effective(database)
    assert watching.state_of(database, "video", NOW).breaches == ()
    assert published(database, again=True).made.changes == ()
    assert effective(database) == before


def test_nobody_is_on_duty_for_longer_than_the_longest_duty_by_an_override(database):
    bookings = (
        "id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
        "B1,Alster,video,2026-11-01,2026-12-07,2026-12-08,always,codec,1,0\n"
    )
    teams = "id,site,max_duty_hours\nvideo,hamburg,6\nvoice,woking,6\n"
    stored(database, bookings=bookings, teams=teams)
    published(database, days=7)
    first, second = effective(database)[:2]
    with pytest.raises(BadInput, match="max_duty_hours is 6 h"):
        overriding.override(database, second.label, first.person, act())


def test_a_swap_with_oneself_is_refused(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    with pytest.raises(BadInput, match="already; name somebody else"):
        swapping.offer(database, duty.label, act(), duty.person)


def test_an_offer_lapses_when_its_duty_begins(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    swapping.offer(database, duty.label, act())
    assert swapping.lapse(database, duty.span.start - HOUR) == 0
    assert [swapping.lapse(database, duty.span.start) for _ in range(2)] == [1, 0]
    assert [s.state for s in swapping.offers(database, "video")] == ["lapsed"]
    with database.begin() as tx:
        told = [m for m in messages.told(tx, "video", "swap") if m.person == duty.person]
    assert [m.facts["state"] for m in told] == ["lapsed"]


def test_weeks_published_in_reverse_keep_the_limits_of_all_of_them(database):
    people = "id,name,team,site,email,phone,skills\nada,Ada Ahlers,voice,hamburg,,,codec\n"
    bookings = (
        "id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
        "B2,Wey,voice,2026-11-01,2026-11-30,2027-01-31,Sat-Sun 10:00-16:00,none,1,0\n"
    )
    stored(database, people=people, bookings=bookings)
    published(database, "voice", first=date(2026, 12, 28), days=7)
    published(database, "voice", first=date(2026, 12, 7), days=21)
    assert watching.state_of(database, "voice", NOW).breaches == ()


def test_a_draft_of_the_running_week_may_be_published_a_while_later(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    now = duty.span.start + HOUR
    draft = drafted(database, now=now, again=True)
    taker = next(
        who
        for who in ("ada", "ben", "cem")
        if who != duty.person
        and not editing.edit(database, draft, Assign(duty.duty, who), act(now)).effect.broken
    )
    later = now + timedelta(minutes=10)
    publish(database, draft, act(later))
    assert on_call.who_is(database, "video", later)[0].duty.person == taker
    before = on_call.who_is(database, "video", later - timedelta(minutes=1))
    assert before[0].duty.person == duty.person  # so it was, whatever the draft said


def test_reminders_of_gaps(database):
    stored(database)
    draft = drafted(database)
    with database.begin() as tx:
        duty = draft_rows.duties(tx, draft)[0]
    editing.edit(database, draft, Clear(duty.duty), act())
    publish(database, draft, act())
    told = []
    for days in (0, 1, 1, 2):
        watching.remind(database, NOW + timedelta(days=days, minutes=1))
        with database.begin() as tx:
            told.append(len(messages.told(tx, "video", "gap")))
    assert told == [1, 2, 2, 3]
    watching.remind(database, duty.span.end + timedelta(days=1))
    with database.begin() as tx:
        assert gaps.open_gaps(tx, "video") == ()


def test_labels_are_read_as_they_are_written():
    assert number_of("d12") == 12
    assert number_of("D12x") is None
    assert number_of("") is None


def test_the_night_the_clocks_go_back(database):
    """25 October 2026: 02:30 comes twice, and each time somebody is on call."""
    bookings = (
        "id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
        "B1,Alster,video,2026-09-01,2026-10-24,2026-10-26,always,codec,1,0\n"
    )
    now = datetime(2026, 10, 1, tzinfo=UTC)
    stored(database, bookings=bookings)
    published(database, now=now, first=date(2026, 10, 24), days=2)
    for at in (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ):
        turns = on_call.who_is(database, "video", at)
        assert len(turns) == 1
        assert turns[0].duty.span.start <= at < turns[0].duty.span.end
