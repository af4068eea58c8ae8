"""What stands beside the code agrees with it: Makefile, settings, requirements, pages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue import check_command

ROOT = Path(__file__).parent.parent
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """What is in the repository, or would be after `git add`."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return [path for name in filter(None, listed.split("\0")) if (path := ROOT / name).is_file()]


# ---------------------------------------------------------------- make


def make_words() -> set[str]:
    """The words that `make help` lists."""
    return set(re.findall(r"^([a-z]+):.*## ", text("Makefile"), re.MULTILINE))


def test_make_knows_the_words_people_are_promised() -> None:
    assert make_words() >= {"try", "test", "bench", "check", "run"}


def test_every_word_of_make_is_explained() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == make_words()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", ".env.example", ".ci/run"])
def test_pages_name_only_words_that_make_has(page: str) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)\b", text(page), re.MULTILINE))
    assert named
    assert named <= make_words()


def test_pages_name_only_words_that_tern_has() -> None:
    line = text("bot/__main__.py")
    pages = ("README.md", "CONTRIBUTING.md", "docs/privacy.md", "docs/watch.md", ".env.example")
    for page in pages:
        for word in re.findall(r"python -m bot ([a-z]+)", text(page)):
            assert f'"{word}"' in line, f"{page} names `python -m bot {word}`"


# ---------------------------------------------------------------- settings


def test_every_setting_is_explained_and_every_explained_setting_exists() -> None:
    explained = set(re.findall(r"^#?([A-Z_]+)=", text(".env.example"), re.MULTILINE))
    known = set(re.findall(r'"((?:DISCORD|TERN|DATABASE)_[A-Z_]+)"', text("bot/config.py")))
    assert explained == known


# ---------------------------------------------------------------- requirements


def pins(path: Path) -> dict[str, list[str]]:
    """Each pinned package with its lines: `name==version` first, then its hashes."""
    entries: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").replace("\\\n", " ").splitlines():
        if line.strip():
            name, *hashes = re.split(r"\s+(?=--hash=)", line.strip())
            entries[name] = hashes
    return entries


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_are_pinned_with_hashes_and_name_no_place(path: Path) -> None:
    for name, hashes in pins(path).items():
        assert re.fullmatch(r"[a-z0-9.-]+(\[[a-z,]+\])?==\S+( ; .+)?", name)
        assert hashes, f"{name} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes)


def test_all_requirements_agree() -> None:
    """What is tested is what runs."""
    run, server, dev = (
        {pin.partition(" ; ")[0] for pin in pins(ROOT / "requirements" / f"{name}.txt")}
        for name in ("run", "server", "dev")
    )
    assert run < server < dev


# ---------------------------------------------------------------- pages


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    assert "\n## [Unreleased]\n" in text("CHANGELOG.md")


def test_the_privacy_page_names_every_table() -> None:
    schema = "".join(p.read_text("utf-8") for p in (ROOT / "bot/store/schema").glob("*.sql"))
    tables = set(re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", schema))
    assert tables
    page = text("docs/privacy.md")
    assert {table for table in tables if f"`{table}`" not in page} == set()


def test_the_example_of_a_record_is_a_record(tmp_path: Path) -> None:
    example = re.search(r"^```yaml\n(.*?)^```$", text("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL)
    assert example is not None
    shutil.copytree(ROOT / "data" / "regions", tmp_path / "regions")
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "example.yaml").write_text(example[1], "utf-8")
    said = io.StringIO()
    code = check_command(tmp_path, date.max, json_schema=False, write_ids=True, out=said)
    assert code == 0, said.getvalue()


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_links_between_pages_lead_somewhere(files: list[Path]) -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in files
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if "://" not in target
        and not target.startswith("mailto:")
        and not (page.parent / target).exists()
    ]
    assert broken == []


# ---------------------------------------------------------------- what is in no file

# Written in pieces, or this file would be the first to break its own rule.
NOWHERE = re.compile(
    "|".join(
        (
            "py" + r"pi\.org",
            "python" + r"hosted\.org",
            "npm" + r"js\.(?:org|com)",
            "deb" + r"ian\.org/debian",
            r"(?<![\w./-])/" + r"work/(?:main|shared)",
            r"(?<![\w./-])/" + r"(?:root|home/\w+)/",
        )
    )
)
NOT_IN_BOT = re.compile(r"(?<![\w./-])/" + r"tmp/")


def test_files_name_no_index_host_and_no_place_of_one_machine(files: list[Path]) -> None:
    found = []
    for path in files:
        content = path.read_bytes()
        if b"\0" in content[:8192]:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            in_bot = path.is_relative_to(ROOT / "bot")
            match = NOWHERE.search(line) or (in_bot and NOT_IN_BOT.search(line))
            if match:
                found.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    assert found == []
