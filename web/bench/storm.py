"""Many incidents at once: who is texted and called when, by what the carrier took."""

from __future__ import annotations

from itertools import pairwise
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import text

from web.bench.crowd import LINES, TEAMS
from web.bench.switchboard import switchboard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from web.bench.switchboard import Switchboard

Measured = tuple[str, str, str, bool]
SECONDS: Final = 10
PEOPLE: Final = TEAMS * LINES
PAGED_WITHIN: Final = 30.0
# At one call a second; what the carrier refuses because it came a little early is tried again.
CALLED_WITHIN: Final = 2.0 * PEOPLE
WAITED_FOR: Final = text("select count(distinct person) from pages where channel = 'voice'")
# Pages that waited for a person who was called, and were in neither that call nor one before it.
LEFT_OUT: Final = text(
    "select count(distinct p.id) from attempts a join pages p on p.person = a.person "
    "and p.channel = 'voice' and p.due_at <= a.began_at and p.expires_at > a.began_at "
    "where a.channel = 'voice' and a.state = 'accepted' and not exists (select from attempts b "
    "where b.person = a.person and b.began_at <= a.began_at and p.id = any(b.pages))"
)


def storm(count: int) -> Measured:
    """Let a carrier take as many calls as are wanted."""
    with switchboard(100, 100) as board:
        board.report_all(count, count / SECONDS)
        found = board.all_paged(PAGED_WITHIN)
        slowest = max(found.values(), default=float("inf"))
        lost = len(board.began) - len(found)
        kinds = [each[1] for each in board.took()["took"]]
    shown = (
        f"last paged after {slowest:.1f} s, lost {lost}; {kinds.count('Messages')} texts, "
        f"{kinds.count('Calls')} calls"
    )
    will_do = slowest <= PAGED_WITHIN and not lost
    return f"{_name(count)}, 100 calls/s", f"all paged ≤ {PAGED_WITHIN:g} s", shown, will_do


def slow_storm(count: int) -> Measured:
    """Let a carrier take one call a second, until everybody has been called: a second for each."""
    with switchboard(1, 100) as board:
        begun = monotonic()
        board.report_all(count, count / SECONDS)
        paged = board.all_paged(PAGED_WITHIN)
        while not (calls := _calls(board, begun)).is_all and monotonic() < begun + CALLED_WITHIN:
            sleep(2.0)
        lost = len(board.began) - len(paged)
        texted = max(paged.values(), default=float("inf"))
    will_do = texted <= PAGED_WITHIN and not lost and calls.will_do
    shown = f"last texted after {texted:.1f} s, lost {lost}; {calls.say()}"
    must = (
        f"texted ≤ {PAGED_WITHIN:g} s, all called once before anybody twice, "
        "a call is for all that waits, none lost"
    )
    return f"{_name(count)}, 1 call/s", must, shown, will_do


class Calls(NamedTuple):
    """Calls that a carrier took, who was to be called, what was refused or left out of a call."""

    took: Sequence[tuple[float, str]]  # seconds since the first report, the number called
    waited_for: int
    refused: int
    left_out: int

    @property
    def firsts(self) -> dict[str, float]:
        """When each number was called first."""
        return {number: at for at, number in reversed(self.took)}

    @property
    def is_all(self) -> bool:
        """True if everybody has been called who was to be."""
        return len(self.firsts) >= self.waited_for

    @property
    def again(self) -> int:
        """How many were called once more before the last was called for the first time."""
        last = max(self.firsts.values(), default=0.0)
        return sum(at <= last for at, _ in self.took) - len(self.firsts)

    @property
    def will_do(self) -> bool:
        """True if nobody starved, and no call passed over what waited."""
        return self.is_all and not self.again and not self.left_out

    def say(self) -> str:
        """Return it in words."""
        last = max(self.firsts.values(), default=float("inf"))
        apart = min((b - a for (a, _), (b, _) in pairwise(self.took)), default=float("inf"))
        return (
            f"{len(self.took)} calls taken, {self.refused} refused, at least {apart:.2f} s apart; "
            f"{len(self.firsts)} of {self.waited_for} people called, the last after {last:.0f} s, "
            f"{self.again} once more before; {self.left_out} pages left out of a call"
        )


def _calls(board: Switchboard, begun: float) -> Calls:
    told = board.took()
    took = [(each[0] - begun, each[2]) for each in told["took"] if each[1] == "Calls"]
    with board.database.begin() as tx:
        waited_for, left_out = (int(tx.execute(q).scalar_one()) for q in (WAITED_FOR, LEFT_OUT))
    return Calls(took, waited_for, told["refused"].get("Calls", 0), left_out)


def _name(count: int) -> str:
    return f"{count:,} incidents within {SECONDS} s, {min(count, PEOPLE)} people on call"
