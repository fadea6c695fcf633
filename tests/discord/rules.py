"""What Discord refuses in a message or a modal, and its schema lets through."""

from collections import Counter
from urllib.parse import urlsplit

from tests.discord.messages import (
    BUTTON,
    COMPONENTS_V2,
    CONTAINER,
    LABEL,
    LINK_STYLE,
    SECTION,
    SELECTS,
    TEXT_DISPLAY,
    walk,
)
from tests.discord.world import Json

CONTENT = 2000
EMBEDS, EMBEDS_TOTAL = 10, 6000
EMBED_LIMITS = {"title": 256, "description": 4096}
FIELDS, FIELD_NAME, FIELD_VALUE, FOOTER, AUTHOR = 25, 256, 1024, 2048, 256
ROWS, BUTTONS_IN_A_ROW, OPTIONS, CUSTOM_ID, LABEL_LENGTH = 5, 5, 25, 100, 80
PLACEHOLDER, OPTION_LENGTH = 150, 100
COMPONENTS_TOTAL, TEXT_TOTAL = 40, 4000
FILES = 10
MODAL_TITLE, MODAL_LABEL, TEXT_INPUT = 45, 45, 4000
ROW, STRING_SELECT, TEXT_FIELD = 1, 3, 4
TOP_LEVEL_V2 = (ROW, SECTION, TEXT_DISPLAY, 12, 13, 14, CONTAINER)


def long(name: str, text: str | None, most: int, least: int = 0) -> list[str]:
    size = len(text or "")
    return [] if least <= size <= most else [f"{name} has {size} characters, {least} to {most} are allowed"]


def message_problems(body: Json, *, flags: int, files: int = 0, shown: Json | None = None) -> list[str]:
    """All that is wrong with a message; `shown` is what it shows already, when this edits it."""
    merged = {**(shown or {}), **{key: value for key, value in body.items() if key in _PARTS}}
    components = merged.get("components") or []
    problems = long("content", merged.get("content"), CONTENT) + embed_problems(merged.get("embeds") or [])
    kept = merged.get("attachments") or []
    if flags & COMPONENTS_V2:
        problems += _v2_problems(merged, components)
    else:
        problems += _classic_problems(components)
        if not (
            str(merged.get("content") or "").strip() or merged.get("embeds") or kept or files or components
        ):
            problems.append("50006: the message is empty")
    problems += control_problems(components)
    if len({one.get("id") for one in kept}) < len(kept):
        problems.append("two attachments have the same id")
    if max(files, len(kept)) > FILES:
        problems.append(f"{max(files, len(kept))} files, {FILES} are allowed")
    return problems + _mention_problems(body.get("allowed_mentions"))


_PARTS = ("content", "embeds", "components", "attachments", "poll", "sticker_ids")


def embed_problems(embeds: list[Json]) -> list[str]:
    problems = [] if len(embeds) <= EMBEDS else [f"{len(embeds)} embeds, {EMBEDS} are allowed"]
    total = 0
    for number, embed in enumerate(embeds):
        at = f"embeds[{number}]"
        parts = [str(embed.get(name) or "") for name in EMBED_LIMITS]
        for name, most in EMBED_LIMITS.items():
            problems += long(f"{at}.{name}", embed.get(name), most)
        footer = str((embed.get("footer") or {}).get("text") or "")
        author = str((embed.get("author") or {}).get("name") or "")
        problems += long(f"{at}.footer", footer, FOOTER) + long(f"{at}.author", author, AUTHOR)
        fields = embed.get("fields") or []
        if len(fields) > FIELDS:
            problems.append(f"{at} has {len(fields)} fields, {FIELDS} are allowed")
        for index, field in enumerate(fields):
            name, value = str(field.get("name", "")), str(field.get("value", ""))
            problems += long(f"{at}.fields[{index}].name", name.strip() and name, FIELD_NAME, 1)
            problems += long(f"{at}.fields[{index}].value", value.strip() and value, FIELD_VALUE, 1)
            parts += [name, value]
        total += sum(map(len, [*parts, footer, author]))
        pictures = any((embed.get(name) or {}).get("url") for name in ("image", "thumbnail", "video"))
        if not ("".join([*parts, footer, author]).strip() or pictures):
            problems.append(f"{at} is empty")
        problems += _address_problems(at, embed)
    if total > EMBEDS_TOTAL:
        problems.append(f"the embeds have {total} characters together, {EMBEDS_TOTAL} are allowed")
    return problems


def _address_problems(at: str, embed: Json) -> list[str]:
    addresses = [(f"{at}.url", embed.get("url"))]
    for part, key in (
        ("image", "url"),
        ("thumbnail", "url"),
        ("author", "url"),
        ("author", "icon_url"),
        ("footer", "icon_url"),
    ):
        addresses.append((f"{at}.{part}.{key}", (embed.get(part) or {}).get(key)))
    return [f"{name} is no address: {url!r}" for name, url in addresses if url and not _is_address(url)]


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https", "attachment") and bool(parts.netloc) and " " not in url


def _classic_problems(components: list[Json]) -> list[str]:
    problems = [
        f"component of type {part['type']} needs the components-v2 flag"
        for part in components
        if part["type"] != ROW
    ]
    if len(components) > ROWS:
        problems.append(f"{len(components)} action rows, {ROWS} are allowed")
    return problems


def _v2_problems(message: Json, components: list[Json]) -> list[str]:
    problems = [
        f"{name} cannot stand beside the components-v2 flag"
        for name in ("content", "embeds", "poll", "sticker_ids")
        if message.get(name)
    ]
    every = list(walk(components))
    problems += [
        f"component of type {part['type']} cannot stand alone"
        for part in components
        if part["type"] not in TOP_LEVEL_V2
    ]
    if not components:
        problems.append("50006: the message is empty")
    if len(every) > COMPONENTS_TOTAL:
        problems.append(f"{len(every)} components, {COMPONENTS_TOTAL} are allowed")
    texts = [str(part.get("content") or "") for part in every if part["type"] == TEXT_DISPLAY]
    if any(not text.strip() for text in texts):
        problems.append("a text display is empty")
    if sum(map(len, texts)) > TEXT_TOTAL:
        problems.append(
            f"the text displays have {sum(map(len, texts))} characters together, {TEXT_TOTAL} are allowed"
        )
    for part in every:
        if part["type"] == SECTION and not (
            1 <= len(part.get("components") or []) <= 3 and part.get("accessory")
        ):
            problems.append("a section holds one to three texts and an accessory")
    return problems


def control_problems(components: list[Json]) -> list[str]:
    """Buttons, selects and text inputs, wherever they stand."""
    problems: list[str] = []
    every = list(walk(components))
    for name, count in Counter(part["custom_id"] for part in every if part.get("custom_id")).items():
        problems += long("custom_id", name, CUSTOM_ID, 1)
        if count > 1:
            problems.append(f"custom_id {name!r} stands {count} times in the message")
    for part in every:
        if part["type"] == ROW:
            problems += _row_problems(part.get("components") or [])
        elif part["type"] == BUTTON:
            problems += _button_problems(part)
        elif part["type"] in SELECTS:
            problems += _select_problems(part)
    return problems


def _row_problems(children: list[Json]) -> list[str]:
    kinds = {part["type"] for part in children}
    if not children:
        return ["an action row is empty"]
    if kinds <= {BUTTON}:
        return (
            [] if len(children) <= BUTTONS_IN_A_ROW else [f"{len(children)} buttons in a row, 5 are allowed"]
        )
    return (
        [] if len(children) == 1 else ["an action row holds up to five buttons, or one select or text input"]
    )


def _button_problems(button: Json) -> list[str]:
    problems = long("button label", button.get("label"), LABEL_LENGTH)
    if not (button.get("label") or button.get("emoji")):
        problems.append("a button has neither label nor emoji")
    if button.get("style") == LINK_STYLE:
        if button.get("custom_id") or not button.get("url"):
            problems.append("a link button has an address and no custom_id")
        elif not _is_address(str(button["url"])) or len(str(button["url"])) > 512:
            problems.append(f"a link button's address is wrong: {str(button['url'])[:80]!r}")
    elif not button.get("custom_id"):
        problems.append("a button has no custom_id")
    return problems


def _select_problems(select: Json) -> list[str]:
    problems = long("placeholder", select.get("placeholder"), PLACEHOLDER)
    if select["type"] != STRING_SELECT:
        return problems
    options = select.get("options") or []
    if not 1 <= len(options) <= OPTIONS:
        problems.append(f"a select has {len(options)} options, 1 to {OPTIONS} are allowed")
    if len({option["value"] for option in options}) < len(options):
        problems.append("two options of a select have the same value")
    for option in options:
        for name in ("label", "value"):
            problems += long(f"option {name}", option.get(name), OPTION_LENGTH, 1)
        problems += long("option description", option.get("description"), OPTION_LENGTH)
    return problems


def modal_problems(modal: Json) -> list[str]:
    components = modal.get("components") or []
    problems = long("modal title", modal.get("title"), MODAL_TITLE, 1)
    problems += long("modal custom_id", modal.get("custom_id"), CUSTOM_ID, 1)
    if not 1 <= len(components) <= ROWS:
        problems.append(f"a modal has {len(components)} components, 1 to {ROWS} are allowed")
    for part in walk(components):
        if part["type"] == LABEL:
            problems += long("label", part.get("label"), MODAL_LABEL, 1)
            problems += long("label description", part.get("description"), OPTION_LENGTH)
        elif part["type"] == TEXT_FIELD:
            if part.get("label") is not None:
                problems += long("text input label", part["label"], MODAL_LABEL, 1)
            problems += long("text input placeholder", part.get("placeholder"), 100)
            problems += long("text input value", part.get("value"), part.get("max_length") or TEXT_INPUT)
    return problems + control_problems(components)


def _mention_problems(allowed: Json | None) -> list[str]:
    problems = []
    for name in ("users", "roles"):
        listed = (allowed or {}).get(name) or []
        if listed and name in ((allowed or {}).get("parse") or []):
            problems.append(f"allowed_mentions parses {name} and lists some")
        if len(listed) > 100:
            problems.append(f"allowed_mentions lists {len(listed)} {name}, 100 are allowed")
    return problems
