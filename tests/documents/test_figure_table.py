"""The report as a table: RFC 4180, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.core.figures import Path
from bot.core.published import Report, Week
from bot.documents.figures import HEADER, FigureWriter

AT = 1_795_433_400  # 23 November 2026

CELLS: dict[Path, int] = {
    ("asked", "week"): 5,
    ("asked", "week", "x"): 15,
    ("moved", "lists", "cara", "-"): 10,
    ("moved", "numbers", "cara", "instagram"): 20,
    ("wrote", "90", "instagram", "objection"): 25,
    ("wrote", "30", "instagram", "objection", "silence", "eu-de"): 30,
}
REPORT = Report(AT, CELLS, (Week(AT - 7 * 86400, {("cara",): 5}), Week(AT, {("cara", "-"): 10})))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_every_figure_has_a_row_that_says_what_it_counts() -> None:
    file = FigureWriter().write(REPORT)
    assert file.name == "tern-statistics-2026-11-23.csv"
    assert file.content.decode() == (
        "report,counted,at_least,cards,days,platform,from,kind,outcome,region\r\n"
        "2026-11-23,asked,5,,7,,,,,\r\n"
        "2026-11-23,asked,15,,7,x,,,,\r\n"
        "2026-11-23,moved,10,lists,,cara,not said,,,\r\n"
        "2026-11-23,moved,20,numbers,,cara,instagram,,,\r\n"
        "2026-11-23,wrote,30,,30,instagram,,objection,silence,eu-de\r\n"
        "2026-11-23,wrote,25,,90,instagram,,objection,,\r\n"
        "2026-11-16,moved,5,all,,cara,,,,\r\n"
    )


WORD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1)


@given(words=st.lists(WORD, min_size=1, max_size=3))
def test_any_words_come_back_and_none_is_a_formula(words: list[str]) -> None:
    cells = {("moved", *words): 5}
    content = FigureWriter().write(Report(AT, cells, (Week(AT, {}),))).content
    (row,) = rows(content)
    assert row.keys() == set(HEADER)
    shown = [row["cards"], row["platform"], row["from"]][: len(words)]
    for word, found in zip(words, shown, strict=True):
        assert found.removeprefix("'") in (word.removeprefix("'"), "not said", "7")
        assert not re.match(r"\s*[=+\-@＝＋－＠]", found)


@given(words=st.lists(WORD, min_size=1, max_size=3))
def test_lines_end_as_the_standard_says(words: list[str]) -> None:
    """RFC 4180: CRLF after every record; what holds a line break, a comma or a quote is quoted."""
    content = FigureWriter().write(Report(AT, {("moved", *words): 5}, (Week(AT, {}),))).content
    unquoted = re.sub(r'"(?:[^"]|"")*"', "", content.decode())
    assert unquoted.count("\r\n") == 2
    assert "\n" not in unquoted.replace("\r\n", "")
    assert all(line.count(",") == len(HEADER) - 1 for line in unquoted.split("\r\n")[:-1])
