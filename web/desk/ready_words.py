"""What is missing of people who will be on duty, and what is to be done about it, in words."""

from __future__ import annotations

from typing import NamedTuple

from oncall.proof.readiness import Lack
from web.words import gettext


class Missing(NamedTuple):
    """Something that is missing, and its cure."""

    word: str
    cure: str
    is_bad: bool


def lack_word(lack: Lack) -> Missing:
    """Return how something that is missing is called, and what to do."""
    return {
        Lack.NO_NUMBER: Missing(
            gettext("no telephone number"),
            gettext("Enter a number that may be called."),
            is_bad=True,
        ),
        Lack.OPTED_OUT: Missing(
            gettext("texts forbidden by STOP"),
            gettext("They send START to our number, or you add another number."),
            is_bad=True,
        ),
        Lack.NO_TIME: Missing(
            gettext("no working time left"),
            gettext("Find somebody for the rest of the day; they are passed over."),
            is_bad=True,
        ),
        Lack.ABROAD: Missing(
            gettext("number of a country that is not permitted"),
            gettext(
                "Enter a number of a permitted country, or add its country to ONCALL_COUNTRIES."
            ),
            is_bad=True,
        ),
        Lack.NOT_VERIFIED: Missing(
            gettext("number not verified"), gettext("Have a code sent, and enter it."), is_bad=False
        ),
        Lack.NOT_TESTED: Missing(
            gettext("no test page answered"),
            gettext("Send a test page; they answer yes."),
            is_bad=False,
        ),
        Lack.NO_LANGUAGE: Missing(
            gettext("no common language"),
            gettext("Pages come in English; enter de or en if they understand it."),
            is_bad=False,
        ),
    }[lack]
