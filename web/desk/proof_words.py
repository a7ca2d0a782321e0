"""What a proof found, in words: who does not come in time, when, for whom, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.localtime import DAY, MINUTE
from oncall.proof.found import Failure, Level, Why
from web.feeds.moments import clock, moment
from web.incidents.words import severity_words
from web.lengths import length_said
from web.words import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta
    from zoneinfo import ZoneInfo

    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.proof.found import Cause
    from oncall.services.proofs import Proven
from web.words import Language

MOST_NAMES: Final = 3


class Wrong(NamedTuple):
    """A cause in words, how often and for how long in all, and each time that it is so."""

    sentence: str
    about: str
    first: str
    more: int
    length: str
    times: tuple[str, ...]

    @property
    def line(self) -> str:
        """The whole in one line."""
        when = self.first
        if self.more:
            when += " " + ngettext("and %(num)d more time", "and %(num)d more times", self.more)
        return f"{when}: {self.sentence} ({self.about})"


def wrongs(proven: Proven, folder: Folder, language: Language) -> Iterator[Wrong]:
    """Yield what fails of a team's rota, what is so for longest first."""
    zone = proven.team.site.zone
    for cause, spans in proven.proof.causes.items():
        times = tuple(when(span, zone, language) for span in spans)
        minutes = sum(span.minutes for span in spans)
        yield Wrong(
            sentence(cause.failures, folder),
            about(cause),
            times[0],
            len(times) - 1,
            length_said(minutes * MINUTE),
            times,
        )


def level_word(level: Level) -> str:
    """Return how one of those is called who have to come."""
    return {
        Level.PRIMARY: gettext("primary"),
        Level.BACKUP: gettext("backup"),
        Level.LAST: gettext("last resort"),
    }[level]


def sentence(failures: tuple[Failure, ...], folder: Folder) -> str:
    """Return who does not come in time, and why."""
    return "; ".join(_failure(each, folder) for each in failures)


def about(cause: Cause) -> str:
    """Return whose reports it is about."""
    customers = ", ".join(cause.customers)
    if len(cause.severities) == len(severity_words()):
        return customers
    return f"{customers}; {', '.join(severity_words()[each] for each in cause.severities)}"


def when(span: Span, zone: ZoneInfo, language: Language) -> str:
    """Return from when to when, without a blank around the dash: `Sat, 5 Dec, 02:00–06:00`."""
    start = moment(span.start, zone, language)
    short = span.end - span.start < DAY
    return f"{start}–{(clock if short else moment)(span.end, zone, language)}"


def exact(some: timedelta) -> str:
    """Return minutes and seconds like `5:50`."""
    seconds = int(some.total_seconds())
    return f"{seconds // 60}:{seconds % 60:02}"


def _failure(failure: Failure, folder: Folder) -> str:
    level = level_word(failure.level)
    if failure.level is Level.LAST and failure.why in {Why.NOBODY, Why.HAS_DUTY}:
        return _nobody_left(failure)
    return {
        Why.NOBODY: gettext("no %(level)s on duty", level=level),
        Why.NO_VOICE: gettext(
            "no %(level)s with a voice number: %(names)s",
            level=level,
            names=_names(failure.people, folder),
        ),
        Why.NOT_CALLED: gettext("%(level)s: not called by the ladder, or only texted", level=level),
        Why.LATE: gettext(
            "%(level)s reached after %(n)s min", level=level, n=(failure.after or MINUTE) // MINUTE
        ),
    }[failure.why]


def _nobody_left(failure: Failure) -> str:
    """Return that the last resort would be somebody who has a duty, or a duty that nobody has."""
    if failure.why is Why.HAS_DUTY:
        return gettext("last resort: at their turn nobody is left but who is on duty already")
    return gettext("nobody is left as last resort but who is on duty already")


def _names(people: tuple[str, ...], folder: Folder) -> str:
    known = [folder.people[name].name if name in folder.people else name for name in people]
    named = ", ".join(known[:MOST_NAMES])
    left = len(known) - MOST_NAMES
    return gettext("%(names)s and %(n)s more", names=named, n=left) if left > 0 else named
