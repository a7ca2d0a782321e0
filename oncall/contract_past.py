"""What a contract's row may not become: what was promised and received stays on record (0029)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.folder.faults import shown
from oncall.identity import Refusal
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from oncall.contracts import Contract

# What is promised by a contract that runs; who buys something else makes a new contract.
PROMISED = ("provider", "level", "site", "start", "adapted", "pauses")


def contract_past(before: Contract, after: Contract, today: date) -> Iterator[Refusal]:
    """Refuse another customer, other promises once it has begun, and what takes a notice back."""
    if before.customer.id != after.customer.id:
        yield Refusal(
            "customer",
            Sentence(
                "%(contract)s is of %(customer)s; give a contract of another customer an id of its "
                "own",
                contract=before.id,
                customer=shown(before.customer.id),
            ),
        )
    if before.start <= today:
        for column in PROMISED:
            if getattr(before, column) != getattr(after, column):
                yield Refusal(
                    column,
                    Sentence(
                        "%(contract)s has begun (%(day)s); end it, and give what is agreed from "
                        "then on an id of its own",
                        contract=before.id,
                        day=before.start,
                    ),
                )
    yield from _endings(before, after, today)


def _endings(before: Contract, after: Contract, today: date) -> Iterator[Refusal]:
    received, now_received = before.notice_received, after.notice_received
    if received and received != now_received:
        yield Refusal(
            "notice_received",
            Sentence(
                "notice for %(contract)s was received on %(day)s and stays on record; write that "
                "day. If it goes on after all, give the contract that follows an id of its own",
                contract=before.id,
                day=received,
            ),
        )
    elif now_received and now_received > today:
        yield Refusal(
            "notice_received",
            Sentence(
                "%(day)s is still to come; write the day on which it came in", day=now_received
            ),
        )
    if before.until and before.until < today and before.until != after.until:
        yield Refusal(
            "until",
            Sentence(
                "%(contract)s is over (%(day)s); give what follows an id of its own",
                contract=before.id,
                day=before.until,
            ),
        )
    elif after.until != before.until and after.until and after.until < today:
        message = Sentence("%(day)s is over; write today or a later day", day=after.until)
        yield Refusal("until", message)
