"""Letters as PDF and text, charts as PNG, made on one worker thread."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.core.models import BarChart, Letter, LetterFile

if TYPE_CHECKING:
    from bot.documents.press import Press


class Typesetter:
    """Lays out with `letters/letter.typ` and `charts/bars.typ`; implements the port of this name.

    `templates` is the folder of both. Everything but the constructor runs on the worker.
    """

    def __init__(self, templates: Path) -> None:
        self._templates = templates
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="typesetter")

    async def letter_files(self, letter: Letter) -> Sequence[LetterFile]:
        """See `bot.core.ports.Typesetter.letter_files`."""
        return await asyncio.get_running_loop().run_in_executor(
            self._worker, self._letter_files, letter
        )

    async def bar_chart(self, chart: BarChart) -> bytes:
        """See `bot.core.ports.Typesetter.bar_chart`."""
        return await asyncio.get_running_loop().run_in_executor(
            self._worker, self._bar_chart, chart
        )

    def close(self) -> None:
        """Waits for what is being made, drops what is not begun."""
        self._worker.shutdown(cancel_futures=True)

    @cached_property
    def _press(self) -> Press:
        from bot.documents.press import Press

        return Press()

    def _letter_files(self, letter: Letter) -> Sequence[LetterFile]:
        letters = self._templates / "letters"
        words = yaml.safe_load(
            (letters / letter.choice.language / "layout.yaml").read_text("utf-8")
        )
        data = {
            "subject": letter.subject,
            "language": letter.choice.language,
            "paper": letter.paper,
            "page": words["page"],
            "blocks": [asdict(block) for block in letter.blocks],
        }
        pdf, missing = self._press.pdf(letters / "letter.typ", data, letter.date)
        name = f"tern-{letter.choice.kind}-{letter.choice.platform}-{letter.date}"
        return (
            LetterFile(
                name=f"{name}.pdf", media_type="application/pdf", content=pdf, missing=missing
            ),
            LetterFile(
                name=f"{name}.txt",
                media_type="text/plain; charset=utf-8",
                content=plain(letter).encode(),
            ),
        )

    def _bar_chart(self, chart: BarChart) -> bytes:
        return self._press.png(self._templates / "charts" / "bars.typ", asdict(chart))


def plain(letter: Letter) -> str:
    """The letter as text that pastes well: a blank line between blocks, no line broken."""
    return (
        "\n\n".join(
            f"- {block.text}" if block.role == "item" else block.text for block in letter.blocks
        )
        + "\n"
    )
