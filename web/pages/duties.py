"""A published duty: offered in a swap, or taken over by somebody for a stretch of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from flask import redirect, render_template, request

from oncall.folder.cells import CellError
from oncall.folder.meaning import as_cell
from oncall.folder.moments import moment
from oncall.localtime import Span
from oncall.published import next_minute
from oncall.services import overriding, placing, swap_list, swapping
from oncall.services.gathering import facts
from oncall.services.publishing import Act
from oncall.services.swap_list import duty_of
from web.desk.person_words import person_words
from web.desk.said import Said
from web.desk.trying import Tried, tried
from web.feeds.names import Names
from web.languages import spoken
from web.pages.desk import address
from web.words import gettext

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from flask import Blueprint
    from werkzeug.wrappers import Response as AnyResponse

    from oncall.assignments import Assignment
    from oncall.services.placing import Taker
    from oncall.store.db import Database
    from web.pages.parts import Parts

OFFER, OVERRIDE = "offer", "override"


class Wanted(NamedTuple):
    """The stretch that is asked for, as it was typed, and what is wrong with it."""

    start: str
    end: str
    span: Span | None
    fault: str | None = None


class Duties:
    """The page of a published duty."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def install(self, pages: Blueprint) -> None:
        """Add the address to the pages of swaps."""
        pages.add_url_rule("/duties/<label>", "duty", self.duty, methods=["GET", "POST"])

    def duty(self, label: str) -> AnyResponse | str:
        """Return a duty with who may take it; what would follow first, then do it."""
        team, held = duty_of(self.parts.database, label)
        zone = facts(self.parts.database).teams[team].site.zone
        wanted = _wanted(held, zone, self._now)
        what, found = request.form.get("what", ""), Tried()
        if request.method == "POST" and what == OFFER:
            found = tried(self.parts.database, self._offer(held), sure=True)
            if found.done:
                number = found.outcome.number
                return redirect(address("swaps.one", number=number, done=OFFER), 303)
        elif request.method == "POST" and not wanted.fault:
            sure = request.form.get("sure") == "yes"
            found = tried(self.parts.database, self._override(held, wanted.span), sure=sure)
            if found.done:
                return redirect(address("swaps.duty", label=label, done=OVERRIDE), 303)
        return self._page(team, held, wanted, what=what, tried=found)

    def _offer(self, held: Assignment) -> Any:
        form = request.form
        act = Act(self.parts.settings.user, self._now, form.get("why", "").strip())
        taker, back = form.get("taker") or None, form.get("for") or None

        def offer(database: Database) -> swapping.Offered:
            return swapping.offer(database, held.label, act, taker, back)

        return offer

    def _override(self, held: Assignment, span: Span | None) -> Any:
        form = request.form
        act = Act(self.parts.settings.user, self._now, form.get("why", "").strip())

        def override(database: Database) -> Any:
            return overriding.override(database, held.label, form.get("taker", ""), act, span)

        return override

    def _page(self, team: str, held: Assignment, wanted: Wanted, **more: Any) -> str:
        folder = facts(self.parts.database)
        is_over = held.span.end <= next_minute(self._now)
        has_begun = held.span.start <= self._now
        partner = request.values.get("with", "") if not has_begun else ""
        return render_template(
            "swaps/duty.html",
            said=Said(spoken(), self._now),
            words=person_words(),
            names=Names(folder),
            zone=folder.teams[team].site.zone,
            team=team,
            held=held,
            wanted=wanted,
            is_over=is_over,
            has_begun=has_begun,
            swaps=() if has_begun else self._takers(team, held, None),
            overrides=() if is_over or wanted.fault else self._takers(team, held, wanted.span),
            partner=partner if partner in folder.people else "",
            exchanges=self._exchanges(held, partner) if partner in folder.people else (),
            **more,
        )

    def _takers(self, team: str, held: Assignment, span: Span | None) -> tuple[Taker, ...]:
        """Return who of the team might take a duty, or a stretch of it."""
        database = self.parts.database
        found = placing.in_published(database, team, held.label, self._now, span).takers
        return tuple(each for each in found if each.person != held.person)

    def _exchanges(self, held: Assignment, partner: str) -> tuple[swap_list.Exchange, ...]:
        return swap_list.exchanges(self.parts.database, held.label, partner, self._now)

    @property
    def _now(self) -> datetime:
        return self.parts.clock.now()


def _wanted(held: Assignment, zone: ZoneInfo, now: datetime) -> Wanted:
    """Return the stretch that was typed, else all that is left of a duty."""
    begins = max(held.span.start, next_minute(now))
    whole = Wanted(as_cell(begins, zone), as_cell(held.span.end, zone), None)
    typed = Wanted(
        request.values.get("start") or whole.start, request.values.get("end") or whole.end, None
    )
    if typed == whole:
        return whole
    try:
        start, end = (moment(each).as_start(zone) for each in (typed.start, typed.end))
    except CellError:
        return typed._replace(fault=gettext("Write both times like 2026-12-07T18:00."))
    if not held.span.start <= start < end <= held.span.end or end <= begins:
        return typed._replace(fault=gettext("Write a stretch of what is left of the duty."))
    return typed._replace(span=Span(start, end))
