"""Faults of what people hand in: where, what, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from solver.sentence import about


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file; line and column are None where the whole file is meant."""

    file: str
    line: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return about(place, about(self.column, self.message) if self.column else self.message)


class BadInput(Exception):  # noqa: N818 - the name the house uses
    """Nothing was read, because of these faults; there is always at least one."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        if len(self.faults) == 1:
            return str(self.faults[0])
        return "\n".join(map(str, self.faults))


class Unknown(BadInput):
    """Nothing was done, for what was named is not there."""


class Stale(BadInput):
    """Nothing was done, for somebody else was quicker: what was seen is no longer so.

    `why` is «edited», «version» or «state»: the draft has another edition, the rota another
    version, the draft is no longer ready.
    """

    def __init__(self, why: str, fault: Fault) -> None:
        super().__init__((fault,))
        self.why = why


class Unreachable(Exception):  # noqa: N818 - a fact about the database, not a fault of ours
    """The database can't be reached, or went away; what was being done is not done."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the database can't be reached ({why}); nothing was changed. It is tried again as "
            "soon as you ask again; check that PostgreSQL runs and DATABASE_URL is right"
        )


class NoRoom(Unreachable):
    """The database can't write because its disk is full; what was being done is not done."""

    def __init__(self, why: str) -> None:
        Exception.__init__(
            self,
            f"PostgreSQL can't write, for its disk is full ({why}); nothing was changed. Make room "
            "where its data lie, then try again",
        )


class Collided(Unreachable):
    """Somebody else changed the same things at that moment; what was being done is not done."""

    def __init__(self, why: str) -> None:
        Exception.__init__(
            self,
            f"somebody else changed the same things at that moment ({why}); nothing was changed. "
            "Do it again",
        )


class Unusable(Exception):  # noqa: N818 - a fact about a part of the house
    """Something that is needed can't be used as it is: a sentence with its cure."""
