"""The word `watch`: what waits, what differs, a draft that only a reader can finish, what fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from bot import watch_command
from bot.app import build
from bot.catalogue.checks import check
from bot.config import Settings
from bot.core.changes import Change, Edit
from bot.core.watch import What
from bot.core.watch_store import Reading, TextVersion
from bot.core.watched import Problem, TextRead, Unread, Watched
from bot.errors import StartupError
from bot.services import Services
from tests.changing import FOUND, sample_change
from tests.moving import MovingClock

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
CLOCK_DAY = date(2026, 11, 23)


class Scripted:
    """Answers by platform; everything else refuses."""

    def __init__(self, **answers: TextRead | Unread) -> None:
        self.answers = answers
        self.asked: list[Watched] = []

    async def read(
        self, watched: Watched, last: Reading | None, newest: TextVersion | None
    ) -> TextRead | Unread:
        self.asked.append(watched)
        return self.answers.get(watched.platform, Unread(problem="refused"))


@asynccontextmanager
async def tern_in(
    folder: Path, reader: Scripted | None = None, clock: MovingClock | None = None
) -> AsyncIterator[Services]:
    settings = Settings(database_url=f"sqlite:///{folder / 'tern.db'}", watch=reader is not None)
    async with build(settings, clock or MovingClock(CLOCK_DAY), reader=reader) as services:
        yield services


async def said(lines: AsyncIterator[str]) -> str:
    return "\n".join([line async for line in lines])


async def store(services: Services, *changes: Change) -> None:
    for change in changes:
        at = change.found_at
        version = TextVersion(text=change.id, read_at=at, seen_at=at, sentences=("New.",))
        assert await services.store.put_version(version, change)


# ---------------------------------------------------------------- what waits


@pytest.mark.asyncio
async def test_nothing_waits(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        text = await said(watch_command.waiting(services))
    assert "No change waits" in text
    assert "TERN_WATCH" in text


@pytest.mark.asyncio
async def test_what_waits_is_listed_with_dates_and_topics(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        await store(
            services,
            sample_change(),
            sample_change(id=72, platform="cara", because={}),
            sample_change(id=73, platform="x"),
            sample_change(id=74, platform="gone"),
        )
        await services.watch.check(73)
        text = await said(watch_command.waiting(services))
    assert "71  Instagram: Quillmark Terms" in text
    assert "changed between 2026-11-21 and 2026-11-22; AI training, saying no" in text
    assert "72  Cara" in text
    assert "no words that Tern looks for" in text
    assert "73" not in text
    assert "74  gone" in text


# ---------------------------------------------------------------- one change


@pytest.mark.asyncio
async def test_a_change_is_shown_whole_with_a_draft(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        await store(services, sample_change())
        text = await said(watch_command.shown(services, "71"))
    assert "  - We never sell your works." in text
    assert "  + You can object in your settings." in text
    assert "touches AI training: generative models, train" in text
    assert "3 sentences differ" in text
    assert "data/platforms/instagram.yaml" in text


@pytest.mark.asyncio
async def test_what_a_page_says_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        await store(
            services, sample_change(edits=(Edit(None, "Red\x1b[31m\x07\u202e\n- Deleted", 1),))
        )
        text = await said(watch_command.shown(services, "71"))
    assert "  + Red[31m - Deleted" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


@pytest.mark.asyncio
async def test_the_first_digits_are_enough_where_they_name_one(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        await store(services, sample_change(id=2**63 - 1), sample_change(id=92))
        assert "Instagram" in await said(watch_command.shown(services, "922"))
        with pytest.raises(StartupError, match="2 changes begin with 9"):
            await said(watch_command.shown(services, "9"))


@pytest.mark.parametrize("typed", ["1", "9" * 30, "x", "", "٧١"])
@pytest.mark.asyncio
async def test_an_id_that_is_none_is_said(tmp_path: Path, typed: str) -> None:
    async with tern_in(tmp_path) as services:
        await store(services, sample_change())
        with pytest.raises(StartupError, match="No change has the id"):
            await said(watch_command.shown(services, typed))


@pytest.mark.asyncio
async def test_a_change_of_a_record_that_is_gone_is_shown_without_a_draft(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        await store(services, sample_change(platform="gone"))
        text = await said(watch_command.shown(services, "71"))
    assert "We never sell your works." in text
    assert "draft" not in text


# ---------------------------------------------------------------- the draft


def added(folder: Path, lines: list[str]) -> Path:
    """The records with the draft in Instagram's, as somebody would put it in."""
    data = folder / "data"
    shutil.copytree(DATA, data)
    file = data / "platforms/instagram.yaml"
    text = file.read_text("utf-8")
    draft = "\n".join(line for line in lines if not line.startswith("#"))
    timeline, _, sources = draft.removeprefix("timeline:\n").partition("\nsources:\n")
    end = text.index("\n\n", text.index("\ntimeline:\n"))
    text = f"{text[:end]}\n{timeline}{text[end:]}"
    file.write_text(text.replace("\nsources:\n", f"\nsources:\n{sources}\n", 1), "utf-8")
    return data


@pytest.mark.asyncio
async def test_a_draft_is_refused_until_somebody_has_read_the_page(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        change = sample_change(title="Terms: “new” # and - old")
        lines = list(watch_command.draft(change, services.catalogue.platforms["instagram"]))
    data = added(tmp_path, lines)
    file = data / "platforms/instagram.yaml"
    assert [problem.part for problem in check(data, CLOCK_DAY)[1]] == [
        "sources.instagram_2026_11.read"
    ]
    read = file.read_text("utf-8").replace("TODO the day on which you read it", "2026-11-23")
    file.write_text(read, "utf-8")
    (problem,) = check(data, CLOCK_DAY)[1]
    assert problem.part.startswith("timeline[")
    assert "TODO" in str(problem)
    start = read.rindex("text: ", 0, read.index("TODO"))
    end = read.index("\n    sources:", start)
    file.write_text(f"{read[:start]}text: Its terms say so.{read[end:]}", "utf-8")
    assert not [str(problem) for problem in check(data, CLOCK_DAY)[1]]


@pytest.mark.asyncio
async def test_a_draft_takes_no_source_id_that_is_there(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        platform = services.catalogue.platforms["instagram"]
    taken = {"instagram_2026_11": next(iter(platform.sources.values()))}
    lines = list(watch_command.draft(sample_change(), replace(platform, sources=taken)))
    assert "  instagram_2026_11_2:" in lines


# ---------------------------------------------------------------- checked


@pytest.mark.asyncio
async def test_a_change_that_was_checked_waits_no_more(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        await store(services, sample_change(found_at=FOUND + 3 * 86_400))
        await services.watch.refresh()
        platform = services.catalogue.platforms["instagram"]
        text = await said(watch_command.checked(services, "71"))
        assert "Checked: Instagram" in text
        assert services.watch.changed_since(platform) is None
        assert "No change waits" in await said(watch_command.waiting(services))
        assert "checked on 2026-11-23" in await said(watch_command.shown(services, "71"))


# ---------------------------------------------------------------- problems, and reading now


def test_every_way_to_fail_and_to_end_has_words() -> None:
    assert set(watch_command.PROBLEMS) == set(get_args(Problem))
    assert set(watch_command.SAID) == {*get_args(Problem), *get_args(What)}
    page = (ROOT / "docs/watch.md").read_text("utf-8")
    assert [words for words in watch_command.PROBLEMS.values() if f"| {words} |" not in page] == []


@pytest.mark.asyncio
async def test_reading_now_says_how_each_text_is_and_what_fails_is_listed(tmp_path: Path) -> None:
    reader = Scripted(deviantart=TextRead(sentences=("All stays as it is.",)))
    clock = MovingClock(CLOCK_DAY)
    async with tern_in(tmp_path, reader, clock) as services:
        text = await said(watch_command.read_now(services, "DeviantArt"))
        assert text.count("read for the first time") == len(reader.asked) == 2
        assert (await said(watch_command.read_now(services, "deviantart"))).count("as it was") == 2
        assert "Every text" in await said(watch_command.problems(services))
        clock.on(hours=1)
        reader.answers["deviantart"] = TextRead(sentences=("We train on all of it.",))
        assert "new wording" in await said(watch_command.read_now(services, "deviantart"))
        waiting = await said(watch_command.waiting(services))
        assert "DeviantArt: Terms of Service" in waiting
        await said(watch_command.read_now(services, "etsy"))
        text = await said(watch_command.problems(services))
    assert "Etsy: Privacy Policy" in text
    assert "since 2026-11-23: its robots.txt does not let Tern read it" in text
    assert "never read yet" in text


@pytest.mark.asyncio
async def test_a_page_that_several_records_name_is_asked_for_once(tmp_path: Path) -> None:
    reader = Scripted()
    async with tern_in(tmp_path, reader) as services:
        text = await said(watch_command.read_now(services, ""))
        assert len(text.splitlines()) == len(services.watch.texts)
    places = [(one.document.url, one.document.archive) for one in reader.asked]
    assert len(set(places)) == len(places) < len(services.watch.texts)


@pytest.mark.asyncio
async def test_a_platform_that_is_none_is_said_with_the_nearest(tmp_path: Path) -> None:
    async with tern_in(tmp_path, Scripted()) as services:
        with pytest.raises(StartupError, match="Instagram"):
            await said(watch_command.read_now(services, "instagam"))


# ---------------------------------------------------------------- the command line


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m bot watch WORDS` in a folder of its own."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", "watch", *words],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("words", [(), ("--check", "71")])
def test_without_a_database_nothing_is_answered(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no database" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.asyncio
async def test_each_wish_is_answered_from_the_database(tmp_path: Path) -> None:
    async with tern_in(tmp_path) as services:
        await store(services, sample_change())
    assert "71  Instagram" in run(tmp_path).stdout
    assert "A draft for" in run(tmp_path, "7").stdout
    assert "Every text" in run(tmp_path, "--problems").stdout
    assert "Checked: Instagram" in run(tmp_path, "--check", "71").stdout
    done = run(tmp_path, "8")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_who_asks_for_it_has_it_read_where_the_watch_is_off(tmp_path: Path) -> None:
    """The one document of these records is at a name that leads nowhere (RFC 2606)."""
    done = run(tmp_path, "--now", "Easel", TERN_DATA=str(ROOT / "tests/catalogue/records"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Éasel Arts, Terms: there is no answer")
