"""One member's Discord client. Tests and the page act only through this.

What acts waits for the bot's answer and returns a `Reply`; it raises `Refused` for what Discord's
client would not let the person do, and `NoAnswer` when the bot does not answer in time.
"""

from __future__ import annotations

from collections.abc import Mapping

from .commandline import Typed, Value, fill, offered
from .components import BUTTON, SELECTS, interactive
from .courier import Courier
from .forms import FieldValue, choose, fill_in
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT
from .permissions import SEND_MESSAGES, VIEW_CHANNEL
from .posts import Json
from .replies import Message, Modal, Refused, Reply
from .validate.commands import MESSAGE_MENU, SLASH, USER_MENU


class Person:
    """Channels are named by id, "general", "#general", "Server/general", or "dm" for the bot's."""

    def __init__(self, courier: Courier, user: Json) -> None:
        self._courier = courier
        self._world = courier.world
        self.user = user

    @property
    def id(self) -> str:
        return str(self.user["id"])

    @property
    def name(self) -> str:
        return str(self.user["global_name"] or self.user["username"])

    @property
    def locale(self) -> str:
        """The language this person's client is set to; interactions carry it."""
        return self._world.locales[self.id]

    @locale.setter
    def locale(self, value: str) -> None:
        self._world.locales[self.id] = value

    # --- to look ------------------------------------------------------------------------------

    def channels(self) -> list[Json]:
        """Channel JSON of all this person can see, server by server, then the DM with the bot."""
        seen = [
            self._world.channels[channel_id]
            for guild in self._world.guilds.values()
            for channel_id in guild.channel_ids
            if self._may(self._world.channels[channel_id], VIEW_CHANNEL)
        ]
        return [*seen, self._world.dm_channel(self.id)]

    def channel(self, name: str | None = None) -> Json:
        """A channel by name; without one the first "general", else the first there is."""
        channels = self.channels()
        if name is None:
            general = (c for c in channels if c.get("name") == "general")
            return next(general, channels[0])
        wanted = name.removeprefix("#")
        for channel in channels:
            guild = self._world.guild_of(channel)
            names = (channel["name"], f"{guild.name}/{channel['name']}") if guild else ("dm",)
            if wanted in (channel["id"], *names):
                return channel
        raise Refused(f"{self.name} sees no channel called {name}.")

    def commands(self, channel: str | None = None, *, kind: int = SLASH) -> list[Json]:
        """Commands (JSON as registered) offered here: kind 1 slash, 2 on a user, 3 on a message."""
        return offered(self._world, self.id, self.channel(channel), kind)

    def messages(self, channel: str) -> list[Message]:
        """What this person sees in a channel, oldest first."""
        posts = self._world.posts[self.channel(channel)["id"]].values()
        return [Message(self._world, post) for post in posts if post.visible_to(self.id)]

    def message(self, message_id: str) -> Message:
        """Raises `Refused` if it is not there for this person."""
        post = self._world.find_post(message_id)
        if post is None or not self._sees(Message(self._world, post)):
            raise Refused("That message is not there.")
        return Message(self._world, post)

    def modal(self, interaction_id: str) -> Modal:
        """The form that this interaction opened. Raises `Refused` if this person has none such."""
        interaction = self._world.interactions.get(interaction_id)
        if interaction is None or interaction.user_id != self.id or interaction.modal is None:
            raise Refused("That form is not open.")
        return Modal(interaction.modal, interaction)

    def dms(self) -> list[Message]:
        """The direct messages with the bot, oldest first."""
        return self.messages("dm")

    # --- to act -------------------------------------------------------------------------------

    async def say(self, channel: str, content: str) -> Message:
        """Write a message. Raises `Invalid` (50035) when too long, `Refused` without a right."""
        place = self.channel(channel)
        if not self._may(place, SEND_MESSAGES):
            raise Refused("You do not have permission to send messages in this channel.")
        post = self._courier.writer.create(place, self.user, {"content": content})
        return Message(self._world, post)

    async def slash(self, line: str, /, *, channel: str | None = None, **options: Value) -> Reply:
        """Run "policy show" with options, or a typed line "/policy show platform:instagram".

        An option that is itself called "channel" can only be typed.
        """
        place = self.channel(channel)
        data, typed, values = self._typed(line, place, options)
        resolver = self._courier.resolver(place)
        data["options"] = typed.nested(fill(typed.specs, values, resolver))
        data["resolved"] = resolver.data
        return await self._do(place, COMMAND, data)

    async def complete(
        self,
        line: str,
        /,
        focused: str,
        value: str,
        *,
        channel: str | None = None,
        **options: Value,
    ) -> list[Json]:
        """The choices (`name`, `value`) offered while `value` is typed into option `focused`."""
        place = self.channel(channel)
        data, typed, values = self._typed(line, place, options)
        spec = next((s for s in typed.specs if s["name"] == focused), None)
        if spec is None or not spec.get("autocomplete"):
            raise Refused(f"The option {focused} does not complete.")
        resolver = self._courier.resolver(place)
        values[focused] = value
        data["options"] = typed.nested(fill(typed.specs, values, resolver, focused))
        data["resolved"] = resolver.data
        return (await self._courier.deliver(self.id, place, AUTOCOMPLETE, data)).choices

    async def user_menu(self, name: str, target: str, *, channel: str | None = None) -> Reply:
        """Run a command from the menu on a user."""
        place = self.channel(channel)
        command = self._menu(name, place, USER_MENU)
        resolver = self._courier.resolver(place)
        data = {**_reference(command), "target_id": resolver.user(target)}
        return await self._do(place, COMMAND, {**data, "resolved": resolver.data})

    async def message_menu(self, name: str, message: Message) -> Reply:
        """Run a command from the menu on a message."""
        self._must_see(message)
        place = self._world.channels[message.channel_id]
        command = self._menu(name, place, MESSAGE_MENU)
        resolver = self._courier.resolver(place)
        data = {**_reference(command), "target_id": resolver.message(message.json)}
        return await self._do(place, COMMAND, {**data, "resolved": resolver.data})

    async def press(self, message: Message, custom_id: str) -> Reply:
        """Press a button, named by its custom_id or a beginning that only it has."""
        button = self._component(message, custom_id, (BUTTON,))
        return await self._use(message, button, {})

    async def select(self, message: Message, custom_id: str, *values: str) -> Reply:
        """Choose in a select: options by value or label; users, roles, channels by name or id."""
        select = self._component(message, custom_id, SELECTS)
        resolver = self._courier.resolver(self._world.channels[message.channel_id])
        data: Json = {"values": choose(select, values, resolver)}
        if resolver.data:
            data["resolved"] = resolver.data
        return await self._use(message, select, data)

    async def submit(self, modal: Modal, values: Mapping[str, FieldValue]) -> Reply:
        """Send a form; `values` by custom_id: text, a list of choices, True/False, `Upload`s."""
        opened_by = modal.opened_by
        if opened_by.user_id != self.id:
            raise Refused("That form is not open.")
        place = self._world.channels[opened_by.channel_id]
        resolver = self._courier.resolver(place)
        data: Json = {
            "custom_id": modal.custom_id,
            "components": fill_in(modal, values, resolver),
            "resolved": resolver.data,
        }
        interaction = await self._courier.deliver(
            self.id, place, MODAL_SUBMIT, data, opened_by.source
        )
        return await self._courier.settle(interaction)

    # --- inside -------------------------------------------------------------------------------

    def _may(self, channel: Json, right: int) -> bool:
        return bool(self._world.permissions(self.id, channel) & right)

    def _sees(self, message: Message) -> bool:
        channel = self._world.channels[message.channel_id]
        mine = "recipients" not in channel or channel["recipients"][0]["id"] == self.id
        return mine and self._may(channel, VIEW_CHANNEL) and message.post.visible_to(self.id)

    def _must_see(self, message: Message) -> None:
        if not self._sees(message):
            raise Refused("That message is not there.")

    def _typed(
        self, line: str, place: Json, options: Mapping[str, Value]
    ) -> tuple[Json, Typed, dict[str, Value]]:
        typed = Typed(line, offered(self._world, self.id, place), self.locale)
        return _reference(typed.command), typed, {**typed.options, **options}

    def _menu(self, name: str, place: Json, kind: int) -> Json:
        for command in offered(self._world, self.id, place, kind):
            if name in (command["name"], *(command["name_localizations"] or {}).values()):
                return command
        raise Refused(f"The menu has no {name} here.")

    def _component(self, message: Message, custom_id: str, kinds: tuple[int, ...]) -> Json:
        self._must_see(message)
        parts = [c for c in interactive(message.json["components"]) if c["type"] in kinds]
        found = [c for c in parts if c["custom_id"] == custom_id]
        found = found or [c for c in parts if c["custom_id"].startswith(custom_id)]
        if len(found) != 1:
            listed = ", ".join(c["custom_id"] for c in parts) or "none"
            raise Refused(f"{custom_id} is no single part of it; there are: {listed}.")
        if found[0].get("disabled"):
            raise Refused(f"{found[0]['custom_id']} is switched off.")
        return found[0]

    async def _use(self, message: Message, component: Json, more: Json) -> Reply:
        data = {
            "custom_id": component["custom_id"],
            "component_type": component["type"],
            "id": component["id"],
            **more,
        }
        place = self._world.channels[message.channel_id]
        interaction = await self._courier.deliver(self.id, place, COMPONENT, data, message.post)
        return await self._courier.settle(interaction)

    async def _do(self, place: Json, kind: int, data: Json) -> Reply:
        return await self._courier.settle(await self._courier.deliver(self.id, place, kind, data))


def _reference(command: Json) -> Json:
    data = {key: command[key] for key in ("id", "name", "type")}
    return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})
