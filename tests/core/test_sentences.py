"""Sentences of terms: parted where they end, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.sentences import split


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["We keep logs.", "Do you agree?", "Then go on!"]),
        ("en", ["2.1. Your works, e.g. drawings, stay yours.", "See Art. 6 GDPR."]),
        ("en", ["(b) It is used in the U.S. and elsewhere.", "3 months later it is gone."]),
        ("en", ["“We train.”", "(Nobody asked.)", "Yahoo! is a name and v2.1 a number."]),
        (
            "de",
            ["Das gilt ab 1. Januar 2025.", "Wir nutzen z. B. Bilder, vgl. Abs. 2 bzw. Ziff. 3."],
        ),
        ("fr", ["Il dit « Non ! »", "M. Durand lit la page p. 3.", "Fin."]),
        ("es", ["¿Puedo negarme?", "Sí, p. ej. por correo.", "¡Hecho!"]),
        ("it", ["Vedi l'art. 5 e sgg.", "È gratuito."]),
        ("nl", ["Dit geldt bijv. voor foto's.", "Daarna niet."]),
        ("pl", ["Zob. art. 6 ust. 1 np. w umowie.", "Koniec."]),
        ("pt", ["Ver pág. 3, ex. a foto.", "Você pode sair."]),
        ("ja", ["当社は学習に使用します。", "「同意する。」と答えた場合は終わりです。", "以上！"]),
        ("ar", ["نحن نستخدم بياناتك.", "هل توافق؟", "نعم."]),
        ("he", ["אנחנו שומרים נתונים.", "זה הכול."]),
    ],
)
def test_sentences_end_where_they_end(language: str, sentences: list[str]) -> None:
    between = "" if language == "ja" else " "
    assert split(between.join(sentences), language) == sentences


@pytest.mark.parametrize("blank", ["", "   ", "\n\u2028\t", "\u3000"])
def test_nothing_holds_no_sentence(blank: str) -> None:
    assert split(blank, "en") == []


def test_a_language_that_is_not_known_is_parted_as_english() -> None:
    assert split("Jag håller med. Det gör du, e.g. nu.", "sv-SE") == [
        "Jag håller med.",
        "Det gör du, e.g. nu.",
    ]


TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="aB1 .!?。」\"')»« (…z\n\u2028"),
    st.lists(st.sampled_from(["We", "z.", "B.", "no", "2.1.", "(b)", "«", "»", "!", "終。"])).map(
        " ".join
    ),
)


@given(TEXTS, st.sampled_from(["en", "de", "fr", "es", "it", "nl", "pl", "pt", "ja", "xx"]))
def test_only_white_space_is_lost(text: str, language: str) -> None:
    sentences = split(text, language)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(sentence == " ".join(sentence.split()) for sentence in sentences)
    assert all(sentences)


@given(TEXTS)
def test_a_sentence_fits_a_line(text: str) -> None:
    assert all(len(sentence.splitlines()) == 1 for sentence in split(text, "en"))
