"""The practice carrier: a telephone network of one's own that speaks Twilio's language.

Its REST interface is used by the real twilio client, its webhooks are signed as Twilio's are, and
the people behind its numbers have phones that one can hear, play and script. See decision 0030.

In a test, time is wound and nothing happens but by `advance`:

    clock = WoundClock(NOW)  # oncall.clock; the application under test reads the same one
    carrier = WoundCarrier(config, clock, Wsgi({"https://oncall.example": app}))
    client = Client(SID, TOKEN, http_client=Within(carrier))  # or over HTTP, as below
    anna = carrier.phone("+4917139200001")
    client.calls.create(to=anna.number, from_=HOTLINE, url="https://oncall.example/voice")
    carrier.advance(5)  # seconds: it rings now
    anna.answers(); anna.press("1"); anna.says("…"); anna.hangs_up()
    anna.dials(HOTLINE); anna.sends(HOTLINE, "1")
    assert "Press 1" in anna.heard
    anna.expect_text("4711"); anna.expect_call()
    carrier.nothing_else_happened()  # an unexpected call, text or complaint fails the test

    with Serving(carrier) as served:  # the same over HTTP; served.goes_down(), .comes_back()
        client = Client(SID, TOKEN, http_client=Elsewhere(served.url, timeout=5))

`carrier.next_due()` is when the network does something next, for simulations that have timers of
their own. `advance` may run in one thread while others use the interface; an application may use
it while it answers a webhook.

A configuration is a frozen dataclass:

    Config(
        accounts=(Account(SID, TOKEN, numbers=(Number(HOTLINE, voice_url=…, sms_url=…),)),),
        people=(Person("Anna", "+4917139200001", behaviour=presses("1"), texting=Reads()),),
        faults=Faults(seed=7, answers_lost=0.04, callbacks_lost=0.1),
        description=Path("../shared/twilio/twilio_api_v2010.json"),  # checks what passes
    )

What people do: `presses("1")`, `doesnt_hear()`, `Busy()`, `Rejects()`, `Off()`, `mailbox()`,
`hangs_up()`, or any `Answers(after, then)`; with texts `Reads()`, `TextsBack(…)`,
`Undelivered(30004)`, `Refused(21614)`. `anna.behave(Off())` changes it at run time. STOP and START
by text are obeyed.

Trouble: shares in `Faults`, or `carrier.order(Fate.LOST_AFTER)` for the next request that creates
or changes something; `carrier.is_down()`; `carrier.forge(SID, url, params)` sends a webhook with a
wrong signature. `carrier.expect_complaint("403")` takes a complaint that a test has provoked.

A process of its own: `serve(host, port, config, SystemClock().now)`, until SIGTERM or Ctrl-C; the
phones are at `/`.

As at Twilio, calls that wait for their turn have no `start_time` and texts that were not handed
over no `date_sent`: a filter on these does not find them. Calls and texts are accepted at once and
leave at `calls_per_second` (account) and `texts_per_second` (sender).
"""

from notify.carrier.behaviours import (
    Answers,
    Busy,
    ByHand,
    HangUp,
    Off,
    Press,
    Reads,
    Refused,
    Rejects,
    Speak,
    TextsBack,
    Undelivered,
    doesnt_hear,
    hangs_up,
    mailbox,
    presses,
)
from notify.carrier.client import Elsewhere, Within
from notify.carrier.config import Account, Config, Guide, Number, Person, Prices
from notify.carrier.faults import Fate, Faults
from notify.carrier.handsets import Handset
from notify.carrier.hooks import Hook, Reply, Silence
from notify.carrier.live import LiveCarrier
from notify.carrier.phones import NotPossible
from notify.carrier.server import Serving, serve
from notify.carrier.transports import Http, Transport
from notify.carrier.within import Wsgi
from notify.carrier.wound import WoundCarrier

__all__ = [
    "Account",
    "Answers",
    "Busy",
    "ByHand",
    "Config",
    "Elsewhere",
    "Fate",
    "Faults",
    "Guide",
    "Handset",
    "HangUp",
    "Hook",
    "Http",
    "LiveCarrier",
    "NotPossible",
    "Number",
    "Off",
    "Person",
    "Press",
    "Prices",
    "Reads",
    "Refused",
    "Rejects",
    "Reply",
    "Serving",
    "Silence",
    "Speak",
    "TextsBack",
    "Transport",
    "Undelivered",
    "Within",
    "WoundCarrier",
    "Wsgi",
    "doesnt_hear",
    "hangs_up",
    "mailbox",
    "presses",
    "serve",
]
