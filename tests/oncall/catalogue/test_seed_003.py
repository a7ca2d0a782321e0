"""Lifesize Extreme Support: what is promised of each month."""

from __future__ import annotations

from decimal import Decimal

import pytest

from oncall.catalogue.availability import Excused
from tests.oncall.catalogue.cells import level


def availability():
    return level("lifesize", "extreme").availability


def test_seed_003_promises_99_9_percent() -> None:
    assert availability().percent == Decimal("99.9")


def test_stretches_of_seed_003_last_five_minutes_or_longer() -> None:
    assert availability().shortest_minutes == 5


@pytest.mark.parametrize("excused", Excused, ids=lambda excused: f"seed 003: {excused}")
def test_it_does_not_count_what_is_excused(excused: Excused) -> None:
    assert excused in availability().excused


def test_months_of_seed_003_are_those_of_utc() -> None:
    assert availability().zone.key == "UTC"


def test_unavailable_in_seed_003_is_neither_signing_in_nor_calls() -> None:
    assert "neither sign in nor make video calls" in availability().measured.en


def test_the_credit_of_seed_003_is_a_setting() -> None:
    assert 0 < availability().credit_percent <= 100
