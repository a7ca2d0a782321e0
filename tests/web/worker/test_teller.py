"""What is told of a search: the first rota at once, a better one when it is time for it."""

from __future__ import annotations

from datetime import timedelta
from queue import Queue

from oncall.localtime import Span
from oncall.searched import SoFar
from solver.outcome import Progress
from tests.oncall.services.firms import NOW
from web.worker.solving import Shown, Teller

WEEK = Span(NOW, NOW + timedelta(days=7))
FIRST, SECOND = ("ada early",), ("ada early", "ben late")


class Due:
    """Has come when it is told so."""

    def __init__(self):
        self.is_now = True

    def come(self):
        was, self.is_now = self.is_now, False
        return was


def so_far(news):
    return SoFar(WEEK, news.duties)


def news(seconds, duties):
    return Progress(seconds, 0, 100, 50, True, duties)


def test_a_better_rota_waits_until_it_is_time_and_is_then_told_with_when_it_was_found():
    due = Due()
    shown = Shown(so_far, due)
    assert shown.better(news(0.2, ())) is None
    assert shown.found is None
    assert shown.better(news(0.5, FIRST)) == SoFar(WEEK, FIRST)
    assert shown.better(news(1.0, SECOND)) is None
    assert shown.found == 0.5
    due.is_now = True
    assert shown.better(news(1.0, SECOND)) == SoFar(WEEK, SECOND)
    assert shown.found == 1.0


def test_a_better_bound_alone_brings_no_rota_and_uses_up_no_turn():
    due = Due()
    shown = Shown(so_far, due)
    shown.better(news(0.5, FIRST))
    due.is_now = True
    assert shown.better(news(4.0, FIRST)) is None
    assert due.is_now


def test_who_is_told_hears_the_rota_once_and_no_duties_among_the_figures():
    heard: Queue = Queue()
    with Teller(heard.put, so_far) as teller:
        teller.hear(news(0.5, FIRST))
        first = heard.get(timeout=60)
        teller.hear(news(0.6, FIRST)._replace(bound=60))
        second = heard.get(timeout=60)
    assert (first.so_far, first.found) == (SoFar(WEEK, FIRST), 0.5)
    assert (second.so_far, second.found, second.figures.bound) == (None, 0.5, 60)
    assert first.figures.duties == second.figures.duties == ()
