"""The catalogue is read from its files: what is left out, inherited, and kept until a change."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from oncall.catalogue import load
from oncall.catalogue.charges import Fee, FeeKind, YearDay
from oncall.catalogue.naming import (
    level_named,
    offer_named,
    place_named,
    promise_named,
    provider_named,
)
from oncall.catalogue.offers import Inclusion
from oncall.catalogue.reading.amounts import term
from oncall.catalogue.terms import Period, Quota, Term, YearEnd
from oncall.errors import Unknown
from oncall.folder.weekly import weekly_hours
from oncall.paths import DATA
from oncall.promises import Counting, Minutes, WorkingDays
from tests.oncall.catalogue.small import SMALL, read, written
from tests.web.run import HOUSE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.catalogue.provider import Provider
    from oncall.promises import Term as PromisedTerm


@pytest.fixture
def acme(tmp_path: Path) -> Provider:
    return read(tmp_path / "levels", SMALL)


def test_nothing_in_the_code_knows_a_provider() -> None:
    """Neither name nor text has a provider's name; docstrings may, and examples of `--help`."""
    # «Helpdesk» is a word of its own: the hotline has one, whatever a provider is called.
    names = [each.key for each in load().providers if each.key != "helpdesk"]
    known = re.compile("|".join(name.replace("-", "[-_ ]?") for name in names), re.IGNORECASE)
    for folder in ("oncall", "web", "notify"):
        for file in (HOUSE / folder).rglob("*.py"):
            assert [word for word in words_of(file) if known.search(word)] == [], file


def words_of(file: Path) -> Iterator[str]:
    """Names and texts of a module without docstrings and `epilog`."""
    tree = ast.parse(file.read_text("utf-8"))
    left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "epilog":
            left_out.add(id(node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from () if id(node) in left_out else (node.value,)
        elif isinstance(node, ast.Name | ast.Attribute):
            yield node.id if isinstance(node, ast.Name) else node.attr


def test_an_operator_adds_a_provider_by_adding_a_file(tmp_path: Path) -> None:
    home = written(tmp_path / "levels")
    written(home, SMALL.replace("Acme", "Brill").replace("kiel", "ulm"), "brill.toml")
    assert [each.key for each in load(home).providers] == ["acme", "brill"]


def test_the_example_of_the_documentation_is_a_provider(tmp_path: Path) -> None:
    shown = (HOUSE / "docs" / "service-levels.md").read_text("utf-8")
    example = shown[shown.index("```toml\n") + 8 :].partition("```")[0]
    assert [level.key for level in read(tmp_path / "levels", example).levels] == ["plain", "rich"]


def test_clocks_of_a_level_pause_only_where_it_says_so(tmp_path: Path) -> None:
    assert not any(level.may_pause for each in load().providers for level in each.levels)
    text = SMALL.replace('de = "Reich"', 'de = "Reich"\npauses = true')
    plain, rich = read(tmp_path / "levels", text).levels
    assert (plain.may_pause, rich.may_pause) == (False, True)


def test_every_key_of_the_files_is_documented() -> None:
    documented = (HOUSE / "docs" / "service-levels.md").read_text("utf-8")
    lines = [
        line
        for file in (DATA / "service_levels").glob("*.toml")
        for line in file.read_text("utf-8").splitlines()
    ]
    keys = {found[1] for line in lines if (found := re.match(r"([a-z_]+) = ", line))}
    levels = {level.key for each in load().providers for level in each.levels}
    assert [key for key in keys - levels if f"`{key}" not in documented] == []


def test_unchanged_files_are_not_read_again_and_changed_ones_are(tmp_path: Path) -> None:
    home = written(tmp_path / "levels")
    first = load(home)
    assert load(home) is first
    written(home, SMALL.replace("12.50", "13.50"))
    assert load(home).providers[0].levels[1].fee.amount == Decimal("13.50")


def test_a_file_may_begin_with_a_mark_and_end_its_lines_as_windows_does(tmp_path: Path) -> None:
    (tmp_path / "acme.toml").write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load(tmp_path).providers[0].name.words.de == "Acme-Betreuung"


def test_a_level_has_what_it_does_not_say_from_the_level_that_it_includes(acme: Provider) -> None:
    plain, rich = acme.levels
    assert rich.tickets == plain.tickets == Quota(4, Period.MONTH)
    assert [each.key for each in rich.may_ask] == ["guru"]
    assert (plain.term, plain.fee) == (None, None)
    assert rich.term == Term(YearEnd(12, 31, 1))
    assert rich.fee == Fee(FeeKind.MONTHLY, Decimal("12.50"), on_signing=True, then=YearDay(1, 1))


def test_a_cell_that_is_missing_is_that_of_the_included_level(tmp_path: Path) -> None:
    text = SMALL.replace(', rich = "yes"', "").replace(
        ', rich = ["4 support hours", "2 working days"]', ""
    )
    plain, rich = read(tmp_path / "levels", text).levels
    assert rich.offers["phone"].inclusion is Inclusion.EXCLUDED
    assert rich.promises == plain.promises


def test_a_level_may_be_written_above_the_one_that_it_includes(tmp_path: Path) -> None:
    text = SMALL.replace('de = "Einfach"', 'de = "Einfach"\nincludes = "rich"')
    plain, rich = read(tmp_path / "levels", text.replace('includes = "plain"', "")).levels
    assert plain.term == rich.term == Term(YearEnd(12, 31, 1))
    assert (plain.tickets, rich.tickets) == (Quota(4, Period.MONTH), None)


def test_hours_of_a_level_come_before_those_of_the_provider(tmp_path: Path) -> None:
    own = '[levels.rich.hours]\nfault = "Mon-Sun 06:00-22:00"\n\n[levels.rich.term]'
    plain, rich = read(tmp_path / "levels", SMALL.replace("[levels.rich.term]", own)).levels
    assert plain.hours.support == plain.hours.fault == weekly_hours("Mon-Fri 09:00-17:00")
    assert rich.hours.support == plain.hours.support
    assert rich.hours.fault == weekly_hours("Mon-Sun 06:00-22:00")


def test_a_level_may_have_no_hours_although_its_provider_has(tmp_path: Path) -> None:
    own = '[levels.rich.hours]\nsupport = "none"\n\n[levels.rich.term]'
    text = SMALL.replace("[levels.rich.term]", own).replace(
        '["4 support hours", "2 working days"]', '"3 hours"'
    )
    _, rich = read(tmp_path / "levels", text).levels
    assert (rich.hours.support.lines, rich.hours.fault.lines) == ((), ())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8 support hours", Minutes(480, Counting.SUPPORT)),
        ("1,5 fault hours", Minutes(90, Counting.FAULT)),
        ("0.25 h", Minutes(15, Counting.ELAPSED)),
        ("30 minutes", Minutes(30, Counting.ELAPSED)),
        ("30 elapsed min", Minutes(30, Counting.ELAPSED)),
        ("1 Working Day", WorkingDays(1, Counting.SUPPORT)),
        ("3 fault working days", WorkingDays(3, Counting.FAULT)),
    ],
)
def test_a_promised_time_is_read_as_it_is_written(text: str, meant: PromisedTerm) -> None:
    assert term(text) == meant


@pytest.mark.parametrize("name", ["silber", "SILBER", "Silver", "  silber "])
def test_a_name_is_known_in_any_case_and_language(name: str) -> None:
    assert level_named(provider_named(load(), "Conference-TV"), name).key == "silber"


def test_the_first_site_is_meant_where_none_is_named() -> None:
    helpdesk = provider_named(load(), "helpdesk hamburg und woking")
    assert place_named(helpdesk, None).key == "hamburg"
    assert place_named(helpdesk, "WOKING").key == "woking"


def test_standby_is_named_like_a_level(acme: Provider) -> None:
    standby = offer_named(acme, "Rufbereitschaft")
    assert standby is acme.standby
    assert promise_named(acme, standby, "antwort").terms == (Minutes(15, Counting.ELAPSED),)
    with pytest.raises(Unknown, match="'standby' is no level of acme; the nearest is"):
        level_named(acme, "standby")


def test_an_unknown_name_is_told_with_the_nearest(acme: Provider) -> None:
    with pytest.raises(Unknown, match="'ritch' is no level of acme; the nearest is rich"):
        level_named(acme, "ritch")
    with pytest.raises(Unknown, match="'cologne' is no site of acme; the nearest is kiel"):
        place_named(acme, "cologne")
    with pytest.raises(Unknown, match="'reactor' is not promised by acme plain; the nearest is r"):
        promise_named(acme, acme.levels[0], "reactor")
