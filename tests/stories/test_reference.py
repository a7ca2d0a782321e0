"""Random firms: the product's rotas and its check against the slow reference check.

The reference in tests/reference is written from FORMATS alone and shares no code with the product.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.reference import walker
from tests.reference.clock import day_of, moment
from tests.reference.damage import damaged, rows_of, write_rows
from tests.reference.firms import firm
from tests.reference.walker import Gap
from tests.reference.world import World
from web.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from click.testing import Result

    from tests.reference.firms import Firm

FIRMS = 5  # raise these by hand for a longer sweep
DAMAGES = 8

Said = tuple[set[tuple[str, str]], set[Gap]]
seeds = st.integers(0, 10**6)
# A seed is all that a failure needs; there is nothing to shrink.
some_firms = settings(
    max_examples=FIRMS,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow,),
)


@given(seed=seeds)
@some_firms
def test_a_planned_rota_breaks_nothing_and_its_gaps_are_the_true_ones(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    asked = firm(tmp_path_factory.mktemp("firm"), seed)
    rota, report, result = planned(asked)
    world = World(asked.folder, asked.first, asked.weeks)
    broken, gaps = reference(world, rota)
    assert broken == set()
    assert gaps == {gap_of(**gap) for gap in report["gaps"]}
    assert checked(asked, rota) == (broken, gaps)
    assert result.exit_code == (3 if gaps else 0)


@given(seed=seeds)
@some_firms
def test_a_planned_rota_is_written_as_promised(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """Rows are sorted, name all that ask for them, and are one where they could be."""
    asked = firm(tmp_path_factory.mktemp("firm"), seed)
    rota, report, _ = planned(asked)
    world = World(asked.folder, asked.first, asked.weeks)
    duties = world.rota(rota)
    order = [(duty.start, duty.role, duty.person) for duty in duties]
    assert order == sorted(order)
    for duty in duties:
        (stream,) = world.streams_of(duty)
        assert set(duty.bookings) == stream.asking(duty.role, duty.minutes)
    begins = {(duty.person, duty.role, duty.bookings, duty.start) for duty in duties}
    ends = {(duty.person, duty.role, duty.bookings, duty.end) for duty in duties}
    assert not begins & ends
    days = {(d.person, day_of(asked.zones[d.person], m)) for d in duties for m in d.minutes}
    assert report["standby_days"] == len(days)


@given(seed=seeds)
@some_firms
def test_check_says_of_a_damaged_rota_what_the_reference_says(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    asked = firm(tmp_path_factory.mktemp("firm"), seed)
    rota, _, _ = planned(asked)
    rows = rows_of(rota)
    world = World(asked.folder, asked.first, asked.weeks)
    for number in range(DAMAGES):
        write_rows(rota, damaged(rows, asked, seed + number), asked)
        open_ = walker.unclear(world, world.rota(rota))
        said, gaps = checked(asked, rota)
        broken, missing = reference(world, rota)
        assert said - open_ == broken - open_, f"damage {seed + number}"
        assert gaps == missing, f"damage {seed + number}"


def planned(asked: Firm) -> tuple[Path, dict, Result]:
    """Plan a firm; return the rota, the report and how the command ended."""
    rota, report = asked.folder / "rota.csv", asked.folder / "report.json"
    result = oncall(
        *("plan", asked.folder, "--from", asked.first, "--weeks", asked.weeks),
        *("--out", rota, "--report", report, "--seconds", 1, "--workers", 1),
    )
    assert result.exit_code in (0, 3), result.stderr
    return rota, json.loads(report.read_text(encoding="utf-8")), result


def checked(asked: Firm, rota: Path) -> Said:
    """Return the rules that `oncall check` finds broken, by person, and its gaps."""
    result = oncall("check", asked.folder, rota, "--from", asked.first, "--weeks", asked.weeks)
    lines = result.stdout.splitlines()
    broken = {breach_of(line, asked) for line in lines if line.startswith("breach: ")}
    gaps = [gap_of(*line.split()[1:]) for line in lines if line.startswith("gap: ")]
    assert len(gaps) == len(set(gaps))
    assert result.exit_code == (1 if broken else 3 if gaps else 0), result.stderr
    return broken, set(gaps)


def breach_of(line: str, asked: Firm) -> tuple[str, str]:
    """Return the rule of a line and whom it blames; too many people are no one's fault alone."""
    _, rule, sentence = line.split(": ", 2)
    if rule == "coverage":
        return rule, ""
    (person,) = (id_ for id_, name in asked.names.items() if sentence.startswith(f"{name}: "))
    return rule, person


def gap_of(
    bookings: str | list[str],
    role: str,
    start: str,
    end: str,
    missing: str | int,
    *,
    because: object = None,
    cure: str | None = None,
) -> Gap:
    """Return a gap as a line or the report names it; the report says why as well."""
    named = bookings.split(";") if isinstance(bookings, str) else bookings
    assert because is None or because
    assert cure is None or cure
    return Gap(frozenset(named), role, moment(start, "UTC"), moment(end, "UTC"), int(missing))


def reference(world: World, rota: Path) -> Said:
    """Return what the reference check finds."""
    duties = world.rota(rota)
    broken = {(breach.rule, breach.person) for breach in walker.breaches(world, duties)}
    return broken, walker.gaps(world, duties)


def oncall(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
