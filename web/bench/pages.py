"""How fast calendar feeds are answered: 15 months of a team of 20, through the web application."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from math import ceil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final

from oncall.clock import WoundClock
from oncall.localtime import DAY, Span
from oncall.services import feeds
from oncall.services.gathering import facts
from oncall.services.importing import import_folder
from oncall.store import rotas
from web.app import make_app
from web.bench.firms import written
from web.bench.nights import BEGINS, NOW, SIZE, TEAM, publish, published
from web.embedded.scratch import scratch_database
from web.feeds.links import Links
from web.secrets_file import server_key
from web.serving import settle
from web.settings import Settings
from web.wiring import House

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flask import Flask

    from oncall.assignments import Assignment
    from oncall.store.db import Database
    from oncall.store.feeds import FeedRow, Kind

AGAIN: Final = 300
FEED_WITHIN, SAME_WITHIN = 0.020, 0.003
ONE: Final = "a person's feed of 15 months"

Measured = tuple[str, str, str, bool]


def pages(seed: int) -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do."""
    with _house(seed) as house:
        count = published(house.database, _people(house.database))
        key = server_key(house.settings)
        people = _people(house.database)
        links = Links(key, "")
        paths = {who: links.feed(_feed(house.database, who)) for who in people}
        app = make_app(house)
        settle()
        name = f"{ONE}, the first of a process; the team has {count} duties"
        yield name, "", f"{1000 * _spent(app, paths[people[0]]):.0f} ms", True
        whole = _spent(app, links.feed(_feed(house.database, TEAM, "team")))
        yield "the team's feed, for the first time", "", f"{1000 * whole:.0f} ms", True
        others = [_spent(app, paths[who]) for who in people[1:]]
        yield _told(f"{ONE}, each for the first time", others)
        yield _told(f"{ONE}, just after a swap", list(_after_swaps(house.database, app, paths)))
        same = [path for path in paths.values() for _ in range(AGAIN // len(paths))]
        yield _told(f"{ONE}, unchanged but sent again", [_spent(app, path) for path in same])
        tags = {path: app.test_client().get(path).headers["ETag"] for path in same}
        spent = [_spent(app, path, {"If-None-Match": tags[path]}, 304) for path in same]
        yield _told("its 304", spent, SAME_WITHIN)


def _told(name: str, spent: Sequence[float], within: float = FEED_WITHIN) -> Measured:
    late = sorted(spent)[ceil(0.95 * len(spent)) - 1]
    middle = 1000 * median(spent)
    shown = f"{1000 * late:.1f} ms p95 of {len(spent)}, median {middle:.1f} ms"
    return name, f"≤ {1000 * within:.0f} ms", shown, late <= within


def _spent(
    app: Flask, path: str, headers: Mapping[str, str] | None = None, status: int = 200
) -> float:
    client = app.test_client()
    begun = perf_counter()
    answer = client.get(path, headers=headers)
    spent = perf_counter() - begun
    assert answer.status_code == status, answer.text  # noqa: S101 - else nothing was measured
    return spent


def _after_swaps(database: Database, app: Flask, paths: Mapping[str, str]) -> Iterator[float]:
    """Give a duty of each to somebody else, and ask for their feed."""
    who = sorted(paths)
    for n, person in enumerate(who):
        with database.begin() as tx:
            ahead = Span(NOW + 7 * DAY * (n + 1), NOW + 7 * DAY * (n + 3))
            own = rotas.of_team(tx, TEAM, ahead)
            duty = next(each for each in own if each.person == person)
            busy = {each.person for each in own if abs(each.span.start - duty.span.start) <= DAY}
            taker = next(other for other in who if other not in busy)
            publish(tx, duty.span, _swapped(own, duty, taker))
        yield _spent(app, paths[person])


def _swapped(own: Sequence[Assignment], duty: Assignment, taker: str) -> tuple[Assignment, ...]:
    around = (each for each in own if each.span.overlaps(duty.span))
    return tuple(replace(each, person=taker) if each == duty else each for each in around)


def _people(database: Database) -> Sequence[str]:
    return tuple(facts(database).people)


def _feed(database: Database, subject: str, kind: Kind = "person") -> FeedRow:
    return feeds.make(database, kind, subject, by="bench", now=NOW)


@contextmanager
def _house(seed: int) -> Iterator[House]:
    """Yield an installation with an invented firm, which is taken away in the end."""
    with TemporaryDirectory() as folder, scratch_database() as (database, home):
        written(SIZE, seed, Path(folder))
        import_folder(database, Path(folder), by="bench", now=BEGINS - 30 * DAY)
        settings = Settings(home, None, None, "https://oncall.example", None, "bench")
        yield House(settings, database, WoundClock(NOW))
