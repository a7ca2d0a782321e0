"""With which programs a rota was made, for the report."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from platform import python_version


def versions() -> dict[str, str]:
    """Return the versions of what decides about a rota."""
    return {
        name: _version(name) for name in ("oncall", "ortools", "pandas", "holidays", "tzdata")
    } | {"python": python_version()}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # run from its sources, without being installed
        return "unknown"
