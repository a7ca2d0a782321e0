"""What holds for all tests: none has a deadline, for speed is measured by `oncall bench`."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ["tests.databases"]

# On top of what Hypothesis has chosen: in CI it draws the same cases every time.
settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")
