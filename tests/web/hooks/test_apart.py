"""Webhooks can be served by a process of their own, which knows nothing of planning pages."""

from __future__ import annotations

import subprocess
import sys

from tests.web.run import HOUSE

CODE = """
import sys
import web.hooks
print(*sorted(m for m in sys.modules if m.startswith(("web.pages.", "web.desk", "ortools"))))
"""


def test_webhooks_need_no_page_of_planners() -> None:
    run = subprocess.run(
        [sys.executable, "-c", CODE], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == ""
