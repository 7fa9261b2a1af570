"""The report of a checklist whose groups are no sums: formula, losses, limits."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.definitions import read_checklist
from inspection_lib.judging import assess
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Choice, Inspection, Number
from inspection_lib.render.sentences import cap_sentence
from inspection_lib.report import Report, build_report
from inspection_lib.report.combined import combined_groups
from tests.builders import a_response, an_inspection
from tests.conftest import ROOT


def inspection_of(name: str, answers: dict[str, str]) -> Inspection:
    checklist = read_checklist(ROOT / "tests" / "data" / "schemes" / f"{name}.v1.yaml")
    found = {
        key: a_response(Number(int(raw)) if raw.isdigit() else Choice(raw)) for key, raw in answers.items()
    }
    return an_inspection(checklist, found, submitted=True)


def report_of(name: str, answers: dict[str, str]) -> Report:
    inspection = inspection_of(name, answers)
    return build_report(
        inspection, assess(inspection), made_at="2026-05-01T08:00:00+07:00", library_version="0"
    )


def test_the_groups_that_are_no_sum_are_named() -> None:
    """By their ids, with how they combine; sums are not named."""
    checklist = inspection_of("pefa-m1", {}).checklist
    assert combined_groups(checklist).en == "M1 (its lowest part, with a plus if another is higher)"
    assert combined_groups(inspection_of("brcgs", {}).checklist).en == ""


def test_the_formula_says_how_groups_are_combined() -> None:
    """Where all are sums the sentence is the one of always."""
    pool = report_of("quy-diem", {"K1": "8", "K2": "0", "K3": "0"})
    assert "Q1 (" in pool.provenance.formula.text or any(
        "Q1 (" in str(value) for value in pool.provenance.formula.values
    )
    plain = report_of("brcgs", {"CRITICAL": "no", "MAJOR": "0", "MINOR": "0"})
    assert "then added up without rounding" in plain.provenance.formula.text


def test_losses_are_those_of_areas_where_items_do_not_add_up() -> None:
    """56 points are lost once, however many items they come from."""
    report = report_of("quy-diem", {"K1": "3", "K2": "3", "K3": "2"})
    assert [(step.item_id, step.lost, step.remaining) for step in report.waterfall] == [("Q", 56, 44)]


def test_the_page_says_what_limits_the_grade() -> None:
    """Limits by the ids of their items and groups; a knock-out item beside a limit is told too."""
    report = report_of("brcgs", {"CRITICAL": "no", "MAJOR": "2", "MINOR": "0"})
    sentence = cap_sentence(report)
    assert report.capped_by == report.limited_by == ("MAJOR",)
    assert sentence.text.endswith("limits of the checklist: {limits}.")
    both = replace(report, capped_by=("CRITICAL", "MAJOR"))
    assert (
        open_catalogue(Language.VI)
        .format(cap_sentence(both))
        .endswith("do tiêu chí điều kiện: CRITICAL; và theo điều kiện của bộ tiêu chí: MAJOR.")
    )
    weak = report_of("tiep-can-phap-luat", {"I1": "4", "I2": "30", "I3": "15", "I4": "20", "I5": "25"})
    said = open_catalogue(Language.VI).format(cap_sentence(weak))
    assert said.endswith("giới hạn ở mức Chưa đạt chuẩn theo điều kiện của bộ tiêu chí: TC1.")
