"""Tern's command line: `python -m bot WORD`."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot import __version__, backups, logs, running, watch_command
from bot.app import LOCALE, build, cleanse, data_folder
from bot.catalogue import check_command
from bot.config import Settings
from bot.errors import DatabaseError, StartupError, UnreachableError, UserError
from bot.store import apply_schema, hold, require_database, schema_status
from bot.views.kept import renewed


def parser() -> argparse.ArgumentParser:
    """The words Tern knows."""
    tern = argparse.ArgumentParser(prog="python -m bot", description="Tern, a Discord bot.")
    tern.add_argument("--version", action="version", version=__version__)
    words = tern.add_subparsers(dest="word", required=True, metavar="WORD")
    words.add_parser("run", help="connect to Discord and answer until stopped")
    attempt = words.add_parser("try", help="try Tern on a Discord on this machine, without account")
    attempt.add_argument("--say", metavar="LINE", help="type one command and print the answer")
    attempt.add_argument("--as", dest="name", default="Mara", help="who types it")
    attempt.add_argument(
        "--port", type=int, default=0, help="port of the page (default: a free one)"
    )
    check = words.add_parser("check", help="check every record in data/ and every language")
    check.add_argument("--json-schema", action="store_true", help="print the records' JSON Schema")
    check.add_argument("--write-ids", action="store_true", help="add new ids to data/ids.txt")
    translating = words.add_parser("translate", help="write files for a translator to fill in")
    translating.add_argument("language", metavar="LANGUAGE", help="as Discord writes it: de, pt-BR")
    words.add_parser("sync", help="register the commands with Discord now")
    schema = words.add_parser("schema", help="show the database's schema steps")
    schema.add_argument("--apply", action="store_true", help="apply what is pending")
    schema.add_argument(
        "--page", metavar="FILE", type=Path, help="renew the table of what is stored in this page"
    )
    export = words.add_parser("export", help="print everything stored on a person as JSON")
    export.add_argument("user", type=int, help="Discord user id")
    erase = words.add_parser("erase", help="erase everything stored on a person")
    whom = erase.add_mutually_exclusive_group(required=True)
    whom.add_argument("user", type=int, nargs="?", help="Discord user id")
    whom.add_argument(
        "--restored", metavar="LIST", type=Path, nargs="*",
        help="erase again in a restored database what these lists of erasures and Tern's own name",
    )  # fmt: skip
    backup = words.add_parser("backup", help="copy the database to a file, while Tern runs")
    backup.add_argument("file", metavar="FILE", type=Path, help="a file that is not there yet")
    restore = words.add_parser("restore", help="put a backup in the database's place")
    restore.add_argument("file", metavar="FILE", type=Path, help="what `backup` made")
    restore.add_argument(
        "--lists", metavar="LIST", type=Path, nargs="+", default=[],
        help="lists of erasures from other machines, besides Tern's own",
    )  # fmt: skip
    watch = words.add_parser("watch", help="list the changes that platforms made to their terms")
    wish = watch.add_mutually_exclusive_group()
    wish.add_argument("id", metavar="ID", nargs="?", help="show this one, with a draft")
    wish.add_argument("--check", metavar="ID", help="the record was compared with this one")
    wish.add_argument("--problems", action="store_true", help="list what cannot be read, and why")
    wish.add_argument(
        "--now", metavar="PLATFORM", nargs="?", const="", help="read at once, all or one platform's"
    )
    return tern


def main(arguments: list[str] | None = None) -> int:
    """Runs one word; returns the exit code. Errors of the operator become one message."""
    options = parser().parse_args(arguments)
    try:
        settings = Settings.read(Path.cwd())
        logs.set_up(settings.log, "ERROR" if options.word == "try" else settings.log_level)
        for warning in settings.warnings:
            print(warning, file=sys.stderr)
        return _do(options, settings)
    except StartupError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except DatabaseError as error:
        print(f"The database cannot be used now ({error}).", file=sys.stderr)
        return UnreachableError.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python would complain once more at its exit.
        sys.stdout = None
        return 0


def _do(options: argparse.Namespace, settings: Settings) -> int:
    match options.word:
        case "run":
            with asyncio.Runner(loop_factory=_loop_factory()) as runner:
                runner.run(_run(settings))
        case "try":
            from bot import trial  # with the local Discord, which no other word needs

            return asyncio.run(trial.main(settings, options.say, options.name, options.port))
        case "check" | "translate":
            return _look(options, data_folder(settings))
        case "sync":
            asyncio.run(_sync(settings))
        case "schema":
            asyncio.run(_schema(settings, options.page, apply=options.apply))
        case "export":
            asyncio.run(_export(settings, options.user))
        case "erase":
            asyncio.run(_erase(settings, options.user, options.restored))
        case "backup" | "restore":
            print(asyncio.run(_copied(options, settings)))
        case "watch":
            asyncio.run(_watch(settings, options))
    return 0


async def _copied(options: argparse.Namespace, settings: Settings) -> str:
    if options.word == "backup":
        return await backups.backup(settings, options.file)
    return await backups.restored(settings, options.file, options.lists)


def _look(options: argparse.Namespace, data: Path) -> int:
    from bot.translating import check_translations, translate  # a start needs none of it

    if options.word == "translate":
        return translate(options.language, data, LOCALE, sys.stdout)
    code = check_command(
        data,
        datetime.now(UTC).date(),
        json_schema=options.json_schema,
        write_ids=options.write_ids,
        out=sys.stdout,
    )
    return code if options.json_schema else code | check_translations(data, LOCALE, sys.stdout)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's where the extra `speed` is installed; None: Python's own."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return None
    return new_event_loop


async def _run(settings: Settings) -> None:
    if settings.token is None:
        raise StartupError(running.MISSING)
    asyncio.get_running_loop().set_exception_handler(logs.log_uncaught)
    async with (
        hold(settings.database_url, settings.shard_ids, settings.shard_count) as held,
        build(settings) as services,
    ):
        await running.run(settings, services, held)


async def _sync(settings: Settings) -> None:
    async with build(settings) as services:
        await running.sync(settings, services)
    print("The commands are registered.")


async def _schema(settings: Settings, page: Path | None, *, apply: bool) -> None:
    if page is not None:
        _renew(page)
        return
    if apply:
        await apply_schema(settings.database_url)
    require_database(settings.database_url)
    for step in await schema_status(settings.database_url):
        applied = step.applied_at and datetime.fromtimestamp(step.applied_at, UTC).isoformat()
        print(f"{step.number:04} {step.name}: {f'applied {applied}' if applied else 'pending'}")


async def _export(settings: Settings, user: int) -> None:
    require_database(settings.database_url)
    async with build(settings) as services:
        try:
            print((await services.privacy.export(user)).decode())
        except UserError:
            print(json.dumps({}))


async def _erase(settings: Settings, user: int, lists: Sequence[Path] | None) -> None:
    require_database(settings.database_url)
    if lists is not None:
        await _cleanse(settings, lists)
        return
    async with build(settings) as services:
        print(f"{await services.erasures.erase(user)} rows erased.")


async def _cleanse(settings: Settings, lists: Sequence[Path]) -> None:
    """What every start does with Tern's own list, for other lists too, and said."""
    for path in lists:
        if not path.is_file():
            raise StartupError(f"There is no list of erasures at {path.resolve()}.")
    again = await cleanse(settings, lists)
    print(f"Erased again: {again.people} people, {again.servers} servers, {again.rows} rows.")


async def _watch(settings: Settings, options: argparse.Namespace) -> None:
    now = options.now is not None
    if not now:
        require_database(settings.database_url)
    # Who types it wants it read, also where nothing is to be read by itself.
    async with build(replace(settings, watch=settings.watch or now)) as services:
        if now:
            lines = watch_command.read_now(services, options.now)
        elif options.check:
            lines = watch_command.checked(services, options.check)
        elif options.problems:
            lines = watch_command.problems(services)
        elif options.id:
            lines = watch_command.shown(services, options.id)
        else:
            lines = watch_command.waiting(services)
        async for line in lines:
            print(line, flush=True)


def _renew(page: Path) -> None:
    try:
        text = page.read_text("utf-8")
        page.write_text(renewed(text), "utf-8")
    except (OSError, ValueError) as error:
        raise StartupError(f"{page} cannot be renewed: {error}.") from error


if __name__ == "__main__":
    sys.exit(main())
