"""Babel on Python 3.11 does not look inside f-strings, so some twenty sentences could never be
translated, and the template differed from one Python to the next."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
MARKS = {"t": 1, "N_": 1, "UserError": 1, "locale_str": 1, "plural": 2}


def marked(tree: ast.AST) -> Iterator[str]:
    """Every literal sentence given to one of the marking functions, f-strings included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for argument in node.args[: MARKS.get(name, 0)]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def test_every_marked_sentence_is_in_the_template() -> None:
    with (ROOT / "bot" / "locale" / "tern.pot").open("rb") as file:
        messages = read_po(file)
    known = {
        part
        for message in messages
        for part in (message.id if isinstance(message.id, tuple) else (message.id,))
    }
    missing = {
        sentence: path.name
        for path in (ROOT / "bot").rglob("*.py")
        if "local_discord" not in path.parts
        for sentence in marked(ast.parse(path.read_text()))
        if sentence not in known
    }
    assert not missing
