"""`python -m bot check`: everything that is wrong with the records, and how to mend it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from bot.catalogue.checks import check
from bot.catalogue.checks.sources import is_statement
from bot.catalogue.collection import Collection, add_ids, collect
from bot.catalogue.problems import Problem
from bot.catalogue.schema import schema
from bot.core.records import Source


def check_command(
    data_dir: Path, today: date, *, json_schema: bool, write_ids: bool, out: TextIO
) -> int:
    """Prints the problems of the records under `data_dir`. Returns the exit code: 1 with problems.

    `json_schema` prints the records' JSON Schema and checks nothing; `write_ids` first adds the
    ids of new records to the list of published ones.
    """
    if json_schema:
        json.dump(schema(), out, indent=2, ensure_ascii=False)
        out.write("\n")
        return 0
    if write_ids:
        add_ids(collect(data_dir)[0])
    collection, problems = check(data_dir, today)
    for problem in problems:
        print(problem, file=out)
    print(_summary(collection, problems), file=out)
    return 1 if problems else 0


def _summary(collection: Collection, problems: Sequence[Problem]) -> str:
    own = [part for entry in collection.entries for steps, part in entry.parts if entry.own(steps)]
    statements = sum(is_statement(part) for part in own)
    sources = sum(isinstance(part, Source) for part in own)
    counted = f"{len(collection.entries)} records, {statements} statements, {sources} sources"
    return f"{counted}: {len(problems) or 'no'} problem{'s' if len(problems) != 1 else ''}"
