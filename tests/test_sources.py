"""Nothing that somebody wrote is source: SQL is made of constants, templates come from files, and
the typesetter gets words as data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.test_layers import MODULES, Module, calls

SQL = re.compile(
    r"^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|WITH|SET|PRAGMA|TRUNCATE|LOCK"
    r"|BEGIN|COPY|WHERE|VALUES)\b"
)

PARTS = {
    "bot.store.backups.postgres": {"drop", "schema", "table"},
    "bot.store.backups.sqlite": {"table"},
    "bot.store.erasures": {"column", "table"},
    "bot.store.followers": {"self._engine.now_sql"},
    "bot.store.owners": {"table"},
    "bot.store.postgres_hold": {"shared", "int(1000 * self._patience)"},
    "bot.store.privacy": {"names", "table"},
    "bot.store.schema": {"engine.now_sql"},
    "bot.store.stats": {"cells", "rows"},
}
"""What is put into SQL besides constants: names of the schema's own tables and columns, numbers of
parameters, and words that are chosen in the same function."""

CONSTANT = re.compile(r"_?[A-Z][A-Z_]*")


def put_into_sql(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """Every expression that becomes a part of a statement, whichever way."""
    for node in ast.walk(module.tree):
        match node:
            case ast.JoinedStr(values=[ast.Constant(value=str(first)), *_]) if SQL.match(first):
                for part in node.values:
                    if isinstance(part, ast.FormattedValue):
                        yield node, ast.unparse(part.value)
            case ast.BinOp(left=ast.Constant(value=str(first)), op=ast.Add() | ast.Mod()):
                if SQL.match(first):
                    yield node, ast.unparse(node.right)
            case ast.Call(
                func=ast.Attribute(value=ast.Constant(value=str(first)), attr="format" | "join")
            ) if SQL.match(first):
                yield node, ast.unparse(node)


def unsafe_sql(module: Module) -> list[str]:
    allowed = PARTS.get(module.name, set())
    return [
        module.problem(node, f"{part} becomes SQL")
        for node, part in put_into_sql(module)
        if not CONSTANT.fullmatch(part) and part not in allowed
    ]


def test_sql_is_made_of_constants() -> None:
    problems = [problem for module in MODULES.values() for problem in unsafe_sql(module)]
    assert not problems, "\n".join(problems)


def test_every_exception_is_needed() -> None:
    for name, parts in PARTS.items():
        assert parts <= {part for _, part in put_into_sql(MODULES[name])}, name


@pytest.mark.parametrize(
    "source",
    [
        "run(f\"SELECT * FROM cards WHERE handle = '{handle}'\")",
        'run("DELETE FROM cards WHERE handle = \'" + handle)',
        'run("SELECT %s" % handle)',
        'run("UPDATE cards SET note = {}".format(note))',
    ],
)
def test_text_in_sql_is_found(source: str) -> None:
    stray = Module("bot.store.stray", "bot.store", MODULES["bot.store"].path, ast.parse(source))
    assert unsafe_sql(stray)


def test_nothing_is_run_that_was_put_together() -> None:
    problems = [
        module.problem(node, f"{name}() runs what it is given")
        for module in MODULES.values()
        for name, node in calls(module)
        if name in {"eval", "exec", "compile", "__import__", "pickle.loads"}
        or name.startswith(("os.system", "subprocess.getoutput"))
    ]
    assert not problems, "\n".join(problems)


def test_templates_come_from_files() -> None:
    made = {
        (module.name, ast.unparse(node.args[0]))
        for module in MODULES.values()
        for name, node in calls(module)
        if name.rpartition(".")[2] == "from_string"
    }
    assert made == {
        ("bot.documents.templates", "slot.source"),
        ("bot.documents.templates", "self._named"),
    }


def test_the_typesetter_gets_words_as_data() -> None:
    (compiled,) = [
        node
        for node in ast.walk(MODULES["bot.documents.press"].tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "self._compiler.compile"
    ]
    given = {word.arg: ast.unparse(word.value) for word in compiled.keywords}
    assert given["input"] == "layout"
    assert given["sys_inputs"] == "{'data': words}"
