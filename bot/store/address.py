"""Which database `DATABASE_URL` names."""

from __future__ import annotations

UNKNOWN = (
    "DATABASE_URL must be sqlite:///file.db, sqlite:////absolute/path/file.db or"
    " postgresql://user:password@host:port/database."
)
"""What is said of any other address; it may hold a password, and is not repeated."""


def sqlite_path(url: str) -> str | None:
    """The file's path; None where the address names no SQLite file."""
    scheme, _, path = url.partition(":///")
    return path if scheme == "sqlite" and path not in ("", ":memory:") else None


def is_postgres(url: str) -> bool:
    """Whether it names a PostgreSQL database, right or wrong."""
    return url.startswith(("postgresql://", "postgres://"))
