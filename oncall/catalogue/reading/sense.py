"""What is wrong with a provider although each of its keys is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.promises import Counting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.catalogue.level import Level
    from oncall.catalogue.provider import Provider
    from oncall.catalogue.reading.lines import Path
    from oncall.catalogue.words import Name

Fault = tuple["Path", str]


def faults(provider: Provider) -> Iterable[Fault]:
    """Yield the key and sentence of each fault."""
    standby = (("standby", provider.standby.name),) if provider.standby else ()
    yield from _shared("levels", [each.name for each in provider.levels], standby)
    yield from _shared("sites", [each.name for each in provider.places])
    yield from _shared("promises", provider.promise_names)
    for level in provider.levels:
        yield from _never_due(level)
    for promise in provider.standby.promises if provider.standby else ():
        if any(term.counting is not Counting.ELAPSED for term in promise.terms):
            message = "counts hours, which standby has none of; write it like 15 minutes"
            yield ("standby", "promises", promise.name, "within"), message


def shared(names: Iterable[tuple[Path, Name]]) -> Iterable[Fault]:
    """Yield each name that an earlier one of them has already."""
    taken: dict[str, str] = {}
    for path, name in names:
        for word in name.all:
            if taken.setdefault(word.casefold(), name.key) != name.key:
                other = taken[word.casefold()]
                yield path, f"is called {word}, as {other} is; give one of them another name"


def _shared(
    table: str, names: Iterable[Name], more: Iterable[tuple[str, Name]] = ()
) -> Iterable[Fault]:
    inside = [((table, each.key), each) for each in names]
    return shared([*inside, *(((key,), each) for key, each in more)])


def _never_due(level: Level) -> Iterable[Fault]:
    for promise in level.promises:
        for term in promise.terms:
            hours = {Counting.SUPPORT: level.hours.support, Counting.FAULT: level.hours.fault}
            if term.counting in hours and not hours[term.counting].lines:
                message = (
                    f"counts {term.counting} hours, but {level.key} has none; give it some in "
                    f"[levels.{level.key}.hours], or all levels in [hours]"
                )
                yield ("promises", promise.name, "within", level.key), message
