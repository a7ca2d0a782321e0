"""An incident as a picture: both clocks, the ladder, and who was tried, had it and worked on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.events import Kind
from oncall.incidents.incident import Clock
from oncall.incidents.waiting import waited
from oncall.localtime import MINUTE, Span
from web.incidents.lanes import TRACK, lane, people_of
from web.incidents.scale import Scale
from web.incidents.shapes import Label, Rule
from web.incidents.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.services.incident_views import Whole
    from web.incidents.shapes import Picture
    from web.incidents.telling import Telling

BAR: Final = 11
KEPT_BY: Final = {
    Clock.RESPONSE: (Kind.ACCEPTED, Kind.STARTED),
    Clock.ACTION: (Kind.STARTED,),
}
RUNGS: Final = {Kind.FIRED: "rung", Kind.PASSED: "rung passed", Kind.EXHAUSTED: "rung exhausted"}


def picture(whole: Whole, telling: Telling, now: datetime) -> Picture:
    """Return the picture of an incident as it stands."""
    return _Drawing(whole, telling, now).picture()


class _Drawing:
    def __init__(self, whole: Whole, telling: Telling, now: datetime) -> None:
        self.whole = whole
        self.telling = telling
        self.now = now
        self.start = whole.incident.reported_at
        self.end = whole.over_at or now
        self.clocks = whole.incident.clocks
        self.waited = tuple(waited(whole.events, self.end))
        self.sheet = Sheet(Scale(self._instants()))

    def picture(self) -> Picture:
        for clock in sorted(self.clocks, key=self.clocks.__getitem__):
            self._clock(clock)
        self._ladder()
        for person in people_of(self.whole):
            lane(self.whole, self.telling, person, self.sheet, self.end)
        self._axis()
        return self.sheet.made

    def _instants(self) -> Iterator[datetime]:
        yield from (self.start, self.start + 5 * MINUTE, self.end)
        yield from (event.at for event in self.whole.events)
        yield from (each.began_at or each.due_at for each in self.whole.tries)
        for clock, due in self.clocks.items():
            if self._kept(clock) is None or due <= self.end:
                yield due
        if self.whole.coming:
            yield self.whole.coming.at

    def _kept(self, clock: Clock) -> datetime | None:
        """Return when a promise was kept, or ceased to run; None while it runs."""
        kept = (event.at for event in self.whole.events if event.kind in KEPT_BY[clock])
        return next(kept, self.whole.over_at)

    def _clock(self, clock: Clock) -> None:
        due, kept = self.clocks[clock], self._kept(clock)
        stands = kept is None and self.telling.stands_still(due)
        end = kept or self.now
        still = [each for each in map(Span(self.start, end).clip, self.waited) if each]
        length = sum((each.end - each.start for each in still), timedelta(0))
        promised = Span(self.start, self._promised(clock))
        name = self.telling.clock(clock, promised, due, kept, length)
        words = self.telling.paused(name, length)
        due = max(due, end) if stands else due
        look = "kept" if kept and kept <= due else "runs"
        place = (BAR, 0)
        self.sheet.name(name)
        self.sheet.bar((self.start, min(end, due)), place, f"clock {look}", words)
        if end > due:
            self.sheet.bar((due, end), place, "clock broken", words)
        elif kept is None and not stands:
            self.sheet.bar((end, due), place, "clock left", words)
        for each in still:
            self.sheet.bar((each.start, each.end), place, "clock still", words)
        if not stands:
            self.sheet.mark(due, 5, ("due", ""), words)
        self.sheet.down(BAR)

    def _promised(self, clock: Clock) -> datetime:
        """Return when a promise fell due before anybody waited."""
        stood = (e.facts["clocks"].get(clock) for e in self.whole.events if e.kind is Kind.WAITING)
        first = next((at for at in stood if at), None)
        return datetime.fromisoformat(first) if first else self.clocks[clock]

    def _ladder(self) -> None:
        self.sheet.name(self.telling.ladder())
        for event in self.whole.events:
            if event.kind in RUNGS:
                sign = ("rung", RUNGS[event.kind])
                self.sheet.mark(event.at, 7, sign, self.telling.dated(event))
        if self.whole.coming:
            self.sheet.mark(self.whole.coming.at, 7, ("rung", "rung next"), self.telling.coming())
        self.sheet.down(TRACK)

    def _axis(self) -> None:
        scale, made = self.sheet.scale, self.sheet.made
        for n, at in enumerate(scale.ticks(self.telling.zone)):
            made.rules.append(Rule(scale.x(at), "hour"))
            look = f"tick{' odd' * (n % 2)}"
            made.labels.append(Label(scale.x(at), 13, self.telling.clock_time(at), look, "middle"))
        for each in scale.breaks():
            words = f"⋯ {self.telling.length(each.length)}"
            made.labels.append(Label(each.x, self.sheet.y + 8, words, "break", "middle"))
        self.sheet.down(BAR)
        if self.whole.incident.state.is_open:
            made.rules.append(Rule(scale.x(self.now), "now"))
