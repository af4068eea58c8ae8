"""Regions inherit: `base: eu` puts a record on top of another one.

A key of the record replaces the base's; `rights`, `periods` and `sources` are merged key by key, so
that a country can add a time of its own without repeating its base's; `counting` is one rule and
replaced whole. A base may have a base. What makes a record itself (its id, names, country, and that
nobody can choose a base) is never inherited.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.catalogue.problems import Problem, Steps
from bot.catalogue.reading import Document

_OWN = frozenset({"id", "name", "aliases", "territory", "choosable", "base"})
_MERGED = ("rights", "periods", "sources")


def inherit(
    documents: Mapping[str, Document], unreadable: Collection[str]
) -> tuple[list[Document], list[Problem]]:
    """Every document with what it inherits, and everything wrong with the bases they name.

    A document without its base is left out; where the base's file was unreadable, without a word,
    because that file is already reported.
    """
    whole: list[Document] = []
    problems: list[Problem] = []
    for document in documents.values():
        line, problem = _line(document, documents)
        if not problem:
            whole.append(_merge(line))
        elif line[-1].value["base"] not in unreadable:
            problems.append(problem)
    return whole, problems


def _line(
    document: Document, documents: Mapping[str, Document]
) -> tuple[list[Document], Problem | None]:
    """The document, its base, the base's base …"""
    line = [document]
    while isinstance(base := line[-1].value.get("base"), str):
        place = line[-1]
        if base not in documents:
            hint = f"Bases: {', '.join(sorted(_bases(documents)))}"
            return line, place.problem(("base",), f"no region is called “{base}”", hint)
        if documents[base] in line:
            hint = "Let one of the regions stand without a base"
            return line, place.problem(("base",), f"“{base}” inherits from this region", hint)
        if documents[base].value.get("choosable") is not False:
            hint = f"Write `choosable: false` in {base}, or inherit from another region"
            return line, place.problem(("base",), f"“{base}” is not a base", hint)
        line.append(documents[base])
    return line, None


def _bases(documents: Mapping[str, Document]) -> list[str]:
    return [id_ for id_, one in documents.items() if one.value.get("choosable") is False]


def _merge(line: list[Document]) -> Document:
    merged = line[-1]
    for document in reversed(line[:-1]):
        merged = _put_on(merged, document)
    farther = [base.id for base in line[2:]]
    within = merged.value.get("within", [])
    if farther and isinstance(within, list):
        merged.value["within"] = list(dict.fromkeys([*within, *farther]))
    return merged


def _put_on(base: Document, child: Document) -> Document:
    value = {key: item for key, item in base.value.items() if key not in _OWN} | child.value
    for key in _MERGED:
        ours, theirs = child.value.get(key), base.value.get(key)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            value[key] = theirs | ours

    def inherited(steps: Steps) -> bool:
        key, *rest = steps or ("id",)
        if key in _OWN:
            return False
        if key not in child.value:
            return True
        ours = child.value[key]
        return key in _MERGED and bool(rest) and isinstance(ours, dict) and rest[0] not in ours

    places = {steps: place for steps, place in base.places.items() if inherited(steps)}
    return Document(child.file, value, {**places, **child.places})
