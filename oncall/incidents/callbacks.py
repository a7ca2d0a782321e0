"""What a carrier's own words for calls and texts mean for the pages behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.incidents.sending import News, Sent

if TYPE_CHECKING:
    from collections.abc import Mapping

# https://www.twilio.com/docs/voice/api/call-resource#call-status-values. Nobody has accepted
# anything by a call that was «completed»: a mailbox completes calls too.
CALLS: Final[Mapping[str, Sent]] = {
    "queued": Sent.ACCEPTED,
    "initiated": Sent.ACCEPTED,
    "ringing": Sent.ACCEPTED,
    "in-progress": Sent.ANSWERED,
    "answered": Sent.ANSWERED,
    "completed": Sent.DELIVERED,
    "busy": Sent.FAILED,
    "no-answer": Sent.FAILED,
    "canceled": Sent.FAILED,
    "failed": Sent.FAILED,
}
# What is said of a call before somebody has picked up.
RINGING: Final = ("queued", "initiated", "ringing")
# https://www.twilio.com/docs/messaging/api/message-resource#message-status-values, by how late
# each is: they come in any order, and the first of the final ones stays.
TEXTS: Final[Mapping[str, tuple[int, Sent]]] = {
    "accepted": (1, Sent.ACCEPTED),
    "scheduled": (1, Sent.ACCEPTED),
    "queued": (2, Sent.ACCEPTED),
    "sending": (3, Sent.ACCEPTED),
    "sent": (4, Sent.ACCEPTED),
    "delivered": (5, Sent.DELIVERED),
    "undelivered": (5, Sent.FAILED),
    "failed": (5, Sent.FAILED),
    "canceled": (5, Sent.FAILED),
}
# TELEPHONY, «Sending»: these never reach this address on this way.
FOR_GOOD: Final = frozenset({"21211", "21614", "30004", "30005", "30006", "21610"})
OPTED_OUT: Final = frozenset({"21610"})


def of_call(attempt: str, told: Mapping[str, str]) -> News | None:
    """Return what a call's status callback says; None where it says nothing that is known."""
    word = told.get("CallStatus", "")
    sent = CALLS.get(word)
    if sent is None:
        return None
    number = told.get("SequenceNumber", "")
    rank = int(number) if number.isascii() and number.isdigit() else list(CALLS).index(word)
    return _news(attempt, word, (rank, sent), told.get("CallSid", ""), told)


def of_ended(attempt: str, sid: str, word: str) -> News | None:
    """Return what a call's status says that was asked for, where the call is over; else None.

    Statuses have no number: what goes on would be told apart from what is called back by nothing.
    """
    if CALLS.get(word) not in {Sent.DELIVERED, Sent.FAILED}:
        return None
    return of_call(attempt, {"CallStatus": word, "CallSid": sid})


def of_text(attempt: str, told: Mapping[str, str]) -> News | None:
    """Return what a text's status callback says; None where it says nothing that is known."""
    word = told.get("MessageStatus") or told.get("SmsStatus", "")
    ranked = TEXTS.get(word)
    if ranked is None:
        return None
    return _news(attempt, word, ranked, told.get("MessageSid", ""), told)


def _news(
    attempt: str, word: str, ranked: tuple[int, Sent], sid: str, told: Mapping[str, str]
) -> News:
    rank, sent = ranked
    code = told.get("ErrorCode", "")
    return News(
        attempt,
        word,
        rank,
        sent,
        sid,
        code,
        is_final_for_address=sent is Sent.FAILED and code in FOR_GOOD,
        has_opted_out=code in OPTED_OUT,
    )
