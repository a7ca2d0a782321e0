#!/usr/bin/env python3
"""Tells whether lock.txt was made from pyproject.toml as it stands; needs no network."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from packaging.utils import NormalizedName

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
DIRECT = re.compile(r"^ +# +(?:via )?oncall \(pyproject\.toml(?::dev)?\)$", re.MULTILINE)


def main() -> None:
    """Exit with a sentence for each difference, or quietly."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        canonicalize_name(requirement.name): requirement
        for line in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
        for requirement in [Requirement(line)]
    }
    lock = (ROOT / "requirements" / "lock.txt").read_text(encoding="utf-8")
    faults = list(differences(wanted, lock))
    if faults:
        sys.exit("\n".join([*faults, "requirements/lock.txt is out of date; run: make lock"]))


def differences(wanted: Mapping[NormalizedName, Requirement], lock: str) -> list[str]:
    """Return a sentence for each requirement that the lock lacks, misses or has too much."""
    pins = [(canonicalize_name(m[1]), m[2], m.start()) for m in PIN.finditer(lock)]
    ends = [start for _, _, start in pins[1:]] + [len(lock)]
    direct = {
        name
        for (name, _, start), end in zip(pins, ends, strict=True)
        if DIRECT.search(lock, start, end)
    }
    faults = [f"{name} is required but not locked" for name in sorted(wanted.keys() - direct)]
    faults += [f"{name} is locked but not required" for name in sorted(direct - wanted.keys())]
    faults += [
        f"{name} is locked at {version}, required is {wanted[name].specifier}"
        for name, version, _ in pins
        if name in wanted and version not in wanted[name].specifier
    ]
    return faults


if __name__ == "__main__":
    main()
