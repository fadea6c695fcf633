"""Discord's own schemas, when their folder is known: requests against openapi.json, events against the gateway's."""

import functools
import json
import os
from pathlib import Path
from typing import Any, Protocol

from tests.discord.world import Json

VARIABLE = "FOOTNOTE_DISCORD_SCHEMAS"
WITHOUT = f"{VARIABLE} names no folder: Discord's schemas are not checked, the other rules are"

LARGEST_EXACT_INTEGER = 1 << 53


class Schemas(Protocol):
    """Both methods give a line that says what is wrong, or None."""

    def request(self, schema: str, body: Any) -> str | None: ...

    def event(self, name: str, payload: Json) -> str | None: ...


class NoSchemas:
    """What stands in where the schemas' folder is not known."""

    def request(self, schema: str, body: Any) -> str | None:
        return None

    def event(self, name: str, payload: Json) -> str | None:
        return None


def with_text_ids(body: Any) -> Any:
    """Big integers as strings: Discord takes ids as both, the schema only as strings."""
    if isinstance(body, dict):
        return {key: with_text_ids(value) for key, value in body.items()}
    if isinstance(body, list):
        return [with_text_ids(value) for value in body]
    if isinstance(body, int) and not isinstance(body, bool) and body >= LARGEST_EXACT_INTEGER:
        return str(body)
    return body


def _without_empty_enums(schema: Any) -> Any:
    """The generator wrote `enum: []` where it could not follow a type; nothing would ever match it."""
    if isinstance(schema, dict):
        return {
            key: _without_empty_enums(value)
            for key, value in schema.items()
            if not (key == "enum" and value == [])
        }
    if isinstance(schema, list):
        return [_without_empty_enums(value) for value in schema]
    return schema


class SchemaFolder:
    """The two files, read once; a validator is made for each schema at its first use."""

    def __init__(self, folder: Path) -> None:
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT7, DRAFT202012

        api = json.loads((folder / "openapi.json").read_text(encoding="utf8"))
        gateway = _without_empty_enums(
            json.loads((folder / "gateway-v10.schema.json").read_text(encoding="utf8"))
        )
        self._registry: Registry[Any] = Registry().with_resources(
            [
                ("urn:api", Resource(api, specification=DRAFT202012)),
                ("urn:gateway", Resource(gateway, specification=DRAFT7)),
            ]
        )
        self._validator = functools.cache(self._make_validator)

    def _make_validator(self, reference: str) -> Any:
        from jsonschema import Draft7Validator, Draft202012Validator

        kind = Draft202012Validator if reference.startswith("urn:api") else Draft7Validator
        return kind({"$ref": reference}, registry=self._registry)

    def _wrong(self, reference: str, body: Any) -> str | None:
        from jsonschema.exceptions import best_match

        error = best_match(self._validator(reference).iter_errors(body))
        return None if error is None else f"{error.json_path}: {error.message[:300]}"

    def request(self, schema: str, body: Any) -> str | None:
        """`schema` is the name of a component, or a path inside the document from `/`."""
        pointer = schema if schema.startswith("/") else f"/components/schemas/{schema}"
        return self._wrong(f"urn:api#{pointer}", with_text_ids(body))

    def event(self, name: str, payload: Json) -> str | None:
        camel = "".join(word.title() for word in name.split("_"))
        return self._wrong(f"urn:gateway#/definitions/Gateway{camel}Dispatch", payload)


@functools.cache
def _folder(path: str) -> SchemaFolder:
    return SchemaFolder(Path(path))


def load_schemas() -> Schemas:
    """The schemas of the folder that the environment names, once a process; else none."""
    path = os.environ.get(VARIABLE)
    return _folder(path) if path else NoSchemas()
