"""The command tree: where commands may be used, one path for errors, registration on change."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.replies import report

if TYPE_CHECKING:
    from bot.client import TernClient
    from bot.i18n import Languages


class TernTree(app_commands.CommandTree["TernClient"]):
    """By default a command works everywhere: in servers, in direct messages, installed by a server
    or by a person. Groups that need a server say so themselves."""

    def __init__(self, client: TernClient) -> None:
        super().__init__(
            client,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )

    async def on_error(
        self,
        interaction: discord.Interaction[TernClient],
        error: app_commands.AppCommandError,
    ) -> None:
        await report(interaction, error)

    async def fingerprint(self) -> str:
        """A hash of everything that would be registered, translations included."""
        translator = self.translator
        commands = [
            await command.get_translated_payload(self, translator)
            if translator
            else command.to_dict(self)
            for command in self.get_commands()
        ]
        commands.sort(key=lambda command: (command["type"], command["name"]))
        return hashlib.sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()

    async def register(self, *, always: bool = False) -> bool:
        """Registers all commands with Discord if they differ from what was last registered.

        Returns whether it did. Raises `app_commands.CommandSyncFailure` when Discord refuses them.
        """
        client = self.client
        services = client.services
        application = client.application_id
        if application is None:
            raise RuntimeError("commands are registered after login")
        fingerprint = await self.fingerprint()
        if not always and await services.store.registered_commands(application) == fingerprint:
            return False
        await self.sync()
        now = int(services.clock.now().timestamp())
        await services.store.remember_commands(application, fingerprint, now)
        return True


class Translator(app_commands.Translator):
    """Names and descriptions of commands in every language Tern speaks."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - discord.py's signature
    ) -> str | None:
        """None where there is no translation; Discord shows the English then."""
        translated = self._languages.of(locale.value)(string.message)
        return translated if translated != string.message else None
