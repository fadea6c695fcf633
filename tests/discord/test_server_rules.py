"""Each rule catches a message, a modal or a command that breaks it, and lets pass what keeps it by a hair."""

from typing import Any

import pytest

from tests.discord.command_rules import choice_problems, commands_problems
from tests.discord.messages import COMPONENTS_V2
from tests.discord.rules import message_problems, modal_problems

Json = dict[str, Any]


def button(custom_id: str = "a", **more: object) -> Json:
    return {"type": 2, "style": 1, "custom_id": custom_id, "label": "A"} | more


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


def select(*options: Json, **more: object) -> Json:
    return {"type": 3, "custom_id": "s", "options": list(options)} | more


def option(value: str, **more: object) -> Json:
    return {"label": value, "value": value} | more


def embed(**parts: object) -> Json:
    return {"embeds": [parts]}


def field(name: str = "n", value: str = "v") -> Json:
    return {"name": name, "value": value}


def text(content: str) -> Json:
    return {"type": 10, "content": content}


def section(*texts: str) -> Json:
    return {"type": 9, "components": [text(one) for one in texts], "accessory": button()}


FULL_ROW = row(*[button(str(n)) for n in range(5)])

GOOD = [
    {"content": "x" * 2000},
    embed(title="x" * 256, description="x" * 4096, footer={"text": "x" * 1648}),
    embed(fields=[field(value="x" * 200)] * 25),
    embed(image={"url": "https://example.com/a.png"}),
    {"content": "x", "components": [FULL_ROW, *[row(button(f"b{n}")) for n in range(4)]]},
    {"content": "x", "components": [row(select(*[option(str(n)) for n in range(25)]))]},
    {"content": "x", "components": [row(button("x" * 100, label="x" * 80))]},
    {"components": [row({"type": 2, "style": 5, "url": "https://example.com", "label": "A"})]},
]

BAD = [
    ({"content": "x" * 2001}, "content has 2001 characters"),
    ({"content": ""}, "50006"),
    ({"content": " \n"}, "50006"),
    ({"embeds": []}, "50006"),
    ({"embeds": [{"title": "x"}] * 11}, "11 embeds"),
    (embed(title="x" * 257), "title has 257"),
    (embed(description="x" * 4097), "description has 4097"),
    (embed(title="x", footer={"text": "x" * 2049}), "footer has 2049"),
    (embed(author={"name": "x" * 257}), "author has 257"),
    (embed(fields=[field()] * 26), "26 fields"),
    (embed(fields=[field(name="x" * 257)]), "name has 257"),
    (embed(fields=[field(value="x" * 1025)]), "value has 1025"),
    (embed(fields=[field(value="")]), "value has 0"),
    (embed(fields=[field(name=" ")]), "name has 0"),
    (embed(color=1), "is empty"),
    (embed(title="x", url="ftp://example.com"), "no address"),
    (embed(title="x", url="https://exa mple.com"), "no address"),
    (embed(title="x", thumbnail={"url": "a.png"}), "no address"),
    ({"embeds": [{"description": "x" * 3001}, {"description": "x" * 3000}]}, "6001 characters together"),
    ({"content": "x", "components": [row(button(str(n))) for n in range(6)]}, "6 action rows"),
    ({"content": "x", "components": [row()]}, "an action row is empty"),
    ({"content": "x", "components": [row(*[button(str(n)) for n in range(6)])]}, "6 buttons"),
    ({"content": "x", "components": [row(button(), select(option("a")))]}, "an action row holds"),
    ({"content": "x", "components": [row(button()), row(button())]}, "'a' stands 2 times"),
    ({"content": "x", "components": [row(button("x" * 101))]}, "custom_id has 101"),
    ({"content": "x", "components": [row(button(label="x" * 81))]}, "button label has 81"),
    ({"content": "x", "components": [row(button(label=None))]}, "neither label nor emoji"),
    ({"content": "x", "components": [row({"type": 2, "style": 1, "label": "A"})]}, "no custom_id"),
    ({"content": "x", "components": [row({"type": 2, "style": 5, "label": "A"})]}, "link button"),
    (
        {"content": "x", "components": [row({"type": 2, "style": 5, "label": "A", "url": "x:y"})]},
        "link button",
    ),
    ({"content": "x", "components": [row(select())]}, "0 options"),
    ({"content": "x", "components": [row(select(*[option(str(n)) for n in range(26)]))]}, "26 options"),
    ({"content": "x", "components": [row(select(option("a"), option("a")))]}, "same value"),
    ({"content": "x", "components": [row(select(option("x" * 101)))]}, "option label has 101"),
    (
        {"content": "x", "components": [row(select(option("a", description="x" * 101)))]},
        "description has 101",
    ),
    (
        {"content": "x", "components": [row(select(option("a"), placeholder="x" * 151))]},
        "placeholder has 151",
    ),
    ({"content": "x", "components": [text("a")]}, "needs the components-v2 flag"),
    ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "parses users and lists"),
]

GOOD_V2 = [
    [text("x" * 4000)],
    [{"type": 17, "components": [section("a", "b", "c"), {"type": 14}, FULL_ROW]}],
    [text("a")] * 40,
]

BAD_V2 = [
    ({"components": []}, "50006"),
    ({"content": "x", "components": [text("a")]}, "content cannot stand beside"),
    ({"embeds": [{"title": "x"}], "components": [text("a")]}, "embeds cannot stand beside"),
    ({"components": [text("x" * 2001), text("x" * 2000)]}, "4001 characters together"),
    ({"components": [text(" ")]}, "a text display is empty"),
    ({"components": [text("a")] * 41}, "41 components"),
    ({"components": [{"type": 17, "components": [text("a")] * 40}]}, "41 components"),
    ({"components": [button()]}, "cannot stand alone"),
    ({"components": [section("a", "b", "c", "d")]}, "a section holds"),
    ({"components": [section("a"), section("b")]}, "'a' stands 2 times"),
]


@pytest.mark.parametrize("body", GOOD)
def test_messages_within_the_limits(body: Json) -> None:
    assert message_problems(body, flags=0) == []


@pytest.mark.parametrize(("body", "problem"), BAD)
def test_messages_beyond_them(body: Json, problem: str) -> None:
    assert [one for one in message_problems(body, flags=0) if problem in one]


@pytest.mark.parametrize("components", GOOD_V2)
def test_layouts_within_the_limits(components: list[Json]) -> None:
    assert message_problems({"components": components}, flags=COMPONENTS_V2) == []


@pytest.mark.parametrize(("body", "problem"), BAD_V2)
def test_layouts_beyond_them(body: Json, problem: str) -> None:
    assert [one for one in message_problems(body, flags=COMPONENTS_V2) if problem in one]


def test_an_edit_is_judged_by_what_the_message_then_shows() -> None:
    shown = {"content": "x", "embeds": [], "components": [], "attachments": []}
    assert message_problems({"content": ""}, flags=0, shown=shown)
    assert message_problems({"embeds": []}, flags=0, shown=shown) == []
    assert message_problems({"components": [text("a")]}, flags=COMPONENTS_V2, shown=shown)


def _input(**more: object) -> Json:
    return {"type": 4, "custom_id": "i", "label": "L", "style": 1} | more


@pytest.mark.parametrize(
    ("modal", "problem"),
    [
        ({"title": "x" * 46}, "title has 46"),
        ({"title": ""}, "title has 0"),
        ({"custom_id": "x" * 101}, "custom_id has 101"),
        ({"components": []}, "0 components"),
        ({"components": [row(_input(custom_id=str(n))) for n in range(6)]}, "6 components"),
        ({"components": [row(_input(label="x" * 46))]}, "label has 46"),
        ({"components": [row(_input()), row(_input())]}, "'i' stands 2 times"),
        ({"components": [row(_input(value="xx", max_length=1))]}, "value has 2"),
        ({"components": [{"type": 18, "label": "x" * 46, "component": _input(label=None)}]}, "label has 46"),
    ],
)
def test_modals(modal: Json, problem: str) -> None:
    good = {"title": "T", "custom_id": "m", "components": [row(_input())]}
    assert modal_problems(good) == []
    assert [one for one in modal_problems(good | modal) if problem in one]


def command(**more: object) -> Json:
    return {"name": "ask", "description": "Ask", "type": 1} | more


def parameter(name: str = "question", **more: object) -> Json:
    return {"name": name, "description": "d", "type": 3} | more


CHOICE = {"name": "a", "value": "a"}


def _wordy(name: str) -> Json:
    options = [parameter(f"o{n}", description="x" * 100) for n in range(25)]
    return parameter(name, type=1, options=options)


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ([command(name="Ask")], "no command name"),
        ([command(name="ask me")], "no command name"),
        ([command(name="x" * 33)], "no command name"),
        ([command(name_localizations={"de": "Fragen"})], "(de) is no command name"),
        ([command(description="")], "description has 0"),
        ([command(description="x" * 101)], "description has 101"),
        ([command(description_localizations={"de": "x" * 101})], "de has 101"),
        ([command(), command()], "two commands are called"),
        ([command(options=[parameter(str(n)) for n in range(26)])], "26 options"),
        ([command(options=[parameter(), parameter()])], "two options"),
        ([command(options=[parameter(), parameter("b", required=True)])], "behind an optional one"),
        ([command(options=[parameter(), parameter("b", type=1)])], "mixes subcommands"),
        ([command(options=[parameter(choices=[CHOICE] * 26)])], "26 choices"),
        (
            [command(options=[parameter(choices=[{"name": "a", "value": "a"}], autocomplete=True)])],
            "autocompletes",
        ),
        ([command(options=[parameter(type=5, autocomplete=True)])], "cannot autocomplete"),
        ([command(name="Find sources", type=3, description="x")], "context menu"),
        ([command(name=f"menu {n}", type=3, description="") for n in range(16)], "16 commands"),
        ([command(options=[_wordy(f"s{n}") for n in range(4)])], "8000 are allowed"),
    ],
)
def test_commands(sent: list[Json], problem: str) -> None:
    assert [one for one in commands_problems(sent) if problem in one]


def test_good_commands() -> None:
    menu = {"name": "Find sources", "type": 3, "description": ""}
    nested = command(name="index", options=[parameter("add", type=1, options=[parameter("file", type=11)])])
    assert commands_problems([command(options=[parameter(required=True)]), nested, menu]) == []


def test_autocompletions() -> None:
    assert choice_problems("it", [{"name": "x" * 100, "value": "x" * 100}] * 25) == []
    assert choice_problems("it", [CHOICE] * 26)
    assert choice_problems("it", [{"name": "x" * 101, "value": "a"}])
    assert choice_problems("it", [{"name": "a", "value": "x" * 101}])
    assert choice_problems("it", [{"name": "", "value": "a"}])
