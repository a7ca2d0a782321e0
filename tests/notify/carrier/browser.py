"""Somebody with a browser's means, but without its scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import requests

from tests.notify.carrier.town import ANNA

if TYPE_CHECKING:
    from tests.notify.carrier.town import Town

PATIENCE = 60


class Browser:
    def __init__(self, town: Town) -> None:
        self.town = town
        page = self.get("/")
        self.token = re.search(r'name="token" content="([^"]+)"', page.text)[1]

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(self.town.served.url + path, headers=headers, timeout=PATIENCE)

    def act(self, deed: dict[str, Any], token: str | None = None) -> requests.Response:
        return requests.post(
            f"{self.town.served.url}/phones/act",
            json=deed,
            headers={"X-Token": token or self.token},
            timeout=PATIENCE,
        )

    def phone(self, number: str = ANNA) -> dict[str, Any]:
        state = self.get("/phones").json()
        return next(each for each in state["phones"] if each["number"] == number)
