"""The text of a page: its lines, without what stands around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from bot.watching.nesting import is_bearable
from bot.watching.page import TooLargeError

LONGEST: Final = 1_000_000
"""Characters of a text; the longest terms that are known have about 300,000."""

_ALWAYS_DROPPED = (
    "script, style, noscript, template, iframe, object, embed, svg, canvas, video, audio, map,"
    " select, datalist, noembed, noframes, xmp, plaintext, head, dialog,"
    ' [role="dialog"], [role="alertdialog"], [role="search"], [role="menu"], [role="tooltip"],'
    " #onetrust-consent-sdk, #onetrust-banner-sdk, #CybotCookiebotDialog, #didomi-host,"
    " #usercentrics-root, #truste-consent-track, #qc-cmp2-container, .osano-cm-window,"
    " .cky-consent-container, .cc-window, .fc-consent-root, .skip-link, .breadcrumb, .breadcrumbs"
)
_LANDMARKS = (
    'nav, header, footer, aside, [role="navigation"], [role="banner"], [role="contentinfo"],'
    ' [role="complementary"]'
)
_HIDDEN = (
    '[hidden], [aria-hidden="true"], textarea, [style*="display:none" i],'
    ' [style*="display: none" i], [style*="visibility:hidden" i], [style*="visibility: hidden" i]'
)
_CONSENT = (
    '[id*="cookie" i], [class*="cookie" i], [id*="consent" i], [class*="consent" i],'
    ' [id*="gdpr" i], [class*="gdpr" i]'
)
_PRESSED = 'button, input, [role="button"], a[href="#"]'
_BUTTONS = "button, input"
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})

_LONG_HIDDEN = 300
"""Characters from which hidden text stays: sections are folded until somebody clicks on them."""

_LONGEST_BANNER = 2_500
"""Characters of the wordiest cookie banners; more is a policy about cookies."""

_MOST = 0.6
"""Of the page's text: who has so much of it is the page, whatever it is called."""

_ENOUGH = 0.4
"""Of the page's text: a main part with less is not taken for the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a page says. `lines` are its headings, paragraphs, list items and table rows; `language`
    is what the page calls its own (ISO 639, may be wrong), `scripts` how many scripts it has.
    `selected`: the record's selector found its part, or there is none."""

    lines: tuple[str, ...]
    title: str = ""
    language: str = ""
    asks_password: bool = False
    scripts: int = 0
    selected: bool = True

    @property
    def length(self) -> int:
        """In characters."""
        return sum(map(len, self.lines))


def extract(html: str, selector: str | None = None) -> Extract:
    """The text of the parts that the CSS selector names, else of main, article or body.

    Takes milliseconds: not for the event loop. Raises TooLargeError where the text is longer than
    any terms are, or the page so nested that it is meant to do harm.
    """
    if not is_bearable(html):
        raise TooLargeError
    tree = LexborHTMLParser(html, scripting=True)
    root, body = tree.css_first("html"), tree.body
    if root is None or body is None:
        return Extract(lines=())
    title = tree.css_first("title")
    scripts = len(tree.css("script"))
    asks_password = bool(tree.css('input[type="password"]'))
    chosen = _selected(tree, selector)
    for part in chosen or [body]:
        _clean(part)
    lines = [line for part in chosen or _main_parts(body) for line in _lines_of(part)]
    return Extract(
        lines=_bounded(lines),
        title=" ".join(title.text().translate(_LETTERS).split()) if title else "",
        language=(root.attributes.get("lang") or "").partition("-")[0].strip().lower(),
        asks_password=asks_password,
        scripts=scripts,
        selected=bool(chosen) or selector is None,
    )


def plain_lines(text: str) -> tuple[str, ...]:
    """The lines of a text without markup. Raises TooLargeError."""
    return _bounded(_lines(text))


def _bounded(lines: Iterable[str]) -> tuple[str, ...]:
    kept = tuple(lines)
    if sum(map(len, kept)) > LONGEST:
        raise TooLargeError
    return kept


# ---------------------------------------------------------------- which parts


def _selected(tree: LexborHTMLParser, selector: str | None) -> list[LexborNode]:
    """What the selector names, the outermost of what stands in each other."""
    if selector is None:
        return []
    try:
        found = tree.css(selector)
    except SelectolaxError:
        return []
    ids = {node.mem_id for node in found}
    return [node for node in found if not any(up.mem_id in ids for up in _above(node))]


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _main_parts(body: LexborNode) -> list[LexborNode]:
    enough = _size(body) * _ENOUGH
    for selector in ('main, [role="main"]', "article"):
        largest = max(body.css(selector), key=_size, default=None)
        if largest is not None and _size(largest) >= enough:
            return [largest]
    return [body]


def _size(node: LexborNode) -> int:
    return len(node.text())


def _clean(part: LexborNode) -> None:
    """Takes out what is not the text. Inner elements go before outer ones: what is taken out is
    gone with all that stands in it."""
    _drop(part, _CONSENT, _is_banner)
    _drop(part, _ALWAYS_DROPPED, lambda _: True)
    whole = _size(part)
    _drop(part, _LANDMARKS, lambda node: _size(node) < whole * _MOST)
    _drop(part, _HIDDEN, lambda node: _size(node) < _LONG_HIDDEN)
    _drop(part, _BUTTONS, lambda node: not any(up.tag in _TITLES for up in _near(node)))


def _drop(part: LexborNode, selector: str, is_dropped: Callable[[LexborNode], bool]) -> None:
    for node in reversed(part.css(selector)):
        if node.mem_id != part.mem_id and node.tag not in {"html", "body"} and is_dropped(node):
            node.decompose()


def _is_banner(node: LexborNode) -> bool:
    return _size(node) <= _LONGEST_BANNER and bool(node.css(_PRESSED))


def _near(node: LexborNode) -> Iterator[LexborNode]:
    """What a button stands in, a few elements up."""
    for _, parent in zip(range(3), _above(node), strict=False):
        yield parent


# ---------------------------------------------------------------- its lines

_BLOCKS = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol"
    " optgroup option p pre search section summary table tbody tfoot thead tr ul"
)
_MARKS: Final[Mapping[str, str]] = MappingProxyType(
    {**dict.fromkeys(_BLOCKS.split(), "\n"), "td": " | ", "th": " | ", "br": "\x1f"}
)

_TAG = re.compile(
    r"<(?:!--.*?--|[!?][^>]*|/?([a-z][^\s/>]*)(?>[^>\"]*(?:\"[^\"]*\"[^>\"]*)*))>", re.S
)
"""In HTML as the parser writes it: values are in double quotes, and no other `<` is left."""

_GOES_ON = re.compile(r"\x1f *(?=[a-zß-öø-ÿ])")
"""A single `br` inside of a sentence, after which it goes on with a small letter."""

_PREFORMATTED = re.compile(r"<pre\b.*?</pre>", re.S)


def _lines_of(part: LexborNode) -> Iterator[str]:
    html = part.html or ""
    if "<pre" in html:
        html = _PREFORMATTED.sub(lambda found: found[0].replace("\n", "<br>"), html)
    text = _GOES_ON.sub(" ", _TAG.sub(_mark, html.replace("\n", " "))).replace("\x1f", "\n")
    text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
    return _lines(text.replace("&amp;", "&"))


def _mark(found: re.Match[str]) -> str:
    name = found[1]
    if name is None or (name in {"td", "th"} and found[0].startswith("</")):
        return ""
    return _MARKS.get(name) or (" " if "-" in name else "")


def _lines(text: str) -> Iterator[str]:
    for line in unicodedata.normalize("NFC", text.translate(_LETTERS)).split("\n"):
        words = " ".join(line.split()).strip(" |")
        if any(map(str.isalnum, words)):
            yield words


_LETTERS: Final[Mapping[int, str | None]] = MappingProxyType(
    {
        **dict.fromkeys((*range(9), *range(14, 28), 0x7F)),  # control characters
        **dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF)),  # nothing to be seen
        **dict.fromkeys((0x200E, 0x200F, 0x61C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
        **dict.fromkeys(map(ord, "“”„‟"), '"'),
        **dict.fromkeys(map(ord, "‘’‚‛"), "'"),
        **dict.fromkeys(map(ord, "‐‑"), "-"),
        ord("…"): "...",
        ord("\r"): "\n",
        ord("ﬁ"): "fi",
        ord("ﬂ"): "fl",
        ord("ﬀ"): "ff",
        ord("ﬃ"): "ffi",
    }
)
"""Where typography has several letters for one, and marks of direction, which no reader sees."""
