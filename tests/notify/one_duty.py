"""A feed of one duty, for tests that change one thing about it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from notify.feeds import Entry, Feed, as_json

PUBLISHED = datetime(2026, 11, 2, 9, 30, 15, 999_999, tzinfo=UTC)
START = datetime(2026, 12, 24, 17, tzinfo=UTC)
DUTY = Entry(
    uid="duty-7@oncall.example",
    start=START,
    end=START + timedelta(hours=14),
    title="Störung Süd, 1. Linie",
    text="Vertretung: Änne; ab 18:00\nSchlüssel in C:\\Neu",
    sequence=3,
    changed_at=PUBLISHED,
    categories=("1. Linie", "Süd, Nord"),
)
FEED = Feed("Dienste Jürgen", "", (DUTY,), "de", alarm=timedelta(minutes=30))


def only(feed: Feed) -> dict[str, Any]:
    (event,) = json.loads(as_json(feed))["events"]
    return event


def shown(**facts: Any) -> dict[str, Any]:
    return only(replace(FEED, entries=(replace(DUTY, **facts),)))
