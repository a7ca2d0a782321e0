"""The webhooks' addresses, and what holds for all: signed, posted, answered by TwiML or 204."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, request

from notify.twiml import KIND, Speaker
from oncall.errors import Unreachable
from oncall.incidents import callbacks
from oncall.services import receipts
from web.hooks.genuine import PREFIX, is_carriers
from web.hooks.hotline import Hotline
from web.hooks.switchboard import document
from web.hooks.texts import Texts
from web.hooks.voice import Voice
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from oncall.incidents.sending import News
    from web.pages.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the webhooks; without a token of the carrier's all are refused."""
    pages = Blueprint("hooks", __name__, url_prefix=PREFIX)
    mine = _Hooks(parts)
    for address, name, view in (
        ("/voice/<attempt>", "voice", mine.voice),
        ("/voice/<attempt>/key", "key", mine.key),
        ("/voice/<attempt>/status", "voice_status", mine.voice_status),
        ("/sms/<attempt>/status", "sms_status", mine.sms_status),
        ("/sms", "sms", mine.sms),
        ("/voice/<attempt>/bridged", "bridged", mine.bridged),
        ("/voice/<attempt>/dial", "dial", mine.dial),
        ("/hotline", "hotline", mine.hotline),
        ("/hotline/ended", "hotline_ended", mine.hotline_ended),
        ("/hotline/<step>", "hotline_step", mine.hotline_step),
    ):
        pages.add_url_rule(address, name, view, methods=["POST"])
    pages.before_request(mine.refuse_forged)
    return pages


class _Hooks:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        carriers = parts.settings.carriers
        self.tokens = carriers.tokens
        self.outside = carriers.hooks or parts.settings.public_url
        at = f"{self.outside}{PREFIX}"
        speaker = Speaker(carriers.voices)
        self.calls = Voice(parts.database, parts.clock, at, parts.seal, carriers, speaker)
        self.texts = Texts(parts.database, parts.clock, parts.seal)
        says = partial(document, at=f"{at}/hotline", speaker=speaker)
        longest = timedelta(minutes=carriers.longest_wait)
        self.callers = Hotline(parts.database, parts.clock, longest, parts.marker, says)

    def refuse_forged(self) -> None:
        """Refuse whatever our carrier has not signed."""
        if not is_carriers(request, self.tokens, self.outside):
            raise Refused(HTTPStatus.FORBIDDEN, gettext("This was not signed by our carrier."))

    def voice(self, attempt: str) -> Response:
        """Answer what is said in a call that was picked up."""
        try:
            return _twiml(self.calls.words(attempt))
        except Unreachable:
            return _twiml(self.calls.unreadable())

    def key(self, attempt: str) -> Response:
        """Answer to a key, or to none."""
        return _twiml(self.calls.key(attempt, request.args, request.form.get("Digits", "")))

    def bridged(self, attempt: str) -> Response:
        """Go on after a conversation with a caller."""
        return _twiml(self.calls.bridged(attempt, request.args, request.form))

    def dial(self, attempt: str) -> Response:
        """Call a caller back, or not, as a key says."""
        return _twiml(self.calls.dial(attempt, request.args, request.form.get("Digits", "")))

    def hotline(self) -> Response:
        """Answer a call to the hotline."""
        return _twiml(self.callers.begins(request.form))

    def hotline_step(self, step: str) -> Response:
        """Go on with a call to the hotline."""
        said = self.callers.goes_on(step, request.form)
        if said is None:
            abort(HTTPStatus.NOT_FOUND)
        return _twiml(said)

    def hotline_ended(self) -> Response:
        """Hear that a call to the hotline is over."""
        self.callers.ends(request.form)
        return _nothing()

    def voice_status(self, attempt: str) -> Response:
        """Hear how far a call is."""
        return self._heard(callbacks.of_call(attempt, request.form))

    def sms_status(self, attempt: str) -> Response:
        """Hear how far a text is."""
        return self._heard(callbacks.of_text(attempt, request.form))

    def sms(self) -> Response:
        """Hear a text, and answer it where an answer helps."""
        said = self.texts.answer(request.form)
        return _twiml(said) if said else _nothing()

    def _heard(self, news: News | None) -> Response:
        if news is not None:
            receipts.hear(self.parts.database, news, self.parts.clock.now())
        return _nothing()


def _twiml(document: str) -> Response:
    answer = Response(document, content_type=KIND)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _nothing() -> Response:
    """Return an answer without a body, which a carrier would note as an error were it 200."""
    return Response(status=HTTPStatus.NO_CONTENT)
