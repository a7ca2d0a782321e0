"""A card of facts: a heading, and pairs of what it is and how it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """Facts under a heading; those that are empty are left out."""

    title: str
    facts: tuple[tuple[str, str], ...]
    lead: str = ""

    @property
    def known(self) -> tuple[tuple[str, str], ...]:
        """The facts that say something."""
        return tuple((name, said) for name, said in self.facts if said)
