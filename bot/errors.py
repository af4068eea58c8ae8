"""Errors. A `UserError` is shown to the person; everything else becomes a code and a log entry."""

from __future__ import annotations


class UserError(Exception):
    """Something the person can put right.

    `message` is an English sentence marked for translation (a gettext message id) with named
    `{placeholders}`; `values` fill them. It is translated where it is shown.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values)


class StartupError(Exception):
    """The process cannot start; the text is for the operator, one readable message."""
