"""`GET /hooks/hotline/music.wav`: what is played to who waits; the carrier fetches and keeps it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, request

from notify.music import KIND, waiting_music
from web.hooks.genuine import PREFIX

if TYPE_CHECKING:
    from web.pages.parts import Parts

NAME: Final = "music.wav"
KEPT: Final = "public, max-age=86400"


def blueprint(_parts: Parts) -> Blueprint:
    """Return the sound; it is no secret and changes nothing, so that nobody has to sign for it."""
    pages = Blueprint("music", __name__, url_prefix=f"{PREFIX}/hotline")
    pages.add_url_rule(f"/{NAME}", "music", _music, methods=["GET"])
    return pages


def _music() -> Response:
    sound = waiting_music()
    answer = Response(sound, content_type=KIND)
    answer.headers["Cache-Control"] = KEPT
    answer.set_etag(sha256(sound).hexdigest()[:16])
    answer.make_conditional(request, accept_ranges=True, complete_length=len(sound))
    return answer
