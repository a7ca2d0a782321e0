"""A report as somebody types it on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault
from oncall.folder.cells import CellError, telephone
from oncall.folder.faults import shown
from oncall.incidents.report import Intake, Report, Severity
from oncall.services.gathering import team_named
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.folder.facts import Folder


def report_of(form: Mapping[str, str], folder: Folder, intake: Intake = Intake.PAGE) -> Report:
    """Return a report of what was typed; what was left blank is not known.

    Raises BadInput for an unknown team or severity, and for a number that is none: it is called
    back.
    """
    typed = {name: value.strip() for name, value in form.items()}
    team = team_named(folder, typed.get("team", ""))
    try:
        phone = telephone(typed.get("phone", ""), team.site.country)
    except CellError as error:
        raise BadInput((Fault("incident", None, "phone", error.args[0]),)) from error
    return Report(
        team.id,
        typed.get("description", ""),
        typed.get("caller", ""),
        phone,
        intake,
        _severity(typed.get("severity") or Severity.MAJOR),
        typed.get("classification", ""),
        customer=typed.get("customer") or None,
        product=typed.get("product") or None,
        serial=typed.get("serial") or None,
        key=typed.get("key") or None,
    )


def _severity(name: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        message = Sentence(
            "%(name)s is no severity; write critical, major or minor", name=shown(name)
        )
        raise BadInput((Fault("incident", None, "severity", message),)) from None
