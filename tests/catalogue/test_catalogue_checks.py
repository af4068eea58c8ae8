"""One bad record per rule: what is changed, the line it is reported at, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.checks import check

EASEL = "platforms/easel.yaml"
ANVIL = "platforms/anvil.yaml"
BURROW = "alternatives/burrow.yaml"
GERMANY = "regions/eu-de.yaml"
CANADA = "regions/ca.yaml"
UNION = "regions/eu.yaml"


@dataclass(frozen=True)
class Bad:
    """`old` becomes `new` (once); the problem is at the first line that holds `at`."""

    file: str
    old: str
    new: str
    at: str
    says: str


BAD = {
    "schema": Bad(EASEL, "default: on", "default: yes", "default: yes", "training.default: exp"),
    "missing key": Bad(EASEL, "home: https://easel.example/\n", "", "id: easel", "`home` is miss"),
    "unknown key": Bad(EASEL, "home:", "hom:", "hom:", "hom: this key does not exist. The nearest"),
    "file name": Bad(ANVIL, "id: anvil", "id: envil", "id: envil", "id: “envil” is not the file's"),
    "id pattern": Bad(ANVIL, "id: anvil", "id: An vil", "id: An", "id: “An vil” cannot be an id"),
    "id length": Bad(ANVIL, "id: anvil", f"id: {'a' * 33}", "id: aaa", "cannot be an id"),
    "kind": Bad(EASEL, "kind: platform", "kind: alternative", "kind: alt", "kind: a record under"),
    "source exists": Bad(
        EASEL,
        "sources: [help]\n    steps",
        "sources: [terms, halp]\n    steps",
        "halp",
        "opt_outs[0].answer.sources[1]: the record has no source “halp”. Add it",
    ),
    "statement sourced": Bad(
        ANVIL,
        "text: No statement was found.\n    sources: [terms]",
        "text: Nothing was found.\n    sources: []",
        "summary:",
        "training.summary: no source is named",
    ),
    "event sourced": Bad(
        EASEL,
        "text: The terms were changed.\n    sources: [terms]",
        "text: The terms were changed.\n    sources: []",
        "- date: 2025",
        "timeline[0]: no source is named",
    ),
    "use sourced": Bad(
        EASEL,
        "used: yes\n      sources: [terms]",
        "used: yes",
        "- of: public_posts",
        "training.uses[0]: no source is named",
    ),
    "operator sourced": Bad(
        EASEL,
        "email: privacy@easel.example\n    sources: [terms]",
        "email: privacy@easel.example\n    sources: []",
        "- regions: [everywhere]",
        "operators[0]: no source is named",
    ),
    "status sourced": Bad(
        EASEL,
        "state: active",
        "state: closed\n  text: It closed.",
        "status:",
        "status: no source is named",
    ),
    "right sourced": Bad(
        CANADA,
        "text: A person may have a copy.\n    sources: [act]",
        "text: A person may have a copy.",
        "access:",
        "rights.access: no source is named",
    ),
    "period sourced": Bad(
        UNION,
        "basis: Art. 12(3) GDPR\n  sources: [gdpr]",
        "basis: Art. 12(3) GDPR\n  sources: []",
        "answer:",
        "answer: no source is named",
    ),
    "law sourced": Bad(
        UNION,
        "2016/679\n    sources: [gdpr]",
        "2016/679\n    sources: []",
        "- name: General",
        "laws[0]: no source is named",
    ),
    "authority sourced": Bad(
        GERMANY,
        "phone: 0228 99\n    sources: [bdsg]",
        "phone: 0228 99\n    sources: []",
        "- name: Die",
        "authorities[0]: no source is named",
    ),
    "source used": Bad(
        EASEL,
        "sources:\n  terms:",
        "sources:\n  spare:\n    url: https://easel.example/spare\n    title: Spare\n"
        "    kind: platform\n    read: 2026-09-01\n  terms:",
        "  spare:",
        "sources.spare: no statement names this source",
    ),
    "read after date": Bad(
        EASEL, "date: 2026-07-01", "date: 2026-09-02", "read: 2026-09-01", "before its own date"
    ),
    "read not to come": Bad(
        BURROW, "read: 2026-08-15", "read: 2026-11-21", "read: 2026-11-21", "still to come (today"
    ),
    "date possible": Bad(
        EASEL, "- date: 2025-12-01", "- date: 2025-13", "2025-13", "is not a date"
    ),
    "date written": Bad(EASEL, "as_of: 2026-07", "as_of: July", "as_of", "as_of: “July” is not a"),
    "date not to come": Bad(
        EASEL,
        "- date: 2025-12-01",
        "- date: 2026-12",
        "- date: 2026-12",
        "2026-12 is still to come",
    ),
    "as_of before checked": Bad(
        EASEL, "as_of: 2026-07", "as_of: 2026-10", "as_of", "as_of: the text of 2026-10 is newer"
    ),
    "timeline sorted": Bad(
        EASEL, "- date: 2025-12-01", "- date: 2024-12-01", "- date: 2024-12", "stands after 2025"
    ),
    "url scheme": Bad(
        EASEL, "url: https://easel.example/object", "url: ftp://a.b/", "ftp", "begin"
    ),
    "url host": Bad(EASEL, "home: https://easel.example/", "home: https://easel/", "home", "a dot"),
    "url space": Bad(EASEL, "easel.example/help", "easel.example/he lp", "he lp", "holds a space"),
    "url credentials": Bad(
        BURROW, "https://burrow.example/about", "https://a:b@c.d/", "a:b", "cred"
    ),
    "url broken": Bad(
        GERMANY, "https://authority.example/", "https://[a/", "website", "not an addr"
    ),
    "opt-out region": Bad(
        EASEL, "[us, everywhere]", "[usa, everywhere]", "[usa", "opt_outs[1].regions[0]: “usa” is"
    ),
    "opt-out once": Bad(
        EASEL,
        "[us, everywhere]",
        "[us, everywhere, eu]",
        "[us",
        "“eu” is already named in opt_outs[0]",
    ),
    "opt-out everywhere": Bad(
        EASEL, "[us, everywhere]", "[us]", "opt_outs:", "nothing is said for the rest of the world"
    ),
    "operator region": Bad(
        ANVIL, "[everywhere]\n    name", "[mars]\n    name", "[mars]", "“mars” is not a region"
    ),
    "operator regions": Bad(
        ANVIL, "[everywhere]\n    name", "[]\n    name", "- regions: []", "no region is named"
    ),
    "operator reachable": Bad(
        ANVIL,
        "    note: The terms give no address.\n",
        "",
        "- regions: [everywhere]\n    name",
        "no letter can reach",
    ),
    "profile pattern": Bad(EASEL, '"[a-z0-9_]{3,20}"', '"[a-z"', "pattern:", "not a regular expr"),
    "profile example": Bad(
        EASEL, "example: inkling_7", "example: '@x'", "pattern:", "does not match"
    ),
    "profile place": Bad(EASEL, "@{handle}", "@{name}", "url: https://easel.example/@", "no place"),
    "profile braces": Bad(
        EASEL, "@{handle}", "@{handle", "url: https://easel.example/@", "no place"
    ),
    "profile url": Bad(BURROW, "https://{server}/@", "ftp://{server}/@", "url: ftp", "begin with"),
    "right stated": Bad(
        CANADA,
        "  erasure:\n    available: unknown\n    text: Nothing was found.\n",
        "",
        "rights:",
        "nothing is said on the right “erasure”",
    ),
    "objection needs a right": Bad(
        UNION, "object:\n    available: yes", "object:\n    available: no", "family:", "family: the"
    ),
    "plain means no right": Bad(
        CANADA, "family: request", "family: plain", "family:", "family: the"
    ),
    "objection needs an authority": Bad(
        CANADA,
        "family: request",
        "family: objection",
        "id: ca",
        "no supervisory authority is named",
    ),
    "language": Bad(
        GERMANY, "    languages: [de]", "    languages: [xq]", "[xq]", "“xq” is not a lan"
    ),
    "operator language": Bad(
        EASEL, "name: Easel Limited", "name: Easel\n    language: xq", "xq", "operators[0].language"
    ),
    "territory": Bad(
        GERMANY, "territory: DE", "territory: QQ", "territory", "“QQ” is not a country"
    ),
    "platform name": Bad(
        BURROW,
        "name: Burrow",
        "name: Burrow\naliases: [ANVIL]",
        "aliases",
        "anvil is called “ANVIL”",
    ),
    "unfinished": Bad(
        EASEL, "- Open the form", "- TODO open it", "TODO", "steps[0]: this holds TODO"
    ),
    "two spaces": Bad(EASEL, "- Open the form", "- Open  the form", "Open  the", "two spaces in a"),
    "white space": Bad(
        EASEL, "- Open the form", "- 'Open it '", "Open it ", "white space at an end"
    ),
    "full stop": Bad(
        EASEL, "The form was opened.", "The form was opened", "text: The form", "has no full stop"
    ),
    "id lost": Bad("ids.txt", "region us\n", "region uk\nregion us\n", "region uk", "and is gone"),
    "ids written": Bad("ids.txt", "region us\n", "region us\nuk\n", "uk", "not a kind and an id"),
}


def problems_of(data: Path, today: date) -> list[str]:
    return [str(problem) for problem in check(data, today)[1]]


def test_the_small_catalogue_has_no_problems(data: Path, today: date) -> None:
    assert problems_of(data, today) == []


@pytest.mark.parametrize("rule", BAD)
def test_each_rule_names_file_and_line(data: Path, today: date, rule: str) -> None:
    bad = BAD[rule]
    file = data / bad.file
    text = file.read_text(encoding="utf-8")
    assert bad.old in text
    changed = text.replace(bad.old, bad.new, 1)
    file.write_text(changed, encoding="utf-8")
    line = 1 + changed[: changed.index(bad.at)].count("\n")
    found = problems_of(data, today)
    assert [p for p in found if p.startswith(f"{file}:{line}: ") and bad.says in p], found


def test_every_problem_is_listed_at_once_by_file_and_line(data: Path, today: date) -> None:
    (data / "ids.txt").unlink()
    for file in (EASEL, ANVIL):
        text = (data / file).read_text(encoding="utf-8")
        changed = text.replace("kind: platform\nhome", "kind: place\nhome").replace(
            "state:", "stat:"
        )
        (data / file).write_text(changed, encoding="utf-8")
    places = [(p.place.file.name, p.part) for p in check(data, today)[1]]
    assert places == [
        ("ids.txt", ""),
        ("anvil.yaml", "kind"),
        ("anvil.yaml", "status"),
        ("anvil.yaml", "status.stat"),
        ("easel.yaml", "kind"),
        ("easel.yaml", "status"),
        ("easel.yaml", "status.stat"),
    ]


def test_an_id_must_be_on_the_list(data: Path, today: date) -> None:
    ids = data / "ids.txt"
    ids.write_text(
        ids.read_text(encoding="utf-8").replace("platform easel\n", ""), encoding="utf-8"
    )
    assert problems_of(data, today) == [
        f"{data / EASEL}:1: id: “platform easel” is not in ids.txt. "
        "Run `python -m bot check --write-ids`."
    ]


def test_one_id_is_not_in_two_folders(data: Path, today: date) -> None:
    text = (data / BURROW).read_text(encoding="utf-8").replace("burrow\n", "anvil\n", 1)
    (data / "alternatives/anvil.yaml").write_text(text, encoding="utf-8")
    found = problems_of(data, today)
    assert any(
        p.startswith(f"{data / 'alternatives/anvil.yaml'}:1: id: {data / ANVIL} has the same id")
        for p in found
    ), found


def test_a_broken_record_does_not_make_others_look_broken(data: Path, today: date) -> None:
    """Regions of an unreadable base, and platforms that name either, are not to blame."""
    (data / UNION).write_text("id: [", encoding="utf-8")
    assert [problem.split(":")[0] for problem in problems_of(data, today)] == [str(data / UNION)]


def test_a_problem_of_a_base_is_reported_once(data: Path, today: date) -> None:
    file = data / UNION
    text = file.read_text(encoding="utf-8").replace("have a copy.", "have a copy")
    file.write_text(text, encoding="utf-8")
    (problem,) = problems_of(data, today)
    assert problem.startswith(f"{file}:25: rights.access.text: the sentence has no full stop")


def test_another_ending_is_reported(data: Path, today: date) -> None:
    (data / ANVIL).rename(data / "platforms/anvil.yml")
    assert f"{data / 'platforms/anvil.yml'}:1: records end in .yaml" in problems_of(data, today)[1]


def test_a_folder_without_records_is_a_problem(tmp_path: Path, today: date) -> None:
    assert problems_of(tmp_path, today)[0].startswith(f"{tmp_path}:1: there are no records here")


@pytest.mark.parametrize("text", ["It said “no.”", "It was (so it says.)", "Why?", "And so on…"])
def test_a_sentence_may_end_with_a_quotation(data: Path, today: date, text: str) -> None:
    file = data / BURROW
    old = "Burrow says that it trains no models."
    file.write_text(file.read_text(encoding="utf-8").replace(old, text), encoding="utf-8")
    assert problems_of(data, today) == []


@pytest.mark.parametrize("when", ["2025", "2025-11", "2025-12", "2026"])
def test_dates_of_another_precision_are_not_out_of_order(
    data: Path, today: date, when: str
) -> None:
    """An event of 2025 may stand before or after one of December 2025: nobody knows."""
    file = data / EASEL
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("- date: 2025-12-01", f"- date: {when}"), encoding="utf-8")
    assert problems_of(data, today) == []
