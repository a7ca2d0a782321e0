"""What the process that solves does: read, search, check, explain, and say what was found."""

from __future__ import annotations

from contextlib import closing
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final

from oncall.assignments import assignments
from oncall.drafts import Solved
from oncall.errors import BadInput, Unreachable
from oncall.rota import rows_of
from oncall.searched import News, SoFar
from oncall.services import draft_work
from oncall.solving import Slip, answered, check
from oncall.store.db import Database
from solver.problem import Plan
from solver.solve import solve
from web.patience import Patience
from web.versions import versions
from web.worker.line import Refused
from web.worker.pace import Due

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from oncall.services.draft_work import Question
    from solver.outcome import Progress
    from solver.problem import Duty
    from web.worker.line import Errand

    Say = Callable[[Any], None]

EVERY: Final = 0.5  # seconds between two pieces of news
ROTA_EVERY: Final = 2.0  # and between two rotas


def solve_draft(errand: Errand, say: Say) -> None:
    """Solve a claimed draft and say what comes out; what can't be asked is refused."""
    try:
        say(_solved(errand, _question(errand), say))
    except (BadInput, Slip) as error:
        say(Refused(str(error)))


def _question(errand: Errand) -> Question:
    """Read all that is needed at once, so that no connection is held while it is solved."""
    patience = Patience()
    with closing(Database(errand.url, most_connections=1)) as database:
        while True:
            try:
                return draft_work.question(database, errand.claimed)
            except Unreachable as gone:
                patience.bear(gone)


def _solved(errand: Errand, question: Question, say: Say) -> Solved:
    planning, budget = question.planning, errand.claimed.draft.budget
    with Teller(say, lambda news: _so_far(question, news)) as teller:
        outcome = solve(planning.problem, budget, teller.hear)
    check(planning, outcome)
    answer = answered(planning, outcome, (budget.seed, versions()))
    return Solved(
        question.planned,
        assignments(answer.rows),
        question.version,
        question.revision,
        answer.report,
    )


def _so_far(question: Question, news: Progress) -> SoFar:
    plan = Plan(frozenset(news.duties))
    return SoFar(question.planned, assignments(rows_of(question.planning, plan)))


class Teller:
    """Tells the latest news now and then: a search has far more than anybody wants to read.

    The first is told at once. Rotas are told with it, more seldom.
    """

    def __init__(self, say: Say, so_far: Callable[[Progress], SoFar]) -> None:
        self._say = say
        self._so_far = so_far
        self._news: Progress | None = None
        self._heard = Event()
        self._done = Event()
        self._thread = Thread(target=self._tell, daemon=True)

    def __enter__(self) -> Teller:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._heard.set()
        self._thread.join()

    def hear(self, news: Progress) -> None:
        """Note how far the search is."""
        self._news = news
        self._heard.set()

    def _tell(self) -> None:
        shown = Shown(self._so_far, Due(ROTA_EVERY))
        said: Progress | None = None
        self._heard.wait()
        while not self._done.is_set():
            news = self._news
            so_far = shown.better(news) if news else None
            if news and (so_far or news != said):
                self._say(News(news._replace(duties=()), shown.found, so_far))
                said = news
            self._done.wait(EVERY)


class Shown:
    """The rota that was told last, and whether it is time for a better one."""

    def __init__(self, so_far: Callable[[Progress], SoFar], due: Due) -> None:
        self.found: float | None = None
        self._so_far = so_far
        self._due = due
        self._duties: Collection[Duty] = ()

    def better(self, news: Progress) -> SoFar | None:
        """Return the rota of some news if it is to be told."""
        if news.duties == self._duties or not self._due.come():
            return None
        self.found, self._duties = news.seconds, news.duties
        return self._so_far(news)
