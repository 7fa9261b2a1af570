"""The parts of the minutes that the record fills."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.language import Language, open_catalogue
from inspection_lib.render.visit_minutes import ParagraphKind, present, signature_places
from inspection_lib.report import NotedLine, Report
from tests.render.test_visit_words import VISIT

VI = open_catalogue(Language.VI)


def test_those_present_stand_one_a_line_with_room_for_the_name() -> None:
    """Empty lines are left out; without a text there is nothing."""
    line = NotedLine("Chủ tịch\n\n Công chức ", "Thư ký", "")
    named = list(present(line, VI))
    assert [(each.kind, each.text) for each in named] == [
        (ParagraphKind.NAME, "Chủ tịch:"),
        (ParagraphKind.NAME, "Công chức:"),
    ]
    assert list(present(None, VI)) == []


def test_there_are_three_places_whoever_signed(report: Report) -> None:
    """In the order of form 1.9 as the minutes had them."""
    for one in (report, replace(report, visit=VISIT)):
        titles = [place.title for place in signature_places(one, VI)]
        assert titles == ["ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA", "THƯ KÝ", "TRƯỞNG ĐOÀN"]
