"""The cheapest single change that closes a gap: whoever makes it and plans again has no gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest

from oncall.agreements import with_person
from oncall.folder.read import read_folder
from oncall.paths import DATA
from oncall.planning import planning
from oncall.report import MOST_CURES, explained_gaps
from oncall.streams import Weeks
from solver.outcome import Budget
from solver.rules import Blocked, Working
from solver.solve import solve
from tests.builders import write_folder
from web.gather import gather

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.report import Explained

LITTLE = Budget(effort=0.5, workers=1)
WEEK = Weeks(date(2026, 12, 7), 7)
BOOKED = "id,customer,team,requested_at,start,end,windows,skill\n"
WEDNESDAY = f"{BOOKED}B1,Alster,video,2026-11-01,2026-12-09T18:00,2026-12-09T22:00,always,codec\n"
TWICE = f"{WEDNESDAY}B2,Bille,video,2026-11-01,2026-12-09T06:00,2026-12-09T10:00,always,codec\n"
ABSENT = "person,start,end,reason\n"
UNREACHABLE = "person,weekdays,start,end,from,until,reason\n"
REGULAR = "person,weekdays,start,end\n"
LEAVE = f"{ABSENT}ada,2026-12-08,2026-12-10,leave\n"


def people(ada: str, ben: str) -> str:
    """Return people.csv: what follows the telephone of Ada and Ben is given."""
    return f"""\
id,name,team,site,email,phone,skills,roles,joined,left
ada,Ada Ahlers,video,hamburg,,,{ada}
ben,Ben Boyd,video,hamburg,,,{ben}
"""


BEN_KNOWS_NOTHING = people("codec,,,", ",backup,,")
CHOIR = f"{UNREACHABLE}ada,Mon-Fri,19:00,21:00,,,choir\n"


def gaps(
    folder: Path, weeks: Weeks = WEEK, stop: Event | None = None, **tables: str | None
) -> tuple[Explained, ...]:
    """Plan a folder; return its gaps."""
    firm = {"bookings": WEDNESDAY, "people": BEN_KNOWS_NOTHING, **tables}
    asked = gather(read_folder(write_folder(folder, **firm)), weeks)
    return explained_gaps(asked, solve(asked.problem, LITTLE), stop)


def tried(words: str) -> str:
    return f"if {words}, this would be covered (tried: it works)"


@pytest.mark.parametrize(
    ("tables", "words", "changed"),
    [
        pytest.param(
            {"absences": LEAVE},
            "Ada Ahlers were not absent (leave), Wed 9 Dec 18:00–22:00",
            {
                "absences": f"{ABSENT}ada,2026-12-08,2026-12-09T18:00,leave\n"
                "ada,2026-12-09T22:00,2026-12-10,leave\n"
            },
            id="absence",
        ),
        pytest.param(
            {"unreachable": CHOIR},
            "Ada Ahlers could be reached (choir), Wed 9 Dec 19:00–21:00",
            {
                "unreachable": f"{UNREACHABLE}ada,Mon-Fri,19:00,21:00,,2026-12-08,choir\n"
                "ada,Mon-Fri,19:00,21:00,2026-12-10,,choir\n"
            },
            id="unreachable",
        ),
        pytest.param(
            {"unreachable": f"{UNREACHABLE}ada,Tue,21:00,19:00,,,\n"},
            "Ada Ahlers could be reached, Tue 8 Dec 21:00–Wed 9 Dec 19:00",
            {"unreachable": UNREACHABLE},
            id="unreachable since the day before",
        ),
        pytest.param(
            {"regular_hours": f"{REGULAR}ada,Wed,12:00,18:30\n"},
            "Ada Ahlers were free of regular work, Wed 9 Dec 18:00–18:30",
            {"regular_hours": f"{REGULAR}ada,Wed,12:00,18:00\n"},
            id="regular hours in the way",
        ),
        pytest.param(
            {"regular_hours": f"{REGULAR}ada,Wed,09:00,17:00\n"},
            "Ada Ahlers had 25 min less of regular work on Wed 9 Dec",
            {"regular_hours": f"{REGULAR}ada,Wed,09:00,16:35\n"},
            id="regular hours and call-outs",
        ),
        pytest.param(
            {"regular_hours": f"{REGULAR}ada,Wed,10:00,18:30\n"},
            "Ada Ahlers were free of regular work, "
            "Wed 9 Dec 18:00–18:30 and 25 min more of that day",
            {"regular_hours": f"{REGULAR}ada,Wed,10:25,18:00\n"},
            id="regular hours in the way, and call-outs",
        ),
        pytest.param(
            {
                "people": people("codec,,,", "codec,,,"),
                "bookings": WEDNESDAY.replace("T18:00", "T08:00"),
                "teams": "id,site,handover\nvideo,hamburg,0:00\n",
            },
            "team video had a further handover time at 12:00",
            {"teams": "id,site,handover\nvideo,hamburg,0:00;12:00\n"},
            id="handover",
        ),
        pytest.param(
            {"bookings": TWICE},
            "min_rest_hours of team video were 8",
            {"teams": "id,site,min_rest_hours\nvideo,hamburg,8\n"},
            id="rest",
        ),
        pytest.param(
            {"people": people(",,,", "codec,backup,,")},
            "Ben Boyd had the role primary",
            {"people": people(",,,", "codec,primary,,")},
            id="role",
        ),
        pytest.param(
            {"people": people("codec,,,2026-12-01", "network,primary,,")},
            "Ben Boyd had the skill codec",
            {"people": people("codec,,,2026-12-01", "network;codec,primary,,")},
            id="skill",
        ),
        pytest.param(
            {"teams": "id,site,min_duty_hours,max_duty_hours\nvideo,hamburg,2,3\n"},
            "team video allowed a duty of 4 h (max_duty_hours)",
            {"teams": "id,site,min_duty_hours,max_duty_hours\nvideo,hamburg,2,4\n"},
            id="length",
        ),
    ],
)
def test_whoever_makes_the_change_and_plans_again_has_no_gap(
    tmp_path: Path, tables: dict[str, str], words: str, changed: dict[str, str]
) -> None:
    (gap,) = gaps(tmp_path, **tables)
    assert gap.cure == tried(words)
    assert gap.entry()["cure"] == gap.cure
    assert gaps(tmp_path, **{**tables, **changed}) == ()


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param({"absences": LEAVE, "unreachable": CHOIR}, id="absent, and choir besides"),
        pytest.param(
            {"absences": LEAVE, "regular_hours": f"{REGULAR}ada,Wed,12:00,19:00\n"},
            id="back from leave means back at work",
        ),
        pytest.param(
            {"people": people(",,,2026-12-01", "codec,primary,2026-12-14,")}, id="not yet there"
        ),
        pytest.param({"people": people("codec,,,2026-12-01", "network,backup,,")}, id="two steps"),
        pytest.param(
            {
                "bookings": TWICE,
                "people": BEN_KNOWS_NOTHING.replace("Ahlers,video", "Ahlers,video;voice"),
                "teams": "id,site\nvideo,hamburg\nvoice,hamburg\n",
            },
            id="the rest of two teams",
        ),
    ],
)
def test_where_one_change_is_not_enough_there_is_no_cure(
    tmp_path: Path, tables: dict[str, str]
) -> None:
    (gap,) = gaps(tmp_path, **tables)
    assert gap.cure is None
    assert "cure" not in gap.entry()
    assert gap.because


def test_what_the_firm_grants_comes_before_what_it_asks_of_people(tmp_path: Path) -> None:
    tables = {
        "people": people("codec,,,", "codec,backup,,"),
        "regular_hours": f"{REGULAR}ada,Wed,09:00,17:00\n",
        "teams": "id,site\nvideo,hamburg\n",
    }
    (gap,) = gaps(tmp_path, **tables)
    assert gap.cure == tried("Ada Ahlers had 25 min less of regular work on Wed 9 Dec")
    (gap,) = gaps(tmp_path, **{**tables, "regular_hours": None, "absences": LEAVE})
    assert gap.cure == tried("Ada Ahlers were not absent (leave), Wed 9 Dec 18:00–22:00")


def test_of_many_gaps_the_first_have_cures(tmp_path: Path) -> None:
    evenings = f"{BOOKED}B1,A,video,2026-11-01,2026-12-07,2026-12-27,Mon-Fri 18:00-22:00,codec\n"
    roles = people(",,,", "codec,backup,,")
    found = gaps(tmp_path, Weeks(WEEK.first, 21), bookings=evenings, people=roles)
    with_cure = [gap.cure is not None for gap in found]
    assert with_cure == [True] * MOST_CURES + [False] * (15 - MOST_CURES)
    assert all(gap.because for gap in found)


def test_it_is_told_which_of_how_many_cures_is_looked_for(tmp_path: Path) -> None:
    evenings = f"{BOOKED}B1,A,video,2026-11-01,2026-12-07,2026-12-27,Mon-Fri 18:00-22:00,codec\n"
    firm = {"bookings": evenings, "people": people(",,,", "codec,backup,,")}
    weeks = Weeks(WEEK.first, 21)
    asked = gather(read_folder(write_folder(tmp_path, **firm)), weeks)
    heard: list[tuple[int, int]] = []
    stop = Event()
    stop.set()
    explained_gaps(asked, solve(asked.problem, LITTLE), stop, lambda *news: heard.append(news))
    assert heard == [(at, MOST_CURES) for at in range(1, MOST_CURES + 1)]


def test_for_a_gap_of_many_days_no_cure_is_looked_for(tmp_path: Path) -> None:
    """Nobody may have a duty of 20 hours, so a shorter one is what both gaps need."""
    teams = "id,site,handover,min_duty_hours,max_duty_hours\n"
    teams += "video,hamburg,0:00;6:00;12:00;18:00,20,24\n"
    staff = people("codec,,,", "codec,,,")
    staff += "".join(f"p{n},Person {n},video,hamburg,,,codec,,,\n" for n in range(6))
    for days, has_cure in ((1, True), (4, False)):
        period = f"2026-12-08T00:00,2026-12-{8 + days:02}T00:00"
        bookings = f"{BOOKED}B1,Alster,video,2026-11-01,{period},always,codec\n"
        (gap,) = gaps(tmp_path, people=staff, bookings=bookings, teams=teams)
        assert bool(gap.cure) is has_cure


def test_once_stopped_nothing_more_is_tried(tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    (gap,) = gaps(tmp_path, stop=stop, absences=LEAVE)
    assert gap.cure is None
    assert any(why.startswith("Ada Ahlers: absent (leave)") for why in gap.because)


def test_a_person_changed_in_a_problem_is_as_if_it_were_put_anew() -> None:
    """Back from leave means back at regular work."""
    asked = gather(read_folder(DATA / "demo"), Weeks(date(2026, 12, 7), 42))
    for who in ("vera", "amara", "nuria", "wiebke"):
        person = replace(asked.person[who], absences=(), unreachable=())
        people = tuple(person if p.id == who else p for p in asked.facts.people)
        anew = planning(replace(asked.facts, people=people), asked.weeks)
        changed = with_person(asked, person)
        assert changed.rules != asked.problem.rules
        for one, other in zip(changed.rules, anew.problem.rules, strict=True):
            if isinstance(one, (Blocked, Working)):
                assert one == other
