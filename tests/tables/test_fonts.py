"""Texts in the codes of old fonts."""

from __future__ import annotations

import pytest

from inspection_lib.tables.fonts import (
    TCVN3,
    TCVN3_CAPITALS,
    VNI,
    WINGDINGS,
    Reading,
    code_of_texts,
    convert,
    font_code,
    is_syllable,
    reading,
)

IN_TCVN3 = "§Þa ph­¬ng ®ang kh¾c phôc c¸c tån t¹i"
IN_VNI = "Ñòa phöông ñang khaéc phuïc caùc toàn taïi"
MEANT = "Địa phương đang khắc phục các tồn tại"


@pytest.mark.parametrize(("text", "code"), [(IN_TCVN3, TCVN3), (IN_VNI, VNI)])
def test_a_text_is_converted(text: str, code: str) -> None:
    assert (reading(text, code), convert(text, code)) == (Reading.CONVERTED, MEANT)
    assert code_of_texts(["Kết quả", text, "abc"]) == code


def test_fonts_by_name() -> None:
    """Capital fonts and signs of Wingdings, too."""
    fonts = (".VnTime", ".VnTimeH", "VNI-Times", "Wingdings", "Times New Roman")
    assert tuple(map(font_code, fonts)) == (TCVN3, TCVN3_CAPITALS, VNI, WINGDINGS, "")
    assert convert("b¸o c¸o", TCVN3_CAPITALS) == "BÁO CÁO"
    assert convert("ü", WINGDINGS) == "✓"


@pytest.mark.parametrize(
    "text",
    [
        MEANT,
        "đã thẩm định",
        "Cà phê, bánh mì",
        "5 µm",
        "Café Müller",
        "© 2017",
        "§ 5 khoản 2",
        "10 m² × 3",
        "Windows® 10",
        "số liệu¹",
        "plain text",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert code_of_texts([text]) == ""


def test_a_word_that_is_vietnamese_both_ways() -> None:
    """`Cã` may be Có in the old code; one word alone does not tell."""
    assert reading("Cã", TCVN3) is Reading.BOTH


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("nghiêng", True),
        ("quyết", True),
        ("giữ", True),
        ("ưỡn", True),
        ("khuỷu", True),
        ("Quèc", False),
        ("ab", False),
    ],
)
def test_syllables(word: str, is_one: bool) -> None:
    """A rhyme that ends in c, ch, p or t has one of two tones."""
    assert is_syllable(word) == is_one
