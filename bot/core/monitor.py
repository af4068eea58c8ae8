"""What is counted and looked at while Tern runs, for whoever runs it.

Nothing here takes an id, a name or anything that was typed: every word is one of a fixed few, so
that what is counted grows neither with people nor with time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from bot.core.models import JobKind

Asked = Literal["command", "completion", "component", "form"]
"""How somebody asked: by a command, by typing on in one, by a button or select, by a form."""

Outcome = Literal["answered", "refused", "disturbed", "failed", "unanswered"]
"""What came of it: an answer; a sentence on what the person has to do otherwise; one that says that
Discord is disturbed; a code, or that the database failed; nothing that reached them."""

JobResult = Literal["done", "later", "held", "failed"]
Rendered = Literal["letter", "editable", "calendar", "chart"]

Way = Literal["direct-message", "here-closed", "here-refused", "lost"]
"""Where a letter went: by direct message; to where it was asked for, because the person takes no
direct messages or because Discord did not take it; nowhere."""

TextResult = Literal["first", "same", "changed", "problem"]
"""What came of a look at a platform's text: read first, unchanged, changed, not read."""

Operation = Literal["read", "write", "transaction"]

LATE_SECONDS = 15 * 60
"""How late a job may be before something is wrong."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A connection to the gateway. `latency` is in seconds, None until it was measured."""

    connected: bool
    latency: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a process is at this moment.

    `database` is how many seconds it took to answer, None where it did not; `job_delay` how many
    seconds ago the oldest job that nobody has taken was due, None where nobody knows.
    """

    shards: Mapping[int, Shard]
    servers: int
    database: float | None
    job_delay: int | None

    @property
    def is_good(self) -> bool:
        """Every shard is connected, the database answers, and no job is late."""
        return (
            all(shard.connected for shard in self.shards.values())
            and self.database is not None
            and self.job_delay is not None
            and self.job_delay <= LATE_SECONDS
        )


class Monitor(Protocol):
    """Counts. Every method answers at once and never raises. Durations are seconds."""

    def asked(self, how: Asked, what: str, outcome: Outcome, seconds: float) -> None:
        """An interaction is over; `what` is a command of Tern's or the action of a component."""
        ...

    def worked(self, kind: JobKind, result: JobResult, seconds: float) -> None:
        """A job was tried."""
        ...

    def rendered(self, what: Rendered, seconds: float) -> None:
        """A file was made, waiting for its turn included."""
        ...

    def handed_over(self, way: Way) -> None:
        """A letter went this way."""
        ...

    def text_read(self, result: TextResult) -> None:
        """The watch looked at a text."""
        ...

    def database_failed(self, operation: Operation) -> None:
        """The database did not do what it was asked."""
        ...

    def text(self, health: Health) -> bytes | None:
        """All counts and this health in Prometheus's text format; None where nobody counts."""
        ...


class Unmonitored:
    """Counts nothing."""

    def asked(self, how: Asked, what: str, outcome: Outcome, seconds: float) -> None: ...

    def worked(self, kind: JobKind, result: JobResult, seconds: float) -> None: ...

    def rendered(self, what: Rendered, seconds: float) -> None: ...

    def handed_over(self, way: Way) -> None: ...

    def text_read(self, result: TextResult) -> None: ...

    def database_failed(self, operation: Operation) -> None: ...

    def text(self, health: Health) -> bytes | None:  # noqa: ARG002 - the protocol's
        return None
