"""The pages of which pictures are taken: a page more is a line more."""  # noqa: INP001

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

BOARD: Final = "body.drawn"


def click(*selectors: str) -> Callable[[Page], None]:
    """Return what clicks one thing after the other."""

    def clicked(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")

    return clicked


def look(page: Page) -> None:
    """Do nothing but look."""


def lift(page: Page) -> None:
    """Take a duty with the mouse, and see who may have it."""
    page.locator(".duty.movable").nth(2).hover()
    page.mouse.down()
    page.locator(".lane.person").nth(6).hover()
    page.locator(".lane.unfit").first.wait_for()
    page.locator(".lane.fits").last.hover()


class Picture(NamedTuple):
    """A page: its name, its address, what to wait for and to do.

    In the address {feed} and {answer} are secret, {spent} has worked all day, {duty} is up for a
    swap, {gap} and {healing} are drafts.
    """

    name: str
    address: str
    shows: str = "h1"
    does: Callable[[Page], None] = look
    devices: tuple[str, ...] = ("desktop", "phone")


# The test in tests/docs names the page that is missing.
PICTURES: Final = (
    Picture("start", "/", ".team-card"),
    Picture("rota", "/rota/neckar?from=2026-12-07&days=7", BOARD),
    Picture("rota-month", "/rota/wey?from=2026-12-07&days=28", BOARD),
    Picture("draft", "/rota/neckar?draft={healing}&from=2026-12-14&days=14", BOARD),
    Picture(
        "dragging",
        "/rota/neckar?draft={healing}&from=2026-12-14&days=7",
        BOARD,
        lift,
        ("desktop",),
    ),
    Picture("duty", "/rota/neckar?draft={healing}&days=7", BOARD, click(".duty.movable")),
    Picture("gap", "/rota/wey?draft={gap}&from=2026-12-28&days=7", BOARD, click(".cover.gap")),
    Picture("publish", "/rota/neckar?draft={healing}&days=14", BOARD, click("#publish-open")),
    Picture("relief", "/relief/{spent}/2026-12-10"),
    Picture("incidents", "/incidents"),
    Picture("incident", "/incidents/100001"),
    Picture("incident-new", "/incidents/new", "form"),
    Picture("answer", "{answer}"),
    Picture("ladder", "/ladders/wey"),
    Picture("calls", "/calls"),
    Picture("reachable", "/reachable"),
    Picture("reachable-team", "/reachable/neckar"),
    Picture("reachable-people", "/reachable/people"),
    Picture("bookings", "/bookings", "table"),
    Picture("booking", "/bookings/N3"),
    Picture("booking-new", "/bookings/new", "form"),
    Picture("people", "/people", "table"),
    Picture("person", "/people/amara"),
    Picture("person-hours", "/people/amara/hours"),
    Picture("person-particulars", "/people/amara/particulars"),
    Picture("person-reach", "/people/amara/reach"),
    Picture("person-new", "/people/new"),
    Picture("swaps", "/swaps"),
    Picture("swap", "/swaps/1"),
    Picture("published-duty", "/duties/{duty}"),
    Picture("contracts", "/contracts", "table"),
    Picture("contract", "/contracts/C1"),
    Picture("contract-new", "/contracts/new?provider=conference-tv&level=platin", "form"),
    Picture("contact", "/contracts/C1/contacts?name=Edda+Distel", "form"),
    Picture("product", "/contracts/C1/products", "form"),
    Picture("service-levels", "/service-levels"),
    Picture("service-level", "/service-levels/conference-tv", "table"),
    Picture("due", "/due?provider=smartperform&what=basic+reaction&at=2026-12-23T15:00", "form"),
    Picture("calendar", "{feed}", "h1"),
)
