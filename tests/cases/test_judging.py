"""Answers that were judged wrongly: words for N/A and for no evidence, evidence of the unit, days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from inspection_lib.model import Outcome
from inspection_lib.report import ItemLine, Report, ReportState
from inspection_lib.workbench import DEFAULT_STORE, Workbench, make_report
from tests.cli.conftest import UNIT, Command, command
from tests.conftest import CAMPAIGN, ROOT

__all__ = ["command"]

CASES = ROOT / "tests" / "cases"
TEXT_NA = CASES / "23-a-text-that-folds-to-na" / "responses.csv"
MONTH_FIRST = CASES / "33-month-first-days" / "responses.csv"
NO_EVIDENCE = CASES / "55-none-counts-as-evidence" / "responses.csv"
NO_REASON = CASES / "56-not-applicable-without-a-reason" / "responses.csv"
COLUMNS = "unit,item,source,value,note,evidence\n"


def report_of(command: Command) -> Report:
    return make_report(Workbench(command.folder), DEFAULT_STORE, CAMPAIGN, UNIT)


def recorded(command: Command, source: Path | str) -> Report:
    """Import a table, or its rows, and make the report of unit 060."""
    path = source if isinstance(source, Path) else command.folder / "answers.csv"
    if isinstance(source, str):
        path.write_text(COLUMNS + source, encoding="utf-8")
    ran = command("import", CAMPAIGN, str(path))
    assert ran.status == 0, ran
    return report_of(command)


def item(report: Report, item_id: str) -> ItemLine:
    return next(item for item in report.items if item.id == item_id)


def use_version_2(folder: Path, *changes: tuple[str, str]) -> None:
    """Let the plan use a version 2 of the district's checklist: version 1 with some changes."""
    definitions = folder / "checklists" / "definitions"
    text = (definitions / "par-district.v1.yaml").read_text(encoding="utf-8")
    for old, new in (("\nversion: 1\n", "\nversion: 2\n"), *changes):
        assert old in text
        text = text.replace(old, new, 1)
    (definitions / "par-district.v2.yaml").write_text(text, encoding="utf-8")
    plan = folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    named = plan.read_text(encoding="utf-8")
    plan.write_text(named.replace("par-district.v1", "par-district.v2"), encoding="utf-8")


def use_version_1(folder: Path) -> None:
    """Let the plan use version 1 of all checklists."""
    plan = folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(".v2", ".v1"), encoding="utf-8")


def test_a_text_that_folds_to_na_is_a_text(command: Command) -> None:
    """Case 23: "Nà" is a place; the item keeps its place below the line."""
    report = recorded(command, TEXT_NA)
    assert item(report, "A12").outcome is Outcome.PARTIAL
    assert item(report, "A12").points == Decimal("0.25")


@pytest.mark.parametrize(("text", "outcome"), [("Na Rì", Outcome.PARTIAL), ("N/A", Outcome.NOT_APPLICABLE)])
def test_only_n_a_as_written_is_n_a_in_a_text(command: Command, text: str, outcome: Outcome) -> None:
    """Case 23 with other texts."""
    assert (
        item(recorded(command, f"{UNIT},A12,inspector,{text},Đơn vị mới thành lập,\n"), "A12").outcome
        is outcome
    )


def test_words_for_none_are_no_evidence(command: Command) -> None:
    """Case 55: the text has the points without evidence; items that demand evidence are not backed by "-"."""
    report = recorded(command, NO_EVIDENCE)
    assert item(report, "A12").points == Decimal("0.25")
    rows = [
        f"{UNIT},B02,inspector,0,,-\n",
        f"{UNIT},A09,inspector,a,,chưa có\n",
        f"{UNIT},G11,inspector,a,,Giấy 5\n",
    ]
    report = recorded(command, "".join(rows))
    assert {found.id for found in report.findings if not found.scored} == {"A09.evidence", "B02.evidence"}


def test_the_units_evidence_counts_and_is_marked(command: Command) -> None:
    """Case 55 the other way round: only the inspectors' refusal takes the unit's evidence away."""
    rows = [
        f"{UNIT},A12,self,Chuyên mục hỏi đáp,,Công văn 7/UBND\n{UNIT},A12,inspector,Chuyên mục hỏi đáp,,\n",
        f"{UNIT},B02,self,0,,Báo cáo 12/BC-UBND\n{UNIT},B02,inspector,0,,-\n",
        f"{UNIT},C00,inspector,yes,,\n",
        f"{UNIT},C14,self,95/100,,Báo cáo 9/BC-UBND\n{UNIT},C14,inspector,80/100,,\n",
        f'{UNIT},C03,self,3/3,,Báo cáo 8\n{UNIT},C03,inspector,3/3,,"Không chấp nhận, vì chưa ký"\n',
    ]
    report = recorded(command, "".join(rows))
    assert item(report, "A12").points == Decimal("0.5")
    found = {line.id: line for line in report.findings}
    assert (found["C14"].evidence, found["C14"].evidence_seen) == (("Báo cáo 9/BC-UBND",), False)
    assert {line.id for line in report.findings if not line.scored} == {"C03.evidence"}
    assert found["C03.evidence"].evidence == ()


def test_n_a_without_a_reason_stays_in_version_1_and_is_refused_in_version_2(command: Command) -> None:
    """Case 56: version 2 with `na: with_note` records nothing of the file."""
    use_version_1(command.folder)
    ran = command("import", CAMPAIGN, str(NO_REASON))
    assert ran.status == 0
    assert "no reason is given" in ran.out + ran.err
    assert item(report_of(command), "C14").outcome is Outcome.NOT_APPLICABLE
    (command.folder / "outputs" / "inspection.db").unlink()
    use_version_2(command.folder, ("- id: C14\n", "- id: C14\n            na: with_note\n"))
    assert "no reason is given" in command.bad("import", CAMPAIGN, str(NO_REASON))
    assert item(report_of(command), "C14").outcome is Outcome.UNANSWERED
    rows = f"{UNIT},C00,inspector,yes,,\n{UNIT},C14,inspector,n/a,Chưa có bộ phận một cửa,\n"
    given = recorded(command, rows)
    assert item(given, "C14").outcome is Outcome.NOT_APPLICABLE


def test_an_item_that_applies_to_every_unit_takes_no_n_a(command: Command) -> None:
    """Case 56 with `na: no`: no reason helps."""
    use_version_2(command.folder, ("- id: C14\n", "- id: C14\n            na: no\n"))
    path = command.folder / "answers.csv"
    path.write_text(COLUMNS + f"{UNIT},C14,inspector,không áp dụng,vì lý do khác,\n", encoding="utf-8")
    assert "applies to every unit" in command.bad("import", CAMPAIGN, str(path))


def test_answers_whose_days_are_month_first_are_refused(command: Command) -> None:
    """Case 33: 1/25/2017 tells how 1/5/2017 was meant, so the whole column is named."""
    error = command.bad("import", CAMPAIGN, str(MONTH_FIRST))
    assert "The days of column value are written month first: 1/25/2017." in error
    assert report_of(command).state is ReportState.NOT_INSPECTED


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ("A01,inspector,1/5/17,2017-05-22\nB01,inspector,1/25/17,", "value"),
        ("A01,inspector,5/1/2017,5/22/2017 08:00\nB01,inspector,chưa,5/3/2017", "answered_at"),
    ],
)
def test_one_day_of_a_column_tells_of_all_the_others(command: Command, rows: str, column: str) -> None:
    """Case 33 with two-digit years, and in the column of times."""
    path = command.folder / "answers.csv"
    lines = "".join(f"{UNIT},{row}\n" for row in rows.splitlines())
    path.write_text(f"unit,item,source,value,answered_at\n{lines}", encoding="utf-8")
    assert f"The days of column {column} are written month first" in command.bad(
        "import", CAMPAIGN, str(path)
    )


def test_a_text_that_looks_like_a_day_is_no_day(command: Command) -> None:
    """Only items of the kind date are looked at: a text may be 1/25/2017."""
    report = recorded(command, f"{UNIT},A12,inspector,1/25/2017,,\n{UNIT},A01,inspector,1/5/2017,,\n")
    assert item(report, "A12").outcome is Outcome.PARTIAL


def test_a_day_far_from_the_period_is_a_warning(command: Command) -> None:
    """15/5/2037 is recorded and told of, with its row."""
    path = command.folder / "answers.csv"
    path.write_text(f"{COLUMNS}{UNIT},A01,inspector,15/5/2037,,\n", encoding="utf-8")
    ran = command("import", CAMPAIGN, str(path))
    assert ran.status == 0
    assert "far from the inspected period" in ran.out + ran.err


def test_a_unit_without_answers_is_not_inspected(command: Command) -> None:
    """What the unit claims, and a record that was closed without an answer, are no inspection."""
    for rows in (f"{UNIT},A02,self,a,,\n", f"{UNIT},*,inspector,submitted,,\n"):
        report = recorded(command, rows)
        assert report.state is ReportState.NOT_INSPECTED
        assert (report.findings, report.worst, report.grade, report.capped_by) == ((), (), None, ())
        assert (report.total.index_low, report.total.index_high) == (Decimal(0), Decimal(100))


def test_an_open_record_has_findings_and_no_dated_orders(command: Command) -> None:
    """Once it is closed, each task has its day, and the day is a working day."""
    rows = f"{UNIT},A02,inspector,c,,\n{UNIT},C14,inspector,50/100,,\n"
    report = recorded(command, rows)
    assert report.state is ReportState.UNFINISHED
    assert {line.due_on for line in report.findings} == {None}
    assert report.grade is None
    closed = recorded(command, f"{UNIT},*,inspector,submitted,,\n")
    days = {line.due_on for line in closed.findings}
    calendar = Workbench(command.folder).calendar()
    assert days
    assert all(isinstance(day, date) and calendar.is_working_day(day) for day in days)
    assert closed.provenance.holidays == "checklists/holidays.csv"


def test_without_a_file_of_holidays_the_report_says_that_its_days_are_calendar_days(command: Command) -> None:
    """Nothing is guessed: the year is named."""
    (command.folder / "checklists" / "holidays.csv").unlink()
    settings = command.folder / "workbench.yaml"
    named = "holidays: checklists/holidays.csv\n"
    assert named in settings.read_text(encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8").replace(named, ""), encoding="utf-8")
    report = recorded(command, f"{UNIT},A02,inspector,c,,\n{UNIT},*,inspector,submitted,,\n")
    assert (report.provenance.holidays, report.provenance.calendar_days) == ("", (2017,))
    a02 = next(line for line in report.findings if line.id == "A02")
    assert a02.due_on == date(2017, 7, 30)  # a Sunday


def test_a_document_younger_than_the_period_is_marked(command: Command) -> None:
    """It counts; the reader sees that it is later than the period."""
    rows = (
        f"{UNIT},B05,inspector,1/1,,Quyết định 12/QĐ-UBND ngày 20/5/2017|Quyết định 3/QĐ-UBND ngày 3/3/2017\n"
        f"{UNIT},A01,inspector,20/5/2017,,\n"
    )
    report = recorded(command, rows)
    shown, day = item(report, "B05").finding, item(report, "A01").finding
    assert shown
    assert day
    assert shown.younger == ("Quyết định 12/QĐ-UBND ngày 20/5/2017",)
    assert (shown.day_after_period, day.day_after_period) == (False, True)


def test_version_2_states_what_is_wrong_and_takes_the_exact_score_for_the_band(command: Command) -> None:
    """A statement has the figures of the answer; the level of C14 is named with its share."""
    texts = (
        "- id: C14\n            finding:\n"
        "              partial: {vi: 'Chỉ {share} hồ sơ đúng hạn, mức tối thiểu {minimum}', en: '{share}'}\n"
        "              fail: {vi: '{numerator}/{denominator}', en: '{share}'}\n"
        "              unanswered: {vi: 'Chưa có số liệu', en: 'No figure'}\n"
    )
    use_version_2(command.folder, ("- id: C14\n", texts), ("\nbands:\n", "\nbands_by: exact\nbands:\n"))
    report = recorded(
        command,
        f"{UNIT},C00,inspector,yes,,\n{UNIT},C14,inspector,97996/100000,,\n{UNIT},A02,inspector,c,,\n",
    )
    found = {line.id: line for line in report.findings}
    assert found["C14"].statement.vi.replace("\N{NO-BREAK SPACE}", " ") == (
        "Chỉ 97,996 % hồ sơ đúng hạn, mức tối thiểu 98 %"
    )
    assert found["A02"].statement == found["A02"].title
