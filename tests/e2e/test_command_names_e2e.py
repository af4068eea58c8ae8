"""Commands have names that Discord takes in every language, and replies call them by these."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from discord import AppCommandType, app_commands

from bot.command_names import CommandNames
from bot.i18n import Languages
from bot.local_discord.validate.commands import check_command, slash_name
from bot.local_discord.validate.shape import Problems
from bot.tree import Translator
from tests.e2e.conftest import Tern

LOCALE = Path(__file__).parents[2] / "bot" / "locale"
FILES = sorted((LOCALE / "commands").glob("*.yaml"))


def commands(tern: Tern) -> Iterator[app_commands.Command | app_commands.Group]:
    for top in tern.client.tree.get_commands(type=AppCommandType.chat_input):
        yield top
        if isinstance(top, app_commands.Group):
            yield from top.walk_commands()


def options(command: object) -> list[str]:
    return [one.display_name for one in getattr(command, "parameters", ())]


@pytest.mark.asyncio
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_every_command_and_option_has_a_name_and_no_other(path: Path, tern: Tern) -> None:
    names = CommandNames.read(path)
    every = list(commands(tern))
    assert set(names.commands) == {command.qualified_name for command in every}
    wanted = {option for command in every for option in options(command)}
    own = {f"{c.qualified_name} {option}" for c in every for option in options(c)}
    assert {name for name in names.options if " " in name} <= own
    assert {name.rpartition(" ")[2] for name in names.options} == wanted
    for command in every:
        for option in options(command):
            assert {option, f"{command.qualified_name} {option}"} & set(names.options)


@pytest.mark.asyncio
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_names_are_valid_and_no_two_beside_each_other_are_the_same(
    path: Path, tern: Tern
) -> None:
    names = CommandNames.read(path)
    problems = Problems()
    for name in (*names.commands.values(), *names.options.values()):
        slash_name(name, (path.stem, name), problems)
    assert not problems
    every = list(commands(tern))
    beside = [[names.option(one, of=c.qualified_name) for one in options(c)] for c in every]
    beside.append([names.name(c.qualified_name) for c in every if c.parent is None])
    beside += [
        [names.name(child.qualified_name) for child in group.commands]
        for group in every
        if isinstance(group, app_commands.Group)
    ]
    assert all(len(set(siblings)) == len(siblings) for siblings in beside)


@pytest.mark.asyncio
async def test_discord_takes_all_commands_in_all_languages(tern: Tern) -> None:
    tree = tern.client.tree
    languages = tern.services.languages
    assert set(languages.codes) - {"en"} <= {path.stem for path in FILES}
    translator = Translator(languages)
    for command in tree.get_commands():
        problems = Problems()
        check_command(await command.get_translated_payload(tree, translator), (), problems)
        problems.refuse()
    policy = next(c for c in tern.discord.world.commands.values() if c["name"] == "policy")
    assert policy["name_localizations"]["es-419"] == policy["name_localizations"]["es-ES"]
    for path in (path for path in FILES if path.stem in languages.codes):
        shown = languages.of(path.stem).commands
        locale = "es-ES" if path.stem == "es" else path.stem
        assert policy["name_localizations"].get(locale, "policy") == shown.name("policy")


def test_sentences_name_commands_as_the_reader_s_discord_does() -> None:
    t = Languages.load(LOCALE).of("de")
    names = CommandNames.read(LOCALE / "commands" / "de.yaml")
    assert names.typed("policy show") in t("With `/policy ask` you can ask what is known, with "
                                           "sources and dates.").replace(
        names.typed("policy ask"), names.typed("policy show")
    )  # fmt: skip
    assert "/policy" not in t("`/me export` gives you all of it, `/me delete` erases it.")


def test_words_beside_a_command_are_its_neighbours_or_options_and_code_stays() -> None:
    names = CommandNames(
        commands={"stats": "zahlen", "stats overview": "überblick", "stats flows": "wege"},
        options={"region": "gegend"},
    )
    assert (
        names.within("`/stats overview` or `flows` with `region`, `/stats`, `robots.txt`, `show`")
        == "`/zahlen überblick` or `wege` with `gegend`, `/zahlen`, `robots.txt`, `show`"
    )


def test_a_language_without_a_file_keeps_the_english_names(tmp_path: Path) -> None:
    names = CommandNames.read(tmp_path / "xx.yaml")
    assert names.typed("policy show") == "policy show"
    assert names.within("`/policy show`") == "`/policy show`"


@pytest.mark.parametrize("text", ["[]", "commands: [", "names: {}"])
def test_a_file_of_another_shape_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"xx\.yaml"):
        CommandNames.read(path)
