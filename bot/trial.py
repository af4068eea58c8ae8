"""`python -m bot try`: the whole of Tern on a Discord on this machine, without an account.

A letter's life takes months, so the trial's clock can be moved: Discord's and Tern's are the same.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import running
from bot.app import build
from bot.config import Settings
from bot.errors import StartupError
from bot.jobs.worker import Worker
from bot.local_discord.components import SELECT, walk
from bot.local_discord.people import Person
from bot.local_discord.replies import Message, Modal, NoAnswer, Refused, Reply
from bot.local_discord.sample import harbour_studio
from bot.local_discord.server import LocalDiscord
from bot.local_discord.world import World
from bot.services import Services

ARTIST = "Mara"
MODERATOR = "Sol"
FOLDER = Path("try")

_CROWD = [
    "Ada",
    "Bo",
    "Cleo",
    "Dara",
    "Eli",
    "Fen",
    "Gia",
    "Hal",
    "Ines",
    "Jo",
    "Kim",
    "Lou",
    "Max",
    "Nia",
    "Oki",
    "Pia",
    "Quin",
    "Rui",
    "Sam",
    "Tess",
    "Uma",
    "Vic",
    "Wren",
    "Yara",
    "Zoe",
]
_CARDS = (
    *((name, "bluesky", f"{name.lower()}.bsky.social") for name in _CROWD),
    *((name, "cara", f"{name.lower()}_paints") for name in _CROWD[:17]),
    *((name, "mastodon", f"{name.lower()}@mastodon.art") for name in _CROWD[12:]),
)
"""Members who publish cards, so that the statistics have something to show: numbers under five are
hidden."""

_LETTER = {
    "name": "Mara Example",
    "contact": "mara@example.org",
    "account": "@mara.paints\nhttps://www.instagram.com/mara.paints/",
    "grounds": ["livelihood", "style"],
    "reason": "My commissions come from people who know my hand. Copies of it undercut them.",
}

_WAIT = re.compile(r"wait (\d+) (hour|day|week)s?")

HELP = "Type `wait 31 days` (or hours, weeks) to move the clock; Ctrl-C ends it."


@dataclass
class MovedClock:
    """The real time, and on top of it what was waited for. Called, it gives seconds since 1970."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def __call__(self) -> float:
        return self.now().timestamp()

    def move_to(self, seconds: int) -> None:
        """Moves on to this time, in seconds since 1970; never back."""
        self.ahead += max(timedelta(seconds=seconds - self()), timedelta())


@dataclass
class Trial:
    """A running Tern on a local Discord, with a clock that can be moved."""

    discord: LocalDiscord
    services: Services
    worker: Worker
    clock: MovedClock

    @property
    def artist(self) -> Person:
        return self.discord.person(ARTIST)

    def wait(self, line: str) -> str:
        """Does what `wait 31 days` says; what to print."""
        asked = _WAIT.fullmatch(line.strip().lower())
        if asked is None:
            return HELP
        self.clock.ahead += timedelta(**{f"{asked[2]}s": int(asked[1])})
        self.worker.wake()
        return f"It is {self.clock.now():%d %B %Y, %H:%M} UTC."

    async def until_asked(self) -> Message:
        """Moves the clock from job to job until Tern writes to the artist; what it writes.

        Raises `StartupError` when nothing is left to wait for.
        """
        before = len(self.artist.dms())
        while len(self.artist.dms()) == before:
            at = await self.services.store.next_job()
            if at is None:
                raise StartupError("No job is left, and Tern has not written.")
            self.clock.move_to(at)
            await self.worker.run_due()
        return self.artist.dms()[-1]


async def main(settings: Settings, say: str | None, name: str, port: int) -> int:
    """Plays the main job, or types one line (`say`) as the named person and prints the answer.

    On a terminal the page is served afterwards until Ctrl-C. Returns the exit code.
    """
    clock = MovedClock()
    world = harbour_studio(bot_name="Tern", clock=clock)
    if say is None:
        _add_members(world)
    async with (
        LocalDiscord(port=port, world=world) as discord,
        _tern(settings, discord, clock) as (trial),
    ):
        if say is not None:
            return await _type(discord, name, say)
        await _play(trial)
        if sys.stdout.isatty():
            print(f"\nThe page is at {discord.page_url}. {HELP}")
            async for line in _typed_lines():
                print(trial.wait(line))
            await asyncio.Event().wait()
    return 0


async def _typed_lines() -> AsyncIterator[str]:
    """What is typed on the terminal, line by line, until its end."""
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    loop.add_reader(sys.stdin, lambda: lines.put_nowait(sys.stdin.readline()))
    try:
        while line := await lines.get():
            yield line
    finally:
        loop.remove_reader(sys.stdin)


@contextlib.asynccontextmanager
async def _tern(
    settings: Settings, discord: LocalDiscord, clock: MovedClock
) -> AsyncIterator[Trial]:
    """Tern, connected to the local Discord, with an empty database of its own."""
    _empty_folder()
    own = dataclasses.replace(
        settings,
        token=discord.token,
        api_url=discord.api_url,
        database_url=f"sqlite:///{FOLDER / 'tern.db'}",
        shard_count=None,
        shard_ids=None,
        http=None,
    )
    async with (
        build(own, clock) as services,
        running.connected(own, services) as connection,
    ):
        await discord.ready()
        yield Trial(discord, services, connection.worker, clock)


def _empty_folder() -> None:
    """Makes the folder, and removes the last trial's database from it."""
    FOLDER.mkdir(exist_ok=True)
    for left in FOLDER.glob("tern.db*"):
        left.unlink()


async def _type(discord: LocalDiscord, name: str, line: str) -> int:
    try:
        reply = await discord.person(name).slash(line)
    except KeyError:
        people = ", ".join(person.name for person in discord.people())
        print(f"Nobody is called {name!r}. There are: {people}.", file=sys.stderr)
        return 1
    except (Refused, NoAnswer) as refused:
        print(refused, file=sys.stderr)
        return 1
    print(reply.text)
    return 0


async def _play(trial: Trial) -> None:
    artist, moderator = trial.artist, trial.discord.person(MODERATOR)
    _show(
        "/policy show platform:instagram region:eu-de",
        await artist.slash("policy show", platform="instagram", region="eu-de"),
    )
    form = await artist.slash("optout letter", platform="instagram", region="eu-de")
    await _live(trial, await _letter(trial, "/optout letter platform:instagram", form))
    _show("/optout list", await artist.slash("optout list"))

    for name, platform, handle in _CARDS:
        await trial.discord.person(name).slash(
            "migrate to", platform=platform, handle=handle, **{"from": "instagram"}
        )
    _show(
        "/migrate find member:Ada",
        await artist.slash("migrate find", member=trial.discord.person("Ada").id),
    )
    statistics = await moderator.slash("stats overview")
    _show(f"/stats overview (as {MODERATOR})", statistics)
    if statistics.message is not None:
        _save(statistics.message.files)


async def _live(trial: Trial, letter: Message) -> None:
    """A letter that nobody answers: the follow-up, then the complaint to the authority."""
    for kind in ("follow-up", "complaint"):
        await _send(trial, letter)
        asked = await trial.until_asked()
        print(f"\n--- {trial.clock.now():%d %B %Y}: Tern writes ---\n\n{asked.text}")
        chosen = await trial.artist.select(asked, "case-outcome", "silence")
        print(f"\n> (chooses: no answer came)\n\n{(await chosen.next()).text}")
        wanted = await trial.artist.press(asked, _button(asked, "letter-next", kind))
        letter = await _letter(trial, f"(presses the button for the {kind})", wanted)


async def _send(trial: Trial, letter: Message) -> None:
    """Presses "I sent it" and fills in the form: by e-mail, today."""
    pressed = await trial.artist.press(letter, _button(letter, "case-sent"))
    sent = await trial.artist.submit(_form(pressed), {"means": "email"})
    print(f"\n> (presses: I sent it)\n\n{(await sent.next()).text}")
    _save({name: data for name, data in letter.files.items() if name.endswith(".ics")})


async def _letter(trial: Trial, line: str, asked: Reply) -> Message:
    """Fills in what the form asks for; the direct message with the letter."""
    if asked.message is not None:
        asked = await _first_authority(trial, asked.message)
    form = _form(asked)
    filled = {name: value for name, value in _LETTER.items() if name in form.fields}
    _show(line, await trial.artist.submit(form, filled))
    letter = trial.artist.dms()[-1]
    print(letter.text)
    _save(letter.files)
    return letter


async def _first_authority(trial: Trial, question: Message) -> Reply:
    """Where a region has several authorities, the first that is offered."""
    (select,) = (c for c in walk(question.json["components"]) if c["type"] == SELECT)
    first = select["options"][0]["value"]
    return await trial.artist.select(question, select["custom_id"], first)


def _form(reply: Reply) -> Modal:
    if reply.modal is None:
        raise StartupError(f"No form came:\n{reply.text}")
    return reply.modal


def _button(message: Message, action: str, *arguments: str) -> str:
    """The custom_id of the button for this action. Raises `StartupError` when there is none."""
    for made in message.custom_ids:
        name, *said = made.split(":")
        if name == action and set(arguments) <= set(said):
            return made
    raise StartupError(f"There is no button {action}:\n{message.text}")


def _add_members(world: World) -> None:
    guild = next(iter(world.guilds.values()))
    for name in _CROWD:
        world.add_member(guild, world.add_user(name)["id"])


def _show(line: str, reply: Reply) -> None:
    print(f"\n> {line}\n\n{reply.text}")


def _save(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = FOLDER / name
        path.write_bytes(content)
        print(f"  written: {path}")
