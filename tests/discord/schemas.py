"""Discord's own schemas, where their folder is known: for requests and for the gateway's events."""

import functools
import json
import os
import re
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

    def answer(self, method: str, path: str, status: int, body: Any) -> str | None: ...


class NoSchemas:
    """What stands in where the schemas' folder is not known."""

    def request(self, schema: str, body: Any) -> str | None:
        return None

    def event(self, name: str, payload: Json) -> str | None:
        return None

    def answer(self, method: str, path: str, status: int, body: Any) -> str | None:
        return None


def with_text_ids(body: Any) -> Any:
    """Ids as strings: Discord takes them as numbers too, the schema does not."""
    if isinstance(body, dict):
        copy = {key: with_text_ids(value) for key, value in body.items()}
        for attachment in copy.get("attachments") or []:
            if isinstance(attachment, dict) and isinstance(attachment.get("id"), int):
                attachment["id"] = str(attachment["id"])
        return copy
    if isinstance(body, list):
        return [with_text_ids(value) for value in body]
    if isinstance(body, int) and not isinstance(body, bool) and body >= LARGEST_EXACT_INTEGER:
        return str(body)
    return body


def _mended(schema: Any) -> Any:
    """Without `enum: []`, which the generator wrote where it could not follow a type."""
    if isinstance(schema, dict):
        return {key: _mended(value) for key, value in schema.items() if (key, value) != ("enum", [])}
    return [_mended(value) for value in schema] if isinstance(schema, list) else schema


def _mended_gateway(document: Json) -> Json:
    """Flags are sums of their values, which the generator took for a list of alternatives.

    What a snapshot holds is what a message holds under that name, which it took for messages.
    """
    mended: Json = _mended(document)
    for name, definition in mended["definitions"].items():
        if name.endswith("Flags"):
            definition.pop("enum", None)
            definition.pop("const", None)
    message, snapshot = (mended["definitions"][f"API{name}"] for name in ("Message", "MessageSnapshotFields"))
    snapshot["properties"] = {name: message["properties"][name] for name in snapshot["properties"]}
    snapshot["required"] = [name for name in snapshot["required"] if name in message["required"]]
    return mended


def _deepest(error: Any) -> Any:
    """The error inside the alternative that was most likely meant."""
    while error.context:
        branches: dict[Any, list[Any]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        error = min(branches.values(), key=_unlikelihood)[0]
    return error


def _unlikelihood(errors: list[Any]) -> tuple[bool, int, int]:
    """An alternative of another `type` was not meant; one that fails only deep inside probably was."""
    is_other = any(
        error.validator in ("const", "enum") and error.path and error.path[-1] in ("type", "component_type")
        for error in errors
    )
    return is_other, -min(len(error.path) for error in errors), len(errors)


class SchemaFolder:
    """The two files, read once; a validator is made for each schema at its first use."""

    def __init__(self, folder: Path) -> None:
        from referencing import Registry
        from referencing.jsonschema import DRAFT7, DRAFT202012

        api = json.loads((folder / "openapi.json").read_text(encoding="utf8"))
        gateway = _mended_gateway(json.loads((folder / "gateway-v10.schema.json").read_text(encoding="utf8")))
        self._registry: Registry[Any] = Registry().with_resources(
            [
                ("urn:api", DRAFT202012.create_resource(api)),
                ("urn:gateway", DRAFT7.create_resource(gateway)),
            ]
        )
        # an exact path such as /users/@me comes before one with a name in it
        self._paths: Json = dict(sorted(api["paths"].items(), key=lambda item: item[0].count("{")))
        self._validator = functools.cache(self._make_validator)

    def _make_validator(self, reference: str) -> Any:
        from jsonschema import Draft7Validator, Draft202012Validator  # type: ignore[import-untyped]

        kind = Draft202012Validator if reference.startswith("urn:api") else Draft7Validator
        return kind({"$ref": reference}, registry=self._registry)

    def _wrong(self, reference: str, body: Any) -> str | None:
        error = next(iter(self._validator(reference).iter_errors(body)), None)
        if error is None:
            return None
        error = _deepest(error)
        return f"{error.json_path}: {error.message[:300]}"

    def request(self, schema: str, body: Any) -> str | None:
        """`schema` is the name of a component, or a path inside the document from `/`."""
        pointer = schema if schema.startswith("/") else f"/components/schemas/{schema}"
        return self._wrong(f"urn:api#{pointer}", with_text_ids(body))

    def answer(self, method: str, path: str, status: int, body: Any) -> str | None:
        """What a response holds against what the operation may answer with `status`."""
        for template, operations in self._paths.items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and method.lower() in operations:
                if str(status) not in operations[method.lower()]["responses"]:
                    return f"{status} is not among the answers"
                if body is None:
                    return None
                place = template.replace("/", "~1")
                content = f"{method.lower()}/responses/{status}/content/application~1json/schema"
                return self._wrong(f"urn:api#/paths/{place}/{content}", body)
        return "no such operation"

    def event(self, name: str, payload: Json) -> str | None:
        if name == "RESUMED":  # its data is undefined there, which the generator took for forbidden
            payload = {key: value for key, value in payload.items() if key != "d"}
        camel = "".join(word.title() for word in name.split("_"))
        return self._wrong(f"urn:gateway#/definitions/Gateway{camel}Dispatch", payload)


@functools.cache
def _folder(path: str) -> SchemaFolder:
    return SchemaFolder(Path(path))


def load_schemas() -> Schemas:
    """The schemas of the folder that the environment names, once a process; else none."""
    path = os.environ.get(VARIABLE)
    return _folder(path) if path else NoSchemas()
