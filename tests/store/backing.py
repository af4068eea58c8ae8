"""Backups as the words make them, of either engine."""

from __future__ import annotations

from pathlib import Path

from bot import backups
from bot.config import Settings


def settings_of(folder: Path, url: str) -> Settings:
    """Tern's settings in this folder."""
    values = {"DATABASE_URL": url, "TERN_ERASURES": str(folder / "list")}
    return Settings.read(folder, values)


async def backed_up(folder: Path, url: str, name: str = "backup") -> Path:
    file = folder / name
    await backups.backup(settings_of(folder, url), file)
    return file


async def restored(folder: Path, url: str, file: Path, *lists: Path) -> str:
    return await backups.restored(settings_of(folder, url), file, lists)
