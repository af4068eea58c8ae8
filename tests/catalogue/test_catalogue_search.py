from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.catalogue import Catalogue, load
from bot.catalogue.search import Index, fold

RECORDS = Path(__file__).parent / "records"
CATALOGUE = load(RECORDS, None, date(2026, 11, 20))

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=4000)
NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=3, max_size=20)


@st.composite
def typos(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and the same with one letter dropped, added, wrong, or two swapped."""
    name = draw(NAMES)
    at = draw(st.integers(0, len(name) - 1))
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    swapped = name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
    dropped = name[:at] + name[at + 1 :]
    added = name[:at] + letter + name[at:]
    wrong = name[:at] + letter + name[at + 1 :]
    return name, draw(st.sampled_from([swapped, dropped, added, wrong]))


def ids(records: object) -> list[str]:
    assert isinstance(records, list | tuple)
    return [record.id for record in records]


def test_nothing_typed_lists_platforms_then_alternatives_by_name() -> None:
    assert ids(CATALOGUE.find_platforms("", 25)) == ["anvil", "easel", "burrow"]
    assert ids(CATALOGUE.find_platforms("  ", 2)) == ["anvil", "easel"]
    assert ids(CATALOGUE.find_regions("", 25)) == ["ca", "ca-qc", "eu-de", "us-ca"]


@pytest.mark.parametrize(
    "text",
    ["easel", "EASEL", "éasel arts", "Easel Arts", "easelarts", "eas", "arts", "easle", "wasel"],
)
def test_platforms_are_found(text: str) -> None:
    assert ids(CATALOGUE.find_platforms(text, 3))[:1] == ["easel"]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("eu-de", "eu-de"),
        ("EU DE", "eu-de"),
        ("germany", "eu-de"),
        ("Deutschland", "eu-de"),
        ("deutshland", "eu-de"),
        ("Allemagne", "eu-de"),
        ("Alemania", "eu-de"),
        ("Germania", "eu-de"),
        ("Duitsland", "eu-de"),
        ("Niemcy", "eu-de"),
        ("alemanha", "eu-de"),
        ("ドイツ", "eu-de"),
        ("calif", "us-ca"),
        ("ccpa", "us-ca"),
        ("Vereinigte Staaten", "us-ca"),
        ("quebec", "ca-qc"),
        ("Kanada", "ca"),
    ],
)
def test_regions_are_found_by_id_and_in_every_language(text: str, region: str) -> None:
    assert ids(CATALOGUE.find_regions(text, 5))[:1] == [region]


def test_bases_are_not_found() -> None:
    assert "eu" not in ids(CATALOGUE.find_regions("European Union", 25))
    assert CATALOGUE.region("eu") is None
    assert CATALOGUE.regions["eu"].name == "European Union"


def test_one_record_by_its_exact_name() -> None:
    easel = CATALOGUE.platforms["easel"]
    assert CATALOGUE.platform("easel") is easel
    assert CATALOGUE.platform("easel arts") is easel
    assert CATALOGUE.platform("easle") is None
    assert CATALOGUE.platform("") is None
    assert CATALOGUE.region("Deutschland") is CATALOGUE.regions["eu-de"]


def test_a_region_called_like_its_country_comes_before_others_there() -> None:
    """Canada and Québec are both in Canada; only one is called so."""
    assert CATALOGUE.region("Canada") is CATALOGUE.regions["ca"]
    assert CATALOGUE.region("Kanada") is None
    assert ids(CATALOGUE.find_regions("Kanada", 5)) == ["ca", "ca-qc"]


@pytest.mark.parametrize("text", ["qqqq", "💥", "!!!", "#import \x00", "{{ }}"])
def test_what_is_like_nothing_finds_nothing_but_has_neighbours(text: str) -> None:
    assert list(CATALOGUE.find_platforms(text, 3)) == []
    assert len(CATALOGUE.nearest_platforms(text)) == 3
    assert len(CATALOGUE.nearest_regions(text)) == 3


@pytest.mark.parametrize("text", ["varnish", "VARNISH", "clear coat", "varn", "coat", "vranish"])
def test_tools_are_found(text: str) -> None:
    assert ids(CATALOGUE.find_tools(text, 3))[:1] == ["varnish"]


def test_nothing_typed_lists_tools_by_name() -> None:
    assert ids(CATALOGUE.find_tools("", 25)) == ["lacquer", "varnish"]


def test_one_tool_by_its_exact_name() -> None:
    varnish = CATALOGUE.tools["varnish"]
    assert CATALOGUE.tool("varnish") is varnish
    assert CATALOGUE.tool("Clear-Coat") is varnish
    assert CATALOGUE.tool("vranish") is None
    assert ids(CATALOGUE.nearest_tools("warnish"))[0] == "varnish"


def test_platforms_and_tools_are_apart() -> None:
    assert CATALOGUE.tool("easel") is None
    assert CATALOGUE.platform("varnish") is None


def test_neighbours_begin_with_the_best() -> None:
    assert ids(CATALOGUE.nearest_platforms("esel art"))[0] == "easel"
    assert ids(CATALOGUE.nearest_regions("jermany", 2))[0] == "eu-de"


@given(text=ANY_TEXT, limit=st.integers(0, 25))
@example(text="e" * 4000, limit=25)
@example(text="ﷺ" * 4000, limit=3)
@example(text="\ud800", limit=3)
def test_any_text_is_answered(text: str, limit: int) -> None:
    for find in (
        CATALOGUE.find_platforms,
        CATALOGUE.find_regions,
        CATALOGUE.find_tools,
        CATALOGUE.nearest_platforms,
        CATALOGUE.nearest_regions,
        CATALOGUE.nearest_tools,
    ):
        found = ids(find(text, limit))
        assert len(found) <= limit
        assert len(set(found)) == len(found)
    assert CATALOGUE.platform(text) in (None, *CATALOGUE.platforms.values())
    assert CATALOGUE.region(text) in (None, *CATALOGUE.regions.values())
    assert CATALOGUE.tool(text) in (None, *CATALOGUE.tools.values())


@given(typo=typos(), others=st.lists(NAMES, max_size=20, unique=True))
def test_one_typo_is_forgiven(typo: tuple[str, str], others: list[str]) -> None:
    name, typed = typo
    names = [name, *(other for other in others if other != name)]
    index = Index((one, [one]) for one in names)
    assert name in index.find(typed, len(names))


@given(typo=typos())
def test_a_typo_ranks_before_what_is_merely_alike(typo: tuple[str, str]) -> None:
    name, typed = typo
    alike = name + "xyz"
    assume(not alike.startswith(typed))
    index = Index((one, [one]) for one in (alike, name))
    assert index.find(typed, 2)[0] == name


@given(name=NAMES, data=st.data())
def test_every_beginning_finds_the_name(name: str, data: st.DataObject) -> None:
    beginning = name[: data.draw(st.integers(1, len(name)))]
    assert name in Index([("other", ["zzz"]), (name, [name.upper()])]).find(beginning, 2)


@given(text=ANY_TEXT)
def test_folding_twice_changes_nothing_that_is_compared(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert fold(text.upper()) == fold(text.upper().lower())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ko-fi", "ko fi"),
        ("  WordPress.com ", "wordpress com"),
        ("Włochy", "wlochy"),
        ("Türkiye", "turkiye"),
        ("İstanbul", "istanbul"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Straße", "strasse"),
        ("日本", "日本"),
        ("—", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_name_without_letters_is_never_found() -> None:
    index = Index([("odd", ["!"]), ("even", ["even"])])
    assert index.find("!", 5) == ()
    assert index.exact("!") is None
    assert index.find("", 5) == ("odd", "even")


def test_the_catalogue_is_what_the_core_asks_for() -> None:
    assert isinstance(CATALOGUE, Catalogue)
