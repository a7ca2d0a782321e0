"""What is reported: who calls, about what, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a fault is, which may choose another ladder."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class Intake(StrEnum):
    """The way on which a report came in."""

    HOTLINE = "hotline"
    SMS = "sms"
    EMAIL = "email"
    API = "api"
    PAGE = "page"


# A further report of a customer within this many minutes belongs to the incident that is open.
FLOOD_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was taken; what DOMAIN's helpdesk demands may be missing.

    `key` makes a repeated intake the same one. With `joins` it becomes part of an incident of the
    same customer and product that is open and not older than ten minutes: a flood of calls is one
    incident with many reports. `bookings` are those of the customer that cover the moment.
    `sender` is where a mail of somebody unknown came from: what is read aloud or texted has it not.
    """

    team: str
    description: str = ""
    caller: str = ""
    phone: str = ""
    intake: Intake = Intake.PAGE
    severity: Severity = Severity.MAJOR
    classification: str = ""
    customer: str | None = None
    contract: str | None = None
    product: str | None = None
    serial: str | None = None
    site: str | None = None
    language: str = "de"
    prefix: str = ""
    bookings: tuple[str, ...] = ()
    key: str | None = None
    joins: bool = False
    sender: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What the helpdesk's intake demands and was not told (DOMAIN, seed 002)."""
        demanded = {
            "caller": self.caller,
            "customer": self.customer,
            "phone": self.phone,
            "product": self.product,
            "serial": self.serial,
            "description": self.description,
        }
        return tuple(name for name, told in demanded.items() if not told)
