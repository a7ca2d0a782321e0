"""The helpdesk of Woking on a bank holiday, and that of Hamburg, which works then."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.stories.callers import CALLERS, DESK, REED, TABLES, caller, enters_pin
from tests.stories.town import OURS, town

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Copies

# The late-August bank holiday, a Monday like any other in Hamburg; and the day after.
BANK_HOLIDAY = datetime(2027, 8, 30, 10, tzinfo=UTC)
TUESDAY = datetime(2027, 8, 31, 10, tzinfo=UTC)
HEADER = "number,teams,languages,helpdesk\n"
OF_WOKING = {**TABLES, "hotlines": f"{HEADER}{OURS},voice,en;de,{DESK}\n"}
OF_HAMBURG = {**TABLES, "hotlines": f"{HEADER}{OURS},video,de;en,{DESK}\n"}


def test_in_woking_nobody_is_rung_and_the_next_opening_is_told_in_english(
    copies: Copies, tmp_path: Path
) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=OF_WOKING, begins=BANK_HOLIDAY) as woking:
        reed = enters_pin(woking, REED, "2222")
        woking.later(20)
        assert "No standby is booked for now." in reed.heard
        assert "We are back: Tuesday, 31 Aug, at 09:00." in reed.heard, "in Woking's own time"
        assert "To be connected" not in reed.heard
        woking.later(60)
        assert woking.stands(1).state.climbs, "it begins when hours open"
        woking.carrier.nothing_else_happened()


@pytest.mark.parametrize(("tables", "begins"), [(OF_HAMBURG, BANK_HOLIDAY), (OF_WOKING, TUESDAY)])
def test_in_hamburg_that_day_and_in_woking_the_next_the_helpdesk_rings(
    copies: Copies, tmp_path: Path, tables: dict[str, str], begins: datetime
) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=tables, begins=begins) as made:
        weber = enters_pin(made)
        weber.press("1")
        made.later(6)
        desk = caller(made, DESK)
        desk.answers()
        made.later(12)
        desk.press("1")
        made.later(2)
        weber.says("Guten Tag.")
        assert "Guten Tag." in desk.heard
        weber.hangs_up()
        made.carrier.nothing_else_happened()


def test_an_english_caller_at_the_german_helpdesk_is_told_of_in_german(
    copies: Copies, tmp_path: Path
) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=OF_HAMBURG, begins=BANK_HOLIDAY) as made:
        reed = enters_pin(made, REED, "2222")
        assert {each.language for each in reed.hearing if each.kind == "say"} >= {"en-GB"}
        reed.press("1")
        made.later(6)
        desk = caller(made, DESK)
        desk.answers()
        made.later(10)
        assert "Anruf beim Helpdesk" in desk.heard
        desk.press("1")
        made.later(2)
        reed.hangs_up()
        made.carrier.nothing_else_happened()
