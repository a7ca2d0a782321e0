"""Feeds drawn by Hypothesis, with texts that calendars stumble over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from notify.feeds import Entry, Feed

LANGUAGES = st.sampled_from(("de", "en"))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
LENGTHS = st.timedeltas(timedelta(seconds=1), timedelta(days=40))
STUMBLES = st.sampled_from((
    *"\\;,:\"'^=äöüßÄÖÜ–€\n\t ", "\\n", "\\N", "\\;", "\\,", "\r\n", "\r", "\n ",
    "☎️", "👩‍🚒", "🇩🇪", "🛠", "END:VEVENT", "BEGIN:VALARM", "Störung Süd, 2. Linie; Vertretung: Ann",
    "x" * 80, "ü" * 40, "👩‍🚒" * 9, "\\" * 80, " " * 90,
    "\x00", "\x0b", "\x1b[1m", "\x7f", "\x85", "\u2028", "\u00a0", "\u200b", "\ufeff", "\ud800",
))  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.one_of(STUMBLES, st.text(max_size=9)), max_size=12).map("".join),
    st.text(st.characters(), max_size=400),
)


@st.composite
def entries(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Entry:
    start = draw(MOMENTS)
    return Entry(
        uid=draw(st.from_regex(r"[a-z0-9./:~+_-]{1,90}@[a-z]{1,5}", fullmatch=True)),
        start=start,
        end=start + draw(LENGTHS),
        title=draw(texts),
        text=draw(texts),
        sequence=draw(st.integers(0, 2**31 - 1)),
        changed_at=draw(MOMENTS),
        cancelled=draw(st.booleans()),
        categories=tuple(draw(st.lists(texts, max_size=3))),
    )


@st.composite
def feeds(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Feed:
    drawn = draw(st.lists(entries(texts), max_size=5, unique_by=lambda entry: entry.uid))
    seconds = st.integers(1, 10**6).map(lambda number: timedelta(seconds=number))
    return Feed(
        name=draw(texts),
        description=draw(texts),
        entries=tuple(drawn),
        language=draw(LANGUAGES),
        refresh=draw(seconds),
        alarm=draw(st.none() | seconds),
    )
