"""The machine's Chromium, driven by Playwright; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
# A container has no user namespaces for the sandbox; the rest keeps the browser from calling home.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
)
WANTED = "no Chromium on the path (Debian, Ubuntu: apt install chromium)"


def path() -> str:
    """Where the browser is; without one the test is skipped, in CI it fails."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        in_ci = os.environ.get("CI")  # noqa: TID251 - a test asks whether it may be skipped
        (pytest.fail if in_ci else pytest.skip)(WANTED)
    return found


@contextmanager
def launched(executable: str) -> Iterator[Browser]:
    """The browser, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        yield browser
        browser.close()
