"""Channels, and what was done about how somebody is reached, in words."""

from __future__ import annotations

from web.words import gettext


def reach_words() -> dict[str, str]:
    """Return the words by channel, and by what was done."""
    return {
        "voice": gettext("Call"),
        "sms": gettext("Text message"),
        "email": gettext("Mail"),
        "push": gettext("Push or chat"),
        "webhook": gettext("Webhook"),
        "done.add": gettext("The way was added. Prove it now: have a code sent."),
        "done.remove": gettext("The way was removed."),
        "done.digits": gettext(
            "A code is on its way. Type it in below; it is good for 10 minutes."
        ),
        "done.confirm": gettext("The code was right: this way is proven."),
        "done.test": gettext(
            "A test page is on its way. Answer it; that it was answered is shown here."
        ),
        "done.delay": gettext("The delay was changed."),
        "done.quiet": gettext("The quiet hours were changed."),
    }
