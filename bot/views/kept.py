"""What is stored, and why: every table and every column of the schema.

`/me show` and the table in docs/privacy.md are made of this; a test holds it against the live
schema. Whoever adds a table or a column says here what it is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A table: why it is there, what makes a row of it, and what each column holds.

    Those with rows about people are told in every language, the others on the page only.
    """

    why: str
    when: str
    columns: Mapping[str, str]


_YOU = N_("your user id")
_SERVER = N_("the server")
_ABOUT_A_PLATFORM = N_("the platform")
_READER = N_("the language of your Discord")
_A_NUMBER = N_("a random number for it")
_EVERY_SERVER = "the server"

_CARD = MappingProxyType(
    {
        "user_id": _YOU,
        "guild_id": _SERVER,
        "platform": _ABOUT_A_PLATFORM,
        "handle": N_("your name there"),
        "origin": N_("the platform you left"),
        "visible": N_("who may see it"),
        "progress": N_("how far you are"),
        "note": N_("your content note"),
        "until_at": N_("until when it holds"),
        "ask_again": N_("whether you are asked then"),
        "reader": _READER,
        "created_at": N_("when it was made"),
        "updated_at": N_("when it was changed"),
        "verified_at": N_("when the name was found at the service"),
        "hidden_at": N_("when a moderator hid it"),
        "id": _A_NUMBER,
    }
)

KEPT: Mapping[str, Kept] = MappingProxyType(
    {
        "people": Kept(
            why=N_("where you live, because you asked Tern to remember it"),
            when="you use `/me region`",
            columns={
                "user_id": _YOU,
                "region": N_("the region you live in"),
                "updated_at": N_("when you said so"),
            },
        ),
        "letters": Kept(
            why=N_(
                "which letters you made and what you told Tern of them; so that Tern can list "
                "them, count the times of the law, and write the letter that follows"
            ),
            when="you send the form of `/optout letter`, and press the buttons under the letter",
            columns={
                "user_id": _YOU,
                "guild_id": N_("the server you asked in"),
                "platform": _ABOUT_A_PLATFORM,
                "kind": N_("the kind of letter"),
                "region": N_("the region whose law it names"),
                "language": N_("its language"),
                "work": N_("whose uploads it is about"),
                "parent_id": N_("which letter it follows"),
                "reader": _READER,
                "state": N_("whether it arrived in our chat"),
                "created_at": N_("when it was made"),
                "delivered_at": N_("when it arrived in our chat"),
                "dm_channel_id": N_("the number of our chat"),
                "dm_message_id": N_("the number of Tern's message"),
                "stage": N_("whether it is sent or closed"),
                "means": N_("how you sent it"),
                "sent_on": N_("on which day you sent it"),
                "received_on": N_("on which day it reached the company"),
                "due_on": N_("until when an answer is due"),
                "extended_on": N_("on which day the company said that it needs longer"),
                "outcome": N_("what came of it"),
                "outcome_on": N_("on which day"),
                "id": _A_NUMBER,
            },
        ),
        "jobs": Kept(
            why=N_(
                "what Tern has to do for you and when: look whether a letter arrived, remind you, "
                "tell you that a member has a card, erase what it holds on you"
            ),
            when=(
                "you send the form of a letter, press “I sent it”, “Remind me” or “Tell me when "
                "they arrive”, or confirm `/me delete`; some are for a server or for Tern itself "
                "and name nobody"
            ),
            columns={
                "user_id": _YOU,
                "kind": N_("what is to be done"),
                "case_id": N_("the number of the letter or other thing it is about"),
                "due_at": N_("when it is due"),
                "free_at": N_("when it is tried again"),
                "attempts": N_("how often it was tried"),
                "held": N_("whether it waits for your next command"),
                "created_at": N_("when that was noted"),
                "id": _A_NUMBER,
            },
        ),
        "bounces": Kept(
            why=N_(
                "that your letter to a company's address came back, so that others can be warned "
                "of the address"
            ),
            when="you say that a letter came back",
            columns={
                "user_id": _YOU,
                "platform": _ABOUT_A_PLATFORM,
                "address": N_("its published e-mail address"),
                "reported_at": N_("when you said so"),
            },
        ),
        "cards": Kept(
            why=N_("your forwarding cards, so that others in a server can find you"),
            when="you use `/migrate to`",
            columns=_CARD,
        ),
        "removed_cards": Kept(
            why=N_(
                "cards you took away, for a day, so that you can put them back (one that a "
                "moderator hid: 30 days, so that it stays hidden)"
            ),
            when="you use `/migrate remove`",
            columns={**_CARD, "removed_at": N_("when you took it away")},
        ),
        "card_owners": Kept(
            why=N_("whether you are still in a server where you have a card"),
            when="you use `/migrate to`, or refuse to be asked about",
            columns={
                "user_id": _YOU,
                "guild_id": _SERVER,
                "seen_at": N_("when you were last seen there"),
                "checked_at": N_("when Tern last looked"),
                "gone_at": N_("since when you are not there"),
                "takes_asks": N_("whether others may ask to be told of you"),
            },
        ),
        "asks": Kept(
            why=N_("that you asked to be told when somebody has a card"),
            when="you press “Tell me when they arrive”",
            columns={
                "user_id": _YOU,
                "guild_id": _SERVER,
                "reader": _READER,
                "asked_at": N_("when you asked"),
                "id": _A_NUMBER,
            },
        ),
        "asked_about": Kept(
            why=N_("that somebody asked to be told when you have a card; for 90 days"),
            when="another member presses “Tell me when they arrive” about you",
            columns={
                "user_id": _YOU,
                "guild_id": _SERVER,
                "asked_at": N_("when they asked"),
                "ask_id": _A_NUMBER,
            },
        ),
        "follow_files": Kept(
            why=N_("how many follow files you made today, because there is a limit"),
            when="you use `/migrate follow`",
            columns={
                "user_id": _YOU,
                "day": N_("the day"),
                "made": N_("how many"),
            },
        ),
        "follows": Kept(
            why=N_("which platforms' changes of terms you want to hear of, because you asked"),
            when="you use `/policy follow`",
            columns={
                "user_id": _YOU,
                "platform": _ABOUT_A_PLATFORM,
                "which": N_("which changes you want to hear of"),
                "reader": _READER,
                "asked_at": N_("when you asked"),
            },
        ),
        "change_notices": Kept(
            why=N_(
                "of which changes you were told or are to be told, so that you are told once; for "
                "90 days"
            ),
            when="a platform that you follow changed its terms",
            columns={
                "user_id": _YOU,
                "change_id": N_("the number of the change"),
                "made_at": N_("when it was found"),
                "ended_at": N_("when you were told"),
                "id": _A_NUMBER,
            },
        ),
        "card_reports": Kept(
            why=N_("which cards you reported to moderators, who do not learn that it was you"),
            when="you report a card",
            columns={
                "user_id": _YOU,
                "guild_id": _SERVER,
                "card_id": N_("the number of the card"),
                "reported_at": N_("when you reported it"),
                "settled": N_("whether moderators have looked at it"),
            },
        ),
        "cell_people": Kept(
            why=N_(
                "in which published figures you were counted, so that a figure changes only when "
                "enough people changed"
            ),
            when="a server's statistics are published and you have a card or a letter there; or "
            "what came of letters is published over all servers and you told Tern of yours",
            columns={
                "user_id": _YOU,
                "guild_id": _SERVER,
                "cell": N_("which figure it was"),
            },
        ),
        "answer_marks": Kept(
            why=N_(
                "that somebody asked about a platform this week, so that each person counts once; "
                "without your id, and gone when the week closes"
            ),
            when="you use `/policy show` or `timeline` in a server that has statistics",
            columns={
                "guild_id": _SERVER,
                "platform": _ABOUT_A_PLATFORM,
                "mark": N_("a hash of your user id under a key that is destroyed with it"),
            },
        ),
        "answer_keys": Kept(
            why="the key of these hashes for the week; nothing about people",
            when="somebody is first counted in a week",
            columns={"guild_id": _EVERY_SERVER, "key": "a random key"},
        ),
        "guild_settings": Kept(
            why="what a server's moderators chose; nothing about people",
            when="a moderator uses `/settings`",
            columns={
                "guild_id": _EVERY_SERVER,
                "cards": "whether forwarding cards are on",
                "moderator_role": "which role may see statistics",
                "region": "which region answers are given for",
                "updated_at": "when that was chosen",
            },
        ),
        "postings": Kept(
            why="what a server has Tern post in its channels; nothing about people",
            when="a moderator uses `/settings digest`, `milestones`, `campaign` or `alerts`",
            columns={
                "guild_id": _EVERY_SERVER,
                "kind": "what is posted",
                "id": "a random number for it",
                "channel_id": "in which channel",
                "language": "in which language",
                "choices": "what the moderators chose",
                "done": "what was posted",
                "tried_mark": "the number of the last post",
                "tried_at": "when it was tried",
                "stopped": "why it was stopped",
                "stopped_at": "when it was stopped",
                "told": "whether the moderators were told",
            },
        ),
        "readings": Kept(
            why="how the last look at each policy text went; nothing about people",
            when="the watch is on and has read a text, or tried to",
            columns={
                "text_id": "the number of the text",
                "platform": "the platform",
                "etag": "what its server calls this version",
                "modified": "when it was changed, as its server says",
                "read_at": "when it was last read",
                "tried_at": "when that was last tried",
                "next_at": "when it is next",
                "failures": "how often in a row it could not be read",
                "problem": "why not",
                "problem_since": "since when",
            },
        ),
        "text_versions": Kept(
            why="what policy texts said, the last 20 versions of each; nothing about people",
            when="the watch has read a text that differs",
            columns={
                "text_id": "the number of the text",
                "read_at": "when it was first read so",
                "seen_at": "when it was last read so",
                "sentences": "its sentences, compressed",
            },
        ),
        "changes": Kept(
            why="what changed in policy texts; nothing about people",
            when="the watch has read a text that differs",
            columns={
                "id": "a random number for it",
                "platform": "the platform",
                "title": "the text's title",
                "url": "its address",
                "language": "its language",
                "seen_at": "when the former wording was last read",
                "found_at": "when the new one was",
                "because": "which words made it be ranked",
                "edits": "the sentences that differ, compressed",
                "checked_at": "when the operator said that the record holds it",
            },
        ),
        "alerts": Kept(
            why="what became of a change in a server that wants to hear of changes; nothing about "
            "people",
            when="the watch has found a change and the server has alerts on",
            columns={
                "guild_id": _EVERY_SERVER,
                "change_id": "the number of the change",
                "state": "whether it was drafted, posted or dropped",
                "updated_at": "when",
            },
        ),
        "reports": Kept(
            why="the statistics that a server sees until the next are published; no user ids",
            when="a moderator opens the statistics, then weekly; for all servers together, weekly",
            columns={
                "guild_id": _EVERY_SERVER,
                "published_at": "when they were published",
                "content": "the figures, and the counts they were made from",
            },
        ),
        "guild_keys": Kept(
            why="the secret by which a server's figures are rounded; nothing about people",
            when="a moderator first opens the statistics",
            columns={"guild_id": _EVERY_SERVER, "key": "a random key"},
        ),
        "erasures": Kept(
            why="which erasures this database knows of, so that a restored backup is seen to know "
            "fewer; nothing about people",
            when="a person or a server is to be erased",
            columns={"id": "the random number of an erasure"},
        ),
        "registered_commands": Kept(
            why="whether commands have to be registered with Discord again; nothing about people",
            when="Tern starts",
            columns={
                "application_id": "Tern's own id",
                "fingerprint": "a hash of the commands",
                "registered_at": "when they were registered",
            },
        ),
        "schema_version": Kept(
            why="how far the layout of the database is; nothing about people",
            when="a new version of Tern starts",
            columns={
                "number": "the number of a step",
                "name": "its name",
                "applied_at": "when it was done",
            },
        ),
    }
)

_BEGIN = "<!-- stored: made by `python -m bot schema --page FILE`; changes here are lost -->\n"
_END = "<!-- end of stored -->\n"


def renewed(page: str) -> str:
    """A page whose table of what is stored is made anew. Raises `ValueError` where the two comments
    that it stands between are missing."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"the page needs the lines {_BEGIN.strip()} and {_END.strip()}")
    return before + begin + "\n" + _table() + "\n" + end + after


def _table() -> str:
    rows = [("Table", "Why", "What is in it", "When it gets there"), ("---",) * 4]
    for name, kept in KEPT.items():
        what = ", ".join(dict.fromkeys(kept.columns.values()))
        rows.append((f"`{name}`", kept.why, what, kept.when))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
