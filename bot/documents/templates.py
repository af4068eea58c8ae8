"""The words of letters, read from `templates/letters/`.

`<language>/<kind>.j2` is the skeleton of a kind: what is the same under every law. It is a header
in YAML, a line `---`, and blocks:

    ## paragraph: demand
    [[demand]]

    ## item: ground for each sentence in grounds
    {{ sentence }}

A heading gives the block's role and its id. `## include: head` stands for the blocks of `_head.j2`
beside it. Inside a block is Jinja; lines of a paragraph may be broken anywhere. A block that comes
out empty is left out, and so is a heading with nothing under it. Blocks are told apart before they
are filled, and what people typed is only ever a value, so nothing in it can be taken for a heading
or for Jinja.

`<language>/laws/<law>.yaml` says what a law (a region or group of regions) puts in the places
`[[key]]`: under the kind, or under `common` for all of its kinds. A list makes one block an entry.
What a law does not say is taken from `everywhere`; what nobody says is empty. A law without the
kind does not have the letter. `facts` under a kind overrides the skeleton's header.

A folder `<language>-<group>` holds, for people in that group of regions, in place of the language's
own: `pt-eu` is the Portuguese of Portugal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

import jinja2
import yaml

from bot.core.models import Block, BlockRole, Ground, LetterKind, ReasonRule
from bot.documents.words import listed, locale_of, stopped, tidy, written
from bot.errors import StartupError

EVERYWHERE = "everywhere"
"""The law that holds where no other does."""

_INCLUDE = re.compile(r"^## include: (\w+)$", re.MULTILINE)
_HEADING = re.compile(
    r"^## (?P<role>\w+): (?P<id>[a-z][a-z-]*)(?: for each (?P<one>\w+) in (?P<all>\w+))?$",
    re.MULTILINE,
)
_KEY = re.compile(r"\[\[([a-z][a-z-]*)\]\]")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LEFT_OVER = re.compile(r"\[\[|\]\]|\{[{%#]|[}%#]\}")
_ROLES: Mapping[str, BlockRole] = {role: role for role in get_args(BlockRole)}
_KINDS: Mapping[str, LetterKind] = {kind: kind for kind in get_args(LetterKind)}
_LINES_MATTER: frozenset[BlockRole] = frozenset({"sender", "recipient", "signature"})
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A block before it is filled. With `items` it is filled once for each of them."""

    role: BlockRole
    id: str
    source: str
    item: str | None
    items: str | None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A kind of letter in one language, with places for the words of a law."""

    facts: Mapping[str, Any]
    slots: tuple[Slot, ...]

    @property
    def keys(self) -> frozenset[str]:
        """What a law can say in it."""
        return frozenset(key for slot in self.slots for key in _KEY.findall(slot.source))


class LetterTemplate:
    """One letter under one law in one language; implements `bot.core.ports.Template`."""

    def __init__(
        self,
        language: str,
        skeleton: Skeleton,
        words: Mapping[str, Any],
        environment: jinja2.Environment,
    ) -> None:
        facts = {**skeleton.facts, **words.get("facts", {})}
        self.reviewed: date | None = facts["reviewed"]
        self.reviewed_by: str | None = facts["reviewed_by"]
        self.grounds: bool = facts["grounds"]
        self.reason: ReasonRule = facts["reason"]
        self.language = language
        self.slots = tuple(
            filled for slot in skeleton.slots for filled in _worded(slot, words, language)
        )
        self._named = tidy(str(words.get("named", "")), language)
        self._environment = environment

    @cached_property
    def _compiled(self) -> Sequence[tuple[Slot, jinja2.Template]]:
        return [(slot, self._environment.from_string(slot.source)) for slot in self.slots]

    def named(self, values: Mapping[str, Any]) -> str:
        """See `bot.core.ports.Template.named`."""
        with _missing():
            return self._environment.from_string(self._named).render(values)

    def render(self, values: Mapping[str, Any]) -> tuple[Block, ...]:
        """See `bot.core.ports.Template.render`."""
        locale = locale_of(self.language, values.get("territory"))
        with _missing():
            blocks = [block for block in self._filled({**values, "locale": locale}) if block.text]
        return tuple(_with_something_under_each_heading(blocks))

    def _filled(self, values: Mapping[str, Any]) -> Iterator[Block]:
        for slot, template in self._compiled:
            if slot.item is None or slot.items is None:
                yield from _blocks(slot, template.render(values))
                continue
            for number, one in enumerate(values[slot.items], start=1):
                text = template.render({**values, slot.item: one}).strip()
                yield Block(id=f"{slot.id}-{number}", role=slot.role, text=text)


class _Folder:
    """The words in one language, or in its form for a group of regions."""

    def __init__(self, path: Path, environment: jinja2.Environment) -> None:
        self.language, _, self.group = path.name.partition("-")
        self.skeletons: dict[LetterKind, Skeleton] = {
            _KINDS[file.stem]: _read(file, _read_skeleton) for file in path.glob("[!_]*.j2")
        }
        self.laws: dict[str, Mapping[str, Any]] = {
            file.stem: _read(file, _read_law) for file in path.glob("laws/*.yaml")
        }
        grounds = path / "grounds.yaml"
        self.grounds = _read(grounds, _read_grounds) if grounds.exists() else {}
        self._environment = environment
        self._made: dict[tuple[LetterKind, str], LetterTemplate] = {}

    def letters(self) -> Iterator[tuple[LetterKind, str]]:
        """Kinds and laws for which there are words."""
        for law, words in self.laws.items():
            yield from ((kind, law) for kind in self.skeletons if kind in words)

    def template(self, kind: LetterKind, law: str) -> LetterTemplate:
        if (kind, law) not in self._made:
            self._made[kind, law] = LetterTemplate(
                self.language, self.skeletons[kind], self._words(kind, law), self._environment
            )
        return self._made[kind, law]

    def _words(self, kind: LetterKind, law: str) -> dict[str, Any]:
        """The closest word wins: the law on this kind, the law at large, then everywhere's."""
        said: dict[str, Any] = {}
        for words in (self.laws.get(EVERYWHERE, {}), self.laws[law]):
            said |= words.get("common", {}) | words.get(kind, {})
        return said


class Templates:
    """All letters under a folder; implements `bot.core.ports.Templates`.

    Raises `StartupError` for a file that cannot be read as words of letters.
    """

    def __init__(self, folder: Path) -> None:
        environment = jinja2.Environment(
            undefined=jinja2.StrictUndefined,
            finalize=_there,
            autoescape=False,  # noqa: S701 - a letter is plain text, not HTML
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(written=written, listed=listed)
        self._folders = {
            path.name: _Folder(path, environment)
            for path in sorted(folder.iterdir())
            if path.is_dir()
        }
        self._letters = {name: frozenset(one.letters()) for name, one in self._folders.items()}

    @property
    def kinds(self) -> frozenset[LetterKind]:
        """See `bot.core.ports.Templates.kinds`."""
        return frozenset(kind for found in self._letters.values() for kind, _ in found)

    @property
    def all_languages(self) -> Sequence[str]:
        """See `bot.core.ports.Templates.all_languages`."""
        return sorted(
            {self._folders[name].language for name, found in self._letters.items() if found}
        )

    def languages(self, kind: LetterKind, groups: Sequence[str]) -> Sequence[str]:
        """See `bot.core.ports.Templates.languages`."""
        law = self.law(kind, groups)
        if law is None:
            return ()
        return sorted({one.language for one in self._serving(groups, kind, law)})

    def find(self, kind: LetterKind, groups: Sequence[str], language: str) -> LetterTemplate:
        """See `bot.core.ports.Templates.find`."""
        law = self.law(kind, groups)
        if law is not None:
            for one in self._serving(groups, kind, law):
                if one.language == language:
                    return one.template(kind, law)
        raise LookupError(f"no {kind} in {language} for {groups}")

    def law(self, kind: LetterKind, groups: Sequence[str]) -> str | None:
        """The closest law that has this kind, in whatever language: the same one in all of them."""
        return next(
            (
                law
                for law in groups
                if any((kind, law) in found for found in self._letters.values())
            ),
            None,
        )

    def grounds(self, language: str, groups: Sequence[str] = ()) -> Mapping[str, Ground]:
        """See `bot.core.ports.Templates.grounds`."""
        for one in self._closest(groups):
            if one.language == language and one.grounds:
                return one.grounds
        return {}

    def _serving(self, groups: Sequence[str], kind: LetterKind, law: str) -> Iterator[_Folder]:
        for one in self._closest(groups):
            if (kind, law) in self._letters[_name(one)]:
                yield one

    def _closest(self, groups: Sequence[str]) -> list[_Folder]:
        """The folders that hold for these groups, a language's form for a group before its own."""
        holding = (one for one in self._folders.values() if not one.group or one.group in groups)
        return sorted(holding, key=lambda one: not one.group)


def _name(folder: _Folder) -> str:
    return f"{folder.language}-{folder.group}" if folder.group else folder.language


def _read(path: Path, reader: Callable[[Path], Any]) -> Any:
    """Whatever is wrong with a file, the operator is told in which."""
    try:
        return reader(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise StartupError(f"{path} is not a template Tern can read: {error!r}") from error


def _read_skeleton(path: Path) -> Skeleton:
    header, _, body = path.read_text("utf-8").partition("\n---\n")
    facts = yaml.load(header, yaml.CSafeLoader)
    if not facts.keys() >= {"reviewed", "reviewed_by", "grounds", "reason"}:
        raise ValueError("the header lacks a fact")
    return Skeleton(facts=facts, slots=tuple(_slots(_included(path.parent, body))))


def _read_law(path: Path) -> Mapping[str, Any]:
    """Kind, or `common`, to key to words. Raises `ValueError` for what is neither."""
    law: dict[str, dict[str, Any]] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    for kind, words in law.items():
        if kind != "common" and kind not in _KINDS:
            raise ValueError(f"{kind} is no kind of letter")
        for key, said in words.items():
            if key != "facts" and not all(
                isinstance(one, str) for one in (said if isinstance(said, list) else [said])
            ):
                raise ValueError(f"{kind}: {key} is not made of words")
    return law


def _read_grounds(path: Path) -> Mapping[str, Ground]:
    return {
        id_: Ground(label=one["label"], sentence=tidy(one["sentence"], path.parent.name))
        for id_, one in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).items()
    }


def _included(folder: Path, text: str) -> str:
    while _INCLUDE.search(text):
        text = _INCLUDE.sub(lambda found: (folder / f"_{found[1]}.j2").read_text("utf-8"), text)
    return text


def _slots(text: str) -> Iterator[Slot]:
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        yield Slot(
            role=_ROLES[heading["role"]],
            id=heading["id"],
            source=text[heading.end() : end].strip(),
            item=heading["one"],
            items=heading["all"],
        )


def _worded(slot: Slot, words: Mapping[str, Any], language: str) -> Iterator[Slot]:
    """The slot with the words of a law in their places; one slot an entry where it has a list.

    Raises `ValueError` for anything left that only a template may hold.
    """
    alone = _KEY.fullmatch(slot.source)
    said = words.get(alone[1]) if alone else None
    if isinstance(said, list):
        for number, text in enumerate(said, start=1):
            one = replace(slot, id=f"{slot.id}-{number}", source=text)
            yield from _worded(one, words, language)
        return
    source = _KEY.sub(lambda found: str(words.get(found[1], "")), slot.source)
    if slot.role not in _LINES_MATTER:
        source = tidy(source, language)
    if left := _LEFT_OVER.search(_JINJA.sub("", source)):
        raise ValueError(f"{left[0]} is left in {slot.id}: {source}")
    yield replace(slot, source=source)


def _blocks(slot: Slot, rendered: str) -> Iterator[Block]:
    """No block holds a blank line: a paragraph with some becomes several, numbered."""
    pieces = [piece.strip() for piece in _BLANK_LINES.split(stopped(rendered.strip()))]
    if slot.role != "paragraph" or len(pieces) == 1:
        yield Block(id=slot.id, role=slot.role, text="\n".join(pieces))
        return
    for number, piece in enumerate(pieces, start=1):
        yield Block(id=f"{slot.id}-{number}", role=slot.role, text=piece)


def _with_something_under_each_heading(blocks: Sequence[Block]) -> Iterator[Block]:
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        has_some = after is not None and after.role in ("paragraph", "item")
        if block.role != "heading" or has_some:
            yield block


@contextmanager
def _missing() -> Iterator[None]:
    try:
        yield
    except (jinja2.UndefinedError, KeyError) as error:
        raise ValueError(f"A value is missing for the letter: {error}") from error


def _there(value: Any) -> Any:
    """A letter never says "None"."""
    if value is None:
        raise ValueError("A value is missing for the letter.")
    return value
