"""Swaps: on offer and past, accepted and taken back; what follows is shown before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request

from oncall.services import placing, swap_list, swapping
from oncall.services.gathering import facts
from oncall.services.publishing import Act
from web.desk.person_words import person_words
from web.desk.said import Said
from web.desk.trying import Tried, tried
from web.feeds.names import Names
from web.languages import spoken
from web.pages.desk import address, desk
from web.pages.duties import Duties

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Blueprint
    from werkzeug.wrappers import Response as AnyResponse

    from oncall.services.placing import Taker
    from oncall.services.swap_list import Listed
    from oncall.store.db import Database
    from web.pages.parts import Parts

ACCEPT, TAKE_BACK = "accept", "take_back"


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of swaps, and of the published duties that are swapped."""
    pages = desk(parts, "swaps", __name__)
    mine = _Swaps(parts)
    pages.add_url_rule("/swaps", "listed", mine.listed, methods=["GET"])
    pages.add_url_rule("/swaps/<int:number>", "one", mine.one, methods=["GET", "POST"])
    Duties(parts).install(pages)
    return pages


class _Swaps:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def listed(self) -> str:
        """Return the list, of one team if it is named."""
        team = request.args.get("team") or None
        now, folder = self.parts.clock.now(), facts(self.parts.database)
        found = swap_list.listed(self.parts.database, now=now, team=team)
        people = (p for p in folder.people.values() if team in (None, *(t.id for t in p.teams)))
        person = request.args.get("person", "")
        coming = swap_list.coming(self.parts.database, person, now) if person else ()
        return self._page(
            "listed",
            rows=found,
            teams=tuple(folder.teams),
            team=team,
            people=sorted(people, key=lambda who: who.name.casefold()),
            person=person,
            coming=coming,
        )

    def one(self, number: int) -> AnyResponse | str:
        """Return a swap with what can be done to it; what would follow first, then do it."""
        found = Tried()
        what = request.form.get("what", "")
        if request.method == "POST":
            sure = request.form.get("sure") == "yes"
            found = tried(self.parts.database, self._change(number, what), sure=sure)
            if found.done:
                return redirect(address("swaps.one", number=number, done=what), 303)
        row = swap_list.one(self.parts.database, number, now=self.parts.clock.now())
        return self._page(
            "one",
            row=row,
            takers=self._takers(row),
            what=what,
            tried=found,
            is_asked=request.method == "POST",
        )

    def _change(self, number: int, what: str) -> Callable[[Database], Any]:
        by, now = self.parts.settings.user, self.parts.clock.now()
        if what == TAKE_BACK:
            act = Act(by, now, f"swap {number} taken back")
            return lambda database: swapping.take_back(database, number, act)
        act, taker = Act(by, now, f"swap {number}"), request.form.get("taker", "")
        return lambda database: swapping.accept(database, number, taker, act)

    def _takers(self, row: Listed) -> tuple[Taker, ...]:
        """Return who might accept a swap; for whom it is not is not among them."""
        if not row.can_be_accepted or row.duty is None:
            return ()
        swap = row.swap
        if swap.taker:
            return (placing.Taker(swap.taker, None, None),)
        now = self.parts.clock.now()
        found = placing.in_published(self.parts.database, swap.team, row.duty.label, now)
        return tuple(each for each in found.takers if each.person != swap.giver)

    def _page(self, name: str, **more: Any) -> str:
        folder = facts(self.parts.database)
        return render_template(
            f"swaps/{name}.html",
            said=Said(spoken(), self.parts.clock.now()),
            words=person_words(),
            names=Names(folder),
            zones={id_: team.site.zone for id_, team in folder.teams.items()},
            **more,
        )
