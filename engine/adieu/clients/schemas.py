"""A policy's vocabulary → the JSON Schemas of its client files and tables."""

from __future__ import annotations

from collections.abc import Mapping

from adieu import policy as p
from adieu.clients.fields import answerable, criteria
from adieu.clients.tables import tables_shape
from adieu.language import Text
from adieu.quantities import Type
from adieu.shape import Json

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DATE = r"^\d{4}-\d{2}-\d{2}$"


def client_schema(policy: p.Policy) -> Json:
    """The JSON Schema of a client's file under a policy."""
    facts = answerable(policy).items()
    scores = criteria(policy).items()
    properties: Json = {
        "client": {"type": "string", "description": "the client's name"},
        "id": {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9._-]*$"},
        "as_of": {"type": "string", "pattern": _DATE, "description": "the review date"},
        "facts": _object({name: _described(one.type, one.label) for name, one in facts}),
        "scores": _object({name: _score(one) for name, one in scores}),
    }
    for kind in policy.records.values():
        fields = {one.name: _described(one.type, one.label) for one in kind.given}
        required = [one.name for one in kind.given if one.required]
        properties[kind.name] = {"type": "array", "items": _object(fields, required)}
    return {
        "$schema": _DRAFT,
        "title": f"adieu client file under the policy {policy.name}",
        **_object(properties, ["client"]),
    }


def tables_schema(policy: p.Policy) -> Json:
    """The JSON Schema of a ``tables.yaml`` under a policy."""
    title = f"adieu tables under the policy {policy.name}"
    return {"$schema": _DRAFT, "title": title, **tables_shape(policy).schema()}


def _object(properties: Mapping[str, object], required: list[str] | None = None) -> Json:
    schema: Json = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _score(fact: p.Fact) -> Json:
    plain = _described(fact.type, fact.label)
    with_reason = _object({"score": plain, "reason": {"type": "string"}}, ["score"])
    return {"anyOf": [plain, with_reason]}


def _described(type_: Type, label: Text) -> Json:
    return {"description": label["en"], **_value(type_)}


def _value(type_: Type) -> Json:
    unknown: Json = {"const": "unknown"}
    match type_.name:
        case "yes-no":
            answers: list[object] = ["yes", "no", "true", "false", True, False]
            return {"enum": [*answers, "unknown"]}
        case "choice":
            return {"enum": [*type_.choices, "unknown"]}
        case "number":
            number: Json = {"type": "number"}
            for key, bound in (("minimum", type_.low), ("maximum", type_.high)):
                if not isinstance(bound, float):
                    number[key] = float(bound)
            return {"anyOf": [number, {"type": "string", "pattern": r"^[+-]?[0-9.]+$"}, unknown]}
        case "share":
            written: Json = {"type": "string", "pattern": r"^[+-]?[0-9.]+\s*%?$"}
            return {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, written, unknown]}
        case "money":
            return {"anyOf": [{"type": "string", "pattern": r"^[A-Z]{3}\s?[+-]?[0-9.]+$"}, unknown]}
        case "date":
            return {"anyOf": [{"type": "string", "pattern": _DATE}, unknown]}
        case "moment":
            return {"anyOf": [{"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}"}, unknown]}
        case _:
            return {"type": ["string", "number", "boolean"]}
