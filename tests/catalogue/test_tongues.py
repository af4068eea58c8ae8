"""The words of free questions in other languages, and what they are taken for."""

from __future__ import annotations

from functools import cache

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import FactIndex, load, load_sentences, names_elsewhere, tongues
from bot.catalogue.search import fold
from bot.catalogue.terms import ASPECTS, PEOPLE, alternatives, stem, telling
from bot.catalogue.tongues import Tongue, languages, tongue
from tests.shipped import DATA, TODAY, catalogue

LANGUAGES = languages()


@cache
def index() -> FactIndex:
    return FactIndex(catalogue(), load_sentences(catalogue(), DATA, None))


@cache
def spoken(language: str) -> Tongue:
    return tongue(language, catalogue().name_words)


@cache
def file(language: str) -> dict[str, dict[str, str]]:
    text = (tongues._FILES / f"{language}.yaml").read_text("utf-8")
    return dict(yaml.load(text, yaml.CBaseLoader))


def terms(language: str, text: str) -> list[str]:
    found = spoken(language)
    return [term for word in found.words(text) if (term := found.term(word))]


def test_there_are_all_languages_that_records_are_translated_into() -> None:
    assert set(LANGUAGES) == {"de", "es", "fr", "it", "ja", "nl", "pl", "pt-BR"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_mean_english_ones_that_the_search_knows(language: str) -> None:
    known = telling() | alternatives().keys()
    known |= {stem(word) for text in ASPECTS.values() for word in text.split()}
    known |= {"follower"}  # what no record answers, told from following a rule
    for english in file(language)["means"]:
        named = english in PEOPLE or catalogue().platform(english) or catalogue().tool(english)
        assert named or english == "meta" or stem(english) in known, english


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_means_two_things(language: str) -> None:
    said = [
        word
        for words in file(language)["means"].values()
        for word in {fold(one.replace("_", " ")) + "*" * one.endswith("*") for one in words.split()}
    ]
    assert sorted({word for word in said if said.count(word) > 1}) == []


@pytest.mark.parametrize(("language", "texts"), [
    ("de", ["Widerspruch", "WIDERSPRÜCHE einlegen", "widersprochen"]),
    ("fr", ["s'opposer", "OPPOSÉ", "opposez-vous"]),
    ("es", ["oponerme", "opónganse"]),
    ("it", ["opporsi", "mi oppongo"]),
    ("nl", ["bezwaar", "bezwaarschriften"]),
    ("pl", ["sprzeciw", "sprzeciwić się", "odmówić"]),
    ("pt-BR", ["opor-se", "opuser", "recusar"]),
    ("ja", ["異議", "オプトアウトしたい", "拒否できますか"]),
])  # fmt: skip
def test_ways_to_say_no_are_one(language: str, texts: list[str]) -> None:
    for text in texts:
        assert stem("optout") in terms(language, text), text


def test_what_no_file_knows_is_found_by_its_beginning() -> None:
    assert terms("de", "Wasserzeichen") == terms("de", "Wasserzeichens")
    assert terms("pl", "wodnego") != terms("pl", "wodorost")


def test_japanese_is_parted_where_no_word_ends() -> None:
    assert terms("ja", "絵の水彩画集を") == [stem("art"), "水彩", "彩画", "画集"]
    assert terms("ja", "ですからこそ") == []


@pytest.mark.parametrize(("language", "asked", "region"), [
    ("de", "Widerspruch in Österreich", "eu-at"),
    ("fr", "droit d'opposition en Allemagne", "eu-de"),
    ("pl", "sprzeciw w Niemczech", "eu-de"), ("pl", "sprzeciw we Francji", "eu-fr"),
    ("ja", "ドイツで異議", "eu-de"), ("ja", "日本の著作権", "jp"),
    ("es", "oposición en EE. UU.", "us-other"),
    ("pt-BR", "direitos nos Estados Unidos", "us-other"), ("nl", "bezwaar in België", "eu-be"),
])  # fmt: skip
def test_regions_are_named_in_every_language(language: str, asked: str, region: str) -> None:
    index().search(asked, 1, language)
    read = index()._index(language)._reader.read(asked)
    assert read.region is not None
    assert read.region.id == region


@pytest.mark.parametrize(("language", "asked"), [
    ("pl", "na Instagramie"), ("pl", "sprzeciw na Facebooku"), ("ja", "インスタの学習"),
    ("de", "Instagrams Regeln"), ("pl", "czy Carze można ufać"),
])  # fmt: skip
def test_names_are_known_with_their_endings(language: str, asked: str) -> None:
    assert index()._index(language)._reader.read(asked).subjects


def test_a_word_of_the_language_is_no_platform() -> None:
    found = index()._index("it")._reader.read("le mie foto su Facebook")
    assert [id_ for _, id_ in found.subjects] == ["facebook"]


def test_a_language_without_a_file_is_read_as_english() -> None:
    assert type(tongue("fi", ())) is Tongue
    assert index().search("does instagram read my dms", 4, "fi")


@pytest.mark.parametrize(("typed", "id_"), [
    ("Kalifornien", "us-ca"), ("Californie", "us-ca"), ("カリフォルニア", "us-ca"),
    ("Niemcy", "eu-de"), ("ドイツ", "eu-de"), ("インスタ", "instagram"), ("ツイッター", "x"),
    ("グレイズ", "glaze"),
])  # fmt: skip
def test_names_are_completed_in_the_person_s_language(typed: str, id_: str) -> None:
    named = load(DATA, None, TODAY)
    said = load_sentences(named, DATA, None)
    named.name_also(names_elsewhere(said, named.names))
    found = [*named.find_platforms(typed, 5), *named.find_tools(typed, 5)]
    found = [*named.find_regions(typed, 5), *found]
    assert id_ in [record.id for record in found]


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, "en", "fi"]))
def test_any_text_in_any_language_is_answered_or_not(text: str, language: str) -> None:
    assert len(index().search(text, 4, language)) <= 4
