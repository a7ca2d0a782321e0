"""`oncall contracts`: what it says and with what it exits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import write_folder
from tests.web.run import house, oncall

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from web.embedded.server import Addresses

# So far off that the machine's clock does not matter.
BOOKINGS = """\
id,customer,team,requested_at,start,end,windows
B1,Alster,video,2189-01-01,2190-02-01,2190-02-28,always
"""
CUSTOMERS = "id,name\nAlster,Alster AG\nWey,\n"
CONTRACTS = """\
id,customer,provider,level,start,hotline
C1,Alster,smartperform,basic,2020-02-03,+49 30 23125 900
C2,Wey,helpdesk,maintenance,2189-01-01,
"""
AGREED = {
    "bookings": BOOKINGS,
    "customers": CUSTOMERS,
    "contracts": CONTRACTS,
    "hotlines": "number,teams\n+49 30 23125 900,video\n",
    "contacts": "customer,name,phones,pin,trained\nAlster,Ada,+49 171 3920051,471100,yes\n",
    "products": "customer,product,serial\nAlster,Codec,C90\n",
}


@pytest.fixture
def env(urls: Addresses, tmp_path: Path) -> dict[str, str]:
    """The variables of a test's house, in which customers have contracts."""
    found = house(urls, ONCALL_USER="paula")
    assert oncall("import", write_folder(tmp_path, **AGREED), env=found).exit_code == 0
    return found


def run(env: dict[str, str], *words: str) -> Result:
    return oncall("contracts", *words, env=env)


def test_the_list_is_a_table_by_customer(env: dict[str, str]) -> None:
    result = run(env, "list")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [line.split() for line in result.stdout.splitlines()]
    assert rows[0][:5] == ["contract", "customer", "provider", "level", "state"]
    assert rows[1][:5] == ["C1", "Alster", "smartperform", "basic", "running"]
    assert rows[2] == [
        *("C2", "Wey", "helpdesk", "maintenance", "not", "begun", "-", "any", "time")
    ]


def test_the_list_of_one_customer_as_json(env: dict[str, str]) -> None:
    (found,) = json.loads(run(env, "list", "--customer", "alster", "--json").stdout)
    assert (found["id"], found["state"], found["standby"]) == ("C1", "running", True)
    assert found["notice_ends"].endswith("-12-31")
    assert found["notice_until"].endswith("-09-30")


def test_a_contract_is_shown_with_who_may_call_but_without_a_pin(env: dict[str, str]) -> None:
    result = run(env, "show", "C1")
    assert "may call       Ada +491713920051 (trained, PIN)" in result.stdout
    assert "standby        B1 2190-02-01T00:00+01:00 to 2190-03-01T00:00+01:00" in result.stdout
    assert "products       Codec C90" in result.stdout
    assert "argon2" not in result.stdout
    shown = run(env, "show", "C1", "--json").stdout
    assert "argon2" not in shown
    assert json.loads(shown)["hotline"] == "+493023125900"
    assert json.loads(shown)["contacts"][0]["pin"] is True


def test_what_the_customer_may_have_now_depends_on_the_channel(env: dict[str, str]) -> None:
    found = json.loads(run(env, "show", "C1", "--channel", "chat", "--json").stdout)["now"]
    assert found["way"] in {"other channel", "message"}
    assert found["channels"] == ["telephone", "email", "remote"]
    assert json.loads(run(env, "show", "C2", "--json").stdout)["now"]["way"] == "nothing"


def test_a_contract_is_added_given_notice_and_shown_so(env: dict[str, str]) -> None:
    new = ("--customer", "Wey", "--provider", "smartperform", "--level", "pro")
    assert run(env, "add", *new, "--start", "2021-05-01").stdout == "C3 is added\n"
    assert run(env, "end", "C3", "--received", "2021-09-30").stdout == "C3 ends on 2022-12-31\n"
    assert json.loads(run(env, "show", "C3", "--json").stdout)["state"] == "ended"


def test_a_notice_names_the_bookings_that_run_on(env: dict[str, str]) -> None:
    result = run(env, "end", "C1")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].startswith(
        "outlasts the contract: B1; end it with: oncall bookings shorten B1 --end 20"
    )


def test_json_of_an_end(env: dict[str, str]) -> None:
    result = run(env, "end", "C2", "--last", "2189-12-31", "--json")
    assert json.loads(result.stdout) == {
        "contract": "C2",
        "ends": "2189-12-31",
        "outlasting": [],
        "conflicts": [],
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "C9"), "contract: there is no contract 'C9'; the nearest is C"),
        (("end", "C1", "--received", "2999-01-01"), "contract: '2999-01-01' lies too far off"),
        (("end", "C2", "--last", "2188-12-31"), "contract: 2188-12-31 is over or before C2 begins"),
        (("end", "C1", "--last", "x", "--received", "y"), "--received is for a notice"),
        (("add", "--customer", "Wey"), "Missing option"),
    ],
)
def test_bad_input_exits_with_2_and_a_sentence(
    env: dict[str, str], words: tuple[str, ...], sentence: str
) -> None:
    result = run(env, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr


def test_a_booking_by_command_says_who_asked(env: dict[str, str]) -> None:
    new = ("--customer", "Alster", "--team", "video", "--windows", "always")
    days = ("--start", "2191-05-01", "--end", "2191-05-10")
    refused = oncall("bookings", "add", *new, *days, "--requested-by", "Adda", env=env)
    assert (refused.exit_code, refused.stderr) == (
        2,
        "booking: requested_by: Alster has no contact 'Adda'; the nearest is Ada\n",
    )
    assert oncall("bookings", "add", *new, *days, "--requested-by", "Ada", env=env).exit_code == 0
    found = json.loads(oncall("bookings", "list", "--json", env=env).stdout)
    assert [each["requested_by"] for each in found] == ["", "Ada"]
