"""Whose PIN it is: one look-up and one check of a seal, however many contacts there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text

from oncall.folder.schema import TABLES
from oncall.hotline.callers import customer_of, hinted, proven
from oncall.pins import NOBODYS, Marker, opens, sealed
from oncall.services import belongings, sealing
from oncall.services.publishing import Act
from oncall.services.recognising import MOST_UNMARKED, looked_up, remember
from oncall.store import pin_marks, sheets
from oncall.store.tables import SHEETS
from tests.builders import write_folder
from tests.oncall.services.contracted import KEPT
from tests.oncall.services.firms import NOW
from tests.oncall.services.test_importing import import_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oncall.contracts import Contact
    from oncall.store.db import Database

KEY, OTHER = Marker(b"the server's key"), Marker(b"another key")
MANY = 60
ACT = Act("test", NOW)
HEAD = "customer,name,phones,pin\n"
CROWD = HEAD + "".join(
    f"{('Alster', 'Wey')[n % 2]},Number {n},+49 171 39{n:05},{10000 + n}\n" for n in range(MANY)
)


class Counted:
    """Checks seals, and remembers which."""

    def __init__(self) -> None:
        self.seals: list[str] = []

    def __call__(self, pin: str, seal: str) -> bool:
        """Check one."""
        self.seals.append(seal)
        return opens(pin, seal)


def recognised(
    database: Database,
    contacts: tuple[Contact, ...],
    caller: str,
    pin: str,
    marker: Marker,
    fits: Callable[[str, str], bool] = opens,
) -> Contact | None:
    """Look a PIN up, check it, and remember whose it was."""
    with database.begin() as tx:
        found = looked_up(tx, contacts, pin, marker)
        whose = found.whose(caller, fits)
        if whose is not None:
            remember(tx, found, whose, marker)
        return whose


def imported(
    database: Database, folder: Path, contacts: str = CROWD, marker: Marker | None = KEY
) -> tuple[Contact, ...]:
    """The contacts of a firm."""
    firm = write_folder(folder, **{**KEPT, "contacts": contacts})
    import_folder(database, firm, by="test", now=NOW, marker=marker)
    return known(database)


def known(database: Database) -> tuple[Contact, ...]:
    """The contacts as the database has them."""
    with database.begin() as tx:
        return sheets.read_facts(tx).contacts


def marked(database: Database) -> list[tuple[str, str]]:
    """Seals that are marked, and with which key."""
    with database.begin() as tx:
        rows = tx.execute(text("select seal, marker from pin_marks order by seal"))
        return [(row.seal, row.marker) for row in rows]


def seals(contacts: tuple[Contact, ...]) -> list[str]:
    """Seals of contacts, in order."""
    return sorted(each.pin.written for each in contacts if each.pin)


def test_a_right_pin_a_wrong_one_and_one_not_looked_at_cost_one_check_each(
    database: Database, tmp_path: Path
) -> None:
    contacts = imported(database, tmp_path / "firm")
    right, wrong, unseen = Counted(), Counted(), Counted()
    mine = contacts[MANY - 1]
    assert recognised(database, contacts, "", f"{10000 + MANY - 1}", KEY, right) == mine
    assert recognised(database, contacts, "", "99999", KEY, wrong) is None
    assert recognised(database, (), "", f"{10000 + MANY - 1}", KEY, unseen) is None
    assert mine.pin is not None
    assert right.seals == [mine.pin.written]
    assert wrong.seals == unseen.seals == [NOBODYS]


def test_the_seal_of_nobody_costs_as_much_as_those_that_are_made() -> None:
    made, nobodys = sealed("48151").split("$"), NOBODYS.split("$")
    assert made[:4] == nobodys[:4]
    assert len(made[5]) == len(nobodys[5])
    assert not opens("48151", NOBODYS)


def test_pins_that_came_without_a_key_are_tried_and_marked_when_they_first_fit(
    database: Database, tmp_path: Path
) -> None:
    contacts = imported(database, tmp_path / "firm", marker=None)
    assert marked(database) == []
    slow, fast = Counted(), Counted()
    assert recognised(database, contacts, "", "10007", KEY, slow) == contacts[7]
    assert len(slow.seals) == MOST_UNMARKED
    assert [seal for seal, _ in marked(database)] == seals(contacts[7:8])
    assert recognised(database, contacts, contacts[7].phones[0], "10007", KEY, fast) == contacts[7]
    assert fast.seals == seals(contacts[7:8])


def test_of_many_without_a_mark_few_are_tried_and_those_of_the_number_first(
    database: Database, tmp_path: Path
) -> None:
    contacts = imported(database, tmp_path / "firm", marker=None)
    unseen, hinted_at = Counted(), Counted()
    late, pin = contacts[MANY - 1], f"{10000 + MANY - 1}"
    assert recognised(database, contacts, "", pin, KEY, unseen) is None
    assert recognised(database, contacts, late.phones[0], pin, KEY, hinted_at) == late
    assert len(unseen.seals) == MOST_UNMARKED
    assert hinted_at.seals == seals((late,))


def test_a_marked_pin_costs_one_check_however_many_have_no_mark(
    database: Database, tmp_path: Path
) -> None:
    imported(database, tmp_path / "firm", marker=None)
    who = {"customer": "Alster", "name": "Number 58"}
    belongings.put(database, "contacts", {**who, "pin": "48151"}, ACT, KEY)
    assert sealing.unmarked(database, KEY) == MANY - 1
    assert sealing.unmarked(database, OTHER) == MANY
    tried = Counted()
    mine = recognised(database, known(database), "", "48151", KEY, tried)
    assert mine is not None
    assert mine.name == "Number 58"
    assert len(tried.seals) == 1


def test_importing_them_once_more_marks_them(database: Database, tmp_path: Path) -> None:
    before = imported(database, tmp_path / "firm", marker=None)
    after = imported(database, tmp_path / "again")
    assert seals(before) == seals(after)
    assert marked(database) == [(seal, KEY.name) for seal in seals(after)]


def test_marks_of_another_key_count_for_nothing_and_are_made_anew(
    database: Database, tmp_path: Path
) -> None:
    contacts = imported(database, tmp_path / "firm")
    tried = Counted()
    assert recognised(database, contacts, "", "10003", OTHER, tried) == contacts[3]
    assert len(tried.seals) == MOST_UNMARKED
    assert [name for _, name in marked(database)].count(OTHER.name) == 1


def test_a_pin_that_is_changed_or_taken_away_is_found_no_more(
    database: Database, tmp_path: Path
) -> None:
    imported(database, tmp_path / "firm")
    who = {"customer": "Alster", "name": "Number 0"}
    belongings.put(database, "contacts", {**who, "pin": "48151"}, ACT, KEY)
    contacts = known(database)
    assert recognised(database, contacts, "", "10000", KEY) is None
    assert recognised(database, contacts, "", "48151", KEY, new := Counted()) == contacts[0]
    assert len(new.seals) == 1
    belongings.put(database, "contacts", {**who, "pin": "none"}, ACT, KEY)
    assert recognised(database, known(database), "", "48151", KEY) is None
    assert [seal for seal, _ in marked(database)] == seals(known(database))


def test_neither_pins_nor_marks_that_can_be_made_without_the_key_are_kept(
    database: Database, tmp_path: Path
) -> None:
    imported(database, tmp_path / "firm")
    with database.begin() as tx:
        mine = tx.execute(text("select mark from pin_marks")).scalars().all()
    assert len(set(mine)) == MANY
    assert KEY.mark("10000") in mine
    assert OTHER.mark("10000") not in mine


def written(database: Database, some: list[tuple[str, str, bool]]) -> None:
    """Let these be all contacts: whose, the PIN, and whether it is marked."""
    rows, marks = [], {}
    for n, (customer, pin, is_marked) in enumerate(some):
        seal = "" if pin == "none" else sealed(pin)
        row = dict.fromkeys((column.name for column in TABLES["contacts"]), "")
        row |= {"customer": customer, "name": f"{n}", "phones": f"+49171392{n:05}", "pin": seal}
        rows.append(row | {"trained": "no"})
        if seal and is_marked:
            marks[seal] = KEY.mark(pin)
    firms = [{"id": name, "name": name, "language": "de"} for name in ("Alster", "Wey")]
    with database.begin() as tx:
        tx.execute(delete(SHEETS["contacts"]))
        tx.execute(delete(SHEETS["customers"]))
        tx.execute(insert(SHEETS["customers"]), firms)
        tx.execute(insert(SHEETS["contacts"]), rows)
        pin_marks.keep(tx, KEY.name, marks)


FEW = ("1111", "2222", "3333")
SOME = st.lists(
    st.tuples(st.sampled_from(("Alster", "Wey")), st.sampled_from((*FEW, "none")), st.booleans()),
    min_size=1,
    max_size=5,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOME, st.sampled_from((*FEW, "4444", "12")), st.integers(0, 5))
def test_one_is_recognised_as_if_all_were_tried_unless_a_pin_is_marked_for_one_customer_alone(
    database: Database, some: list[tuple[str, str, bool]], pin: str, hint: int
) -> None:
    written(database, some)
    contacts = known(database)
    caller = f"+49171392{hint:05}"
    expected = proven(contacts, hinted(contacts, caller), pin)
    with_mark = [
        each
        for each, (_, its, is_marked) in zip(contacts, some, strict=True)
        if its == pin and is_marked
    ]
    found = recognised(database, contacts, caller, pin, KEY)
    if found != expected:
        assert expected is None or expected.customer == found.customer
        assert found.customer == customer_of(with_mark)
