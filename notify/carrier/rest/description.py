"""Twilio's own OpenAPI description, held against every request and every answer."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from notify.carrier.rest.schemas import closed, conditional, formats, resolved, sentences, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from notify.carrier.rest.asking import Shown

FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"


class Description:
    """The description, with a validator per operation that is made when it is first needed."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._validators: dict[tuple[str, str, str], Any] = {}
        self._names: dict[tuple[str, str], tuple[dict[str, Any], list[list[str]]]] = {}

    def faults_of_request(
        self, method: str, path: str, pairs: Sequence[tuple[str, str]]
    ) -> list[str]:
        """Return a sentence for everything in a query or a form that doesn't fit."""
        operation = self._operation(method, path)
        if operation is None:
            return []
        key = (method, path)
        if key not in self._names:
            self._names[key] = (self._parameters(operation), conditional(operation))
        schemas, groups = self._names[key]
        given = {name for name, _ in pairs}
        faults = [f"{name} is no parameter" for name in sorted(given - schemas.keys())]
        missing = [group for group in groups if not given & set(group)]
        faults += [f"one of {', '.join(group)} is needed" for group in missing]
        value = typed(pairs, schemas)
        validator = self._validator(method, path, "request", lambda: self._form(operation))
        return faults + sentences(validator, value)

    def faults_of_answer(self, method: str, path: str, shown: Shown) -> list[str]:
        """Return a sentence for everything in an answer that doesn't fit."""
        operation = self._operation(method, path)
        if operation is None:
            return []
        response = operation["responses"].get(str(shown.status))
        if response is None:
            return [f"an answer with {shown.status} is not described"]
        if JSON not in response.get("content", {}):
            return [] if shown.body is None else ["a body is not described"]
        schema = response["content"][JSON]["schema"]
        name = f"answer {shown.status}"
        validator = self._validator(
            method, path, name, lambda: closed(resolved(schema, self._document))
        )
        return sentences(validator, shown.body)

    def _operation(self, method: str, path: str) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None
        found = self._document["paths"].get(path, {}).get(method.lower())
        return found

    def _form(self, operation: Mapping[str, Any]) -> dict[str, Any]:
        required = [
            p["name"] for p in operation["parameters"] if _is_asked(p) and p.get("required")
        ]
        schema = operation.get("requestBody", {}).get("content", {}).get(FORM, {}).get("schema", {})
        return {
            "type": "object",
            "properties": self._parameters(operation),
            "required": [*required, *schema.get("required", ())],
        }

    def _parameters(self, operation: Mapping[str, Any]) -> dict[str, Any]:
        found = {
            p["name"]: resolved(p["schema"], self._document)
            for p in operation["parameters"]
            if _is_asked(p)
        }
        schema = operation.get("requestBody", {}).get("content", {}).get(FORM, {}).get("schema", {})
        named = {
            name: resolved(part, self._document)
            for name, part in schema.get("properties", {}).items()
        }
        return found | named

    def _validator(self, method: str, path: str, what: str, schema: Callable[[], Any]) -> Any:
        key = (method, path, what)
        if key not in self._validators:
            self._validators[key] = Draft202012Validator(schema(), format_checker=formats())
        return self._validators[key]


def load(file: Path) -> Description:
    """Read the description; a second of work for two megabytes, so once per process."""
    return _loaded(file.resolve())


@cache
def _loaded(file: Path) -> Description:
    return Description(json.loads(file.read_text()))


def _is_asked(parameter: Mapping[str, Any]) -> bool:
    return bool(parameter["in"] == "query")
