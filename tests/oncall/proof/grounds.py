"""Teams to prove something of: duties, ladders, numbers, by hand and drawn at random."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from oncall.assignments import Assignment
from oncall.bookings import Booking, Windows
from oncall.folder.weekly import support_hours, windows
from oncall.incidents.choosing import TeamLadder
from oncall.incidents.ladder import Channel, Ladder, Rung, target
from oncall.incidents.reaching import Reach
from oncall.incidents.report import Severity
from oncall.localtime import MINUTE, Span
from oncall.people import Role, Site, Team
from oncall.proof.ground import Ground

BERLIN = ZoneInfo("Europe/Berlin")
SITE = Site(
    "h", BERLIN, "DE", "HH", bridge_days=False, support_hours=support_hours("Mon-Fri 9:00-16:00")
)
NIGHT = Team("night", SITE, (0,), 1, 24, 0, 7, 14, 1, during_regular_hours=False)
# The clocks go back at 01:00 UTC: 02:00 to 03:00 occurs twice.
BEGINS = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PEOPLE = ("ann", "bob", "cid", "dee", "eve")
LOUD = (Channel.VOICE, Channel.SMS)


def at(minutes: float) -> datetime:
    return BEGINS + minutes * MINUTE


def span(start: float, end: float) -> Span:
    return Span(at(start), at(end))


def duty(role: str, person: str, start: float, end: float, *bookings: str) -> Assignment:
    return Assignment(span(start, end), Role(role), person, bookings or ("B1",))


def booking(
    start: float,
    end: float,
    *,
    name: str = "B1",
    customer: str = "Alster",
    when: str = "always",
    backup: int = 1,
) -> Booking:
    whole = span(start, end)
    cost = Decimal(6)
    asked = BEGINS - timedelta(days=20)
    return Booking(
        *(name, customer, NIGHT, asked, whole, windows(when)), None, 1, backup, False, cost
    )


def rung(minutes: float, *targets: str, channels: tuple[Channel, ...] = LOUD) -> Rung:
    return Rung(minutes * MINUTE, tuple(map(target, targets)), channels)


def ladder(*rungs: Rung, last: Rung | None = None, rounds: int = 2, every: float = 0) -> Ladder:
    last = last or Rung(rungs[-1].after + 2 * MINUTE, rungs[-1].targets, rungs[-1].channels)
    least = last.after + MINUTE
    return Ladder(rungs, rounds, max(least, every * MINUTE), last)


def always(made: Ladder, severity: Severity | None = None) -> TeamLadder:
    return TeamLadder(NIGHT, Windows.ALWAYS, severity, made)


def number(delay: float = 0, channel: Channel = Channel.VOICE) -> Reach:
    return Reach(channel, "+4930231250", delay * MINUTE)


def ground(
    duties: list[Assignment],
    bookings: list[Booking],
    ladders: list[TeamLadder],
    ways: dict[str, tuple[Reach, ...]] | None = None,
    absences: dict[str, tuple[Span, ...]] | None = None,
) -> Ground:
    usual = {person: (number(),) for person in PEOPLE}
    staff = {"night": PEOPLE[:4], "day": PEOPLE[3:]}
    who = staff, usual | (ways or {}), absences or {}
    return Ground(NIGHT, tuple(duties), tuple(bookings), tuple(ladders), *who)


targets = st.sampled_from(
    [f"role:{role.value}" for role in Role] + ["person:eve", "person:dee", "team:night", "team:day"]
)
rungs = st.builds(
    lambda half, some, channels: rung(half / 2, *some, channels=channels),
    st.integers(0, 20),
    st.lists(targets, min_size=1, max_size=2, unique=True),
    st.sampled_from([LOUD, LOUD, (Channel.SMS,), (Channel.EMAIL,)]),
)


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    some = draw(st.lists(rungs, min_size=1, max_size=5))
    drawn = sorted(some, key=lambda each: each.after)
    first = Rung(timedelta(0), drawn[0].targets, drawn[0].channels)
    last = draw(rungs)
    late = Rung(drawn[-1].after + MINUTE + last.after, last.targets, last.channels)
    return ladder(first, *drawn[1:], last=late, rounds=draw(st.integers(1, 3)))


@st.composite
def shifts(draw: st.DrawFn) -> list[Assignment]:
    """Draw who is on duty: in each role a few stretches, with holes, and at times two people."""
    found = []
    for role in Role:
        for person in draw(st.lists(st.sampled_from(PEOPLE), max_size=4)):
            start = draw(st.integers(-60, 60))
            length = draw(st.sampled_from([1, 3, 10, 30, 120]))
            some = draw(st.sampled_from([("B1",), ("B2",), ("B1", "B2"), ("B3",)]))
            found.append(duty(role.value, person, start, start + length, *some))
    return found


reaches = st.lists(
    st.builds(
        Reach,
        st.sampled_from([Channel.VOICE, Channel.VOICE, Channel.SMS, Channel.EMAIL]),
        st.just("+4930231250"),
        st.sampled_from([timedelta(0), timedelta(0), 90 * SECOND, 10 * MINUTE]),
        is_verified=st.booleans(),
        has_opted_out=st.sampled_from([False, False, True]),
    ),
    max_size=3,
).map(tuple)


stretches = st.lists(
    st.builds(
        lambda start, length: span(start, start + length),
        st.integers(-60, 60),
        st.sampled_from([1, 10, 120]),
    ),
    max_size=2,
).map(tuple)


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    bookings = [booking(0, 9, when=draw(st.sampled_from(["always", "Sun 02:32-02:42"])))]
    if draw(st.booleans()):
        bookings.append(booking(4, 11, name="B2", backup=draw(st.integers(0, 1))))
    if draw(st.booleans()):
        bookings.append(booking(3, 7, name="B3", customer="Wey", backup=0))
    held = []
    if draw(st.booleans()):
        held.append(always(draw(ladders())))
    if draw(st.booleans()):
        held.append(TeamLadder(NIGHT, windows("Sun 02:37-06:00"), None, draw(ladders())))
    if draw(st.booleans()):
        held.append(always(draw(ladders()), Severity.CRITICAL))
    ways = draw(st.dictionaries(st.sampled_from(PEOPLE), reaches))
    absences = draw(st.dictionaries(st.sampled_from(PEOPLE), stretches, max_size=2))
    return ground(draw(shifts()), bookings, held, ways, absences)
