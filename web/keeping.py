"""The embedded server is started again where it dies under a process that runs for long."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from web.embedded.server import EmbeddedError, ensure_running
from web.patience import on_stderr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from web.settings import Settings

EVERY: Final = 3.0  # seconds; a look costs two thousandths of one


@contextmanager
def kept_running(
    settings: Settings, every: float = EVERY, say: Callable[[str], None] = on_stderr
) -> Iterator[None]:
    """See to it, while entered, that the embedded server runs; another one is not ours to keep."""
    if settings.database_url:
        yield
        return
    done = Event()
    keeper = Thread(target=_keep, args=(settings, every, say, done), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _keep(settings: Settings, every: float, say: Callable[[str], None], done: Event) -> None:
    told = ""
    while not done.wait(every):
        try:
            ensure_running(settings.home)
        except EmbeddedError as error:
            if str(error) != told:
                say(str(error))
            told = str(error)
        else:
            told = ""
