"""A promise as people name it: found, and told by a sentence where it never falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.catalogue import load
from oncall.errors import BadInput, Unknown
from oncall.promised import promised
from tests.oncall.catalogue.small import SMALL, written

if TYPE_CHECKING:
    from pathlib import Path


def test_hours_that_open_too_rarely_are_a_sentence_and_no_instant(tmp_path: Path) -> None:
    text = SMALL.replace("Mon-Fri 09:00-17:00", "Holiday 10:00-10:01")
    found = promised(load(written(tmp_path / "levels", text)), "acme", "plain", "reaction")
    with pytest.raises(BadInput, match="acme plain reaction: nothing falls due within 20 years"):
        found.due(found.reported("2026-12-07T09:00"))


def test_a_site_has_its_own_time(tmp_path: Path) -> None:
    site = '[sites.york]\nen = "York"\nde = "York"\ntimezone = "Europe/London"\ncountry = "GB"\n\n'
    catalogue = load(written(tmp_path / "levels", SMALL.replace("[hours]", site + "[hours]")))
    for name, due in ((None, "2026-12-07T17:00+01:00"), ("York", "2026-12-07T17:00+00:00")):
        found = promised(catalogue, "acme", "plain", "reaction", name)
        instant = found.due(found.reported("2026-12-07T09:00"))
        assert instant.isoformat(timespec="minutes") == due


def test_an_unknown_site_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unknown, match="is no site of acme; the nearest is kiel"):
        promised(load(written(tmp_path / "levels")), "acme", "plain", "reaction", "keel")
