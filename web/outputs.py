"""Files that are written all or not at all, and never half."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault
from oncall.folder.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

# Whoever has stepped down from root is asked as who they are now, where the system can tell.
EFFECTIVE = os.access in os.supports_effective_ids


def check_outputs(source: Path | None, targets: Mapping[str, Path | None]) -> None:
    """Raise BadInput for each target (by the name of its option) that can't be written.

    `source` is the folder, or the one file, that is read, if any; it stays as it is. Asked
    before any long work, by writing beside each target and taking that away again.
    """
    faults: list[Fault] = []
    taken: dict[Path, str] = {}
    for option, target in targets.items():
        if target is None:
            continue
        place = _real(target)
        why = _obstacle(source, place)
        if place in taken:
            why = f"is named by {taken[place]} as well; give each a file of its own"
        if why:
            faults.append(Fault(str(target), None, option, why))
        taken[place] = option
    if faults:
        raise BadInput(tuple(faults))


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write every content to its file, texts as UTF-8, or leave all files as they were.

    Each is written beside its target first and then renamed.
    """
    drafts: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            place = _real(target)
            drafts[place] = _beside(place, "new")
            with drafts[place].open("xb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            if place.exists():
                shutil.copymode(place, drafts[place])
        _rename(drafts)
    except OSError as error:
        name = error.filename or "the files"
        fault = Fault(str(name), None, None, f"can't be written ({error.strerror})")
        raise BadInput((fault,)) from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _rename(drafts: Mapping[Path, Path]) -> None:
    """Put each draft in its place; if one fails, put back what was there before."""
    before: dict[Path, Path | None] = {}
    try:
        for place, draft in drafts.items():
            before[place] = _kept(place)
            draft.replace(place)
    except BaseException:  # a Ctrl-C must not leave one file new and one old
        for place, old in before.items():
            if old:
                old.replace(place)
            elif not drafts[place].exists():
                place.unlink(missing_ok=True)
        raise
    for old in before.values():
        if old:
            old.unlink()


def _kept(place: Path) -> Path | None:
    """Return a copy of what is there now, if anything is."""
    if not place.exists():
        return None
    old = _beside(place, "old")
    shutil.copy2(place, old)
    return old


def _obstacle(source: Path | None, place: Path) -> str | None:
    """Return why a file can't be written there, or None."""
    if source and _is_read(source, place):
        return "is what the rota is made from; name another file"
    try:
        if place.is_dir():
            return "is a folder; name a file"
        if place.exists() and not place.is_file():
            return "is no ordinary file; name another"
        if place.exists() and not os.access(place, os.W_OK, effective_ids=EFFECTIVE):
            return "is write-protected; name another file or allow writing"
        probe = _beside(place, "new")
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        return f"can't be written ({error.strerror}); check the folder and its permissions"
    return None


def _is_read(source: Path, place: Path) -> bool:
    """Tell whether a file is, or would become, the source or a table of it."""
    here = _real(source)
    if place.parent != here:
        return place == here
    suffix = place.suffix.casefold()
    return suffix == ".xlsx" or (suffix == ".csv" and place.stem.casefold() in TABLES)


def _real(path: Path) -> Path:
    """Return where a path leads; unlike Path.resolve, a loop of links is no error."""
    return Path(os.path.realpath(path))


def _beside(place: Path, what: str) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}.{what}")
