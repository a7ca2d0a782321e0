"""A ladder as a picture: a row for each who is tried, minutes across, the promise as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.incidents.ladder import Whom
from oncall.localtime import MINUTE
from web.incidents.shapes import Label, Mark, Picture, Rule
from web.incidents.telling import target_words
from web.incidents.words import channel_word
from web.words import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from oncall.incidents.ladder import Ladder, Rung, Target
    from oncall.services.ladders import Shown
    from web.feeds.names import Names

AXIS: Final = 22
NAME: Final = 20
TRACK: Final = 14
MARGIN: Final = 3.0
STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 240)


class Drawn(NamedTuple):
    """A picture, and in a sentence whether all are tried before the promise falls due."""

    picture: Picture
    sentence: str
    is_late: bool


def drawn(shown: Shown, names: Names, promised: int) -> Drawn:
    """Return a ladder's picture; `promised` is the response time in minutes."""
    ladder = shown.ladder.ladder
    last = ladder.rungs[-1].after
    return Drawn(_picture(shown, names, promised * MINUTE), *_in_time(last, promised))


def _in_time(last: timedelta, promised: int) -> tuple[str, bool]:
    tried = round(last / MINUTE)
    left = promised - tried
    if left > 0:
        words = ngettext(
            "All are tried by minute %(last)s; %(num)d minute of the response time is left.",
            "All are tried by minute %(last)s; %(num)d minutes of the response time are left.",
            left,
            last=tried,
        )
        return words, False
    words = gettext(
        "The last are tried at minute %(last)s only, when the %(promised)s minutes are over.",
        last=tried,
        promised=promised,
    )
    return words, True


def _picture(shown: Shown, names: Names, promised: timedelta) -> Picture:
    ladder = shown.ladder.ladder
    ends = max(promised, ladder.last_resort.after, ladder.every) + MINUTE
    made = Picture()
    rows: dict[Target, float] = {}
    height = NAME + TRACK * max(len(rung.channels) for rung, _ in _rungs(ladder))
    for rung, _ in _rungs(ladder):
        for target in rung.targets:
            rows.setdefault(target, AXIS + height * len(rows))
    made.height = AXIS + height * len(rows)
    for target, y in rows.items():
        made.labels.append(Label(0, y + 12, _who(target, shown.people[target], names), "name"))
    for rung, look in _rungs(ladder):
        made.marks += (
            Mark(
                _x(rung.after, ends),
                rows[target] + 24 + TRACK * n,
                channel.value,
                look,
                _said(rung),
            )
            for target in rung.targets
            for n, channel in enumerate(rung.channels)
        )
    made.rules += (Rule(_x(promised, ends), "due"), Rule(_x(ladder.every, ends), "again"))
    made.labels += _axis(ends)
    return made


def _who(target: Target, people: tuple[str, ...], names: Names) -> str:
    """Return whom a row is for, and who that is now; of a whole team how many."""
    name = target_words(str(target), names)
    match target.whom:
        case Whom.PERSON:
            return name
        case Whom.TEAM:
            return ngettext(
                "everybody of %(team)s: %(num)d person",
                "everybody of %(team)s: %(num)d people",
                len(people),
                team=target.name,
            )
        case Whom.ROLE:
            who = ", ".join(map(names.person, people))
            nobody = gettext("nobody at the moment")
            return f"{name}: {who or nobody}"


def _rungs(ladder: Ladder) -> Iterator[tuple[Rung, str]]:
    for rung in ladder.rungs:
        yield rung, "there"
    yield ladder.last_resort, "under-way"


def _said(rung: Rung) -> str:
    channels = ", ".join(map(channel_word, rung.channels))
    return gettext("minute %(n)s: %(channels)s", n=f"{rung.after / MINUTE:g}", channels=channels)


def _axis(ends: timedelta) -> Iterator[Label]:
    step = next((n for n in STEPS if ends <= 9 * n * MINUTE), STEPS[-1])
    for n in range(0, int(ends / MINUTE) + 1, step):
        look = f"tick{' odd' * (n // step % 2)}"
        yield Label(_x(n * MINUTE, ends), 13, str(n), look, "middle")


def _x(after: timedelta, ends: timedelta) -> float:
    return round(MARGIN + (100 - 2 * MARGIN) * (after / ends), 2)
