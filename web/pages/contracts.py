"""Contracts: listed, shown with what they give, added, and ended after what follows was shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, request

from oncall import catalogue
from oncall.errors import BadInput
from oncall.folder.meaning import as_cell
from oncall.services import contract_list, contracts
from oncall.services.gathering import facts
from oncall.store.rehearsing import Rehearsal
from web.desk.contracts import entitled, form, picture, promised, words
from web.desk.contracts.asking import CHANNELS, asked_for
from web.desk.said import Said
from web.desk.service_words import channel_in_words
from web.languages import spoken
from web.pages.belongings import Belongings
from web.pages.desk import address, desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from werkzeug.wrappers import Response as AnyResponse

    from oncall.services.contract_list import Whole
    from oncall.services.contracts import Changed
    from oncall.store.db import Database
    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of contracts."""
    pages = desk(parts, "contracts", __name__)
    mine = _Contracts(parts)
    pages.add_url_rule("/contracts", "listed", mine.listed, methods=["GET"])
    pages.add_url_rule("/contracts/new", "new", mine.new, methods=["GET", "POST"])
    pages.add_url_rule("/contracts/<path:id_>", "one", mine.one, methods=["GET", "POST"])
    Belongings(parts).install(pages)
    return pages


class _Contracts:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def listed(self) -> str:
        """Return the list."""
        return self._page("listed", rows=contract_list.listed(self.parts.database, now=self._now))

    def new(self) -> AnyResponse | str:
        """Return the levels to choose from, then the form; what would follow first, then add it."""
        levels = catalogue.load()
        asked = request.values.get("provider", ""), request.values.get("level", "")
        picked = form.chosen(levels, *asked)
        shown: dict[str, Any] = {"outcome": None, "faults": ()}
        if request.method == "POST" and picked:
            add = partial(
                contracts.add,
                cells=form.cells_of(request.form, picked),
                by=self._by,
                now=self._now,
                new_customer=request.form.get("new_customer") == "yes",
            )
            shown = self._tried(add)
            if shown["outcome"] and self._sure:
                return self._done(shown["outcome"].bought.contract.id, "added")
        folder = facts(self.parts.database)
        return self._page(
            "new",
            picked=picked,
            providers=levels.providers,
            customers=sorted(
                {*folder.customers, *(each.customer for each in folder.bookings.values())}
            ),
            hotlines=tuple(folder.hotlines.values()),
            typed=request.form,
            units=words.unit_words(),
            **shown,
        )

    def one(self, id_: str) -> AnyResponse | str:
        """Return a contract; what its end would bring first, then end it."""
        what, day = request.form.get("what", ""), request.form.get("day", "")
        shown: dict[str, Any] = {"outcome": None, "faults": (), "what": what, "day": day}
        if request.method == "POST":
            received, last = ("", day) if what == "agreed" else (day, "")
            shown |= self._tried(
                partial(
                    contracts.end,
                    id_=id_,
                    by=self._by,
                    now=self._now,
                    received=received,
                    last=last,
                )
            )
            if shown["outcome"] and self._sure:
                return self._done(id_, what if what == "agreed" else "notice")
        whole = contract_list.whole(self.parts.database, id_, now=self._now)
        return self._page("one", whole=whole, **self._said(whole), **shown)

    def _said(self, whole: Whole) -> dict[str, Any]:
        """Return what a contract gives, in words and as a picture."""
        bought, language = whole.listed.bought, spoken()
        channel, at = asked_for(request.args, bought, self._now)
        found = whole.entitled(at, channel)
        return {
            "groups": promised.promised_groups(bought, language) if bought else (),
            "cards": promised.promised_cards(bought, language) if bought else (),
            "adapted": promised.adapted_in_words(bought, language) if bought else (),
            "picture": picture.picture(whole, self._now, language),
            "answer": entitled.answer(found, bought, language) if found and bought else None,
            "quota": found.quota if found else None,
            "channel": channel,
            "at": as_cell(at, bought.place.zone) if bought else "",
            "channels": {each.value: channel_in_words(each) for each in CHANNELS},
            "today": bought.day(self._now).isoformat() if bought else "",
        }

    def _tried(self, change: Callable[[Database], Changed]) -> dict[str, Any]:
        """Do a change that is confirmed, rehearse one that is not; return what comes of it."""
        database = self.parts.database if self._sure else Rehearsal(self.parts.database)
        try:
            return {"outcome": change(database), "faults": ()}
        except BadInput as bad:
            return {"outcome": None, "faults": tuple(fault.message for fault in bad.faults)}

    @property
    def _sure(self) -> bool:
        return request.form.get("sure") == "yes"

    @property
    def _by(self) -> str:
        return self.parts.settings.user

    @property
    def _now(self) -> datetime:
        return self.parts.clock.now()

    def _done(self, id_: str, what: str) -> AnyResponse:
        return redirect(address("contracts.one", id_=id_, done=what), 303)

    def _page(self, name: str, **more: Any) -> str:
        language = spoken()
        return render_template(
            f"contracts/{name}.html",
            said=Said(language, self._now),
            words=words.contract_words(),
            ends=lambda each: words.ends_in_words(each, language),
            notice=lambda each: words.notice_in_words(each, language),
            said_number=words.said_number,
            said_day=lambda day: words.said_day(day, language),
            **more,
        )
