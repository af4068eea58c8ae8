"""The words of letters, read from `templates/letters/`.

`<language>/<kind>.j2` holds for every region, `<language>/<kind>.<region or group>.j2` for that law
only. A template is a header in YAML, a line `---`, and blocks:

    ## paragraph: demand
    I object to {{ platform }} using my data.

    ## item: ground for each sentence in grounds
    {{ sentence }}

A heading gives the block's role and its id. `## include: head` stands for the blocks of `_head.j2`
beside it. Inside a block is Jinja; lines of a paragraph may be broken anywhere. A block that comes
out empty is left out. Blocks are told apart before they are filled, and what people typed is only
ever a value, so nothing in it can be taken for a heading or for Jinja.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

import jinja2
import yaml
from babel import Locale, UnknownLocaleError, dates, lists

from bot.core.models import Block, BlockRole, Ground, LetterKind, ReasonRule
from bot.errors import StartupError

_INCLUDE = re.compile(r"^## include: (\w+)$", re.MULTILINE)
_HEADING = re.compile(
    r"^## (?P<role>\w+): (?P<id>[a-z][a-z-]*)(?: for each (?P<one>\w+) in (?P<all>\w+))?$",
    re.MULTILINE,
)
_ROLES: Mapping[str, BlockRole] = {role: role for role in get_args(BlockRole)}
_LINES_MATTER: frozenset[BlockRole] = frozenset({"sender", "recipient", "signature"})
_BREAKABLE = re.compile(r"[ \n]+")
_BOUND = re.compile(
    r"((?:\b(?:[Aa]rts?|Abs|Nr|Buchst|ss?)\.)|\bnº|§§?) (?=\w)"
    r"| (?=(?:Abs|Buchst|Nr)\.)"
    r"|(?<=,) (?=§)"
)
"""Spaces at which a citation must not break: "Art. 21 Abs. 1", "s. 164A", "§ 2º"."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A block before it is filled. With `items` it is filled once for each of them."""

    role: BlockRole
    id: str
    source: str
    item: str | None
    items: str | None


class LetterTemplate:
    """One letter in one language; implements `bot.core.ports.Template`."""

    def __init__(self, path: Path, environment: jinja2.Environment) -> None:
        header, _, body = path.read_text("utf-8").partition("\n---\n")
        facts = yaml.safe_load(header)
        self.reviewed: date | None = facts["reviewed"]
        self.reviewed_by: str | None = facts["reviewed_by"]
        self.grounds: bool = facts["grounds"]
        self.reason: ReasonRule = facts["reason"]
        self.language = path.parent.name
        self.slots = tuple(_slots(_include(path.parent, body)))
        self._environment = environment

    @cached_property
    def _compiled(self) -> Sequence[tuple[_Slot, jinja2.Template]]:
        return [(slot, self._environment.from_string(slot.source)) for slot in self.slots]

    def render(self, values: Mapping[str, Any]) -> tuple[Block, ...]:
        """See `bot.core.ports.Template.render`."""
        locale = _locale(self.language, values.get("territory"))
        try:
            blocks = tuple(self._filled({**values, "locale": locale}))
        except (jinja2.UndefinedError, KeyError) as error:
            raise ValueError(f"A value is missing for the letter: {error}") from error
        return tuple(block for block in blocks if block.text)

    def _filled(self, values: Mapping[str, Any]) -> Iterator[Block]:
        for slot, template in self._compiled:
            if slot.item is None or slot.items is None:
                yield Block(id=slot.id, role=slot.role, text=template.render(values).strip())
                continue
            for number, one in enumerate(values[slot.items], start=1):
                text = template.render({**values, slot.item: one}).strip()
                yield Block(id=f"{slot.id}-{number}", role=slot.role, text=text)


class Templates:
    """All letters under a folder; implements `bot.core.ports.Templates`.

    Raises `StartupError` for a file that cannot be read as a template.
    """

    def __init__(self, folder: Path) -> None:
        environment = jinja2.Environment(
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # noqa: S701 - a letter is plain text, not HTML
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(written=_written, listed=_listed)
        self._letters: dict[tuple[str, str, str], LetterTemplate] = {}
        for path in sorted(folder.glob("*/[!_]*.j2")):
            kind, _, law = path.stem.partition(".")
            with _blame(path):
                template = LetterTemplate(path, environment)
            self._letters[kind, law or "everywhere", template.language] = template
        self._grounds = {
            path.parent.name: _read_grounds(path) for path in folder.glob("*/grounds.yaml")
        }

    @property
    def kinds(self) -> frozenset[LetterKind]:
        """See `bot.core.ports.Templates.kinds`."""
        found = {kind for kind, _, _ in self._letters}
        return frozenset(kind for kind in get_args(LetterKind) if kind in found)

    @property
    def all_languages(self) -> Sequence[str]:
        """See `bot.core.ports.Templates.all_languages`."""
        return sorted({language for _, _, language in self._letters})

    def languages(self, kind: LetterKind, groups: Sequence[str]) -> Sequence[str]:
        """See `bot.core.ports.Templates.languages`."""
        return sorted(
            {language for one, law, language in self._letters if one == kind and law in groups}
        )

    def find(self, kind: LetterKind, groups: Sequence[str], language: str) -> LetterTemplate:
        """See `bot.core.ports.Templates.find`."""
        for law in groups:
            if template := self._letters.get((kind, law, language)):
                return template
        raise LookupError(f"no {kind} in {language} for {groups}")

    def grounds(self, language: str) -> Mapping[str, Ground]:
        """See `bot.core.ports.Templates.grounds`."""
        return self._grounds.get(language, {})


def _include(folder: Path, text: str) -> str:
    return _INCLUDE.sub(lambda found: (folder / f"_{found[1]}.j2").read_text("utf-8"), text)


def _slots(text: str) -> Iterator[_Slot]:
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        role = _ROLES[heading["role"]]
        source = text[heading.end() : end].strip()
        if role not in _LINES_MATTER:
            source = _BREAKABLE.sub(" ", source)
        yield _Slot(
            role=role,
            id=heading["id"],
            source=_BOUND.sub(lambda found: f"{found[1] or ''}\N{NO-BREAK SPACE}", source),
            item=heading["one"],
            items=heading["all"],
        )


def _read_grounds(path: Path) -> Mapping[str, Ground]:
    with _blame(path):
        return {
            id_: Ground(label=one["label"], sentence=one["sentence"])
            for id_, one in yaml.safe_load(path.read_text("utf-8")).items()
        }


@contextmanager
def _blame(path: Path) -> Iterator[None]:
    """Whatever is wrong with a template, the operator is told in which file."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise StartupError(f"{path} is not a template Tern can read: {error!r}") from error


def _locale(language: str, territory: str | None) -> Locale:
    """How dates are written: by the habits of the person's country, where Babel knows them."""
    try:
        return Locale.parse(f"{language}_{territory}")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language)


@jinja2.pass_context
def _written(context: jinja2.runtime.Context, day: date) -> str:
    """A date with its month as a word."""
    return str(dates.format_date(day, "long", locale=context["locale"]))


@jinja2.pass_context
def _listed(context: jinja2.runtime.Context, items: Sequence[str]) -> str:
    """ "a, b and c"."""
    return lists.format_list(list(items), locale=context["locale"])
