"""Engineers swap duties: offered, checked against every limit, accepted, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.edits import Assign
from oncall.errors import BadInput, Fault
from oncall.localtime import Span
from oncall.services.amending import Amended, find_duty, ground, refused, release
from oncall.store import audit, rotas, sheets, swaps
from oncall.store.messages import Message, tell
from oncall.store.swaps import Swap
from solver.sentence import Sentence, strung

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.services.amending import Ground
    from oncall.services.publishing import Act
    from oncall.store.db import Database, Tx


class Offered(NamedTuple):
    """An offer, who could take it now, and why each of the others can't."""

    number: int
    possible: tuple[str, ...]
    refusals: dict[str, str]


def offer(
    database: Database, duty: str, act: Act, taker: str | None = None, for_duty: str | None = None
) -> Offered:
    """Offer a duty to one person or the whole team, perhaps for a duty of the taker's.

    Raises BadInput if it has begun, is offered in the same way already, or if nobody it is offered
    to could take it.
    """
    with database.begin() as tx:
        sheets.lock(tx)
        team, held = find_duty(tx, duty)
        back = find_duty(tx, for_duty)[1] if for_duty else None
        _refuse_begun(act, held, *([back] if back else ()))
        if held.person in {taker, back and back.person}:
            raise refused(
                Sentence(
                    "%(duty)s is %(person)s's already; name somebody else",
                    duty=held.label,
                    person=held.person,
                )
            )
        if back and taker not in {None, back.person}:
            raise refused(
                Sentence(
                    "%(duty)s is %(person)s's, not %(other)s's; name that person",
                    duty=back.label,
                    person=back.person,
                    other=taker,
                )
            )
        named = back.person if back else taker
        _refuse_again(tx, team, held, back, named)
        stands = ground(tx, team, _hull(held, back), act.now)
        who = [named] if named else sorted(set(stands.question.person) - {held.person})
        refusals = {each: _why_not(stands, held, back, each) for each in who}
        possible = tuple(each for each, why in refusals.items() if why is None)
        if not possible:
            lines = strung(why for why in refusals.values() if why)
            raise refused(
                Sentence("nobody could take %(duty)s: %(why)s", duty=held.label, why=lines)
            )
        swap = Swap(
            0,
            team,
            held.duty,
            back.duty if back else None,
            held.person,
            named,
            act.why,
            "offered",
            act.now,
        )
        number = swaps.offer(tx, swap)
        facts = {"swap": number, "duty": held.label, "giver": held.person, "why": act.why}
        asked = (Message(f"swap {number} {who}", "swap", team, who, facts) for who in possible)
        tell(tx, asked, act.now)
        audit.note(tx, audit.Line(act.now, act.by, "offer swap", f"swap {number}", None, facts))
        return Offered(number, possible, {w: why for w, why in refusals.items() if why})


def accept(database: Database, number: int, taker: str, act: Act) -> Amended:
    """Accept a swap: a version of the rota in which it is done.

    Raises BadInput if it is no longer on offer, is not for this person, or would break any limit.
    """
    with database.begin() as tx:
        sheets.lock(tx)
        swap = _swap(tx, number, "offered")
        if swap.taker not in {None, taker}:
            raise refused(
                Sentence(
                    "swap %(n)s is offered to %(person)s, not to %(other)s",
                    n=number,
                    person=swap.taker,
                    other=taker,
                )
            )
        held, back = _still(tx, swap, giver=swap.giver, taker=taker)
        _refuse_begun(act, held, *([back] if back else ()))
        done = _exchange(tx, swap, (held, back), taker, act)
        swaps.decide(tx, number, "accepted", act.now, taker)
        return done


def take_back(database: Database, number: int, act: Act) -> Amended | None:
    """Take an offer back; after it was accepted, the duties go back to who had them.

    Returns the version in which they are back, None where there was only an offer. Raises
    BadInput if a duty has begun or changed hands since, or if its first holder may no longer
    have it.
    """
    with database.begin() as tx:
        sheets.lock(tx)
        swap = _swap(tx, number, "offered", "accepted")
        done = None
        if swap.state == "accepted" and swap.taker:
            held, back = _still(tx, swap, giver=swap.taker, taker=swap.giver)
            _refuse_begun(act, held, *([back] if back else ()))
            done = _exchange(tx, swap, (held, back), swap.giver, act)
        swaps.decide(tx, number, "taken_back", act.now)
        line = audit.Line(act.now, act.by, "take swap back", f"swap {number}")
        audit.note(tx, line)
        return done


def offers(database: Database, team: str, state: str | None = None) -> tuple[Swap, ...]:
    """Return a team's swaps, newest first; in one state if it is named."""
    with database.begin() as tx:
        return swaps.swaps_of(tx, team, state)


def lapse(database: Database, now: datetime) -> int:
    """Let offers lapse whose duty has begun or changed hands, and tell their givers.

    Returns of how many.
    """
    with database.begin() as tx:
        sheets.lock(tx)
        gone = [swap for swap in swaps.offered(tx) if not _is_open(tx, swap, now)]
        for swap in gone:
            swaps.decide(tx, swap.id, "lapsed", now)
            facts = {"swap": swap.id, "duty": f"D{swap.duty}", "state": "lapsed"}
            told = Message(f"swap {swap.id} lapsed", "swap", swap.team, swap.giver, facts)
            tell(tx, [told], now)
        return len(gone)


def _is_open(tx: Tx, swap: Swap, now: datetime) -> bool:
    stands = rotas.duty(tx, swap.duty)
    return stands is not None and stands[1].person == swap.giver and stands[1].span.start > now


def _exchange(
    tx: Tx, swap: Swap, duties: tuple[Assignment, Assignment | None], taker: str, act: Act
) -> Amended:
    held, back = duties
    stands = ground(tx, swap.team, _hull(held, back), act.now)
    why = _why_not(stands, held, back, taker)
    if why is not None:
        raise refused(Sentence("swap %(n)s is not possible: %(why)s", n=swap.id, why=why))
    return release(tx, stands, stands.after(_edits(held, back, taker)), "swap", act)


def _edits(held: Assignment, back: Assignment | None, taker: str) -> list[Assign]:
    return [Assign(held.duty, taker), *([Assign(back.duty, held.person)] if back else [])]


def _why_not(stands: Ground, held: Assignment, back: Assignment | None, taker: str) -> str | None:
    """Return the first thing that an exchange would break, or None if it may be done."""
    broken = stands.effect(stands.after(_edits(held, back, taker))).broken
    return broken[0].sentence if broken else None


def _still(tx: Tx, swap: Swap, *, giver: str, taker: str) -> tuple[Assignment, Assignment | None]:
    """Return the duties of a swap if they are still whose they were."""
    wanted = [(swap.duty, giver), *([(swap.for_duty, taker)] if swap.for_duty else [])]
    found: list[Assignment] = []
    for number, who in wanted:
        stands = rotas.duty(tx, number)
        if stands is None or stands[1].person != who:
            raise refused(
                Sentence(
                    "%(duty)s is no longer %(person)s's; the swap can't be done any more",
                    duty=f"D{number}",
                    person=who,
                )
            )
        found.append(stands[1])
    return found[0], found[1] if len(found) > 1 else None


def _swap(tx: Tx, number: int, *states: str) -> Swap:
    found = swaps.swap(tx, number)
    if found is None:
        raise refused(
            Sentence("there is no swap %(n)s; `oncall rota swap list` lists them", n=number)
        )
    if found.state not in states:
        state = Sentence(found.state.replace("_", " "))
        raise refused(Sentence("swap %(n)s is %(state)s already", n=number, state=state))
    return found


def _refuse_again(
    tx: Tx, team: str, held: Assignment, back: Assignment | None, named: str | None
) -> None:
    """Raise BadInput for what somebody sends twice: everybody would be asked twice."""
    wanted = (held.duty, back.duty if back else None, held.person, named)
    for each in swaps.swaps_of(tx, team, "offered"):
        if (each.duty, each.for_duty, each.giver, each.taker) == wanted:
            raise refused(
                Sentence(
                    "%(duty)s is offered so already, as swap %(n)s; wait for an answer, or take "
                    "that offer back first",
                    duty=held.label,
                    n=each.id,
                )
            )


def _refuse_begun(act: Act, *duties: Assignment) -> None:
    begun = [each.label for each in duties if each.span.start <= act.now]
    if begun:
        message = Sentence(
            "%(duties)s has begun; let somebody take the rest over: oncall rota override",
            duties=", ".join(begun),
        )
        raise BadInput((Fault("swap", None, None, message),))


def _hull(held: Assignment, back: Assignment | None) -> Span:
    spans = [held.span, *([back.span] if back else [])]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
