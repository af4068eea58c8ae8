"""`python -m benchmarks.letters`: what a letter costs, and whether Tern stays awake meanwhile."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from bot.app import SystemClock
from bot.catalogue import load
from bot.core.copies import Copies, Made
from bot.core.letters import Letters
from bot.core.models import Letter, LetterCase, LetterFile, Writer
from bot.core.pieces import plain
from bot.documents import Templates, Typesetter
from bot.documents.draft import draft
from bot.errors import UserError

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
TURNS = 60
MANY = 1000
AT_ONCE = 8
ROUNDS = 20
PROBE_EVERY = 0.001

WRITER = Writer(
    name="Mira Sundermann",
    contact="mira@example.org\nPostfach 12, 20095 Hamburg",
    account="@mira.paints\nhttps://www.instagram.com/mira.paints",
    grounds=("style", "livelihood"),
    reason="In March 2026 a publisher cancelled a commission.\n\nI have lost a third of my income.",
)
REASONS = {
    "of ordinary length": WRITER.reason,
    "of 4,000 characters in 80 paragraphs": "\n\n".join(
        ["My clients all know my hand and come."] * 80
    ),
    "of 1,300 paragraphs of a letter": "\n\n".join("a" * 1300),
}
"""The last is the most that fits into the form's field, and what would take longest."""


class Writing:
    """Letters like those of a real evening: no two are alike."""

    def __init__(self) -> None:
        clock = SystemClock()
        records = load(ROOT / "data", None, clock.now().date())
        templates = Templates(TEMPLATES / "letters")
        self._letters = Letters(records, templates, None, clock)  # type: ignore[arg-type]
        self._copies = Copies(records, self._letters, None)  # type: ignore[arg-type]

    def complaint(self, reason: str) -> Letter:
        """To one of the many authorities of Germany."""
        choice = self._letters.choose("instagram", "eu-de", "complaint")
        return self._letters.compose(choice, replace(WRITER, reason=reason))

    def read_back(self, letter: Letter) -> Letter:
        """What a press on "Editable file" does before there is a file."""
        case = LetterCase(
            id=1, user=1, guild=0, choice=letter.choice, state="delivered", created_at=0
        )
        return self._copies.read(Made(case=case, earlier=()), plain(letter.blocks))

    def letter(self, number: int, language: str = "en", reader: str | None = None) -> Letter:
        choice = self._letters.choose("instagram", "eu-de", None, language)
        writer = replace(WRITER, name=f"Mira {number}", reason=f"{WRITER.reason} {number}.")
        return replace(self._letters.compose(choice, writer, reader=reader), email=None)


@dataclass
class Lag:
    """The longest that the event loop was held, beyond what the probe slept, in milliseconds."""

    longest: float = 0.0

    async def probe(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(PROBE_EVERY)
            held = (time.perf_counter() - before - PROBE_EVERY) * 1000
            self.longest = max(self.longest, held)

    async def during(self, work: Awaitable[object]) -> None:
        probe = asyncio.ensure_future(self.probe())
        await asyncio.sleep(0.05)
        self.longest = 0.0
        await work
        probe.cancel()
        with suppress(asyncio.CancelledError):
            await probe


def resident() -> float:
    """MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


async def timed(make: Callable[[int], Awaitable[object]], turns: int = TURNS) -> Sequence[float]:
    """Milliseconds of each turn, after three to warm up."""
    taken = []
    for number in range(turns + 3):
        before = time.perf_counter()
        await make(number)
        taken.append((time.perf_counter() - before) * 1000)
    return taken[3:]


def row(name: str, figure: float | str) -> None:
    shown = figure if isinstance(figure, str) else f"{figure:.1f}"
    print(f"| {name} | {shown} |", flush=True)


async def costs(press: Typesetter, writing: Writing) -> None:
    """Each kind of file by itself, warm."""
    before = time.perf_counter()
    await press.letter_files(writing.letter(0))
    row("first letter, renderer and fonts loaded, ms", (time.perf_counter() - before) * 1000)
    row("composing in two languages, ms", median(composed(writing)))
    for name, reason in REASONS.items():
        row(f"reading back a complaint {name}, ms", median(read_back(writing, reason)))
    for language in ("en", "de", "pl", "ja"):
        with suppress(UserError):  # no such letter yet
            taken = await timed(lambda n, at=language: press.letter_files(writing.letter(n, at)))
            row(f"PDF and text, {language}, median, ms", median(taken))
            row(f"PDF and text, {language}, slowest, ms", max(taken))
    taken = await timed(lambda n: press.letter_files(writing.letter(n, "en", "de")))
    row("the same with the copy to read beside German, ms", median(taken))
    taken = await timed(lambda n: press.editable(writing.letter(n)))
    row("ODT, ms", median(taken))
    row(".eml, ms", median(mails(writing, await pdf_of(press, writing.letter(0)))))
    now = datetime(2026, 11, 23, tzinfo=UTC)
    day = date(2026, 12, 23)
    taken = await timed(lambda n: press.calendar_file("Answer due", day, "Said", str(n), now))
    row(".ics, ms", median(taken))


async def pdf_of(press: Typesetter, letter: Letter) -> LetterFile:
    return (await press.letter_files(letter))[0]


def composed(writing: Writing) -> Sequence[float]:
    taken = []
    for number in range(TURNS):
        before = time.perf_counter()
        writing.letter(number, "en", "de")
        taken.append((time.perf_counter() - before) * 1000)
    return taken


def read_back(writing: Writing, reason: str) -> Sequence[float]:
    letter = writing.complaint(reason)
    taken = []
    for _ in range(TURNS):
        before = time.perf_counter()
        writing.read_back(letter)
        taken.append((time.perf_counter() - before) * 1000)
    return taken


def mails(writing: Writing, pdf: LetterFile) -> Sequence[float]:
    taken = []
    for number in range(TURNS):
        letter = writing.letter(number)
        before = time.perf_counter()
        draft(letter, "privacy@example.org", pdf, "letter")
        taken.append((time.perf_counter() - before) * 1000)
    return taken


async def awake(press: Typesetter, writing: Writing) -> None:
    """Several letters at once, composed and laid out, or read back, as commands do it."""
    longest = writing.complaint(REASONS["of 1,300 paragraphs of a letter"])
    arrived = []

    async def make(number: int, language: str = "en") -> None:
        letter = await press.aside(lambda: writing.letter(number, language, "fr"))
        arrived.append(await press.letter_files(letter))

    async def read(_: int) -> None:
        await press.aside(lambda: writing.read_back(longest))

    first = Lag()
    await first.during(make(0, "es"))
    row("loop held by the first letter in two languages, ms", first.longest)
    for doing, work in (
        ("letters are made", make),
        ("letters of 1,300 paragraphs are read back", read),
    ):
        lag, held = Lag(), []
        for turn in range(ROUNDS):
            await lag.during(asyncio.gather(*(work(turn * AT_ONCE + n) for n in range(AT_ONCE))))
            held.append(lag.longest)
        row(f"loop held while {AT_ONCE} {doing}, median of {ROUNDS}, ms", median(held))
        row(f"loop held while {AT_ONCE} {doing}, longest, ms", max(held))
    row(f"letters that arrived, of {ROUNDS * AT_ONCE + 1}", str(len(arrived)))
    idle = Lag()
    await idle.during(asyncio.sleep(1))
    row("loop held with nothing to do, ms", idle.longest)


async def memory(press: Typesetter, writing: Writing) -> None:
    for number in range(MANY + 1):
        await press.letter_files(writing.letter(number))
        if number in (100, MANY // 4, MANY // 2, MANY):
            row(f"resident after {number} letters, MiB", resident())


async def main() -> None:
    writing, press = Writing(), Typesetter(TEMPLATES)
    gc.freeze()  # as Tern does when it is ready
    print("| | |\n|---|---|")
    row("resident before the first letter, MiB", resident())
    try:
        await costs(press, writing)
        await awake(press, writing)
        await memory(press, writing)
    finally:
        press.close()


if __name__ == "__main__":
    asyncio.run(main())
