"""What the bot answers to interactions: the first answer, its changes, and what follows it."""

import time
from typing import TYPE_CHECKING, Any

from tests.discord.command_rules import CHAT_INPUT, MESSAGE_MENU, USER_MENU, choice_problems
from tests.discord.interactions import (
    CHOICES,
    COMMAND,
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    MESSAGE,
    MODAL,
    UPDATE,
    First,
    Interaction,
    metadata,
)
from tests.discord.messages import EPHEMERAL, LOADING, Message
from tests.discord.payloads import message_json
from tests.discord.posting import Refusal, invalid
from tests.discord.rest import Answer, Call, Routes
from tests.discord.rules import modal_problems
from tests.discord.world import Json

if TYPE_CHECKING:
    from tests.discord.server import FakeDiscord

Names = dict[str, str]
routes = Routes()

USER_INSTALL_FOLLOWUPS = 5
ANSWER_KINDS = {CHAT_INPUT: 20, USER_MENU: 23, MESSAGE_MENU: 23}  # a message's type by the command's
CALLBACK_SCHEMAS = {
    MESSAGE: "CreateMessageInteractionCallbackRequest",
    DEFERRED_MESSAGE: "CreateMessageInteractionCallbackRequest",
    DEFERRED_UPDATE: "UpdateMessageInteractionCallbackRequest",
    UPDATE: "UpdateMessageInteractionCallbackRequest",
    CHOICES: "ApplicationCommandAutocompleteCallbackRequest",
    MODAL: "ModalInteractionCallbackRequest",
}
ANY_CALLBACK = (
    "/paths/~1interactions~1{interaction_id}~1{interaction_token}~1callback"
    "/post/requestBody/content/application~1json/schema"
)


def _callback_schema(body: Any) -> str:
    kind = body.get("type") if isinstance(body, dict) else None
    return CALLBACK_SCHEMAS.get(kind, ANY_CALLBACK) if isinstance(kind, int) else ANY_CALLBACK


@routes.add("POST", "/interactions/{id}/{token}/callback", schema=_callback_schema, by_token=True)
async def first_answer(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    interaction = server.interactions.get(names["token"])
    if interaction is None or interaction.id != names["id"]:
        raise Refusal(
            404, 10062, "Unknown interaction", broken=("10062: no interaction has this id and token",)
        )
    seconds = call.at - interaction.asked_at
    if interaction.first_answer is not None:
        problem = f"40060: a second first answer to {interaction.name}"
        raise Refusal(400, 40060, "Interaction has already been acknowledged.", broken=(problem,))
    if seconds > server.first_answer_seconds:
        problem = f"10062: first answer to {interaction.name} after {seconds:.2f} s"
        raise Refusal(404, 10062, "Unknown interaction", broken=(problem,))
    kind, data = call.body["type"], call.body.get("data") or {}
    if kind not in interaction.allowed_answers():
        raise invalid([f"an interaction of type {interaction.type} cannot be answered with type {kind}"])
    message = _take(server, interaction, kind, data, call)
    ephemeral = message is not None and message.ephemeral
    interaction.first_answer = First(kind, seconds, time.perf_counter() - interaction.began, ephemeral)
    if message is not None and kind in (MESSAGE, DEFERRED_MESSAGE):
        await server.events.show(message)
    elif message is not None and kind == UPDATE:
        await server.events.changed(message)
    return _callback_answer(server, interaction, kind, message, call)


def _take(
    server: "FakeDiscord", interaction: Interaction, kind: int, data: Json, call: Call
) -> Message | None:
    """Do what the first answer says; the message that it makes, or that later edits of it change."""
    if kind == CHOICES:
        problems = choice_problems("autocompletion", data.get("choices") or [])
        if problems:
            raise invalid(problems)
        interaction.choices = data.get("choices") or []
    elif kind == MODAL:
        problems = modal_problems(data)
        if problems:
            raise invalid(problems)
        interaction.modal = data
    elif kind == MESSAGE:
        interaction.original = _new_message(server, interaction, data, call)
    elif kind == DEFERRED_MESSAGE:
        flags = LOADING | (int(data.get("flags") or 0) & EPHEMERAL)
        interaction.original = _empty_message(server, interaction, flags)
    else:
        assert interaction.source is not None
        if kind == UPDATE:
            server.poster.edit(interaction.source, data, call.files)
        interaction.original = interaction.source
    return interaction.original


def _empty_message(server: "FakeDiscord", interaction: Interaction, flags: int = 0) -> Message:
    about = metadata(interaction, server.user_installs)
    is_first = interaction.type == COMMAND and interaction.original is None
    kind = ANSWER_KINDS.get(interaction.data["type"], 0) if is_first else 0
    return Message(interaction.channel, server.bot, flags=flags, type=kind, interaction=about)


def _new_message(server: "FakeDiscord", interaction: Interaction, body: Json, call: Call) -> Message:
    message = _empty_message(server, interaction)
    server.poster.fill(message, body, call.files, ephemeral=True)
    server.poster.notify(message, body.get("allowed_mentions"))
    return message


def _callback_answer(
    server: "FakeDiscord", interaction: Interaction, kind: int, message: Message | None, call: Call
) -> Answer:
    if call.query.get("with_response") not in ("1", "true"):
        return 204, None
    about: Json = {"id": interaction.id, "type": interaction.type}
    answer: Json = {"interaction": about}
    if message is not None:
        about |= {
            "response_message_id": message.id,
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
        if kind in (MESSAGE, UPDATE):
            answer["resource"] = {"type": kind, "message": message_json(message, server.world)}
    return 200, answer


def _answered(server: "FakeDiscord", call: Call, names: Names) -> Interaction:
    """The interaction that the token of the path belongs to, while the token holds."""
    interaction = server.interactions.get(names["token"])
    if interaction is None or names["application"] != server.world.application_id:
        raise Refusal(404, 10015, "Unknown Webhook", broken=("10015: no interaction has this token",))
    if call.at - interaction.asked_at > server.token_seconds:
        problem = f"50027: the token of {interaction.name} is no longer valid"
        raise Refusal(401, 50027, "Invalid Webhook Token", broken=(problem,))
    if interaction.first_answer is None:
        problem = f"10015: {interaction.name} had no first answer yet"
        raise Refusal(404, 10015, "Unknown Webhook", broken=(problem,))
    return interaction


def _message_of(interaction: Interaction, message_id: str) -> Message:
    shown = interaction.messages()
    if message_id == "@original":
        shown = [one for one in shown if one is interaction.original]
    else:
        shown = [one for one in shown if one.id == message_id]
    if not shown:
        raise Refusal(404, 10008, "Unknown Message")
    return shown[0]


async def _settle(server: "FakeDiscord", message: Message, call: Call) -> None:
    """A change of an answer; the first one of a deferred answer is what people are notified of."""
    was_loading = message.loading
    server.poster.edit(message, call.body, call.files)
    if was_loading:
        message.flags &= ~LOADING
        server.poster.notify(message, call.body.get("allowed_mentions"))
    await server.events.changed(message)


@routes.add("POST", "/webhooks/{application}/{token}", schema="IncomingWebhookRequestPartial", by_token=True)
async def followup(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    interaction = _answered(server, call, names)
    if interaction.original is not None and interaction.original.loading:
        hidden = interaction.original.ephemeral
        call.body["flags"] = int(call.body.get("flags") or 0) & ~EPHEMERAL
        await _settle(server, interaction.original, call)
        assert interaction.original.ephemeral == hidden
        return 200, message_json(interaction.original, server.world)
    guild = interaction.channel.guild
    if guild is not None and not guild.has_bot and len(interaction.followups) >= USER_INSTALL_FOLLOWUPS:
        problem = f"40094: more than {USER_INSTALL_FOLLOWUPS} followups where the app is only user-installed"
        raise Refusal(400, 40094, "Maximum number of follow-up messages reached", broken=(problem,))
    message = _new_message(server, interaction, call.body, call)
    interaction.followups.append(message)
    await server.events.show(message)
    return 200, message_json(message, server.world)


@routes.add("GET", "/webhooks/{application}/{token}/messages/{message}", by_token=True)
async def fetch(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    message = _message_of(_answered(server, call, names), names["message"])
    return 200, message_json(message, server.world)


@routes.add(
    "PATCH",
    "/webhooks/{application}/{token}/messages/{message}",
    schema="IncomingWebhookUpdateRequestPartial",
    by_token=True,
)
async def edit(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    message = _message_of(_answered(server, call, names), names["message"])
    await _settle(server, message, call)
    return 200, message_json(message, server.world)


@routes.add("DELETE", "/webhooks/{application}/{token}/messages/{message}", by_token=True)
async def delete(server: "FakeDiscord", call: Call, names: Names) -> Answer:
    await server.events.deleted(_message_of(_answered(server, call, names), names["message"]))
    return 204, None
