"""What pages send, read field by field; what can't be understood is refused with a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from oncall.assignments import number_of
from oncall.localtime import Span
from oncall.people import Role
from web.refusals import Refused
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_DAYS: Final = 182
YEARS: Final = range(1970, 2200)
LARGEST: Final = 2**63 - 1  # of a number, as the database counts
LONGEST: Final = 1000  # signs of a text


class Fields:
    """The fields of a request, by name; each is of one kind or the request is refused."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def __contains__(self, name: str) -> bool:
        return self._given.get(name) not in (None, "")

    def text(self, name: str, usual: str | None = None) -> str:
        """Return a text; `usual` where it is left out."""
        if name not in self and usual is not None:
            return usual
        found = self._given.get(name)
        if isinstance(found, str) and 0 < len(found) <= LONGEST and "\0" not in found:
            return found
        raise unclear(name)

    def number(self, name: str, most: int = LARGEST) -> int:
        """Return a whole number from 0 on."""
        found = self._given.get(name)
        if isinstance(found, str) and found.isascii() and found.isdecimal() and len(found) < 20:
            found = int(found)
        if isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= most:
            return found
        raise unclear(name)

    def maybe_number(self, name: str, most: int = LARGEST) -> int | None:
        """Return a number, None where it is left out."""
        return self.number(name, most) if name in self else None

    def yes(self, name: str) -> bool:
        """Return true or false; false where it is left out."""
        found = self._given.get(name, False)
        if isinstance(found, bool):
            return found
        raise unclear(name)

    def duty(self, name: str = "duty") -> int:
        """Return the number of a duty like D12."""
        found = number_of(self.text(name))
        if found is None or found > LARGEST:
            raise unclear(name)
        return found

    def duties(self, name: str) -> tuple[int, ...]:
        """Return the numbers of several duties."""
        return tuple(Fields({name: each}).duty(name) for each in self._list(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return several texts: as a list, or with commas between them."""
        return tuple(Fields({name: each}).text(name) for each in self._list(name))

    def role(self) -> Role:
        """Return a role."""
        found = self.text("role")
        if found not in {each.value for each in Role}:
            raise unclear("role")
        return Role(found)

    def day(self, name: str) -> date | None:
        """Return a day like 2026-12-07, None where it is left out."""
        if name not in self:
            return None
        try:
            found = date.fromisoformat(self.text(name))
        except ValueError as error:
            raise unclear(name) from error
        if found.year not in YEARS:
            raise unclear(name)
        return found

    def instant(self, name: str) -> datetime:
        """Return an instant like 2026-12-07T17:00:00Z, of whole minutes."""
        try:
            found = datetime.fromisoformat(self.text(name))
            at = found.astimezone(UTC) if found.tzinfo else None
        except (ValueError, OverflowError) as error:
            raise unclear(name) from error
        if at is None or at.year not in YEARS or at.second or at.microsecond:
            raise unclear(name)
        return at

    def span(self, start: str = "start", end: str = "end") -> Span:
        """Return a stretch of time."""
        return Span(self.instant(start), self.instant(end))

    def _list(self, name: str) -> list[Any]:
        found = self._given.get(name) or []
        some = found.split(",") if isinstance(found, str) else found
        if not isinstance(some, list):
            raise unclear(name)
        return some


def unclear(name: str) -> Refused:
    """Return the refusal of a field that can't be understood."""
    sentence = gettext("“%(name)s” is missing or can't be understood.", name=name)
    return Refused(HTTPStatus.BAD_REQUEST, sentence)
