"""YAML files -> plain values that remember their lines.

Only what the records need: text, lists, mappings, `true`, `false` and `null`. Everything else that
YAML 1.1 guesses (`no` as a boolean, `2026-07-23` as a timestamp, `010` as eight) stays the text
that was typed; the record types say where a number or a date is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.problems import Place, Problem, Steps, written

_BOOLEAN = "tag:yaml.org,2002:bool"
_NULL = "tag:yaml.org,2002:null"


class _Loader(yaml.CSafeLoader):
    """libyaml's parser with a shorter list of guesses, by the first character of a scalar."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the base class reads it from here
        "t": [(_BOOLEAN, re.compile("true$"))],
        "f": [(_BOOLEAN, re.compile("false$"))],
        "n": [(_NULL, re.compile("null$"))],
        "~": [(_NULL, re.compile("~$"))],
        "": [(_NULL, re.compile("$"))],
    }


@dataclass(frozen=True, slots=True)
class Document:
    """One file: the record as plain values, and the place of each of its parts."""

    file: Path
    value: dict[str, Any]
    places: Mapping[Steps, Place]

    @property
    def id(self) -> str:
        """The id that the file's name gives."""
        return self.file.stem

    def place(self, steps: Steps) -> Place:
        """Where a part stands; for a part that is not written down, where it would belong."""
        while steps not in self.places:
            steps = steps[:-1]
        return self.places[steps]

    def problem(self, steps: Steps, message: str, hint: str) -> Problem:
        return Problem(self.place(steps), written(steps), message, hint)


def read(file: Path) -> tuple[Document | None, list[Problem]]:
    """The file as a document, or None where it cannot be read; and everything wrong with it."""
    try:
        root = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"this is not YAML: {error.problem or error.context}"
        return None, [_unreadable(file, line, message, "Look at this line and the one above it")]
    except (yaml.YAMLError, UnicodeDecodeError):
        message = "the file holds bytes or characters that YAML does not allow"
        return None, [_unreadable(file, 1, message, "Save it as UTF-8 text")]
    if not isinstance(root, yaml.MappingNode):
        message = "the file holds no record"
        return None, [_unreadable(file, 1, message, "Begin with `id:` at the start of a line")]
    builder = _Builder(file)
    value = builder.build(root, ())
    return Document(file, value, builder.places), builder.problems


def _unreadable(file: Path, line: int, message: str, hint: str) -> Problem:
    return Problem(Place(file, line), "", message, hint)


@dataclass(slots=True)
class _Builder:
    """Turns YAML nodes into values, noting places and problems on the way."""

    file: Path
    places: dict[Steps, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _built: set[int] = field(default_factory=set)

    def build(self, node: yaml.Node, steps: Steps) -> Any:
        self.places.setdefault(steps, self._place(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._built:
            message = "this repeats another part through a YAML alias"
            self._report(node, steps, message, "Write the part out")
            return None
        self._built.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*steps, n)) for n, item in enumerate(node.value)]
        return self._mapping(node, steps)

    def _mapping(self, node: yaml.Node, steps: Steps) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(key, steps, "a key is not a word", "Write `key: value`")
            elif key.value in value:
                first = self.places[*steps, key.value].line
                message = f"`{key.value}` stands here a second time, first in line {first}"
                self._report(key, steps, message, "Keep one of the two")
            else:
                self.places[*steps, key.value] = self._place(key)
                value[key.value] = self.build(item, (*steps, key.value))
        return value

    @staticmethod
    def _scalar(node: yaml.ScalarNode) -> str | bool | None:
        if node.tag == _NULL:
            return None
        return node.value == "true" if node.tag == _BOOLEAN else str(node.value)

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.file, node.start_mark.line + 1)

    def _report(self, node: yaml.Node, steps: Steps, message: str, hint: str) -> None:
        self.problems.append(Problem(self._place(node), written(steps), message, hint))
