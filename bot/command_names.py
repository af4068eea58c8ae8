"""What Tern's commands are called in another language, as the reader's Discord shows them.

Discord shows localised names and sends the English ones. `bot/locale/commands/<language>.yaml`
holds the names: `commands` by the English words of a command, its last one translated (`policy
show: zeigen`), and `options` by the English name of an option.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

_CODE = re.compile(r"`(/?)([a-z]+(?: [a-z]+)?)`")
"""A command, or a lone word that may be one of its group or an option, as sentences mark them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandNames:
    """The names in one language. What is not in them stays English, as in Discord."""

    commands: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> CommandNames:
        """Those of one file; none where there is no file. Raises `ValueError` for another shape."""
        if not path.is_file():
            return cls()
        try:
            return cls(**yaml.load(path.read_bytes(), yaml.CSafeLoader))
        except (yaml.YAMLError, TypeError) as error:
            raise ValueError(f"{path} does not hold `commands` and `options`: {error}") from error

    def name(self, words: str) -> str:
        """The last word of `policy show`, which is what Discord calls the command's name."""
        return self.commands.get(words, words.rpartition(" ")[2])

    def option(self, name: str, *, of: str = "") -> str:
        """An option's name, in the command `of` if that has one of its own."""
        return self.options.get(f"{of} {name}") or self.options.get(name, name)

    def typed(self, words: str) -> str:
        """`policy show` as its reader types it, without the stroke."""
        parts = words.split(" ")
        return " ".join(self.name(" ".join(parts[: n + 1])) for n in range(len(parts)))

    def within(self, sentence: str) -> str:
        """The sentence with its commands and options (`/policy show`, `region`) as in Discord."""
        if "`" not in sentence or not self.commands:
            return sentence
        group = ""

        def named(found: re.Match[str]) -> str:
            nonlocal group
            stroke, words = found.groups()
            if stroke:
                group = words.partition(" ")[0]
                return f"`/{self.typed(words)}`"
            beside = f"{group} {words}"
            return f"`{self.name(beside) if beside in self.commands else self.option(words)}`"

        return _CODE.sub(named, sentence)
