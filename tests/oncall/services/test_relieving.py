"""Who has no working time left is replaced for the day, and the further day is noted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from oncall.errors import Stale
from oncall.incidents.hearing import Act as Said
from oncall.incidents.report import Report
from oncall.limits import load_limits
from oncall.localtime import Span
from oncall.services import (
    acting,
    drafting,
    intake,
    on_call,
    overriding,
    placing,
    releasing,
    relieving,
    telling,
    watching,
)
from oncall.services.publishing import Act
from oncall.store import spent
from tests.oncall.services.firms import PEOPLE, published, solved_here, stored
from tests.oncall.services.test_publishing import effective

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LIMITS = load_limits()
# 18:00 in Hamburg: the duty begins, and ends at 22:00.
BEGINS = datetime(2026, 12, 7, 17, tzinfo=UTC)
NOW = BEGINS + HOUR
TEAM = PEOPLE.replace("video;voice", "video")


def worked(database, person, hours=8.0, until=NOW):
    """Let somebody work on an incident for so many hours."""
    start = until - hours * HOUR
    report = Report("video", "Bild")
    incident = intake.take(database, report, by="t", now=start).kept.incident.id
    acting.start(database, incident, Said(person, "page", start))
    acting.resolve(database, incident, Said(person, "page", until), "done")


@pytest.fixture
def first(database):
    """Who is on call first at NOW, and has just worked eight hours."""
    stored(database)
    published(database)
    person = on_call.who_is(database, "video", NOW)[0].duty.person
    worked(database, person)
    return person


def noted(database, now=NOW):
    return relieving.note_spent(database, LIMITS, now)


def day_of(database, person):
    with database.begin() as tx:
        return spent.one(tx, person, NOW.date())


def further(database, person):
    with database.begin() as tx:
        return spent.further_of(tx, spent.one(tx, person, NOW.date()))


def relieved(database, person, now=NOW):
    """Note it, solve what was asked for, and publish it; return who took over."""
    noted(database, now)
    (draft,) = day_of(database, person).drafts
    solved_here(database, draft, now)
    releasing.publish(database, draft, Act("petra", now, "8 h"))
    return on_call.who_is(database, "video", now + MINUTE)[0].duty


def test_planners_are_told_who_how_long_they_worked_and_what_is_left_without_them(database, first):
    assert noted(database) == 1
    (told,) = telling.messages(database, "video", "spent")
    assert (told.facts["person"], told.facts["day"], told.facts["worked"]) == (
        first,
        "2026-12-07",
        "8:00",
    )
    assert told.facts["page"] == f"/relief/{first}/2026-12-07"
    (left,) = told.facts["left"]
    assert (left["role"], left["start"][11:16], left["end"][11:16]) == ("primary", "18:00", "21:00")


def test_the_rest_of_the_duty_is_somebody_elses_and_nothing_else_changes(database, first):
    before = {(e.span, e.person) for e in effective(database)}
    duty = relieved(database, first)
    assert duty.person != first
    assert duty.span == Span(NOW, BEGINS + 4 * HOUR)
    was = Span(BEGINS, BEGINS + 4 * HOUR)
    after = {(e.span, e.person) for e in effective(database)}
    assert after - before == {(Span(BEGINS, NOW), first), (duty.span, duty.person)}
    assert before - after == {(was, first)}


def test_the_further_standby_day_is_on_record_with_whom_it_replaces(database, first):
    duty = relieved(database, first)
    (each,) = further(database, first)
    assert (each.person, each.customer, each.instead_of) == (duty.person, "Alster", first)
    assert (each.day, each.bookings, each.span) == (NOW.date(), ("B1",), duty.span)


def test_who_steps_in_by_hand_has_a_further_standby_day_as_well(database, first):
    noted(database)
    label = on_call.who_is(database, "video", NOW)[0].duty.label
    takers = placing.in_published(database, "video", label, NOW, None).takers
    able = next(t.person for t in takers if not t.override and t.person != first)
    overriding.override(database, label, able, Act("petra", NOW, "by telephone"))
    assert [each.person for each in further(database, first)] == [able]


def test_a_takeover_from_somebody_with_time_left_is_no_further_day(database):
    stored(database)
    published(database)
    duty = on_call.who_is(database, "video", NOW)[0].duty
    takers = placing.in_published(database, "video", duty.label, NOW, None).takers
    able = next(t.person for t in takers if not t.override and t.person != duty.person)
    overriding.override(database, duty.label, able, Act("petra", NOW, "choir"))
    with database.begin() as tx:
        assert tx.exec_driver_sql("select count(*) from further_days").scalar_one() == 0


def test_two_incidents_and_two_workers_note_one_day_once(database, first):
    worked(database, first, 0.5)
    with ThreadPoolExecutor(2) as pool:
        found = [f.result() for f in [pool.submit(noted, database) for _ in range(2)]]
    assert sorted(found) == [0, 1]
    assert noted(database, NOW + HOUR) == 0
    assert len(telling.messages(database, "video", "spent")) == 1
    assert len(day_of(database, first).drafts) == 1


def test_a_second_takeover_by_the_same_person_is_not_recorded_twice(database, first):
    duty = relieved(database, first)
    noted(database, NOW + HOUR)
    with pytest.raises(Stale, match="only one that is ready is published"):
        releasing.publish(
            database, day_of(database, first).drafts[0], Act("petra", NOW + MINUTE, "again")
        )
    assert [each.person for each in further(database, first)] == [duty.person]


def test_nobody_puts_them_on_duty_again_that_day(database, first):
    noted(database)
    label = on_call.who_is(database, "video", NOW)[0].duty.label
    other = relieved_label(database, label, first)
    takers = placing.in_published(database, "video", other, NOW + MINUTE, None).takers
    (refusal,) = [t.override for t in takers if t.person == first]
    assert "no working time left that day" in str(refusal)


def relieved_label(database, label, first):
    """Let somebody else take a duty over; return what it is called then."""
    takers = placing.in_published(database, "video", label, NOW, None).takers
    able = next(t.person for t in takers if not t.override and t.person != first)
    overriding.override(database, label, able, Act("petra", NOW, "by telephone"))
    return on_call.who_is(database, "video", NOW + MINUTE)[0].duty.label


def test_a_duty_of_who_has_no_time_left_is_a_gap_until_somebody_steps_in(database, first):
    assert watching.state_of(database, "video", NOW).gaps == ()
    noted(database)
    (gap,) = watching.state_of(database, "video", NOW).gaps
    assert (gap.start, gap.end) == (NOW, BEGINS + 4 * HOUR)
    relieved_label(database, on_call.who_is(database, "video", NOW)[0].duty.label, first)
    assert watching.state_of(database, "video", NOW).gaps == ()


def test_a_proposal_may_be_taken_minutes_later(database, first):
    noted(database)
    (draft,) = day_of(database, first).drafts
    solved_here(database, draft, NOW)
    later = NOW + 7 * MINUTE
    releasing.publish(database, draft, Act("petra", later, "8 h"))
    duty = on_call.who_is(database, "video", later + MINUTE)[0].duty
    assert (duty.person != first, duty.span.start) == (True, later)


def test_a_proposal_from_an_older_rota_is_solved_anew(database, first):
    noted(database)
    (draft,) = day_of(database, first).drafts
    solved_here(database, draft, NOW)
    last = effective(database)[-1]
    takers = placing.in_published(database, "video", last.label, NOW, None).takers
    able = next(t.person for t in takers if not t.override and t.person != last.person)
    overriding.override(database, last.label, able, Act("petra", NOW, "choir"))
    assert relieving.renew(database, NOW) == 1
    assert drafting.get(database, draft).is_waited_for
    solved_here(database, draft, NOW)
    assert relieving.renew(database, NOW) == 0
    releasing.publish(database, draft, Act("petra", NOW, "8 h"))
    assert effective(database)[-1].person == able


def test_a_proposal_ends_with_the_duty(database, first):
    noted(database)
    (draft,) = day_of(database, first).drafts
    solved_here(database, draft, NOW)
    assert relieving.renew(database, BEGINS + 4 * HOUR) == 1
    assert drafting.get(database, draft).state == "cancelled"


def test_who_has_no_duty_left_is_told_of_and_nothing_is_planned(database):
    stored(database)
    published(database)
    worked(database, "dora")
    assert noted(database) == 1
    (told,) = telling.messages(database, "video", "spent")
    assert (told.facts["person"], told.facts["left"]) == ("dora", [])
    assert day_of(database, "dora").drafts == ()


def test_who_has_time_left_is_nobodys_news(database):
    stored(database)
    published(database)
    worked(database, on_call.who_is(database, "video", NOW)[0].duty.person, 7.9)
    assert noted(database) == 0


class Held:
    """A database in which whoever begins anything is held up until they are let go."""

    def __init__(self, database):
        self.database, self.url = database, database.url
        self.begun, self.go, self.times = Event(), Event(), 0

    @contextmanager
    def begin(self):
        self.times += 1
        self.begun.set()
        assert self.go.wait(30)
        with self.database.begin() as tx:
            yield tx


def test_while_a_look_is_held_up_no_other_waits_behind_it(database, first):
    watch, held = relieving.Watch(LIMITS), Held(database)
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(watch.look, held, NOW)
        assert held.begun.wait(30)
        assert watch.look(held, NOW + 5 * MINUTE) == 0
        assert held.times == 1
        held.go.set()
        assert slow.result(30) == 1
    assert watch.look(database, NOW + 5 * MINUTE) == 0, "it is looked again, and no news"
    worked(database, first, until=NOW + 24 * HOUR)
    assert watch.look(database, NOW + 24 * HOUR) == 1


def test_a_duty_over_midnight_is_somebody_elses_until_then_and_breaks_nothing(database):
    nights = (
        "id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
        "B1,Alster,video,2026-11-01,2026-12-07,2026-12-10,Mon-Fri 18:00-02:00,codec,1,0\n"
    )
    stored(database, bookings=nights, teams="id,site,handover\nvideo,hamburg,06:00\n", people=TEAM)
    published(database, days=3)
    first, now = on_call.who_is(database, "video", NOW)[0].duty, BEGINS + 2 * HOUR
    assert first.span == Span(BEGINS, BEGINS + 8 * HOUR)
    worked(database, first.person, until=now)
    relieved(database, first.person, now)
    midnight = midnight_of(database, first.person)
    some = [e for e in effective(database) if e.span.overlaps(first.span)]
    assert [(e.person == first.person, e.span) for e in some] == [
        (True, Span(BEGINS, now)),
        (False, Span(now, midnight)),
        (True, Span(midnight, BEGINS + 8 * HOUR)),
    ]
    for minutes in (0, 1, 60):
        seen = watching.state_of(database, "video", now + minutes * MINUTE)
        assert (seen.gaps, [b.sentence for b in seen.breaches]) == ((), [])


def midnight_of(database, person):
    """When the Monday ends where a person is."""
    with database.begin() as tx:
        return spent.one(tx, person, NOW.date()).span.end
