"""A row about a person in every table that holds people."""

from __future__ import annotations

from bot.core.card_store import Ask
from bot.core.models import Card, LetterChoice, NewJob
from bot.core.watch_store import Follow
from bot.store.store import SqlStore

ANA, BEN, GUILD = 1234567890123456789, 42, 7
CHOICE = LetterChoice(platform="instagram", region="eu-de", kind="objection", language="de")


def card(user: int, guild: int = GUILD, platform: str = "cara") -> Card:
    return Card(
        guild=guild,
        user=user,
        platform=platform,
        handle=f"user{user}",
        origin=None,
        visible="lists",
        created_at=1,
        updated_at=2,
    )


async def fill(store: SqlStore, user: int, guild: int = GUILD) -> int:
    """Fills them; the letter's number."""
    await store.remember_region(user, "eu-de", 3)
    for platform in ("cara", "bluesky"):
        await store.put_card(card(user, guild, platform))
    await store.remove_card(guild, user, "bluesky", 4)
    for asker, about in ((user, user + 1), (user + 1, user)):
        ask = Ask(id=0, guild=guild, user=asker, about=about, reader="en", asked_at=5)
        await store.ask_arrival(ask, expired=0, most=99)
    await store.count_file(user, 6, 3)
    published, *_ = await store.cards_of(guild, user)
    await store.report_card(guild, published.id, user, 7)
    case = await fill_letter(store, user, guild)
    await store.put_follow(
        Follow(user=user, platform="instagram", which="ai", reader="en", asked_at=8)
    )
    await store._engine.write(
        "INSERT INTO change_notices (id, user_id, change_id, made_at) VALUES (?1, ?1, 77, 9)"
        " ON CONFLICT (id) DO NOTHING",
        user,
    )
    await store.report_bounce(user, "instagram", "privacy@example.org", 10)
    await store._engine.write(
        "INSERT INTO reports (guild_id, published_at, content) VALUES (?1, 10, '')"
        " ON CONFLICT (guild_id) DO NOTHING",
        guild,
    )
    await store.mark_asked(guild, "instagram", user)
    await store._engine.write(
        "INSERT INTO cell_people (guild_id, cell, user_id) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (guild_id, cell, user_id) DO NOTHING",
        guild,
        "moved/lists/cara/",
        user,
    )
    return case


async def fill_letter(store: SqlStore, user: int, guild: int = GUILD) -> int:
    """A letter with a reminder; its number."""
    case = await store.open_letter(user, guild, CHOICE, 4, reader="en")
    await store.settle_letter(case, "delivered", 5, dm_channel=6, dm_message=7)
    await store.add_job(NewJob(kind="letter-due", user=user, case=case, at=8), 9)
    return case
