"""Planning again after people have been told: little changes, and nothing that is pinned."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import FILES
from tests.web.firms import evenings
from tests.web.run import QUICK, oncall

if TYPE_CHECKING:
    from pathlib import Path

WEEK = ("--from", "2026-12-07", "--weeks", "1")
# Three people have the skill; each evening needs two of them.
PEOPLE = FILES["people"].replace(",network\ncem", ",codec\ncem") + (
    "dora,Dora Diehl,video,hamburg,,,codec\n"
)
BOOKINGS = (
    "id,customer,team,requested_at,start,end,windows,skill,primary\n"
    "B1,Alster,video,2026-11-01,2026-12-07,2026-12-20,Mon-Fri 18:00-22:00,codec,2\n"
)
ILL = "person,start,end,reason\n{},2026-12-09,2026-12-09,ill\n"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A rota of two people each evening; the firm is beside it in `firm`."""
    firm = evenings(tmp_path / "firm", people=PEOPLE, bookings=BOOKINGS)
    rota = tmp_path / "rota.csv"
    assert oncall("plan", firm, *WEEK, *QUICK, "--out", rota).exit_code == 0
    return rota


def rows(rota: Path) -> set[tuple[str, ...]]:
    """Return who has what, without the numbers of the duties."""
    with rota.open(newline="") as file:
        return {tuple(row.values())[1:] for row in csv.DictReader(file)}


def changes(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("changed: ")]


def test_without_a_reason_nothing_changes(published: Path) -> None:
    again = published.with_name("again.csv")
    firm = published.with_name("firm")
    result = oncall("plan", firm, *WEEK, *QUICK, "--previous", published, "--out", again)
    assert (result.exit_code, changes(result.stdout)) == (0, [])
    assert again.read_bytes() == published.read_bytes()


def test_one_ill_evening_changes_one_duty(published: Path) -> None:
    firm, again = published.with_name("firm"), published.with_name("again.csv")
    on_wednesday = next(row for row in sorted(rows(published)) if row[2].startswith("2026-12-09"))
    (firm / "absences.csv").write_text(ILL.format(on_wednesday[0]))
    result = oncall("plan", firm, *WEEK, *QUICK, "--previous", published, "--out", again)
    assert result.exit_code == 0
    (change,) = changes(result.stdout)
    assert change.endswith(": no longer primary, Wed 9 Dec 18:00–22:00 (absent (ill), Wed 9 Dec)")
    assert rows(published) - rows(again) == {on_wednesday}


def test_what_somebody_had_who_has_left_is_changed_and_the_rest_stays(published: Path) -> None:
    firm, again, report = (published.with_name(n) for n in ("firm", "again.csv", "again.json"))
    dora = {row for row in rows(published) if row[0] == "dora"}
    (firm / "people.csv").write_text(PEOPLE.replace(PEOPLE.splitlines()[-1] + "\n", ""))
    targets = ("--out", again, "--report", report)
    result = oncall("plan", firm, *WEEK, *QUICK, "--previous", published, *targets)
    assert result.exit_code == 0
    assert rows(published) - rows(again) == dora
    found = changes(result.stdout)
    assert len(found) == len(dora) > 0
    assert all("dora is no longer in people.csv" in change for change in found)
    told = json.loads(report.read_text())
    assert [f"changed: {change}" for change in told["changes"]] == found
    assert told["costs"]["changes"]["amount"] == len(dora)
    assert oncall("check", firm, published).exit_code == 2


def test_what_was_for_a_booking_that_is_cancelled_is_changed(published: Path) -> None:
    firm, again = published.with_name("firm"), published.with_name("again.csv")
    other = BOOKINGS.replace("B1", "B2").replace("Mon-Fri 18", "Mon-Fri 20")
    (firm / "bookings.csv").write_text(other)
    result = oncall("plan", firm, *WEEK, *QUICK, "--previous", published, "--out", again)
    assert result.exit_code == 0
    assert len(changes(result.stdout)) == len(rows(published))
    assert all("B1 is no longer in bookings.csv" in change for change in changes(result.stdout))
    assert oncall("check", firm, published).exit_code == 2


def test_the_report_has_changes_only_where_a_rota_is_planned_again(published: Path) -> None:
    firm, report = published.with_name("firm"), published.with_name("report.json")
    oncall("plan", firm, *WEEK, *QUICK, "--report", report)
    assert "changes" not in json.loads(report.read_text())
    oncall("plan", firm, *WEEK, *QUICK, "--previous", published, "--report", report)
    assert json.loads(report.read_text())["changes"] == []


def test_a_previous_rota_with_a_fault_in_its_form_is_refused(published: Path) -> None:
    firm, again = published.with_name("firm"), published.with_name("again.csv")
    lines = published.read_text().splitlines()
    published.write_text("\n".join((lines[0], lines[1].replace(":00+", ":0o+", 1), *lines[2:])))
    result = oncall("plan", firm, *WEEK, *QUICK, "--previous", published, "--out", again)
    assert (result.exit_code, result.stdout, again.exists()) == (2, "", False)
    assert result.stderr.startswith("rota.csv:2: start: ")


def test_a_pinned_duty_stays_although_another_would_be_cheaper(published: Path) -> None:
    firm, again = published.with_name("firm"), published.with_name("again.csv")
    with published.open(newline="") as file:
        first = next(csv.DictReader(file))
    wish = f"person,start,end,wish,weight\n{first['person']},2026-12-07,2026-12-07,avoid,5\n"
    (firm / "wishes.csv").write_text(wish)
    pinned = ("--previous", published, "--pin", first["duty"])
    result = oncall("plan", firm, *WEEK, *QUICK, *pinned, "--out", again)
    assert result.exit_code == 0
    assert tuple(first.values())[1:] in rows(again)


def test_a_pin_that_is_unknown_or_may_not_stand_is_a_sentence(published: Path) -> None:
    firm = published.with_name("firm")
    unknown = oncall("plan", firm, *WEEK, *QUICK, "--previous", published, "--pin", "D999")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "--pin: there is no duty 'D999'" in unknown.stderr
    with published.open(newline="") as file:
        ill = next(row for row in csv.DictReader(file) if row["start"].startswith("2026-12-09"))
    (firm / "absences.csv").write_text(ILL.format(ill["person"]))
    refused = oncall("plan", firm, *WEEK, *QUICK, "--previous", published, "--pin", ill["duty"])
    assert refused.exit_code == 2
    assert "can't stand: blocked" in refused.stderr


def test_a_pin_without_a_previous_rota_is_a_sentence(published: Path) -> None:
    result = oncall("plan", published.with_name("firm"), *WEEK, *QUICK, "--pin", "D001")
    assert result.exit_code == 2
    assert "give --previous, too" in result.stderr


def test_what_a_previous_rota_has_before_the_weeks_is_history(published: Path) -> None:
    """Somebody who held Friday evening has rest to keep on Saturday, duties.csv or not."""
    firm = published.with_name("firm")
    saturday = BOOKINGS.replace("Mon-Fri 18:00-22:00", "Sat 02:00-06:00").replace("B1", "B2")
    both = BOOKINGS + saturday.splitlines()[1] + "\n"
    (firm / "bookings.csv").write_text(both)
    from_saturday = ("--from", "2026-12-12", "--weeks", "1")
    result = oncall("plan", firm, *from_saturday, *QUICK, "--previous", published)
    friday = {row[0] for row in rows(published) if row[2].startswith("2026-12-11")}
    assert result.exit_code == 3
    assert all(f"{name.title()}" in result.stdout for name in friday)
    assert "needs 11 h" in result.stdout


def test_a_rota_made_by_hand_stays_where_it_has_what_nobody_would_be_offered(
    tmp_path: Path,
) -> None:
    """Two people change bookings with each other in the middle of both: legal, but not on offer."""
    firm = evenings(
        tmp_path / "firm",
        teams="id,site,handover\nvideo,hamburg,18:00;20:00;22:00\n",
        people="id,name,team,site,email,phone,skills\n"
        "ann,Ann,video,hamburg,,,codec;network\nben,Ben,video,hamburg,,,codec;network\n",
        bookings="id,customer,team,requested_at,start,end,windows,skill\n"
        "B1,Alster,video,2026-11-01,2026-12-07,2026-12-07,Mon 18:00-22:00,codec\n"
        "B2,Alster,video,2026-11-01,2026-12-07,2026-12-07,Mon 18:00-22:00,network\n",
    )
    by_hand, report = tmp_path / "by-hand.csv", tmp_path / "report.json"
    by_hand.write_text(
        "duty,person,role,start,end,bookings\n"
        "D1,ann,primary,2026-12-07T18:00,2026-12-07T20:00,B1\n"
        "D2,ann,primary,2026-12-07T20:00,2026-12-07T22:00,B2\n"
        "D3,ben,primary,2026-12-07T18:00,2026-12-07T20:00,B2\n"
        "D4,ben,primary,2026-12-07T20:00,2026-12-07T22:00,B1\n"
    )
    assert oncall("check", firm, by_hand).exit_code == 0
    result = oncall("plan", firm, *WEEK, *QUICK, "--previous", by_hand, "--report", report)
    assert (result.exit_code, changes(result.stdout)) == (0, [])
    found = json.loads(report.read_text())
    assert found["fewest_changes"]
    assert found["bound"] <= found["objective"]
