"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.errors import StartupError


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """A folder beside this file that only its owner may enter, removed at the end."""
    try:
        with TemporaryDirectory(dir=beside.parent, prefix=".tern-") as folder:
            yield Path(folder)
    except OSError as error:
        raise StartupError(f"{beside} cannot be written: {error.strerror or error}.") from error


@contextmanager
def made(file: Path) -> Iterator[Path]:
    """Yields where to write; what was written becomes `file` when the block is left without error.

    Only its owner may read it, and it never takes the place of another file. Raises `StartupError`.
    """
    if os.path.lexists(file):
        raise _is_there(file)
    with scratch(file) as folder:
        written = folder / "written"
        os.close(_create(written))
        yield written
        _sync(written)
        # The name is taken first: of two that want it, one gets it. (A hard link would be one step,
        # but the disks that backups are put on do not all have them.)
        try:
            os.close(_create(file))
        except FileExistsError as error:
            raise _is_there(file) from error
        written.replace(file)
        _sync(file.parent)


def _create(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _is_there(file: Path) -> StartupError:
    return StartupError(f"{file} is there already, and no backup takes the place of another file.")
