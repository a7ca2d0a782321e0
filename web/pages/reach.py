"""How a person is reached: ways with their proofs and tests, delays, quiet hours, our card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import segno
from flask import Blueprint, Response, redirect, render_template, request
from markupsafe import Markup

from notify.vcard import KIND, card
from oncall.errors import BadInput
from oncall.incidents.ladder import Channel
from oncall.services import proving, reaching
from oncall.services.reaching import Change
from web.desk.reach_words import reach_words
from web.desk.said import Said
from web.languages import spoken
from web.pages.desk import address, desk
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from werkzeug.wrappers import Response as AnyResponse

    from web.pages.parts import Parts

TYPED: Final = ("channel", "address", "starts", "ends")


def blueprint(parts: Parts) -> Blueprint:
    """Return the pages of how people are reached."""
    pages = desk(parts, "reach", __name__, under="people")
    mine = _Reach(parts)
    pages.add_url_rule("/people/<id_>/reach", "one", mine.one, methods=["GET", "POST"])
    pages.add_url_rule("/oncall.vcf", "vcard", mine.vcard, methods=["GET"])
    return pages


class _Reach:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._restraint = parts.settings.carriers.restraint

    def one(self, id_: str) -> AnyResponse | str:
        """Return how a person is reached; do a change first."""
        faults: tuple[str, ...] = ()
        if request.method == "POST":
            try:
                what = self._changed(id_, request.form)
            except BadInput as bad:
                faults = tuple(fault.message for fault in bad.faults)
            else:
                return redirect(address("reach.one", id_=id_, done=what), 303)
        return self._shown(id_, faults)

    def vcard(self) -> Response:
        """Return the card with our numbers."""
        answer = Response(self._card(), content_type=KIND)
        answer.headers["Content-Disposition"] = 'attachment; filename="oncall.vcf"'
        return answer

    def _changed(self, id_: str, form: Mapping[str, str]) -> str:
        """Do what a form says and return what it was; raises BadInput."""
        what = form.get("what", "")
        change = Change(id_, self.parts.settings.user, self.parts.clock.now())
        deeds: dict[str, Callable[[Change, Mapping[str, str]], object]] = {
            "add": self._add,
            "remove": lambda c, f: reaching.remove(self.parts.database, c, _number(f)),
            "digits": self._send_digits,
            "confirm": self._confirm,
            "test": self._send_test,
            "delay": self._delay,
            "quiet": self._quiet,
        }
        deed = deeds.get(what)
        if deed is not None:
            deed(change, form)
        return what

    def _add(self, change: Change, form: Mapping[str, str]) -> None:
        channel, written = form.get("channel", ""), form.get("address", "")
        reaching.add(self.parts.database, change, channel, written, self._restraint)

    def _send_digits(self, change: Change, form: Mapping[str, str]) -> None:
        way = self._own(change, form)
        proving.send_digits(self.parts.database, change.person, way, change.now, self._restraint)

    def _send_test(self, change: Change, form: Mapping[str, str]) -> None:
        way = self._own(change, form)
        proving.send_test(self.parts.database, change.person, way, change.now, self._restraint)

    def _confirm(self, change: Change, form: Mapping[str, str]) -> None:
        way, digits = _number(form), form.get("digits", "")
        seal, now = self.parts.seal, change.now
        proving.confirm(self.parts.database, change.person, way, digits, seal, now=now)

    def _delay(self, change: Change, form: Mapping[str, str]) -> None:
        way = self._own(change, form)
        reaching.set_delay(self.parts.database, change, way, form.get("minutes", ""))

    def _quiet(self, change: Change, form: Mapping[str, str]) -> None:
        starts, ends = form.get("starts", ""), form.get("ends", "")
        reaching.set_quiet(self.parts.database, change, starts, ends)

    def _own(self, change: Change, form: Mapping[str, str]) -> int:
        """Return the number of the way that a form is about, which only the sheet may have yet."""
        channel, to = form.get("channel", ""), form.get("address", "")
        return reaching.own(self.parts.database, change, channel, to)

    def _shown(self, id_: str, faults: tuple[str, ...]) -> str:
        now = self.parts.clock.now()
        reached = reaching.ways(self.parts.database, id_, now)
        quiet = [f"{at // 60:02}:{at % 60:02}" for at in reached.quiet or ()]
        return render_template(
            "people/reach.html",
            reached=reached,
            faults=faults,
            quiet=quiet or ["", ""],
            typed={name: request.form.get(name, "") for name in TYPED} if faults else {},
            channels=tuple(Channel),
            words=reach_words(),
            said=Said(spoken(), now),
            number=self.parts.settings.carriers.number,
            code=_code(self._card()),
        )

    def _card(self) -> str:
        carriers = self.parts.settings.carriers
        numbers = (carriers.number,) if carriers.number else ()
        note = gettext("Let this contact through “do not disturb”.")
        return card(gettext("On-call"), numbers, carriers.mail_from, note)


def _number(form: Mapping[str, str]) -> int:
    written = form.get("way", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 18 else 0


def _code(text: str) -> Any:
    """Return the card as a QR code: the phone needs no way to this machine for it."""
    made = segno.make(text, error="m", boost_error=False, encoding="utf-8")
    drawn = made.svg_inline(border=3, dark="#000", light="#fff", omitsize=True, svgclass="code")
    return Markup(drawn)  # noqa: S704 - drawn from squares, no text within
