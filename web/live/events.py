"""What a watcher is told, as server-sent events: only what has changed since it was last told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from oncall.searched import figures_in, found_in
from web.live.watched import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from oncall.store.glances import Glance
    from web.live.watched import News

RETRY: Final = b"retry: 2000\n\n"  # milliseconds, until a browser that was cut off comes again
BEAT: Final = b": still there\n\n"


def told(before: News | None, news: News, lost: str) -> bytes:
    """Return the events of some news; `lost` is the sentence for when the database is gone."""
    parts = (_event(name, facts) for name, facts in _parts(before, news, lost))
    return b"".join(parts)


def is_last(news: News) -> bool:
    """Tell whether nothing can follow."""
    if isinstance(news, Trouble):
        return news is not Trouble.LOST
    return not news.is_waited_for


def _parts(before: News | None, news: News, lost: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if news is Trouble.LOST:
        yield "lost", {"sentence": lost}
    if not isinstance(news, Trouble):
        known = None if isinstance(before, Trouble) else before
        if known is None or _state(known) != _state(news):
            yield "state", _state(news)
        if news.progress and (known is None or known.progress != news.progress):
            yield "progress", _progress(news.progress)
    # Whoever hears «close» need not come again; a server that ends does not say it.
    if is_last(news) and news is not Trouble.LEAVING:
        yield "close", {}


def _state(news: Glance) -> Mapping[str, Any]:
    return {"state": news.state, "gaps": news.gaps, "failure": news.failure}


def _progress(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    news = figures_in(kept)
    gap = None if news.bound is None else (news.objective - news.bound) / (news.objective or 1)
    return {
        "seconds": news.seconds,
        "uncovered": news.uncovered,
        "objective": news.objective,
        "bound": news.bound,
        "gap": gap,
        "found": found_in(kept),
    }


def _event(name: str, facts: Mapping[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(facts)}\n\n".encode()
