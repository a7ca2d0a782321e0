"""Who may call and what a customer owns: added, changed and removed beside a contract."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from flask import redirect, render_template, request

from oncall.services import belongings, contract_list
from oncall.services.publishing import Act
from oncall.store.tables import IDENTITY
from web.desk.field_faults import at_fields
from web.desk.trying import Tried, tried
from web.pages.desk import address
from web.refusals import Refused, sentence_of

if TYPE_CHECKING:
    from flask import Blueprint
    from werkzeug.wrappers import Response as AnyResponse

    from oncall.contracts import Contact, Product
    from oncall.services.contract_list import Whole
    from web.pages.parts import Parts

FIELDS: Final = {
    "contacts": ("name", "phones", "email", "pin", "trained", "delegate_of"),
    "products": ("product", "serial", "contract", "warranty_until"),
}


class Belongings:
    """The pages on which contacts and products are changed."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def install(self, pages: Blueprint) -> None:
        """Add the addresses to the pages of contracts."""
        for sheet in FIELDS:
            pages.add_url_rule(
                f"/contracts/<path:id_>/{sheet}",
                sheet,
                partial(self.one, sheet=sheet),
                methods=["GET", "POST"],
            )

    def one(self, id_: str, sheet: str) -> AnyResponse | str:
        """Return the form of one that is named in the address, or of a new one; or do it."""
        now = self.parts.clock.now()
        whole = contract_list.whole(self.parts.database, id_, now=now)
        customer = whole.listed.contract.customer.id
        named = {column: request.args.get(column, "") for column in IDENTITY[sheet][1:]}
        stands = _cells(whole, sheet, named)
        if any(named.values()) and stands is None:
            raise Refused(HTTPStatus.NOT_FOUND, sentence_of(HTTPStatus.NOT_FOUND))
        found = Tried()
        if request.method == "POST":
            typed = {column: request.form.get(column, "") for column in FIELDS[sheet]}
            cells = {**typed, **(named if stands else {}), "customer": customer}
            if request.form.get("no_pin") == "yes":
                cells["pin"] = "none"
            do = partial(belongings.edit if stands else belongings.add, marker=self.parts.marker)
            if stands and request.form.get("what") == "remove":
                do = partial(belongings.remove)
            act = Act(self.parts.settings.user, now)
            change = partial(do, sheet=sheet, cells=cells, act=act)
            found = tried(self.parts.database, change, sure=True)
            if found.done:
                return redirect(address("contracts.one", id_=id_, done=sheet), 303)
        return self._page(whole, sheet, named, stands, found)

    def _page(
        self,
        whole: Whole,
        sheet: str,
        named: dict[str, str],
        stands: dict[str, str] | None,
        found: Tried,
    ) -> str:
        at, faults = at_fields(found.faults, sheet, FIELDS[sheet])
        typed: Any = request.form if request.method == "POST" else stands or {}
        return render_template(
            f"contracts/{sheet}.html",
            whole=whole,
            named=named,
            stands=stands,
            typed={**typed, "pin": ""},
            at=at,
            faults=faults,
            others=[each.name for each in whole.contacts if each.name != named.get("name")],
        )


def _cells(whole: Whole, sheet: str, named: dict[str, str]) -> dict[str, str] | None:
    """Return what a form shows of one that is named; never a PIN. None if there is none such."""
    if sheet == "contacts":
        some = (_contact(each) for each in whole.contacts)
    else:
        some = (_product(each) for each in whole.products)
    return next((each for each in some if named.items() <= each.items()), None)


def _contact(who: Contact) -> dict[str, str]:
    return {
        "name": who.name,
        "phones": "; ".join(who.phones),
        "email": who.email,
        "has_pin": "yes" if who.pin else "",
        "trained": "yes" if who.trained else "",
        "delegate_of": who.delegate_of or "",
    }


def _product(what: Product) -> dict[str, str]:
    until = what.warranty_until
    return {
        "product": what.product,
        "serial": what.serial,
        "contract": what.contract or "",
        "warranty_until": until.isoformat() if until else "",
    }
