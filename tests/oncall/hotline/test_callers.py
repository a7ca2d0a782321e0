"""Who calls: a number hints, a PIN proves, and nobody is taken for somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.contracts import Contact, Customer
from oncall.hotline.afterwards import is_mobile
from oncall.hotline.callers import (
    TRIES_IN_A_WHILE,
    TRIES_OF_NOBODY,
    Tries,
    customer_of,
    hinted,
    is_locked,
    looked_at,
    number_of,
    proven,
)
from oncall.pins import Pin, sealed

WEBER, REED = "+493023125150", "+493023125153"


def contact(customer: str, name: str, phone: str, pin: str | None) -> Contact:
    """Somebody who may call."""
    whose = Customer(customer, customer, "de")
    return Contact(
        whose, name, (phone,), "", Pin(pin) if pin else None, trained=False, delegate_of=None
    )


ADA = contact("Alster", "Ada", WEBER, sealed("4815"))
BEA = contact("Alster", "Bea", WEBER, "4815")
REEDS = contact("Reed", "Rita", REED, "4815")
BARE = contact("Elbe", "Emil", "+493023125154", None)
ALL = (ADA, BEA, REEDS, BARE)


def test_a_pin_is_a_proof_sealed_or_not() -> None:
    assert proven((ADA, BARE), (), "4815") is ADA
    assert proven((REEDS,), (), "4815") is REEDS
    assert proven(ALL, (), "4816") is None


def test_a_pin_of_two_customers_proves_nothing_but_with_the_number_of_one() -> None:
    assert proven(ALL, (), "4815") is None
    assert proven(ALL, hinted(ALL, REED), "4815") is REEDS


def test_two_of_one_customer_with_one_pin_are_that_customer() -> None:
    assert proven((ADA, BEA), (), "4815") in {ADA, BEA}


@pytest.mark.parametrize("pin", ["", "12", "abcd", "4815 ", "$argon2id$"])
def test_what_is_no_pin_proves_nothing(pin: str) -> None:
    assert proven(ALL, hinted(ALL, REED), pin) is None


def test_a_withheld_number_hints_at_nobody() -> None:
    assert number_of("+266696687") == number_of("anonymous") == number_of("") == ""
    assert number_of(WEBER) == WEBER
    assert hinted(ALL, "") == ()


def test_a_number_of_two_customers_hints_at_neither() -> None:
    assert customer_of(hinted(ALL, WEBER)) == ADA.customer
    assert customer_of((ADA, REEDS)) is None


def test_so_many_tries_shut_a_number_out_and_more_those_who_show_none() -> None:
    assert not is_locked(TRIES_IN_A_WHILE - 1, WEBER)
    assert is_locked(TRIES_IN_A_WHILE, WEBER)
    assert not is_locked(TRIES_IN_A_WHILE, "")
    assert is_locked(TRIES_OF_NOBODY, "")


ENOUGH = 60


@given(st.integers(0, 40), st.integers(0, 100), st.sampled_from(["", WEBER, REED, "+493023125159"]))
def test_once_all_callers_had_their_tries_only_the_customer_of_the_number_is_looked_at(
    mine: int, more: int, number: str
) -> None:
    found = looked_at(ALL, number, Tries(mine, mine + more), ENOUGH)
    if is_locked(mine, number):
        assert found == ()
    elif mine + more < ENOUGH:
        assert found == ALL
    else:
        known = {WEBER: (ADA, BEA), REED: (REEDS,)}
        assert found == known.get(number, ())


def test_only_mobiles_are_texted() -> None:
    assert is_mobile("+4917139200051")
    assert not is_mobile(WEBER)
