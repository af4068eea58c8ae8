"""Words stand out from what they stand on: WCAG 2.2, success criterion 1.4.3 (level AA)."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from bot.local_discord import page

ENOUGH = 4.5
PAIRS = [
    *product(
        ("text", "strong", "muted", "link"), ("rail", "side", "panel", "main", "raised", "sunken")
    ),
    *product(("text", "muted", "link"), ("hover", "own")),
    *product(("on-colour",), ("accent", "accent-hover", "good", "good-hover", "bad", "bad-hover")),
    *product(("strong",), ("neutral", "neutral-hover")),
    *product(("warn",), ("main", "raised", "hover")),
    ("mention-text", "mention"),
]


def themes() -> dict[str, dict[str, str]]:
    """The colours of both themes by name; light keeps those of dark that it does not name."""
    css = (Path(page.__file__).parent / "static" / "base.css").read_text()
    dark, light = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", dark))
    return {"dark": colours, "light": colours | dict(re.findall(r"--([\w-]+): (#\w+);", light))}


def luminance(colour: str) -> float:
    """Relative luminance of "#rgb" or "#rrggbb", as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_words_are_legible(theme: str) -> None:
    colours = themes()[theme]
    faint = {}
    for words, ground in PAIRS:
        low, high = sorted((luminance(colours[words]), luminance(colours[ground])))
        ratio = (high + 0.05) / (low + 0.05)
        if ratio < ENOUGH:
            faint[f"{words} on {ground}"] = round(ratio, 2)
    assert faint == {}
