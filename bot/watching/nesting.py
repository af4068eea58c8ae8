"""Whether a page can be parsed without harm.

The HTML standard asks for work that grows with the square of what is nested and never closed:
every paragraph looks through all open elements (section 13.2.4.2), and every new one opens all
formatting elements again that were left open (13.2.4.3). A page of some kilobytes can ask for
gigabytes. Real pages have a few hundred elements in each other at most. So it is with attributes:
each is compared with all others of its tag (13.2.5.33).
"""

from __future__ import annotations

import re
from typing import Final

DEEPEST: Final = 1_000
MOST_REPEATED: Final = 3_000_000
"""Formatting elements left open, times all tags."""

MOST_TAGS: Final = 100_000
"""The longest terms that are known have about 20,000."""

MOST_ATTRIBUTES: Final = 30_000
"""Of one tag."""

_FEW_TAGS = 5_000

_CLOSES_ITSELF = (
    "p|li|dd|dt|tr|td|th|option|optgroup|thead|tbody|tfoot|colgroup|a|nobr|area|base|br|col|embed"
    "|hr|img|input|link|meta|param|source|track|wbr|path|rect|circle|use|g|svg|line|polygon|html"
    "|head|body|rp|rt|button"
)
_FORMATS = "b|big|code|em|font|i|s|small|strike|strong|tt|u"
_TAG = re.compile(
    rf"<(/?)(?!(?:{_CLOSES_ITSELF})[\s/>])(?:({_FORMATS})|[a-z][\w-]*+)(?=[\s/>])", re.IGNORECASE
)
_FORMAT = re.compile(rf"<(?:{_FORMATS})[\s/>]", re.IGNORECASE)
"""What follows the name tells a tag from a comparison in a script: `i<b;`."""

_ATTRIBUTE = re.compile(
    r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
)
_LONG_TAG = re.compile(rf"<[a-z][^\s/>]*+(?:{_ATTRIBUTE.pattern})*+", re.IGNORECASE)


def is_bearable(html: str) -> bool:
    """Whether its elements are nested, and left open, as in pages that people write."""
    tags = html.count("<")
    if tags > MOST_TAGS or _has_long_tag(html):
        return False
    if tags <= _FEW_TAGS and len(_FORMAT.findall(html)) * tags <= MOST_REPEATED:
        return True
    depth = formats = most_formats = 0
    for found in _TAG.finditer(html):
        step = -1 if found[1] else 1
        depth = max(0, depth + step)
        if depth > DEEPEST:
            return False
        if found[2]:
            formats = max(0, formats + step)
            most_formats = max(most_formats, formats)
    return most_formats * tags <= MOST_REPEATED


def _has_long_tag(html: str) -> bool:
    parts = len(html.split()) + html.count("/") + html.count('"') + html.count("'")
    return parts > MOST_ATTRIBUTES and any(
        len(_ATTRIBUTE.findall(found[0])) > MOST_ATTRIBUTES
        for found in _LONG_TAG.finditer(html)
        if len(found[0]) > 2 * MOST_ATTRIBUTES
    )
