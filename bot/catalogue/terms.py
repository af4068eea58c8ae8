"""Words as the search sees them: what is left out, what is the same word, what means the same."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.catalogue.search import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

STOP = frozenset(
    """
    a an the this that these those there here it its im ive id ill i me my mine myself you your
    yours we our ours they them their theirs he she his her who whose us all any some every each
    is are was were be been being am do does did doing done has have had having can could will
    would shall should may might must isnt arent wasnt dont doesnt didnt cant wont won t s d ll m
    re ve n no not nor only yes so too very just even also still yet ever now then than if when
    where what which why how whether while because and or but as at by for from in into of off on
    onto out over up down to with without about against between through during before after again
    once both more most other another such own same few much many something anything nothing
    someone somebody anyone anybody everyone everybody people person guy guys folks hey hi hello
    please thanks thank help tell told say says said know knows think thinks thought wonder
    wondering heard hear hearing friend friends says want wants like likes need needs get gets got
    getting go goes going gone make makes made making take takes took taking thing things stuff
    way ways really actually ok okay lol pls plz u ur let lets lot new use uses used using user
    live lives living happen happens happened supposed mean
    means question answer exactly etc via per
    """.split()  # noqa: SIM905 - 400 quoted words are not easier to read
)
"""English words that say nothing about what is asked."""

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

OBJECT = "optout"
"""The one word for all the ways to say no; none of its kind is written so anywhere."""

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "opt out": "optout",
        "opted out": "optout",
        "opting out": "optout",
        "opts out": "optout",
        "say no": "optout",
        "turn off": "optout",
        "turned off": "optout",
        "switch off": "optout",
        "switched off": "optout",
        "do anything against": "optout",
        "stop using": "optout",
        "by default": "bydefault",
        "direct message": "dm",
        "direct messages": "dm",
        "fair use": "fairuse",
        "data set": "dataset",
        "data sets": "dataset",
        "close down": "closed",
        "shut down": "closed",
        "under age": "minor",
        "under 18": "minor",
        "terms of service": "terms",
        "no ai": "noai",
        "robots txt": "robotstxt",
        "a i": "ai",
        "third party": "thirdparty",
        "third parties": "thirdparty",
        "with whom": "thirdparty",
        "data protection officer": "controller",
        "data controller": "controller",
        "write to": "controller",
        "an account": "account",
        "without account": "accountless",
        "no account": "accountless",
        "don t have account": "accountless",
        "not have account": "accountless",
        "other people": "others",
        "other accounts": "others",
    }
)
"""What is one word to those who say it, or means another one only as a whole."""

ALIKE = (
    (0.8, "optout object refuse decline opposition"),
    (0.6, "optout stop prevent disable setting switch forbid avoid block"),
    (0.5, "object withdraw consent permission choice"),
    (0.8, "train learn teach feed training"),
    (0.4, "train read see look"),
    (0.9, "optout opt"),
    (0.6, "safe protect train"),
    (0.8, "deadline long wait days weeks month reply respond response"),
    (0.5, "train scrape crawl collect harvest scraper crawler steal"),
    (0.9, "ai artificial aiart generative"),
    (0.9, "dm dms message chat inbox whisper pm messages"),
    (0.8, "picture photo image art artwork pic"),
    (0.8, "picture drawing painting illustration sketch"),
    (0.7, "art artwork work picture creation"),
    (0.6, "picture video work portfolio upload"),
    (0.7, "post tweet upload publish toot"),
    (0.8, "delete remove erase deletion erasure reset"),
    (0.8, "close delete deactivate quit leave closed"),
    (0.7, "private locked protected"),
    (0.8, "account profile"),
    (0.8, "assistant bot chatbot chat"),
    (0.8, "sell license licence share partner deal sold"),
    (0.7, "company companies others thirdparty firm"),
    (0.9, "broke broken break bypass defeat crack"),
    (0.8, "sue suing lawsuit court case litigation suit trial sued claim"),
    (0.8, "complain complaint authority regulator dpa"),
    (0.7, "regulator authority dpc ico watchdog"),
    (0.8, "pause halt suspend postpone stop"),
    (0.8, "ban banned forbidden allow allowed prohibit"),
    (0.8, "repost reshare share others else"),
    (0.8, "retroactive past already earlier history future"),
    (0.8, "minor child children kid teen teenager young"),
    (0.8, "address controller contact email operator officer mail"),
    (0.8, "law legal legally right rights"),
    (0.8, "copy access export download"),
    (0.8, "money pay paid cost price free business fund funding"),
    (0.8, "closed close shut dead end running alive active"),
    (0.8, "music song track audio"),
    (0.8, "musician singer artist"),
    (0.8, "letter petition open"),
    (0.8, "import move transfer migrate export"),
    (0.8, "leak breach hack hacker scrape hacked"),
    (0.8, "hoax rumour rumor chain fake"),
    (0.8, "default bydefault automatically automatic"),
    (0.7, "separate separately individually single"),
    (0.8, "prove evidence proof output"),
    (0.8, "reservation reserve tdm mining"),
)
"""Words that artists use for the same thing, with what a match through them is worth beside one of
the word itself. Words of other languages become English ones before: `bot/catalogue/tongues.py`."""

PEOPLE: Mapping[str, str] = MappingProxyType(
    {
        "eu": "eu",
        "eea": "eu",
        "europe": "eu",
        "european": "eu",
        "american": "us-other",
        "americans": "us-other",
        "british": "uk",
        "german": "eu-de",
        "french": "eu-fr",
        "spanish": "eu-es",
        "italian": "eu-it",
        "dutch": "eu-nl",
        "polish": "eu-pl",
        "portuguese": "eu-pt",
        "irish": "eu-ie",
        "austrian": "eu-at",
        "swiss": "ch",
        "swedish": "eu-se",
        "danish": "eu-dk",
        "norwegian": "eea-no",
        "brazilian": "br",
        "canadian": "ca",
        "australian": "au",
        "japanese": "jp",
        "korean": "kr",
        "indian": "in",
        "mexican": "mx",
    }
)
"""Regions by their people and languages, and the base that nobody can choose but many name:
Unicode CLDR has the names of countries only."""

ORDINARY = frozenset({"post", "th"})
"""Names of platforms that are words of their own: alone they do not mean the platform."""

ASPECTS: Mapping[str, str] = MappingProxyType(
    {
        "training": "train train ai ai default",
        "public_posts": "public post post train ai",
        "images": "picture picture art video train ai",
        "captions": "caption caption text train ai",
        "comments": "comment comment reply train ai",
        "private_posts": "private private account account post train ai",
        "messages": "private message message dm dm train ai",
        "ai_chats": "chat chat ai assistant assistant prompt train",
        "minors": "minor minor under 18 train ai",
        "people_without_account": "accountless accountless train ai",
        "third_parties": "thirdparty thirdparty sell sell license share company ai",
        "legal_basis": "legal basis basis law",
        "opt_outs": "optout optout object object stop ai train form setting picture post account",
        "limits": "cover cover limit optout past",
        "operators": "controller controller address address company contact",
        "not_covered": "cover cover optout others others past past",
        "besides": "protect instead",
        "cautions": "caution",
        "conflicts": "contradict disagree wrong",
        "ai_art": "ai art rule rule allowed allowed banned banned label",
        "scraping": "scrape scrape scraper scraper protection",
        "import_tools": "import import portfolio move",
        "business": "business business money pay pay owner",
        "closing": "close close delete delete account account",
        "status": "status closed closed active running",
        "timeline": "date",
        "object": "object object right law ai train optout optout",
        "erasure": "delete delete erasure right law",
        "access": "access access copy copy data right law",
        "restrict": "restrict restrict right law",
        "withdraw_consent": "withdraw withdraw consent consent right law",
        "opt_out_of_sale": "sale sale optout right law",
        "tdm_reservation": "tdm reservation reservation text data mining mining right law",
        "complaint": "complain complain complaint authority authority right law ai train",
        "authorities": "authority authority complain complain regulator address ai train",
        "laws": "law law act",
        "answer": "deadline deadline long long object access optout company law",
        "does": "work protect purpose",
        "obeyed": "obey obey respect follow honour",
        "cost": "cost cost price free money",
        "broken_by": "broken broken break attack defeat bypass",
        "steps": "set apply steps",
        "stands": "status outcome now",
        "truth": "true claim rumour hoax work",
    }
)
"""What a fact is about besides its own words, by its aspect or part: what it answers. Twice is
what it answers above all."""

_COMMON = """
    picture photo image art artwork pic drawing painting illustration sketch video work portfolio
    post young kid child children company name date form text free money price cost paid pay letter
    open song track music past before history end running look see read young mail email contact
    address steps set apply now move show leave left label reply learn teach
"""
"""Words that the tables below and above hold and that are as often asked about anything else."""

_SUBJECTS = "terms policy copyright gdpr dataset fairuse noai robotstxt meta website metadata"
"""Words that no table holds and that are asked about nothing else."""

_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ations", ""), ("ation", ""), ("ings", ""), ("ing", ""),
    ("ions", ""), ("ion", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip
"""What English adds to a word, longest first where one ends in the other."""

_SHORTEST = 3


def stem(word: str) -> str:
    """The word without its ending; "training", "trained" and "trains" are one word.

    Cuts more than a grammar would: it only has to cut alike in questions and in records.
    """
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            cut = word[: len(word) - len(ending)]
            if len(cut) >= _SHORTEST:
                return _DOUBLED.sub(r"\1", cut) + instead
    return word


def words(text: str, phrases: Mapping[str, str] = PHRASES) -> list[str]:
    """The words of a text, folded, with phrases made one word. Nothing is left out."""
    folded = f" {fold(text)} "
    for phrase, meant in phrases.items():
        if phrase in folded:
            folded = folded.replace(f" {phrase} ", f" {meant} ")
    return folded.split()


def telling() -> frozenset[str]:
    """Stems that show that a question is about what Tern knows."""
    said = [*ASPECTS.values(), *(group for _, group in ALIKE), *MONTHS, _SUBJECTS]
    stems = {stem(word) for text in said for word in words(text)}
    return frozenset(stems - {stem(word) for word in _COMMON.split()})


def alternatives() -> dict[str, dict[str, float]]:
    """Stem -> stems that mean the same, with what they are worth."""
    found: dict[str, dict[str, float]] = {}
    for worth, group in ALIKE:
        stems = {stem(fold(word)) for word in group.split()}
        for one in stems:
            others = found.setdefault(one, {})
            for other in stems - {one}:
                others[other] = max(worth, others.get(other, 0))
    return found
