"""What holds for all tests: none has a deadline, for speed is measured by `oncall bench`."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from flask import Flask
from hypothesis import settings
from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

pytest_plugins = ["tests.databases"]

# On top of what Hypothesis has chosen: in CI it draws the same cases every time.
settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")


class Compiled(BytecodeCache):
    """Templates that were compiled once: each test has an application of its own."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is there."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; the key is made of name and source."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


def pytest_collection_finish() -> None:
    """Leave alone what is there from now on: to go through it again and again costs most of all."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
