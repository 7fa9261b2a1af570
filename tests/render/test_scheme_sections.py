"""What a reader of the page learns of the rules of published schemes."""

from __future__ import annotations

from dataclasses import replace

import yaml

from inspection_lib.judging import assess
from inspection_lib.language import Language
from inspection_lib.render.sections import draw_section
from inspection_lib.report import Report, build_report
from tests.builders import an_inspection
from tests.definitions.checklist.schemes import SCHEMES, answers_to, scheme
from tests.render.test_sections import text_of
from tests.sentences import on_tables  # noqa: F401  (its ways of reading are known once it is imported)
from tests.sentences.reader import Reading, read_html
from tests.sentences.truth import Truth


def report_of(name: str, answers: dict[str, str], *, submitted: bool = True) -> Report:
    checklist = scheme(name)
    inspection = an_inspection(checklist, answers_to(checklist, answers), submitted=submitted)
    return build_report(inspection, assess(inspection), made_at="2026-05-01T08:00", library_version="0")


def untrue_groups(name: str, answers: dict[str, str], old: str = "", new: str = "") -> list[str]:
    """What the second reading of `tests/sentences` finds untrue in the rows of groups, after a change."""
    checklist, report = scheme(name), report_of(name, answers)
    inspection = an_inspection(checklist, answers_to(checklist, answers), submitted=True)
    file = yaml.safe_load((SCHEMES / f"{name}.v1.yaml").read_text(encoding="utf-8"))
    reading = Reading(Truth(inspection, report, "vi", file | {"legal_documents": []}))
    html = draw_section(report, "items", Language.VI)
    assert old in html
    return [said for said in read_html(reading, html.replace(old, new)) if "row items.group" in said]


def drawn(report: Report, section: str) -> str:
    """The text of a section in English; the Vietnamese one is drawn too."""
    assert draw_section(report, section, Language.VI)
    return text_of(draw_section(report, section, Language.EN))


def test_points_outside_the_maximum_stand_beside_it() -> None:
    """In the areas, with what was cut; in the items, the losses and the formula."""
    answers = {"RESULT": "9,5", "IDEA": "yes", "LATE": "1", "PRAISE": "a", "GIVEN": "0"}
    report = report_of("thuong-phat", answers)
    areas = drawn(report, "areas")
    assert "Bonus and penalty points outside the maximum the total stays between 0 and the maximum" in areas
    assert "+2" in areas
    assert "\N{MINUS SIGN}2 – 0 outside the maximum" in drawn(report, "items")
    assert "Bonus and penalty points outside the maximum +0.50 10" in drawn(report, "losses")
    assert "IDEA, LATE, PRAISE, GIVEN" in drawn(report, "provenance")
    assert "LATE Partial \N{MINUS SIGN}0.50" in drawn(report, "findings")


def test_cases_and_computed_items_show_what_they_come_to() -> None:
    """How many of how many, and the formula with the figures."""
    looked_at = report_of("mau-ho-so", {"FILES": "340: D1=yes; D2=no", "MEAN": "a=4"})
    assert "Looked at: 2 of 340 (hồ sơ); 1 meet the requirement (50%); not: D2" in drawn(looked_at, "items")
    computed = report_of("tinh-toan", {"STAFF": "20", "FILES": "90/120", "B-1": "5"})
    assert "(FILES.denominator + [B-1]) / STAFF = (120 + 5) / 20 = 6.25" in drawn(computed, "items")


def test_groups_have_headings_with_their_points_and_how_they_come_about() -> None:
    """Among the items; a grade of its own stands in the row of its group, not known before the conclusion."""
    answers = {"1.1.1.1": "2", "1.1.1.2": "1", "1.1.2.1": "1", "1.2.1": "4"}
    items = drawn(report_of("bon-cap", answers), "items")
    mean = "1.1. Giải quyết hồ sơ At most 6 points: the mean of its parts 6 \N{EN DASH} 3"
    assert f"{mean} Grade of its own: Chưa đạt 1.1.1. Đúng hạn Weight 2 in the mean around it 4" in items
    assert "1.1.2. Công khai No points below 50 % 3 \N{EN DASH} 0 1.1.2.1 Niêm yết" in items
    open_items = drawn(report_of("bon-cap", {"1.1.1.1": "2"}, submitted=False), "items")
    assert "2 to 6 Grade of its own: not known" in open_items
    areas = draw_section(report_of("bon-cap", answers), "areas", Language.VI)
    assert untrue_groups("bon-cap", answers) == []
    assert len(untrue_groups("bon-cap", answers, "Chưa đạt", "Đạt")) == 1
    assert "Xếp loại riêng" not in areas
    named = replace(report_of("bon-cap", answers).groups[1], id="1", depth=1)
    graded = replace(report_of("bon-cap", answers), groups=(named,))
    assert "Xếp loại riêng: Chưa đạt" in draw_section(graded, "areas", Language.VI)
