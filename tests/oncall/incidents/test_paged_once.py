"""Nobody is sent the same page twice at one instant, and nobody is left out for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from oncall.incidents.escalation import advance
from oncall.incidents.events import Kind
from oncall.incidents.hearing import Act, decline, unreached
from oncall.incidents.incident import Incident
from oncall.incidents.ladder import LOUD, Channel, Ladder, Rung, target
from tests.oncall.proof.grounds import SECOND
from tests.oncall.proof.grounds import ladders as distinct

if TYPE_CHECKING:
    from oncall.incidents.events import Event
    from oncall.incidents.ladder import Target

NIGHT = datetime(2026, 12, 5, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WHO = {
    "role:primary": ("ann",),
    "role:backup": ("bob", "cid"),
    "role:manager": ("dee",),
    "team:night": ("ann", "bob", "cid", "dee"),
    "team:day": (),
}


class Known:
    """Who is meant by a target; one person has several roles' neighbours in the team."""

    def people(self, target: Target) -> tuple[str, ...]:
        return WHO.get(str(target), (target.name,))

    def spent(self, _target: Target) -> tuple[str, ...]:
        return ()


@dataclass
class Night:
    """An incident whose ladder is climbed, and all that was sent for it."""

    ladder: Ladder
    sent: list[tuple[datetime, str, Channel]] = field(default_factory=list)
    keys: list[tuple[str, Channel]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        first = NIGHT + self.ladder.rungs[0].after
        self.incident = Incident(7, "night", self.ladder, NIGHT, first, {}, 15 * MINUTE)

    def advances(self, late: float, says: str = "") -> None:
        """Let a worker come so late, and whoever is paged say something at once."""
        now = max(self.incident.rung_at + late * SECOND, *(at for at, *_ in self.sent), NIGHT)
        decision = advance(self.incident, Known(), now)
        self.incident = decision.incident
        self.events += decision.events
        for page in decision.pages:
            self.sent += ((now, page.person, channel) for channel in page.channels)
            self.keys += ((page.key, channel) for channel in page.channels)
        for page in decision.pages:
            if says == "no":
                self.incident = decline(self.incident, Act(page.person, "key", now)).incident
            elif says == "unreached":
                self.incident = unreached(self.incident, page.person, now).incident


def rung(minutes: float, *targets: str, channels: tuple[Channel, ...] = LOUD) -> Rung:
    return Rung(minutes * MINUTE, tuple(map(target, targets)), channels)


@st.composite
def crowded(draw: st.DrawFn) -> Ladder:
    """Draw a ladder some of whose rungs, and whose last resort, fall on one instant."""
    made = draw(distinct())
    moments = sorted(draw(st.lists(st.sampled_from([0, 0.25, 1, 1, 5]), min_size=6, max_size=6)))
    rungs = tuple(
        Rung(at * MINUTE, each.targets, each.channels)
        for at, each in zip([0, *moments], made.rungs, strict=False)
    )
    last = Rung(rungs[-1].after, made.last_resort.targets, made.last_resort.channels)
    return Ladder(rungs, draw(st.integers(1, 2)), made.every, last)


LATE = st.sampled_from([0, 0, 3, 20, 60, 61, 400])
STEPS = st.lists(st.tuples(LATE, st.sampled_from(["", "", "no", "unreached"])), max_size=25)
ONE_ROUND = Ladder((rung(0, "role:primary"),), 1, 5 * MINUTE, rung(0, "role:primary"))


@given(st.one_of(distinct(), crowded()), STEPS)
@example(ONE_ROUND, [(0, ""), (0, "")])
def test_nobody_is_sent_the_same_twice_at_one_instant(
    ladder: Ladder, steps: list[tuple[int, str]]
) -> None:
    night = Night(ladder)
    for late, says in steps:
        night.advances(late, says)
    assert [each for each, times in Counter(night.sent).items() if times > 1] == []
    assert [each for each, times in Counter(night.keys).items() if times > 1] == [], "S3"


@given(st.one_of(distinct(), crowded()), STEPS)
@example(ONE_ROUND, [(0, ""), (0, "")])
def test_whoever_a_rung_is_for_is_paged_by_all_its_channels_when_it_fires(
    ladder: Ladder, steps: list[tuple[int, str]]
) -> None:
    night = Night(ladder)
    for late, says in steps:
        night.advances(late, says)
    wanted = {
        (event.at, person, Channel(channel))
        for event in night.events
        if event.kind is Kind.FIRED
        for person in event.facts["people"]
        for channel in event.facts["channels"]
    }
    assert set(night.sent) == wanted


def test_of_rungs_at_one_instant_all_who_were_paged_are_waited_for() -> None:
    both = rung(3, "role:primary", channels=LOUD), rung(3, "role:manager", channels=(Channel.SMS,))
    night = Night(
        Ladder(
            (rung(0, "role:primary"), *both, rung(9, "role:backup")),
            2,
            20 * MINUTE,
            rung(12, "role:manager"),
        )
    )
    night.advances(0)
    night.advances(0)
    assert night.incident.paged == {"ann", "dee"}
    now = NIGHT + 4 * MINUTE
    one = decline(night.incident, Act("dee", "key", now)).incident
    assert one.rung_at == NIGHT + 9 * MINUTE, "Ann's telephone rings still"
    both_said_no = decline(one, Act("ann", "key", now)).incident
    assert both_said_no.rung_at == now


def test_a_late_worker_fires_all_rungs_of_the_newest_minute() -> None:
    night = Night(
        Ladder(
            (rung(0, "role:primary"), rung(5, "role:backup"), rung(5, "role:manager")),
            2,
            20 * MINUTE,
            rung(9, "role:manager"),
        )
    )
    night.advances(7 * 60)
    assert {person for _, person, _ in night.sent} == {"bob", "cid", "dee"}
