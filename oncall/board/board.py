"""What somebody wants to see of a team's rota, and all that a timeline shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.drafts import State
from oncall.localtime import DAY, Span, local_day
from oncall.published import next_minute
from oncall.streams import Weeks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from oncall.board.cover import Stretch
    from oncall.board.days import Day
    from oncall.board.duties import Duties
    from oncall.board.gaps import ShownGap
    from oncall.board.judging import Judged
    from oncall.board.rows import Row
    from oncall.drafts import Draft
    from oncall.people import Role, Team
    from oncall.standing import Standing
    from oncall.versions import Publication

USUAL_DAYS: Final = 28
HAS_DUTIES: Final = (State.READY, State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody wants to see: days of a team, perhaps with a draft or as of a version.

    Of the gaps the one at `gap` is explained in any case.
    """

    team: str
    first: date | None = None
    days: int | None = None
    draft: int | None = None
    version: int | None = None
    gap: int | None = None

    def weeks(self, team: Team, draft: Draft | None, now: datetime) -> Weeks:
        """Return the days shown: by themselves those of the draft, or from this week's Monday."""
        today = local_day(now, team.site.zone)
        first = draft.weeks.first if draft else today - today.weekday() * DAY
        days = draft.weeks.days if draft else USUAL_DAYS
        return Weeks(self.first or first, self.days or days)


class Step(NamedTuple):
    """An edit that can be taken back or done again: its name, and the duty it was about."""

    edit: str
    duty: int | None


@dataclass(frozen=True, slots=True)
class OfDraft:
    """A draft that is looked at, and its edits that come next, to be undone and redone."""

    draft: Draft
    span: Span
    undo: Step | None
    redo: Step | None

    @property
    def has_duties(self) -> bool:
        """Tell whether it has duties to be shown."""
        return self.draft.state in HAS_DUTIES or self.is_searched

    @property
    def is_searched(self) -> bool:
        """Tell whether its duties are the best so far of a search that goes on."""
        return self.draft.found is not None

    def may_change(self, now: datetime) -> Span | None:
        """Return the stretch that can be edited: what is to come of a draft that is ready."""
        if self.draft.state != State.READY:
            return None
        return self.span.clip(Span(next_minute(now), max(next_minute(now), self.span.end)))


@dataclass(frozen=True, slots=True)
class Board:
    """All that a timeline shows; `judged` is about the draft's weeks, else about those shown."""

    now: datetime
    weeks: Weeks
    stands: Standing
    days: tuple[Day, ...]
    rows: tuple[Row, ...]
    duties: Duties
    cover: Mapping[Role, tuple[Stretch, ...]]
    gaps: tuple[ShownGap, ...]
    judged: Judged
    costs: Mapping[str, int]
    published: tuple[Span, ...]
    versions: tuple[Publication, ...]
    drafts: tuple[Draft, ...]
    draft: OfDraft | None
    version: int | None

    @property
    def span(self) -> Span:
        """The days shown."""
        return self.weeks.span(self.stands.team.site.zone)
