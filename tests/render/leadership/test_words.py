"""The sentences of the leadership's sheet are about all units of a kind."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.language import Language, Text, open_catalogue
from inspection_lib.model import Cause
from inspection_lib.render.leadership.words import (
    attention_sentences,
    example_sentence,
    no_longer_sentence,
    office_of,
    period_words,
    shortfall_details,
    shortfall_sentence,
)
from inspection_lib.report import Facts, NoLonger, Period, ToldOf
from tests.render.leadership.samples import a_head, a_sheet
from tests.report.sheet.samples import OFFICE, a_unit

VI, EN = open_catalogue(Language.VI), open_catalogue(Language.EN)
PERCENT = "\N{NO-BREAK SPACE}%"


def test_a_statement_counts_units_and_names_what_is_required() -> None:
    """A share below its requirement, cases that cost points, and all else."""
    found = a_sheet().worst
    assert [VI.format(shortfall_sentence(one, a_head())) for one in found] == [
        f"2/3 xã, phường chưa đạt mức yêu cầu 100{PERCENT}: Tỷ lệ hồ sơ đúng hạn",
        "1/3 xã, phường để xảy ra trường hợp bị trừ điểm: Bao nhiêu báo cáo chậm?",
        "1/3 xã, phường chưa đạt đầy đủ: Có kế hoạch không?",
    ]
    assert EN.format(shortfall_sentence(found[2], a_head())) == (
        "1 of 3 communes do not fully meet: Is there a plan?"
    )


def test_details_give_median_degree_points_and_cause() -> None:
    """The median is of all units that were judged; an unknown cause is said to be unknown."""
    found = a_sheet().worst
    assert shortfall_details(found[0], a_head(), VI) == (
        f"trung vị 99{PERCENT}",
        "không có điểm: 1; chỉ có một phần điểm: 1",
        "mất tổng cộng 3 điểm, bình quân 1/1 điểm mỗi đơn vị",
        f"nguyên nhân chính: {VI.label(Cause.STAFF).lower()} (1/2)",
    )
    assert shortfall_details(found[1], a_head(), VI)[-1] == "chưa ghi nguyên nhân"


def test_what_waits_is_named_and_the_rest_of_it_counted() -> None:
    """Nothing is said of what there is none of; four units are named."""
    assert attention_sentences(a_sheet(), a_head(), VI) == (
        "Chưa kiểm tra (1): Xã Chưa",
        "Số liệu mâu thuẫn với sổ hoặc kết quả ghi khác nhau, chờ quyết định, "
        "điểm có dấu '?' còn có thể thay đổi (1): Xã Thấp",
    )
    many = Facts(tuple(a_unit(str(place), None) for place in range(6)), {}, (), {})
    assert attention_sentences(a_sheet(many), a_head(), EN) == (
        "Nobody has visited (6): 0 Commune, 1 Commune, 2 Commune, 3 Commune and 2 more",
    )


def test_an_example_says_that_it_is_one_unit() -> None:
    """Its figure is never taken for that of the province."""
    said = example_sentence(a_sheet().worst[0], a_head(), VI)
    assert said == f"Ví dụ một đơn vị mất điểm nhiều nhất: Xã Thấp (98{PERCENT})"


def test_what_no_longer_holds_names_then_and_now() -> None:
    """Units of a shortfall, scores of a unit, a median; what is not known now is a dash."""
    kind, unit = OFFICE.kind("commune"), a_unit("Thấp", "60")
    shortfall = NoLonger(
        ToldOf.SHORTFALL, kind, "A01", "par-commune.v2", None, Decimal(86), Decimal(70), 111, 110
    )
    weak = NoLonger(ToldOf.WEAK, kind, "", "par-commune.v2", unit, Decimal(40), Decimal(60))
    median = NoLonger(ToldOf.MEDIAN, kind, "", "par-commune.v2", None, Decimal("70.5"), None)
    assert [no_longer_sentence(one, a_head(), VI) for one in (shortfall, weak, median)] == [
        "Trước 86/111 xã, phường, nay 70/110: A01 Tỷ lệ hồ sơ đúng hạn",
        "Xã Thấp: trước 40, nay 60; không còn trong nhóm thấp nhất (xã, phường)",
        "Trung vị xã, phường: trước 70,50, nay –",
    ]


def test_a_period_is_named() -> None:
    """In both languages."""
    named = [Period.read(text) for text in ("2017-05", "2017-q2")]
    assert [[t.format(period_words(one)) for one in named if one] for t in (VI, EN)] == [
        ["Tháng 5 năm 2017", "Quý 2 năm 2017"],
        ["Month 5 of 2017", "Quarter 2 of 2017"],
    ]


def test_a_unit_of_a_country_is_named_with_its_province() -> None:
    """There are many communes of one name."""
    several = replace(a_head(), provinces={"index/06.html": Text("Tỉnh Bắc Kạn", "Bắc Kạn Province")})
    unit = a_unit("Thấp", "60")
    assert office_of(unit, several) == Text("Xã Thấp, Tỉnh Bắc Kạn", "Thấp Commune, Bắc Kạn Province")
    assert office_of(unit, a_head()) == Text("Xã Thấp", "Thấp Commune")
