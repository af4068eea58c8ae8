"""Pages of real shape for the watch's tests: those under pages/, and long ones made up here."""

from __future__ import annotations

from pathlib import Path

PAGES = Path(__file__).parent / "pages"

LANGUAGES = {"policy_ar": "ar", "policy_he": "he", "policy_ja": "ja", "policy_de": "de"}

_WHO = ("We", "Our partners", "Companies that work for us", "People whom you allow", "Authorities")
_DO = ("keep", "use", "look at", "give to others", "delete", "compare", "measure")
_WHAT = ("your pictures", "the words below them", "your address", "your payments", "your messages")
_WHEN = ("while you have an account", "when the law asks for it", "if you agree", "for two years")


def page(name: str) -> str:
    return (PAGES / f"{name}.html").read_text("utf-8")


def sentence(number: int) -> str:
    """The same for a number always, and another for every other."""
    who, do = _WHO[number % 5], _DO[number // 5 % 7]
    return f"{who} {do} {_WHAT[number // 35 % 5]} in case {number} {_WHEN[number // 175 % 4]}."


def long_page(paragraphs: int, *, chrome: str = "", lang: str = "en", start: int = 0) -> str:
    """A policy with two sentences in a paragraph and a heading before every tenth."""
    parts = []
    for index in range(start, start + paragraphs):
        if index % 10 == 0:
            parts.append(f'<h2 id="s{index}">{index // 10 + 1}. What else we do</h2>')
        first, second = sentence(2 * index), sentence(2 * index + 1)
        parts.append(f'<p class="x"><span>{first}</span> <a href="#">{second}</a></p>')
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>Privacy Policy</title></head><body>'
        f"<nav>Home Art Shop</nav>{chrome}<main><h1>Privacy Policy</h1>"
        f"{''.join(parts)}</main><footer>build 77a1</footer></body></html>"
    )
