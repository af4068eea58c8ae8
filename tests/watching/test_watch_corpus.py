"""Changes are told from noise, and topics named, in texts that were tuned on and in those that were
not."""

import pytest

from benchmarks.watch import edits_of, measure, pairs
from bot.core.comparing import compare
from bot.core.sentences import split

FILES = ("tuning", "held_out")
NOISE = pairs("tuning", "noise")
EDITS = pairs("tuning", "edits")


@pytest.mark.parametrize("pair", NOISE, ids=lambda pair: f"{pair['what']}-{pair['language']}")
def test_noise_is_no_change(pair: dict[str, str]) -> None:
    assert edits_of(pair) == ()


@pytest.mark.parametrize("name", FILES)
def test_changes_are_found_and_noise_is_not(name: str) -> None:
    measured = measure(name)
    assert measured.recall == 1
    assert measured.precision >= 0.95, measured.problems
    assert measured.topic_recall >= 0.9, measured.problems
    assert measured.topic_precision >= 0.9, measured.problems


@pytest.mark.parametrize("pair", EDITS, ids=lambda pair: f"{pair['like']}-{pair['language']}")
def test_the_other_way_round_it_is_a_change_too(pair: dict[str, str]) -> None:
    old, new = (split(pair[which], pair["language"]) for which in ("old", "new"))
    assert len(compare(new, old)) == len(compare(old, new)) > 0


def test_the_corpus_is_large_and_in_many_languages() -> None:
    for kind, at_least in (("edits", 60), ("noise", 60)):
        every = [pair for name in FILES for pair in pairs(name, kind)]
        assert len(every) >= at_least
        assert len({pair["language"] for pair in every}) >= 6
        assert len({(pair["old"], pair["new"]) for pair in every}) == len(every)
