"""What people type, made safe to keep and to print: nothing is interpreted, nothing is hidden."""

from __future__ import annotations

import unicodedata

_BIDI_OVERRIDES = frozenset(chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Characters that make text read in another order than it is stored (Unicode UAX #9: embeddings,
overrides and isolates). They let a letter show one thing and say another."""


def clean(text: str) -> tuple[str, bool]:
    """Without control, bidi-override and half characters; and whether there were any.

    Half characters are surrogates on their own, which no file can hold. Line breaks of every kind
    become `\\n`, tabs become spaces; that alone is not worth a word. Surrounding white space goes.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(
        c
        for c in unified
        if c == "\n" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _BIDI_OVERRIDES)
    )
    return kept.strip(), len(kept) != len(unified)


def shorter(text: str, length: int) -> str:
    """At most `length` characters, the last one an ellipsis where something is missing."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen: white space, invisible characters, or nothing at all."""
    return not any(unicodedata.category(c)[0] in "LNPS" for c in text)
