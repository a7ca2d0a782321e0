"""Two people act at once: one of them is first, and nothing is half done or done twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import text

from oncall.errors import BadInput, Unreachable
from oncall.services import overriding, swapping, viewing
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import audit, draft_rows, messages
from tests.oncall.services.firms import NOW, drafted, published, stored
from tests.oncall.services.test_publishing import effective

PETRA = Act("petra", NOW, "")
BOTH = """\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster,video,2026-11-01,2026-12-07,2026-12-09,Mon-Fri 18:00-22:00,codec,1,0
B2,Wey,voice,2026-11-01,2026-12-07,2026-12-09,Mon-Fri 17:00-21:00,codec,1,0
"""
ONE = """\
id,name,team,site,email,phone,skills
ada,Ada Ahlers,video;voice,hamburg,,,codec
"""


def at_once(*acts):
    """Do things at the same instant; return what each returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except BadInput as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_of_two_drafts_published_at_once_one_is_refused(database):
    stored(database)
    drafts = [drafted(database), drafted(database)]
    done = at_once(*(lambda draft=draft: publish(database, draft, PETRA) for draft in drafts))
    refused = [each for each in done if isinstance(each, BadInput)]
    assert len(refused) == 1
    assert "is at version 1 by now" in str(refused[0])
    assert len(viewing.versions(database, "video")) == 1


def test_a_draft_published_twice_at_once_is_published_once(database):
    stored(database)
    draft = drafted(database)
    done = at_once(*[lambda: publish(database, draft, PETRA)] * 2)
    assert sum(isinstance(each, BadInput) for each in done) == 1
    with database.begin() as tx:
        told = messages.told(tx, "video", "duties")
    assert len({m.key for m in told}) == len(told) == len({e.person for e in effective(database)})


def test_two_teams_can_not_publish_one_person_at_the_same_time(database):
    stored(database, people=ONE, bookings=BOTH)
    drafts = [drafted(database, team, days=7) for team in ("video", "voice")]
    done = at_once(*(lambda draft=draft: publish(database, draft, PETRA) for draft in drafts))
    refused = [each for each in done if isinstance(each, BadInput)]
    assert len(refused) == 1
    assert "is primary already" in str(refused[0])


def test_what_a_person_has_in_another_team_is_not_given_twice(database):
    stored(database, people=ONE, bookings=BOTH)
    publish(database, drafted(database, "video", days=7), PETRA)
    second = drafted(database, "voice", days=7)
    released = publish(database, second, PETRA)
    assert effective(database, "voice") == ()
    assert released.seen.gaps


def test_of_two_who_take_a_swap_at_once_one_has_it(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    offered = swapping.offer(database, duty.label, PETRA)
    first, second = offered.possible[0], offered.possible[-1]
    done = at_once(
        *(
            lambda who=who: swapping.accept(database, offered.number, who, PETRA)
            for who in (first, second)
        )
    )
    assert sum(isinstance(each, BadInput) for each in done) == 1
    assert len(viewing.versions(database, "video")) == 2


def test_two_overrides_at_once_both_count(database):
    stored(database)
    published(database)
    first, second = effective(database)[:2]
    takers = [swapping.offer(database, each.label, PETRA).possible[0] for each in (first, second)]
    done = at_once(
        *(
            lambda d=duty, t=taker: overriding.override(database, d.label, t, PETRA)
            for duty, taker in zip((first, second), takers, strict=True)
        )
    )
    made = [each for each in done if not isinstance(each, BadInput)]
    assert len(viewing.versions(database, "video")) == 1 + len(made)


def test_a_connection_that_breaks_while_publishing_leaves_nothing(database):
    stored(database)
    draft = drafted(database)

    def cut():
        with database.begin() as tx:
            draft_rows.end(tx, draft, "published")
            audit.note(tx, audit.Line(NOW, "petra", "publish", "x"))
            tx.execute(text("select pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Unreachable, match="nothing was changed"):
        cut()
    with database.begin() as tx:
        assert audit.lines(tx, "x") == []
    assert publish(database, draft, PETRA).made.publication.version == 1


def test_an_act_long_after_the_look_is_refused_rather_than_guessed(database):
    stored(database)
    published(database)
    duty = effective(database)[0]
    late = Act("petra", duty.span.end + timedelta(minutes=1), "")
    with pytest.raises(BadInput, match="has begun"):
        swapping.offer(database, duty.label, late)
