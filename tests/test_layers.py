"""The rules of the house: who may import whom, and where time, files and the environment are read.

Everything here is read from the source text; nothing of Tern is imported or run.
"""

from __future__ import annotations

import ast
import graphlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 400


@dataclass(frozen=True)
class Module:
    """One file of `bot/`. `package` is what its relative imports start from."""

    name: str
    package: str
    path: Path
    tree: ast.Module

    def problem(self, node: ast.AST, rule: str) -> str:
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}: {rule}"


@dataclass(frozen=True)
class Import:
    """One imported name. `runs` is False under `if TYPE_CHECKING:`."""

    target: str
    node: ast.stmt
    runs: bool


def read(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    package = name if is_package else name.rpartition(".")[0]
    return Module(name, package, path, ast.parse(path.read_text("utf-8")))


MODULES = {module.name: module for module in map(read, sorted((ROOT / "bot").rglob("*.py")))}


def imports(module: Module, body: ast.AST | None = None, runs: bool = True) -> Iterator[Import]:
    """Every import of a file, those inside functions too."""
    for node in ast.iter_child_nodes(body or module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node, runs) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                start = module.package.split(".")[: 1 - node.level or None]
                base = ".".join([*start, *filter(None, [base])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield Import(inner if inner in MODULES else base, node, runs)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from imports(module, node, runs=False)
        else:
            yield from imports(module, node, runs)


def within(name: str, prefixes: frozenset[str]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


# ---------------------------------------------------------------- who may import whom


@dataclass(frozen=True)
class Layer:
    """What a part of the house may import besides itself and the standard library.

    `bot` are parts of Tern, `libraries` top-level packages, `without` is forbidden of the standard
    library.
    """

    bot: frozenset[str] = frozenset()
    libraries: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


def layer(bot: str = "", libraries: str = "", without: str = "") -> Layer:
    parts = frozenset(f"bot.{name}" for name in bot.split())
    return Layer(parts, frozenset(libraries.split()), frozenset(without.split()))


FILES = "io os pathlib shutil sqlite3 tempfile"
"""Of the standard library: what reads and writes outside the process."""

TO_THE_PERSON = (
    "core errors i18n limits logs tracing views services client tree router replies delivery"
    " firmness"
)
"""What makes up the side of Tern that talks to Discord."""

LAYERS = {
    # The core and the small parts that stand under everything.
    "bot.errors": layer(),
    "bot.limits": layer(),
    "bot.config": layer("errors", "dotenv"),
    "bot.command_names": layer(libraries="yaml"),
    "bot.i18n": layer("command_names errors", "babel"),
    "bot.logs": layer("errors firmness", "discord"),
    "bot.core": layer("errors", "dateutil", without=FILES + " time"),
    # What implements the core's ports.
    "bot.catalogue": layer(
        "core errors",
        "babel dateutil holidays msgspec rapidfuzz selectolax yaml",
        without="sqlite3",
    ),
    "bot.translating": layer("catalogue errors", "babel"),
    "bot.documents": layer(
        "core errors", "babel icalendar jinja2 markupsafe orjson typst yaml", without="sqlite3"
    ),
    "bot.store": layer("core errors", "aiosqlite asyncpg"),
    # What looks at all of it: no SQL, no files.
    "bot.tracing": layer("core logs client", "discord", without=FILES),
    "bot.monitoring": layer(
        "core errors logs client services", "aiohttp prometheus_client", without=FILES
    ),
    "bot.network": layer(),
    "bot.handle_check": layer("core network", "aiohttp"),
    "bot.watching": layer("core network", "aiohttp protego selectolax", without=FILES),
    # What talks to people: no SQL, no files; bytes in memory (io) are what discord.py uploads.
    "bot.services": layer("core i18n"),
    "bot.views": layer("core errors i18n limits services", "discord", without=FILES),
    "bot.commands": layer(TO_THE_PERSON, "discord", without=FILES.removeprefix("io ")),
    "bot.client": layer(TO_THE_PERSON, "discord yarl", without=FILES),
    "bot.tree": layer(TO_THE_PERSON, "discord", without=FILES),
    "bot.router": layer(TO_THE_PERSON, "discord", without=FILES),
    "bot.replies": layer(TO_THE_PERSON, "discord", without=FILES.removeprefix("io ")),
    "bot.firmness": layer("limits", "discord aiohttp", without=FILES),
    "bot.delivery": layer(TO_THE_PERSON, "discord aiohttp", without=FILES),
    "bot.jobs": layer(TO_THE_PERSON, "discord aiohttp", without=FILES.removeprefix("io ")),
    # A server of its own, which would serve any bot.
    "bot.local_discord": layer(libraries="aiohttp jinja2 orjson"),
}

KNOW_ALL = frozenset(
    {"bot.app", "bot.__main__", "bot.backups", "bot.running", "bot.trial", "bot.watch_command"}
)
"""The composition root and the command line's words."""


def layer_of(name: str) -> str | None:
    parts = name.split(".")
    return next((n for i in range(len(parts), 0, -1) if (n := ".".join(parts[:i])) in LAYERS), None)


def wrong_imports(module: Module) -> Iterator[str]:
    home = layer_of(module.name)
    if home is None:
        yield module.problem(module.tree, "has no row in LAYERS of tests/test_layers.py")
        return
    rules = LAYERS[home]
    for found in imports(module):
        top = found.target.partition(".")[0]
        if top == "bot":
            allowed = within(found.target, rules.bot | {home})
        elif top in sys.stdlib_module_names:
            allowed = top not in rules.without
        else:
            allowed = top in rules.libraries
        if not allowed:
            yield module.problem(found.node, f"{home} may not import {found.target}")


def test_imports_point_inward() -> None:
    others = [m for name, m in MODULES.items() if name != "bot" and not within(name, KNOW_ALL)]
    problems = [problem for module in others for problem in wrong_imports(module)]
    assert not problems, "\n".join(problems)


def test_no_import_circles() -> None:
    graph = {
        name: {i.target for i in imports(module) if i.runs and i.target in MODULES} - {name}
        for name, module in MODULES.items()
    }
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as circle:
        pytest.fail("Modules import each other in a circle: " + " -> ".join(circle.args[1][::-1]))


# ---------------------------------------------------------------- time, files, environment


def calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call, by the last two names of what is called: `dt.datetime.now()`: `datetime.now`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield called(node), node


def called(call: ast.Call) -> str:
    return ".".join(ast.unparse(call.func).split(".")[-2:])


CLOCKS = frozenset(
    {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "utils.utcnow"}
    | {"utcnow", "time.time", "time.time_ns", "time.localtime", "time.gmtime"}
)
HAVE_CLOCKS = KNOW_ALL | {"bot.local_discord"}


def test_time_is_passed_in() -> None:
    problems = [
        module.problem(node, f"{name}() outside app: have a Clock passed in")
        for module in MODULES.values()
        if not within(module.name, HAVE_CLOCKS)
        for name, node in calls(module)
        if name in CLOCKS
    ]
    assert not problems, "\n".join(problems)


def test_only_config_reads_the_environment() -> None:
    problems = [
        module.problem(node, "only bot/config.py reads the environment")
        for module in MODULES.values()
        if module.name != "bot.config"
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"})
        or (isinstance(node, ast.alias) and node.name in {"environ", "getenv"})
    ]
    assert not problems, "\n".join(problems)


def test_commands_and_views_open_no_files() -> None:
    problems = [
        module.problem(node, "commands and views open no files")
        for module in MODULES.values()
        if within(module.name, frozenset({"bot.commands", "bot.views"}))
        for name, node in calls(module)
        if name == "open"
    ]
    assert not problems, "\n".join(problems)


# ---------------------------------------------------------------- state of modules

CONSTANT_CLASSES = frozenset(
    {"Decimal", "Fraction", "Literal", "MappingProxyType", "NamedTuple", "NewType", "ParamSpec"}
    | {"ContextVar", "Path", "TypeVar"}
)
"""Instances of these cannot be changed. A ContextVar is a key: what stands under it is each task's
own, and its documentation wants it made in a module."""

CONTAINERS = frozenset({"bytearray", "defaultdict", "deque", "dict", "list", "set"})
"""Made empty in a module, there is no use for them but to be filled."""


def frozen_classes() -> frozenset[str]:
    """Tern's own classes whose instances cannot be changed."""
    return frozenset(
        node.name
        for module in MODULES.values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        for mark in [*node.decorator_list, *node.bases]
        if "frozen=True" in (text := ast.unparse(mark)) or text in {"NamedTuple", "Enum", "StrEnum"}
    )


def module_state(module: Module, constants: frozenset[str]) -> Iterator[str]:
    for statement in module.tree.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        if is_empty_container(statement.value):
            yield module.problem(statement, "an empty container in a module is state")
        for node in ast.walk(statement.value):
            if not isinstance(node, ast.Call):
                continue
            name = called(node).rpartition(".")[2]
            if name.lstrip("_")[:1].isupper() and name not in constants and name != "N_":
                yield module.problem(node, f"{name}() makes an instance when this is imported")


def is_empty_container(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return called(value).rpartition(".")[2] in CONTAINERS and not value.args
    return ast.unparse(value) in {"[]", "{}"}


def test_modules_keep_no_state() -> None:
    constants = CONSTANT_CLASSES | frozen_classes()
    problems = [
        problem for module in MODULES.values() for problem in module_state(module, constants)
    ]
    problems += [
        module.problem(node, "`global` is state of a module")
        for module in MODULES.values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    ]
    assert not problems, "\n".join(problems)


# ---------------------------------------------------------------- size


def test_files_are_short() -> None:
    written = [
        path
        for folder in ("bot", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".js", ".css", ".html", ".j2", ".typ", ".sql"}
    ]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in written}
    problems = [
        f"{path.relative_to(ROOT)}:{length}: longer than {LONGEST_FILE} lines"
        for path, length in lengths.items()
        if length > LONGEST_FILE
    ]
    assert not problems, "\n".join(problems)


# ---------------------------------------------------------------- the rules themselves


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("bot.core.x", "import discord", "may not import discord"),
        ("bot.core.x", "def f():\n    import sqlite3", "may not import sqlite3"),
        ("bot.core.x", "from bot.store import open_store", "may not import bot.store"),
        ("bot.views.x", "from pathlib import Path", "may not import pathlib"),
        ("bot.local_discord.x", "from .. import errors", "may not import bot.errors"),
        ("bot.stray", "import json", "has no row"),
    ],
)
def test_a_wrong_import_is_named(name: str, source: str, said: str) -> None:
    module = Module(name, name.rpartition(".")[0], ROOT / "bot" / "x.py", ast.parse(source))
    assert any(said in problem for problem in wrong_imports(module))


@pytest.mark.parametrize(
    ("source", "is_state"),
    [
        ("cache = {}", True),
        ("bot = commands.Bot()", True),
        ("TABLE = {'a': Tern()}", True),
        ("seen: set[int] = set()", True),
        ("NAMES = frozenset('a b'.split())", False),
        ("PATTERN: Final = re.compile('a')", False),
        ("DAY = 24 * 3600", False),
    ],
)
def test_state_is_told_from_constants(source: str, is_state: bool) -> None:
    module = Module("bot.core.x", "bot.core", ROOT / "bot" / "x.py", ast.parse(source))
    assert bool(list(module_state(module, CONSTANT_CLASSES))) == is_state
