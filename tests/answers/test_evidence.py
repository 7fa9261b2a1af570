"""What counts as evidence: words for "none", the unit's evidence, and inspectors who reject it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from inspection_lib.answers.evidence import (
    EvidenceOfAnswer,
    evidence_of,
    names_nothing,
    rejects_evidence,
    younger_evidence,
)
from inspection_lib.model import Answer, Response, Source
from tests.builders import yes


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Không có",
            "không",
            "KHÔNG",
            "chưa có",
            "Chưa có.",
            "-",
            "–",
            "--",
            "0",
            "n/a",
            "N/A",
            "...",
            "?",
            "",
        ),
        *(
            "Không có minh chứng",
            "chưa có tài liệu kiểm chứng",
            "Không có văn bản nào",
            "ko có",
            "Chưa có quyết định",
            "Không có báo cáo",
            "Đang bổ sung",
            "Sẽ nộp sau",
            "không rõ",
            "Chưa xem",
            "none",
            "No",
        ),
        *("không cung cấp", "no evidence", "None available", "000", "khong co"),
        *("không có hồ sơ, tài liệu", "(không có)", "Chưa nộp", "không áp dụng"),
    ],
)
def test_words_for_none_are_no_evidence(text: str) -> None:
    """With or without marks, capitals and full stop."""
    assert names_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Quyết định 12/QĐ-UBND",
            "Không gian mạng: kế hoạch 12/KH-UBND",
            "Biên bản kiểm tra",
            "Chưa có quyết định số, dự thảo 5",
            "Đang ký: tờ trình 7",
            "12",
            "✓",
        ),
        *(
            "Công văn 0/2017",
            "Chưa có số, ngày 5/1/2017",
            "Nội quy cơ quan",
            "không có.pdf (sha256:624a751eec0d)",
        ),
    ],
)
def test_what_names_a_document_is_evidence(text: str) -> None:
    """A name may begin with a word for "none"."""
    assert not names_nothing(text)


@pytest.mark.parametrize(
    ("text", "rejects"),
    [
        ("not accepted, because it is a draft", True),
        ("Không chấp nhận, vì là dự thảo", True),
        ("Chưa được chấp nhận: thiếu chữ ký", True),
        ("Minh chứng không hợp lệ", True),
        ("Tài liệu kiểm chứng không phù hợp", True),
        ("Không công nhận vì ban hành sau kỳ", True),
        ("Bị bác: không có dấu", True),
        ("Rejected: no signature", True),
        ("Không đúng nội dung", True),
        ("Quyết định về việc không chấp nhận đơn", False),
        ("Không có", False),
        ("Công nhận", False),
    ],
)
def test_an_inspectors_text_may_reject_evidence(text: str, rejects: bool) -> None:
    """It says so at its beginning; a title that has the words inside is a document."""
    assert rejects_evidence(text) is rejects


def with_evidence(*pieces: str, note: str = "") -> Response:
    return replace(yes(), evidence=pieces, note=note)


@pytest.mark.parametrize(
    ("found", "claimed", "expected"),
    [
        (with_evidence("QĐ 5"), with_evidence("QĐ 1"), EvidenceOfAnswer(("QĐ 5",))),
        (with_evidence(), with_evidence("QĐ 1", "-"), EvidenceOfAnswer(("QĐ 1",), seen=False)),
        (with_evidence("-"), with_evidence("QĐ 1"), EvidenceOfAnswer(("QĐ 1",), seen=False)),
        (with_evidence("Không có"), with_evidence("QĐ 1"), EvidenceOfAnswer(rejected="Không có")),
        (
            with_evidence("not accepted, because old"),
            with_evidence("QĐ 1"),
            EvidenceOfAnswer(rejected="not accepted, because old"),
        ),
        (
            with_evidence(note="Không chấp nhận, vì dự thảo"),
            with_evidence("QĐ 1"),
            EvidenceOfAnswer(rejected="Không chấp nhận, vì dự thảo"),
        ),
        (
            with_evidence(note="Không chấp nhận kết quả tự chấm"),
            with_evidence("QĐ 1"),
            EvidenceOfAnswer(("QĐ 1",), seen=False),
        ),
        (with_evidence("QĐ 5", "Không chấp nhận QĐ 1"), with_evidence("QĐ 1"), EvidenceOfAnswer(("QĐ 5",))),
        (with_evidence("Chưa kiểm tra"), with_evidence("QĐ 1"), EvidenceOfAnswer(("QĐ 1",), seen=False)),
        (with_evidence(), with_evidence("Không có"), EvidenceOfAnswer()),
        (with_evidence(), None, EvidenceOfAnswer()),
        (None, with_evidence("QĐ 1"), EvidenceOfAnswer(("QĐ 1",), seen=False)),
    ],
)
def test_the_units_evidence_counts_until_the_inspectors_say_otherwise(
    found: Response | None, claimed: Response | None, expected: EvidenceOfAnswer
) -> None:
    """Their own evidence takes its place; words for "none" and a refusal reject it; a mere sign does not."""
    assert evidence_of(Answer("A", claimed, found), Source.INSPECTOR) == expected


def test_a_claim_has_only_its_own_evidence() -> None:
    """What inspectors found does not back what the unit claimed."""
    answer = Answer("A", with_evidence("Không có"), with_evidence("QĐ 5"))
    assert evidence_of(answer, Source.SELF) == EvidenceOfAnswer()
    assert evidence_of(None, Source.INSPECTOR) == EvidenceOfAnswer()


def test_a_document_younger_than_the_period_is_found_by_its_day_its_number_or_its_record() -> None:
    """The last day of the period still belongs to it."""
    pieces = ("QĐ 1 ngày 30/4/2017", "QĐ 2 ngày 1/5/2017", "3/2018/QĐ-UBND", "4/2017/QĐ-UBND", "5/KH-UBND")
    response = replace(with_evidence(*pieces), made=(("5/KH-UBND", date(2017, 5, 2)),))
    assert younger_evidence(response, date(2017, 4, 30)) == (pieces[1], pieces[2], pieces[4])
