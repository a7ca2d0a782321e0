"""What all planning pages share: who may open them, the word that changes need, the heading."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, request, url_for

from web import csrf
from web.desk.now import on_call_now
from web.languages import refuse_unknown, spoken
from web.locality import is_local, only_here
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from flask import Response

    from web.pages.parts import Parts

CHANGING: Final = ("POST", "PUT", "PATCH", "DELETE")


def desk(parts: Parts, name: str, module: str, under: str | None = None) -> Blueprint:
    """Return a blueprint for planning pages, which answer this machine and change by our pages.

    The heading marks the section that is called so, or the one they are `under`.
    """
    pages = Blueprint(name, module)

    def guarded() -> None:
        if not is_local(request.remote_addr, request.headers.get("Host")):
            raise Refused(HTTPStatus.FORBIDDEN, only_here())
        refuse_unknown(request.args.get("lang"))
        if request.method in CHANGING and not csrf.is_ours(request, parts.key, parts.settings.user):
            raise Refused(HTTPStatus.BAD_REQUEST, csrf.old_page())

    def fresh(answer: Response) -> Response:
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    pages.before_request(guarded)
    pages.after_request(fresh)
    pages.context_processor(lambda: _shared(parts, under or name))
    return pages


def address(endpoint: str, **values: Any) -> str:
    """Return the address of a page, in the language that was chosen, if one was."""
    values["lang"] = request.args.get("lang")
    return url_for(endpoint, **values)


def _shared(parts: Parts, section: str) -> dict[str, Any]:
    """Return what the heading of every planning page is made of."""
    named = (
        ("incidents", "incidents.listed", gettext("Incidents")),
        ("planning", "planning.teams", gettext("Rotas")),
        ("bookings", "bookings.listed", gettext("Bookings")),
        ("people", "people.listed", gettext("People")),
        ("proof", "proof.teams", gettext("Reachability")),
        ("swaps", "swaps.listed", gettext("Swaps")),
        ("contracts", "contracts.listed", gettext("Contracts")),
        ("catalogue", "catalogue.listed", gettext("Service levels")),
    )
    return {
        "csrf": csrf.token(parts.key, parts.settings.user),
        "sections": [(address(page), title, of == section) for of, page, title in named],
        # Asked for where it is shown: who is refused since the database is gone is told so.
        "on_call": lambda: on_call_now(parts.database, parts.clock.now(), spoken()),
        "to": address,
    }
