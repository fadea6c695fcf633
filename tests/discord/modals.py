"""A modal as a person fills it in."""

from typing import Any

from tests.discord.messages import LABEL, STRING_SELECT, TEXT_DISPLAY
from tests.discord.world import Json

ROW, TEXT_INPUT = 1, 4
INPUT_LIMIT = 4000


def modal_components(components: list[Json], values: dict[str, Any]) -> list[Json]:
    """The components of a modal with what was filled in; a value that has no place is the test's mistake."""
    filled = [
        _filled(component, None, values, number) for number, component in enumerate(components, start=1)
    ]
    assert not values, f"the modal has no {sorted(values)}"
    return filled


def _filled(component: Json, label: str | None, values: dict[str, Any], number: int) -> Json:
    kind = component["type"]
    if kind == ROW:
        children = component["components"]
        return {
            "type": ROW,
            "id": number,
            "components": [_filled(one, None, values, number + 100) for one in children],
        }
    if kind == LABEL:
        inner = _filled(component["component"], component["label"], values, number + 100)
        return {"type": LABEL, "id": number, "component": inner}
    if kind == TEXT_DISPLAY:
        return {"type": TEXT_DISPLAY, "id": number}
    name = component["custom_id"]
    label = label or component.get("label")
    given = values.pop(name, None)
    if given is None and label is not None:
        given = values.pop(label, None)
    entry: Json = {"type": kind, "id": number, "custom_id": name}
    if kind == STRING_SELECT:
        return entry | {"values": list(given or [])}
    if kind != TEXT_INPUT:
        raise NotImplementedError(f"a modal's component of type {kind}")
    text = str(component.get("value") or "") if given is None else str(given)
    least = component.get("min_length") or (1 if component.get("required", True) else 0)
    most = component.get("max_length") or INPUT_LIMIT
    assert least <= len(text) <= most or not (text or component.get("required", True)), (
        f"{label or name} takes {least} to {most} characters, not {len(text)}"
    )
    return entry | {"value": text}
