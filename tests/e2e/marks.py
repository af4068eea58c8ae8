"""Text that means something to what reads it, and whether it still does where Tern shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import strategies as st

MARKDOWN = (
    "**zqbold**", "__zqunder__", "*zqitalic*", "_zqslant_", "~~zqgone~~", "||zqhidden||",
    "`zqcode`", "```zqfence", "\n```\nzqblock\n```\n", "\n# zqhead", "\n-# zqsmall", "\n> zqquote",
    "\n>>> zqquotes", "\n- zqlist", "\n1. zqnumber", "[zqlink](https://zqlink.example)",
    "https://zqurl.example/a_b", "<https://zqurl.example>", "zq@zqmail.example",
)  # fmt: skip
MENTIONS = (
    "@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "</about:1>", "<:zq:1>", "<a:zq:1>",
    "<t:0:R>", "<id:customize>",
)  # fmt: skip
CODE = (
    "{{ 7*7 }}", "{% include '/etc/passwd' %}", "{0.__class__}", "{platform}", "{", "}", "%s", "%n",
    '#read("/etc/passwd")', "#eval(\"1\")", "$x$", "\\", "\\\\", "'; DROP TABLE cards; --", '"',
    "=HYPERLINK(\"https://zqurl.example\")", "+1", "<script>zq</script>", "&amp;", "]]>",
    "../../etc/passwd", "C:\\CON", "a\r\nX-Zq: 1", ":", "letter:v1:x",
)  # fmt: skip
CHARACTERS = (
    "\0", "\x1b[31m", "\u202ezq\u202c", "\u2066", "\u200b", "\ufeff", "\U0001f469\u200d",
    "\u0301" * 9, "\uffff", "\U0010ffff", "ﷺ", "İ", "ß", "١٢", "x" * 200, "\n" * 20, " " * 90,
)  # fmt: skip


def hostile() -> st.SearchStrategy[str]:
    """A few of these after another, and anything between them."""
    pieces = st.sampled_from((*MARKDOWN, *MENTIONS, *CODE, *CHARACTERS))
    return st.lists(pieces | st.text(max_size=8), min_size=1, max_size=12).map("".join)


_ACTIVE = {
    "emphasis": re.compile(r"\*\*zqbold|__zqunder|\*zqitalic|_zqslant|~~zqgone|\|\|zqhidden"),
    "a line of its own": re.compile(
        r"^(?:#{1,3}|-#|>{1,3}) +(?=zq)|^- zqlist|^1\. zqnumber", re.MULTILINE
    ),
    "a link": re.compile(r"\]\(https?://zq|https?://zq|=HYPERLINK\(.?https"),
    "a mention": re.compile(r"@everyone|@here|<(?:[@#][!&]?1>|id:|/about:|a?:zq:|t:0)"),
}


def wounds(content: str) -> Iterator[str]:
    """What typed text does in the Markdown of a text display; nothing where it is only shown."""
    active, code = _parted(content)
    if code is None:
        yield "code does not end"
        return
    for what, found in _ACTIVE.items():
        if at := found.search(active):
            yield f"{what}: {at[0]!r}"
    if any(inside.strip() in ("zqcode", "zqblock") for inside in code):
        yield "code"
    if active.count("**") % 2:
        yield "bold does not end"


def _parted(content: str) -> tuple[str, list[str] | None]:
    """What Discord reads as Markdown, a blank in place of each escaped sign, and what is code; None
    for code where some has no end."""
    active, code, at = "", [], 0
    while at < len(content):
        if content[at] == "\\" and not content[at + 1 : at + 2].isalnum():
            active, at = active + "\0", at + 2
            continue
        fence = next((f for f in ("```", "``", "`") if content.startswith(f, at)), None)
        if fence is None:
            active, at = active + content[at], at + 1
            continue
        end = content.find(fence, at + len(fence))
        if end < 0:
            return active, None
        code.append(content[at + len(fence) : end])
        active, at = active + "\0", end + len(fence)
    return active, code
