"""Bootstrap for forms and tables, served from here; nothing is loaded from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_bootstrap import Bootstrap5  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from flask import Flask


def install(app: Flask) -> None:
    """Let templates use Bootstrap's macros, and pages its style sheet."""
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(app)
