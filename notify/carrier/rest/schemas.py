"""OpenAPI's schemas as JSON Schema, and forms as the values that these speak of."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jsonschema import FormatChecker  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CURRENCY: Final = re.compile(r"[A-Za-z]{3}")


def resolved(schema: Any, document: Mapping[str, Any]) -> Any:
    """Put what is referred to in its place, and say `null` as JSON Schema says it."""
    if isinstance(schema, list):
        return [resolved(each, document) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        part: Any = document
        for name in schema["$ref"].removeprefix("#/").split("/"):
            part = part[name]
        return resolved(part, document)
    made = {key: resolved(value, document) for key, value in schema.items()}
    if made.pop("nullable", False) is True and "type" in made:
        made["type"] = [made["type"], "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
    return made


def conditional(operation: Mapping[str, Any]) -> list[list[str]]:
    """Return the groups of which one is needed, which OpenAPI itself can't say."""
    groups: list[list[str]] = operation.get("x-twilio", {}).get("conditional", [])
    return [["".join(map(str.title, name.split("_"))) for name in group] for group in groups]


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Refuse fields that Twilio doesn't show, in things and in lists of them."""
    properties = {
        name: part | {"items": closed(part["items"])} if "items" in part else part
        for name, part in schema.get("properties", {}).items()
    }
    return schema | {"properties": properties, "additionalProperties": False}


def typed(pairs: Iterable[tuple[str, str]], schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Return a form as values; what is written wrongly stays text, and so doesn't fit."""
    value: dict[str, Any] = {}
    for name, text in pairs:
        kind = schemas.get(name, {}).get("type")
        if kind == "array":
            value.setdefault(name, []).append(text)
        elif kind in {"integer", "number"} and re.fullmatch(r"-?[0-9]+", text):
            value[name] = int(text)
        elif kind == "boolean" and text.lower() in {"true", "false"}:
            value[name] = text.lower() == "true"
        else:
            value[name] = text
    return value


def sentences(validator: Any, value: Any) -> list[str]:
    """Return what a validator finds, a sentence each."""
    return [
        f"{'.'.join(map(str, error.path)) or 'it'}: {error.message}"
        for error in validator.iter_errors(value)
    ]


@cache
def formats() -> FormatChecker:
    """Return the checks of the formats that mean something here."""
    checker = FormatChecker(formats=())
    checker.checks("date-time-rfc-2822", ValueError)(
        lambda v: v is None or parsedate_to_datetime(v)
    )
    checker.checks("currency")(lambda v: v is None or CURRENCY.fullmatch(v) is not None)
    checker.checks("uri")(lambda v: v is None or " " not in v)
    return checker
