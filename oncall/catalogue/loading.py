"""The catalogue from its folder: a file per provider, read anew only when a file has changed."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from oncall.catalogue.provider import Catalogue
from oncall.catalogue.reading import sense
from oncall.catalogue.reading.lines import Lines
from oncall.catalogue.reading.table import Source
from oncall.catalogue.reading.whole import provider
from oncall.errors import BadInput, Fault
from oncall.folder.faults import FaultList
from oncall.limits import load_limits
from oncall.paths import DATA

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.catalogue.provider import Provider
    from oncall.limits import Limits

FOLDER: Final = DATA / "service_levels"
PLACE: Final = re.compile(r" \(at line (?P<line>[0-9]+), column [0-9]+\)$")


def load(path: Path = FOLDER, limits: Limits | None = None) -> Catalogue:
    """Return the providers of a folder's `*.toml`, by name of their files.

    Figures of standby that a file leaves out are those of `limits`, by default data/limits.toml.
    Raises BadInput with every fault of every file.
    """
    try:
        files = tuple((file.name, file.read_bytes()) for file in sorted(path.glob("*.toml")))
    except OSError as error:
        raise BadInput((Fault(path.name, None, None, f"can't be read: {error}"),)) from error
    if not files:
        message = "holds no provider; add a file as docs/service-levels.md describes"
        raise BadInput((Fault(path.name, None, None, message),))
    return _read(files, limits or load_limits())


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[str, bytes], ...], limits: Limits) -> Catalogue:
    faults = FaultList()
    found = [made for file, data in files if (made := _provider(file, data, limits, faults))]
    for path, message in sense.shared(((each.key,), each.name) for each in found):
        faults.add(f"{path[0]}.toml", None, None, message)
    faults.raise_any("service_levels")
    return Catalogue(tuple(found))


def _provider(file: str, data: bytes, limits: Limits, faults: FaultList) -> Provider | None:
    """Return the provider of a file, None if anything in it is wrong."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        values: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError:
        faults.add(file, None, None, "is not UTF-8; save it as UTF-8")
        return None
    except tomllib.TOMLDecodeError as error:
        faults.add(file, *_syntax(str(error), data))
        return None
    source = Source(file, Lines(text), faults)
    made = provider(file.removesuffix(".toml"), source.table((), values), limits)
    source.refuse_unknown()
    if not faults.count(file):
        for path, message in sense.faults(made):
            source.fault(path, message)
    return None if faults.count(file) else made


def _syntax(error: str, data: bytes) -> tuple[int, None, str]:
    found = PLACE.search(error)
    line = int(found["line"]) if found else data.rstrip().count(b"\n") + 1
    what = PLACE.sub("", error).removesuffix(" (at end of document)")
    return line, None, f"is no TOML: {what}; mend the line, texts stand in quotes"
