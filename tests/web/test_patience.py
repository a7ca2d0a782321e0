"""What a process says and does while the database is gone."""

from __future__ import annotations

from oncall.errors import NoRoom, Unreachable
from web.patience import LONGEST, SHORTEST, Patience


def test_it_says_once_that_the_database_is_gone_and_once_that_it_is_back():
    said, waited = [], []
    patience = Patience(said.append, waited.append)
    patience.relax()
    for _ in range(3):
        patience.bear(Unreachable("no route"))
    patience.relax()
    patience.relax()
    assert said == [
        "the database can't be reached (no route); trying again until it is back",
        "the database is back; going on",
    ]


def test_it_waits_longer_from_time_to_time_and_begins_anew():
    waited = []
    patience = Patience(lambda _: None, waited.append)
    for _ in range(9):
        patience.bear(NoRoom("disk"))
    assert waited[0] == SHORTEST
    assert waited[-1] == LONGEST
    assert waited == sorted(waited)
    patience.relax()
    patience.bear(NoRoom("disk"))
    assert waited[-1] == SHORTEST
