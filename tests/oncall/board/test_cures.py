"""Every cure that can be told is of a known kind: a page can lead to where it is made."""

from __future__ import annotations

from threading import Event

import pytest

from oncall.board.cures import cure_told
from oncall.folder.read import read_folder
from oncall.report import explained_gaps
from solver.solve import solve
from tests.builders import write_folder
from tests.oncall.test_cures import (
    BEN_KNOWS_NOTHING,
    CHOIR,
    LEAVE,
    LITTLE,
    REGULAR,
    WEDNESDAY,
    WEEK,
    people,
)
from web.gather import gather

BEN_ELSEWHERE = people("network,,,", "codec,,,").replace("Boyd,video", "Boyd,voice")


@pytest.mark.parametrize(
    ("tables", "kind", "whose"),
    [
        ({"absences": LEAVE}, "absence", "ada"),
        ({"unreachable": CHOIR}, "unreachable", "ada"),
        ({"regular_hours": f"{REGULAR}ada,Wed,12:00,18:30\n"}, "regular_hours", "ada"),
        ({"regular_hours": f"{REGULAR}ada,Wed,09:00,17:00\n"}, "regular_hours", "ada"),
        ({"people": BEN_ELSEWHERE}, "skill", "ada"),
        ({"people": people("codec,backup,,", ",backup,,")}, "role", "ada"),
        (
            {
                "people": people("codec,,,", "codec,,,"),
                "bookings": WEDNESDAY.replace("T18:00", "T08:00"),
                "teams": "id,site,handover\nvideo,hamburg,0:00\n",
            },
            "team",
            "video",
        ),
        ({"teams": "id,site,max_duty_hours\nvideo,hamburg,3\n"}, "team", "video"),
    ],
)
def test_a_cure_says_what_it_changes_and_whose_that_is(tmp_path, tables, kind, whose):
    firm = {"bookings": WEDNESDAY, "people": BEN_KNOWS_NOTHING, **tables}
    folder = read_folder(write_folder(tmp_path, **firm))
    asked = gather(folder, WEEK)
    (gap,) = explained_gaps(asked, solve(asked.problem, LITTLE), Event())
    found = cure_told(gap.cure, folder.people.values())
    assert (found.kind, found.person or found.team) == (kind, whose)
    assert found.sentence == gap.cure


def test_limits_of_a_team_and_a_longer_search_are_known():
    limit = "if min_rest_hours of team video were 8, this would be covered (tried: it works)"
    found = cure_told(limit, ())
    assert (found.kind, found.team) == ("team", "video")
    longer = "nothing has to change: a longer search would cover this (tried: it works)"
    assert cure_told(longer, ()).kind == "search"
    assert cure_told("if pigs could fly", ()).kind == "other"
