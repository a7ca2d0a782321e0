"""`POST /api/incidents`: a program reports a fault, signed, and once however often it asks."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, request

from oncall.errors import BadInput, Fault, Unreachable
from oncall.incidents.report import Intake, Report, Severity
from oncall.incidents.signed import Signed, is_signed
from oncall.services.api import open_incident

if TYPE_CHECKING:
    from web.pages.parts import Parts

TIMESTAMP: Final = "X-Oncall-Timestamp"
SIGNATURE: Final = "X-Oncall-Signature"
KEY: Final = "Idempotency-Key"
LONGEST_KEY: Final = 200
TEXTS: Final = ("team", "description", "caller", "phone", "customer", "product", "serial")
MORE: Final = ("classification", "language", "severity")
LONGEST: Final = 4000


def blueprint(parts: Parts) -> Blueprint:
    """Return the interface for programs; without a secret all are refused."""
    pages = Blueprint("api", __name__, url_prefix="/api")
    mine = _Api(parts)
    pages.add_url_rule("/incidents", "incidents", mine.incidents, methods=["POST"])
    return pages


class _Api:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def incidents(self) -> Response:
        """Open an incident, or answer with the one that was opened under the same key."""
        now, body = self.parts.clock.now(), request.get_data()
        told = Signed(request.headers.get(TIMESTAMP, ""), request.headers.get(KEY, ""), body)
        secrets = self.parts.settings.carriers.api_secrets
        signed = request.headers.get(SIGNATURE, "")
        if not is_signed(secrets, told, signed, now):
            return _refused(HTTPStatus.UNAUTHORIZED, "the signature is missing, wrong or too old")
        try:
            said = _report(body, told.key)
            taken = open_incident(self.parts.database, said, now)
        except BadInput as bad:
            return _refused(HTTPStatus.BAD_REQUEST, *(str(fault) for fault in bad.faults))
        except Unreachable as gone:
            return _refused(HTTPStatus.SERVICE_UNAVAILABLE, str(gone))
        answer = {
            "number": taken.number,
            "new": taken.is_new,
            "reported_at": taken.kept.incident.reported_at.isoformat(),
            "team": taken.kept.report.team,
        }
        return _json(HTTPStatus.CREATED if taken.is_new else HTTPStatus.OK, answer)


def _report(body: bytes, key: str) -> Report:
    """Return what a program reports; raises BadInput with every fault."""
    told = _object(body)
    faults = list(_faults(told, key))
    if faults:
        raise BadInput(tuple(faults))
    about = {name: told[name].strip() for name in (*TEXTS, *MORE) if told.get(name)}
    severity = Severity(about.pop("severity", Severity.MAJOR))
    return Report(
        **{"team": "", **about}, severity=severity, intake=Intake.API, key=f"api {key}", joins=True
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise BadInput((Fault("body", None, None, "must be a JSON object"),))
    return told


def _faults(told: dict[str, Any], key: str) -> list[Fault]:
    found = []
    if not key or len(key) > LONGEST_KEY or not key.isascii():
        words = f"give 1 to {LONGEST_KEY} ASCII signs, new for each fault"
        found.append(Fault("header", None, KEY, words))
    for name, value in told.items():
        if name not in (*TEXTS, *MORE):
            words = "is unknown; there are " + ", ".join((*TEXTS, *MORE))
            found.append(Fault("body", None, name, words))
        elif not isinstance(value, str) or len(value) > LONGEST:
            found.append(Fault("body", None, name, f"must be a text of at most {LONGEST} signs"))
    if not any(isinstance(told.get(name), str) and told[name] for name in ("team", "customer")):
        found.append(Fault("body", None, "team", "name a team, or a customer"))
    if told.get("severity") and told["severity"] not in list(Severity):
        words = "must be one of " + ", ".join(Severity)
        found.append(Fault("body", None, "severity", words))
    return found


def _refused(status: HTTPStatus, *sentences: str) -> Response:
    return _json(status, {"errors": list(sentences)})


def _json(status: HTTPStatus, answer: dict[str, Any]) -> Response:
    made = Response(json.dumps(answer) + "\n", status, content_type="application/json")
    made.headers["Cache-Control"] = "no-store"
    return made
