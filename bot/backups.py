"""The words `backup` and `restore`: what they do and what they say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app import cleanse
from bot.config import Settings, child_environment
from bot.core.erasures import Replayed
from bot.errors import StartupError
from bot.store import ErasureFile, back_up, require_database, restore


async def backup(settings: Settings, file: Path) -> str:
    """Makes a backup; a sentence on what is in it. Raises `StartupError`."""
    require_database(settings.database_url)
    made = await back_up(settings.database_url, file, child_environment())
    return (
        f"{file} has the database: schema {made.schema}, {made.total} rows in {len(made.rows)}"
        f" tables, checked.\nThe list of erasures is not in it: copy {settings.erasures} to another"
        " place than this."
    )


async def restored(settings: Settings, file: Path, lists: Sequence[Path]) -> str:
    """Puts a backup in the database's place, without whom the list of erasures and these `lists`
    name; sentences on what was done. Raises `StartupError`."""
    await _require_lists(settings, lists)
    again = Replayed()

    async def cleansed(url: str) -> None:
        nonlocal again
        here = replace(settings, database_url=url, erasures_file=settings.erasures)
        again = await cleanse(here, lists)

    kept = _beside(settings, file)
    done = await restore(settings.database_url, file, kept, child_environment(), cleansed)
    said = [
        f"Restored from {file}: schema {done.contents.schema}, {done.contents.total} rows.",
        f"Erased again: {again.people} people, {again.servers} servers, {again.rows} rows.",
    ]
    if not settings.erasures.exists():
        said.append(
            f"There is no list of erasures at {settings.erasures}. Was there one? Then put its"
            " newest copy there before you start Tern, or erased people are back."
        )
    if done.kept is not None:
        said.append(f"The database as it was is kept in {done.kept}: delete it when you can.")
    return "\n".join(said)


async def _require_lists(settings: Settings, lists: Sequence[Path]) -> None:
    """Raises `StartupError` where one cannot be read: afterwards it would be too late."""
    for path in (settings.erasures, *lists):
        if path in lists and not path.is_file():
            raise StartupError(f"There is no list of erasures at {path.resolve()}.")
        listed = ErasureFile(path)
        try:
            await listed.entries()
            await listed.marks("person", ())
        except OSError as error:
            raise StartupError(f"A list of erasures cannot be read: {error}.") from error


def _beside(settings: Settings, file: Path) -> Path:
    """Where the old database goes: beside its file; with PostgreSQL, beside the backup."""
    when = f"before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    name = Path(f"{settings.database_name}.{when}")
    return name if settings.database_url.startswith("sqlite") else file.with_name(name.name)
