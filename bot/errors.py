"""Errors. A `UserError` is shown to the person; everything else becomes a code and a log entry."""

from __future__ import annotations


class LanguageCode(str):
    """An ISO 639 code that is shown as the language's name."""

    __slots__ = ()


class UserError(Exception):
    """Something the person can put right.

    `message` is an English sentence marked for translation (a gettext message id) with named
    `{placeholders}`; `values` fill them. It is translated where it is shown: a moment (`datetime`)
    in the reader's own time, a day, a region, a `LanguageCode` and several of a kind (a tuple) in
    the reader's language.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**{name: _listed(value) for name, value in self.values.items()})


def _listed(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


class DatabaseError(Exception):
    """The database cannot be used now: it is locked, full, stopped or out of reach. It may be in a
    minute, and Tern goes on until then.

    The text is for the operator: the driver's name for what is wrong, and nothing of what was
    stored. Whether the last change was made may be unknown.
    """


class StartupError(Exception):
    """The process cannot start or go on; the text is for the operator, one readable message.

    `exit_code` is what the process ends with: 2 where somebody has to put something right.
    """

    exit_code = 2


class TakenError(StartupError):
    """Another process has the database, or one of the shards; it may end by itself."""

    exit_code = 75


class UnreachableError(StartupError):
    """Discord or the database cannot be reached now; it may be in a minute without anybody's doing
    (75 is EX_TEMPFAIL of sysexits.h)."""

    exit_code = 75
