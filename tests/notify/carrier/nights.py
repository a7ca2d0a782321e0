"""Nights drawn at random: documents, people, and what is done in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from twilio.rest import Client

from notify.carrier import (
    Answers,
    Busy,
    ByHand,
    Config,
    HangUp,
    NotPossible,
    Off,
    Press,
    Reads,
    Rejects,
    Speak,
    TextsBack,
    Undelivered,
    Within,
    WoundCarrier,
    Wsgi,
)
from oncall.clock import WoundClock
from tests.notify.carrier.desk import HOME, TOKEN, Asked, Desk
from tests.notify.carrier.town import ACCOUNT, ANNA, BEN, CLARA, HOTLINE, NOW, PEOPLE, SECOND, SID

if TYPE_CHECKING:
    from notify.carrier.behaviours import Behaviour, Texting

END = 4 * 3600
FINAL_TEXT = {"delivered", "undelivered", "failed", "received"}
PAUSES = st.sampled_from([0.0, 1.0, 4.0, 11.0, 26.0])
DEEDS = st.one_of(
    st.builds(Press, st.sampled_from(["1", "2", "47#", "*"]), PAUSES),
    st.builds(Speak, st.sampled_from(["Hello?", "The pump in hall two has stopped."]), PAUSES),
    st.builds(HangUp, PAUSES),
)
BEHAVIOURS: st.SearchStrategy[Behaviour] = st.one_of(
    st.builds(Answers, PAUSES, st.lists(DEEDS, max_size=4).map(tuple)),
    st.sampled_from([ByHand(), Busy(), Off(), Rejects()]),
)
TEXTING: st.SearchStrategy[Texting] = st.sampled_from([Reads(), TextsBack("1"), Undelivered(30004)])
VERBS = st.sampled_from(
    [
        "<Say>Hello.</Say>",
        "<Pause length='2'/>",
        "<Play>tune.wav</Play>",
        "<Gather numDigits='1' action='/2'><Say>Press 1 to accept.</Say></Gather>",
        "<Record action='/1' maxLength='20'/>",
        f"<Dial timeout='20'>{BEN}</Dial>",
        f"<Dial timeout='9' action='/3'><Number>{ANNA}</Number><Number>{CLARA}</Number></Dial>",
        "<Enqueue waitUrl='/wait'>night</Enqueue>",
        "<Dial timeout='15'><Queue>night</Queue></Dial>",
        "<Dial><Conference startConferenceOnEnter='false' waitUrl='/wait'>room</Conference></Dial>",
        "<Dial><Conference endConferenceOnExit='true'>room</Conference></Dial>",
        "<Redirect>/3</Redirect>",
        "<Reject/>",
        "<Hangup/>",
        "<Sms>Fault 4711</Sms>",
    ]
)
DOCUMENTS = st.lists(st.lists(VERBS, max_size=4).map("".join), min_size=4, max_size=4)
WHO = st.sampled_from([ANNA, BEN, CLARA])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("call"), WHO),
        st.tuples(st.just("text"), WHO),
        st.tuples(st.just("dial"), WHO),
        st.tuples(st.just("end"), st.integers(0, 5)),
        st.tuples(st.just("redirect"), st.integers(0, 5)),
        st.tuples(st.just("wait"), st.sampled_from([0, 1, 7, 40])),
    ),
    max_size=12,
)
PHONES = st.tuples(*[st.tuples(BEHAVIOURS, TEXTING)] * 3)


class Night:
    """What happened when all this was done, and then hours went by."""

    def __init__(self, documents: list[str], phones: Any, steps: list[tuple[str, Any]]) -> None:
        pages = {f"/{number}": self.at_most(document) for number, document in enumerate(documents)}
        self.asked = 0
        self.desk = Desk(pages | {"/wait": "<Say>We are calling.</Say><Pause length='20'/>"})
        account = replace(
            ACCOUNT,
            numbers=tuple(replace(n, voice_url=f"{HOME}/0") for n in ACCOUNT.numbers),
        )
        config = Config((account,), PEOPLE)
        self.carrier = WoundCarrier(config, WoundClock(NOW), Wsgi({HOME: self.desk}))
        self.client = Client(SID, TOKEN, http_client=Within(self.carrier))
        for number, (behaviour, texting) in zip((ANNA, BEN, CLARA), phones, strict=True):
            self.carrier.phone(number).behave(behaviour, texting)
        for do, what in steps:
            getattr(self, do)(what)
        self.carrier.advance(END)
        for phone in self.carrier.phones.values():  # whoever waits in a queue gives up at last
            if phone.phone.line is not None:
                phone.hangs_up()
        self.carrier.advance(END)

    def at_most(self, document: str) -> Any:
        """Documents may lead to each other for ever; the hundredth time ends it."""

        def page(_asked: Asked) -> str:
            self.asked += 1
            return document if self.asked < 100 else "<Hangup/>"

        return page

    def call(self, who: str) -> None:
        events = ["initiated", "ringing", "answered", "completed"]
        self.client.calls.create(
            to=who,
            from_=SECOND,
            url=f"{HOME}/1",
            status_callback=f"{HOME}/status",
            status_callback_event=events,
        )

    def text(self, who: str) -> None:
        self.client.messages.create(to=who, from_=HOTLINE, body="Fault 4711. Reply 1.")

    def dial(self, who: str) -> None:
        try:
            self.carrier.phone(who).dials(HOTLINE)
        except NotPossible:
            assert self.carrier.phone(who).phone.line or self.carrier.phone(who).phone.is_off

    def wait(self, seconds: int) -> None:
        self.carrier.advance(seconds)

    def end(self, number: int) -> None:
        for call in self.client.calls.list()[number : number + 1]:
            self.client.calls(call.sid).update(status="completed")

    def redirect(self, number: int) -> None:
        for call in self.client.calls.list()[number : number + 1]:
            if call.status == "in-progress":
                self.client.calls(call.sid).update(url=f"{HOME}/3")
