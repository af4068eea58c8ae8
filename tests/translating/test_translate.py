"""A translator gets files to fill in, is told what is missing, and never loses a word."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from bot.catalogue.collection import collect
from bot.catalogue.sentences import key
from bot.catalogue.translations import languages, translated
from bot.errors import StartupError
from bot.i18n import Languages
from bot.translating import check_translations, translate
from bot.translating.files import renew

ROOT = Path(__file__).parents[2]
LANGUAGES = languages(ROOT / "data")
RECORDS = ROOT / "tests" / "catalogue" / "records"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RECORDS, tmp_path / "data"))


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    folder = tmp_path / "locale"
    (folder / "commands").mkdir(parents=True)
    shutil.copy(ROOT / "bot/locale/commands/de.yaml", folder / "commands")
    lines = ['msgid "With {name}"', 'msgstr ""', "", 'msgid "{n} letter"']
    lines += ['msgid_plural "{n} letters"', 'msgstr[0] ""', 'msgstr[1] ""', ""]
    header = ['msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=utf-8\\n"', ""]
    (folder / "tern.pot").write_text("\n".join([*header, *lines]), "utf-8")
    return folder


def run(language: str, data: Path, locale: Path) -> tuple[int, str]:
    out = io.StringIO()
    return translate(language, data, locale, out), out.getvalue()


def checked(data: Path, locale: Path) -> tuple[int, list[str]]:
    out = io.StringIO()
    return check_translations(data, locale, out), out.getvalue().splitlines()


def rumour(data: Path, language: str = "sv-SE") -> Path:
    return data / "translations" / language / "goodbye-easel.yaml"


def fill(file: Path, english: str, text: str) -> None:
    """What a translator does: writes between the quotes under the English."""
    lines = file.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(f'"{key(english)}"'))
    lines[at] = f'"{key(english)}": "{text}"'
    file.write_text("\n".join(lines) + "\n", "utf-8")


def change(data: Path, old: str, new: str) -> None:
    record = data / "rumours" / "goodbye-easel.yaml"
    text = record.read_text("utf-8")
    assert old in text
    record.write_text(text.replace(old, new), "utf-8")


def claim(data: Path) -> str:
    record = yaml.safe_load((data / "rumours/goodbye-easel.yaml").read_text("utf-8"))
    return str(record["claim"])


def test_a_new_language_gets_all_its_files(data: Path, locale: Path) -> None:
    code, said = run("sv-SE", data, locale)
    assert code == 0
    assert f"2 in {locale / 'sv_SE' / 'LC_MESSAGES' / 'tern.po'}" in said
    assert str(data / "translations" / "sv-SE") in said
    assert "use this command again" in said
    text = rumour(data).read_text("utf-8")
    assert text.startswith("# rumours/goodbye-easel\n")
    assert f'# claim: {claim(data)}\n"{key(claim(data))}": ""\n' in text
    names = yaml.safe_load((locale / "commands" / "sv-SE.yaml").read_text("utf-8"))
    assert names["commands"]["policy show"] == "show"
    assert names["options"]["on"] == "on"
    assert Languages.load(locale).of("sv-SE")("With {name}", name="Ada") == "With Ada"


def test_doing_it_again_changes_nothing(data: Path, locale: Path) -> None:
    first = run("sv-SE", data, locale)
    fill(rumour(data), claim(data), "Easel stänger.")
    before = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    assert first[0] == run("sv-SE", data, locale)[0] == 0
    assert before == {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}


def test_what_is_translated_is_counted_and_kept(data: Path, locale: Path) -> None:
    run("de", data, locale)
    total = checked(data, locale)[1][0]
    fill(rumour(data, "de"), claim(data), "Easel macht zu.")
    code, lines = checked(data, locale)
    assert code == 0
    assert total.startswith("de: 0 of ")
    assert lines == [total.replace("de: 0 of", "de: 1 of")]


def test_a_changed_sentence_keeps_its_older_translation_beside_it(data: Path, locale: Path) -> None:
    run("de", data, locale)
    old = claim(data)
    fill(rumour(data, "de"), old, "Easel macht zu.")
    new = old.removesuffix(".") + ", it is said."
    change(data, old, new)
    assert "1 left over from older English" in checked(data, locale)[1][0]
    for _ in range(2):
        run("de", data, locale)
        text = rumour(data, "de").read_text("utf-8")
        assert f'# claim: {new}\n# earlier: "Easel macht zu."\n"{key(new)}": ""\n' in text
        assert "left over" not in checked(data, locale)[1][0]
    fill(rumour(data, "de"), new, "Easel macht zu, heißt es.")
    run("de", data, locale)
    text = rumour(data, "de").read_text("utf-8")
    assert f'# claim: {new}\n"{key(new)}": "Easel macht zu, heißt es."\n' in text
    assert "earlier" not in text


def test_a_mistake_is_named_with_file_and_line_and_fails(data: Path, locale: Path) -> None:
    run("de", data, locale)
    fill(rumour(data, "de"), claim(data), "Siehe https://a.example.")
    code, lines = checked(data, locale)
    assert code == 1
    written = rumour(data, "de").read_text("utf-8").splitlines()
    at = written.index(f'"{key(claim(data))}": "Siehe https://a.example."') + 1
    assert lines[0].startswith(
        f"{rumour(data, 'de')}:{at}: {key(claim(data))}: the translation has"
    )


def test_one_sentence_has_one_translation(data: Path, locale: Path) -> None:
    run("de", data, locale)
    fill(rumour(data, "de"), claim(data), "Easel macht zu.")
    other = data / "translations" / "de" / "another.yaml"
    other.write_text(f'"{key(claim(data))}": "Easel schließt."\n', "utf-8")
    code, lines = checked(data, locale)
    assert code == 1
    assert "reads otherwise in another.yaml:1" in lines[0]


def test_files_that_cannot_be_read_are_left_as_they_are(data: Path, locale: Path) -> None:
    run("de", data, locale)
    rumour(data, "de").write_text('"0123456789": "unfinished\n', "utf-8")
    code, said = run("de", data, locale)
    assert code == 1
    assert "nothing was written" in said
    assert rumour(data, "de").read_text("utf-8") == '"0123456789": "unfinished\n'


def test_the_interface_is_checked_too(data: Path, locale: Path) -> None:
    run("pl", data, locale)
    file = locale / "pl" / "LC_MESSAGES" / "tern.po"
    text = file.read_text("utf-8")
    file.write_text(text.replace('{name}"\nmsgstr ""', '{name}"\nmsgstr "Z {imie}"'), "utf-8")
    code, lines = checked(data, locale)
    assert code == 1
    line = text.splitlines().index('msgid "With {name}"') + 1
    assert lines[0].startswith(f"{file}:{line}: “With {{name}}”: the translation has lost {{name}}")
    assert lines[-1].endswith("1 of 2 of the interface")
    with file.open("rb") as opened:
        assert read_po(opened).num_plurals == 3


@pytest.mark.parametrize(
    "broken",
    [
        b'msgid "With {name}"\nmsgstr "unfinished\n',
        b'msgid "With {name}"\nmsgstr "a "quoted" name"\n',
        b'msgid "With {name}"\nmsgstr "\xff"\n',
    ],
)
def test_a_broken_interface_file_is_named_and_left(data: Path, locale: Path, broken: bytes) -> None:
    run("pl", data, locale)
    file = locale / "pl" / "LC_MESSAGES" / "tern.po"
    file.write_bytes(broken)
    code, lines = checked(data, locale)
    assert code == 1
    assert lines[0].startswith(f"{file}:2: this is no line of a .po file")
    assert run("pl", data, locale)[0] == 1
    assert file.read_bytes() == broken


@pytest.mark.parametrize("language", ["en", "en-GB", "xx", "german", "", "../de", "pt-br"])
def test_only_other_languages_can_be_translated_into(
    data: Path, locale: Path, language: str
) -> None:
    with pytest.raises(StartupError, match="not the code of another language"):
        run(language, data, locale)


def test_what_is_shipped_says_what_the_english_says() -> None:
    code, lines = checked(ROOT / "data", ROOT / "bot" / "locale")
    assert code == 0, "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_glossary(language: str) -> None:
    assert (ROOT / "docs" / "glossary" / f"{language}.md").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shipped_is_as_the_command_writes_it(tmp_path: Path, language: str) -> None:
    copied = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    renew(collect(copied)[0], language, translated(copied, language).texts)
    written, shipped = (data / "translations" / language for data in (copied, ROOT / "data"))
    for file in sorted(written.iterdir()):
        assert file.read_text("utf-8") == (shipped / file.name).read_text("utf-8")
