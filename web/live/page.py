"""The address of a draft's live progress, as pages know it; whoever gets here is refused.

The event loop answers it before any page is asked (web/front.py), unless there is no such draft
or whoever asks may not watch.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NoReturn

from flask import Blueprint, request

from web.locality import is_local, only_here
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from web.pages.parts import Parts

PREFIX: Final = "/live"


def blueprint(_parts: Parts) -> Blueprint:
    """Return the address, `url_for("live.draft", number=…)`."""
    pages = Blueprint("live", __name__, url_prefix=PREFIX)
    pages.add_url_rule("/drafts/<int:number>", "draft", _draft, methods=["GET"])
    return pages


def lost() -> str:
    """Return the sentence for those who watch while the database is gone."""
    return gettext(
        "The database can't be reached at the moment. Nothing is lost; as soon as it is back, this "
        "goes on by itself."
    )


def _draft(number: int) -> NoReturn:
    if not is_local(request.remote_addr, request.headers.get("Host")):
        raise Refused(HTTPStatus.FORBIDDEN, only_here())
    raise Refused(
        HTTPStatus.NOT_FOUND,
        gettext("There is no draft %(number)s; look for it in the list of drafts.", number=number),
    )
