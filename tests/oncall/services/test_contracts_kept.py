"""What contracts promised stays on record, and what comes in goes out as it was."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from oncall.bought import bought
from oncall.catalogue import load
from oncall.errors import Unknown
from oncall.services import contract_list, people
from oncall.store import sheets
from oncall.store.db import Database
from oncall.store.tables import SHEETS
from tests.builders import write_folder
from tests.databases import at, run
from tests.oncall.services.contracted import KEPT, contracted
from tests.oncall.services.firms import NOW
from tests.oncall.services.test_exporting import cells, exported
from tests.oncall.services.test_importing import brought, refused

if TYPE_CHECKING:
    from pathlib import Path

    from web.embedded.server import Addresses

C1 = "C1,Alster,smartperform,basic,2026-07-01"
HEADER = "id,customer,provider,level,start"


def again(database: Database, folder: Path, header: str, *rows: str) -> list[str]:
    """Return the sentences with which other contracts are refused."""
    table = "\n".join((header, *rows, ""))
    return refused(database, write_folder(folder, **{**KEPT, "contracts": table}), NOW)


@pytest.mark.parametrize(
    ("header", "row", "sentence"),
    [
        (HEADER, C1.replace("basic", "pro"), "level: C1 has begun (2026-07-01); end it, and give"),
        (HEADER, C1.replace("07-01", "06-01"), "start: C1 has begun (2026-07-01); end it, and"),
        (HEADER, C1.replace("Alster", "Wey"), "customer: C1 is of 'Alster'; give a contract of"),
        (f"{HEADER},site", f"{C1},office", "site: C1 has begun"),
        (
            f"{HEADER},notice_received",
            f"{C1},2026-11-25",
            "notice_received: 2026-11-25 is still to come; write the day on which it came in",
        ),
        (f"{HEADER},until", f"{C1},2026-11-23", "until: 2026-11-23 is over; write today or"),
    ],
)
def test_a_contract_that_has_begun_keeps_what_it_promised(
    database: Database, tmp_path: Path, header: str, row: str, sentence: str
) -> None:
    contracted(database, tmp_path / "firm")
    found = again(database, tmp_path / "again", header, row)
    assert any(line.startswith(f"contracts.csv:2: {sentence}") for line in found), found


def test_a_contract_that_has_not_begun_may_become_another(
    database: Database, tmp_path: Path
) -> None:
    coming = "C3,Wey,smartperform,basic,2027-07-01"
    contracted(database, tmp_path / "firm", contracts=KEPT["contracts"] + coming + "\n")
    better = KEPT["contracts"] + coming.replace("basic", "pro") + "\n"
    assert list(contracted(database, tmp_path / "again", contracts=better).merge.changes) == [
        "contracts"
    ]


def test_a_notice_that_is_not_in_an_old_folder_does_not_vanish(
    database: Database, tmp_path: Path
) -> None:
    noticed = f"{HEADER},notice_received\n{C1},2026-11-20\n"
    contracted(database, tmp_path / "firm", contracts=noticed)
    (sentence,) = again(database, tmp_path / "again", HEADER, C1)
    assert sentence.startswith(
        "contracts.csv:2: notice_received: notice for C1 was received on 2026-11-20 and stays on "
        "record; write that day. If it goes on after all, give the contract that follows an id"
    )


def test_events_and_options_may_be_learned_later(database: Database, tmp_path: Path) -> None:
    contracted(database, tmp_path / "firm")
    more = f"{HEADER},purchase,options,ticket_prefix\n{C1},2026-07-01,third_party_projects,ALS\n"
    done = contracted(database, tmp_path / "again", contracts=more)
    assert list(done.merge.changes) == ["contracts"]


def test_who_asked_for_a_booking_that_has_begun_stays_on_record(
    database: Database, tmp_path: Path
) -> None:
    asked = (
        "id,customer,team,requested_at,start,end,windows,requested_by\n"
        "B1,Alster,video,2026-10-01,2026-11-01,2026-12-21,Mon-Fri 18:00-22:00,Ada Alster\n"
    )
    contracted(database, tmp_path / "firm", bookings=asked)
    folder = write_folder(
        tmp_path / "again", **{**KEPT, "bookings": asked.replace("Ada Alster", "")}
    )
    (sentence,) = refused(database, folder, NOW)
    assert sentence == (
        "bookings.csv:2: requested_by: B1 was asked for by Ada Alster; that stays on record, write "
        "it there"
    )


def test_a_level_that_the_catalogue_lost_stops_nobody(database: Database, tmp_path: Path) -> None:
    contracted(database, tmp_path / "firm")
    with database.begin() as tx:
        tx.execute(update(SHEETS["contracts"]).values(level="diamond"))
    with database.begin() as tx:
        found = sheets.read_facts(tx)
    with pytest.raises(Unknown, match="'diamond'"):
        bought(found.contracts["C1"], load())
    assert [each.bought for each in contract_list.listed(database, now=NOW)] == [None, None]
    absence = {"person": "dora", "start": "2027-01-02", "end": "2027-01-03", "reason": "leave"}
    assert people.add_absence(database, absence, by="paula", now=NOW).span


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=";"),
    min_size=1,
    max_size=8,
).filter(lambda name: name.casefold() not in ("none", "keine", "keiner"))
WORDS = st.text(st.sampled_from("aé\"',=+ß€ "), max_size=6).map(str.strip)


@st.composite
def agreed(draw: st.DrawFn) -> dict[str, list[dict[str, str]]]:
    """Rows of customers, contacts and products, with names that a careless writer would spoil."""
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=str.casefold))
    customers = [{"id": name, "name": draw(WORDS), "language": "de"} for name in names]
    people_ = [
        {"customer": name, "name": draw(NAMES), "phones": "+49 171 3920051", "trained": "yes"}
        for name in names
    ]
    products = [
        {"customer": name, "product": draw(NAMES), "serial": draw(NAMES), "warranty_until": day}
        for name in names
        for day in ("", "31.12.2027")
    ]
    unique = {(p["customer"], p["product"], p["serial"]): p for p in products}
    return {"customers": customers, "contacts": people_, "products": [*unique.values()]}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=agreed())
def test_whatever_is_agreed_comes_back_as_it_was_written(
    urls: Addresses, tmp_path_factory: pytest.TempPathFactory, rows: dict[str, list[dict[str, str]]]
) -> None:
    home = tmp_path_factory.mktemp("agreed")
    folder = write_folder(home / "in", **{name: table(some) for name, some in rows.items()})
    run(urls.owner, "create database agreed template template_oncall")
    database = Database(at(urls.app, "agreed"))
    try:
        brought(database, folder)
        out = exported(database, home / "out")
        assert cells(out) == cells(folder)
        assert not brought(database, out).merge.changes
    finally:
        database.close()
        run(urls.owner, "drop database agreed with (force)")


def table(rows: list[dict[str, str]]) -> str:
    """Rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
