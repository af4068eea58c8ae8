"""Letters as files, charts as PNG, made on one worker thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date, datetime
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from babel import Locale

from bot.core.models import Block, Letter, LetterFile, Reading
from bot.core.monitor import Unmonitored
from bot.core.pieces import plain
from bot.documents.charts import draw
from bot.documents.draft import draft
from bot.documents.editable import Editable

if TYPE_CHECKING:
    from bot.core.charts import Chart, Theme
    from bot.core.monitor import Monitor, Rendered
    from bot.documents.press import Press

_T = TypeVar("_T")


class Typesetter:
    """Lays out with `letters/*.typ`, `editable/` and `charts/canvas.typ`; implements the port of
    this name.

    `templates` is the folder of all of them. Everything but the constructor runs on the worker,
    whose libraries are loaded when they are first needed.
    """

    def __init__(self, templates: Path, monitor: Monitor | None = None) -> None:
        self._templates = templates
        self._monitor = monitor or Unmonitored()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="typesetter")
        self._words: dict[str, Mapping[str, Any]] = {}

    async def aside(self, work: Callable[[], _T]) -> _T:
        """See `bot.core.ports.Typesetter.aside`."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    async def letter_files(self, letter: Letter) -> Sequence[LetterFile]:
        """See `bot.core.ports.Typesetter.letter_files`."""
        return await self._render("letter", lambda: tuple(self._letter_files(letter)))

    async def editable(self, letter: Letter) -> LetterFile:
        """See `bot.core.ports.Typesetter.editable`."""
        return await self._render("editable", lambda: self._odt(letter))

    async def calendar_file(
        self, title: str, day: date, description: str, uid: str, now: datetime
    ) -> LetterFile:
        """See `bot.core.ports.Typesetter.calendar_file`."""
        return await self._render("calendar", lambda: _reminder(title, day, description, uid, now))

    async def chart(self, chart: Chart, theme: Theme = "dark") -> bytes:
        """See `bot.core.ports.Typesetter.chart`."""
        layout = self._templates / "charts" / "canvas.typ"
        return await self._render(
            "chart", lambda: self._press.png(layout, draw(chart).data() | {"theme": theme})
        )

    async def _render(self, what: Rendered, work: Callable[[], _T]) -> _T:
        began = time.perf_counter()
        made = await self.aside(work)
        self._monitor.rendered(what, time.perf_counter() - began)
        return made

    def close(self) -> None:
        """Drops what is not begun. What is being made ends by itself, on its own thread."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    @cached_property
    def _press(self) -> Press:
        from bot.documents.press import Press

        return Press()

    @cached_property
    def _editable(self) -> Editable:
        return Editable(self._templates / "editable")

    def _letter_files(self, letter: Letter) -> Iterator[LetterFile]:
        name = _name(letter)
        pdf = self._pdf("letter.typ", name, letter, self._as_letter(letter))
        yield pdf
        yield LetterFile(
            name=f"{name}.txt",
            media_type="text/plain; charset=utf-8",
            content=plain(letter.blocks).encode(),
        )
        if letter.beside:
            data = self._as_copy(letter, letter.beside)
            yield self._pdf("beside.typ", f"{name}-to-read", letter, data)
        if letter.email:
            yield draft(letter, letter.email, pdf, name)

    def _pdf(self, layout: str, name: str, letter: Letter, data: Mapping[str, Any]) -> LetterFile:
        pdf, missing = self._press.pdf(self._templates / "letters" / layout, data, letter.date)
        return LetterFile(
            name=f"{name}.pdf", media_type="application/pdf", content=pdf, missing=missing
        )

    def _as_letter(self, letter: Letter) -> Mapping[str, Any]:
        """What `letter.typ` prints."""
        return {
            "subject": letter.subject,
            "language": letter.choice.language,
            "paper": letter.paper,
            "page": self._words_in(letter.choice.language)["page"],
            "blocks": [asdict(block) for block in letter.blocks],
        }

    def _as_copy(self, letter: Letter, beside: Reading) -> Mapping[str, Any]:
        """What `beside.typ` prints."""
        words = self._words_in(beside.language)
        said = words["beside"]
        names = Locale.parse(beside.language).languages
        columns = [
            said[column].format(language=names[language])
            for column, language in (
                ("letter", letter.choice.language),
                ("reading", beside.language),
            )
        ]
        return {
            "title": said["title"],
            "note": said["note"],
            "subject": letter.subject,
            "language": letter.choice.language,
            "reader": beside.language,
            "paper": letter.paper,
            "page": words["page"],
            "columns": columns,
            "rows": _rows(letter.blocks, beside.blocks),
        }

    def _words_in(self, language: str) -> Mapping[str, Any]:
        if language not in self._words:
            path = self._templates / "letters" / language / "layout.yaml"
            self._words[language] = yaml.safe_load(path.read_text("utf-8"))
        return self._words[language]

    def _odt(self, letter: Letter) -> LetterFile:
        return LetterFile(
            name=f"{_name(letter)}.odt",
            media_type="application/vnd.oasis.opendocument.text",
            content=self._editable.odt(letter),
        )


def _name(letter: Letter) -> str:
    """What the letter's files are called, without their ending."""
    return f"tern-{letter.choice.kind}-{letter.choice.platform}-{letter.date}"


def _reminder(title: str, day: date, description: str, uid: str, now: datetime) -> LetterFile:
    from bot.documents.reminder import reminder

    return reminder(title, day, description, uid, now)


def _rows(letter: Sequence[Block], reading: Sequence[Block]) -> Sequence[Sequence[Any]]:
    """The blocks of both, side by side."""
    return [[asdict(one) if one else None for one in pair] for pair in zip_longest(letter, reading)]
