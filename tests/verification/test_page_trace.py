"""Every number of a page is derived again: that of a report, of the index, of the status."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from inspection_lib.files import open_folder
from inspection_lib.language import in_english
from inspection_lib.verification import Checked, Status, open_reference
from inspection_lib.verification.page_trace import trace_index, trace_page_alone, trace_unit
from tests.verification.office import COMMUNE, UNIT, Office


def unit(office: Office, code: str = COMMUNE) -> Checked:
    return trace_unit(open_folder(str(office.out)), code, office.reference()).checked


def told(checked: Checked) -> list[str]:
    return [in_english(remark.text) for remark in checked.remarks]


def test_pages_as_they_were_made_are_right(office: Office) -> None:
    """A district with registers and the index; the status and the sheet as long as the record stays."""
    assert (unit(office, UNIT).status, told(unit(office, UNIT))) == (Status.RIGHT, [])
    lists = list(trace_index(open_folder(str(office.out)), office.reference()))
    assert [each.checked.status for each in lists] == [Status.RIGHT] * 3
    assert all(each.numbers for each in lists)


def test_a_changed_number_is_named_with_its_item_and_command(office: Office) -> None:
    """Where, what stands, what should stand, and which command derives it."""
    row = re.compile(r'(<tr id="A01">.*?<td>)(\d)')
    office.rewrite("report.html", lambda page: row.sub(r"\g<1>7", page, count=1), COMMUNE)
    (first,) = told(unit(office))
    assert re.match(r"section “Bảng điểm chi tiết”, row “A01 .*”: it says “7", first)
    assert first.endswith(f"How it came about: inspection explain 2017-dot-1 {COMMUNE} A01")


def test_a_number_that_was_added_has_no_derivation(office: Office) -> None:
    """Also where the rest of the page is right."""
    office.rewrite("report.html", lambda page: page.replace("</h2>", " 99</h2>", 1), COMMUNE)
    assert "“99” has no derivation" in told(unit(office))[0]


def test_a_report_whose_data_were_changed_is_told_by_its_digest(office: Office) -> None:
    """`report.json` says another number than the run wrote."""
    office.rewrite("report.json", lambda text: text.replace('"points": "', '"points": "1', 1), COMMUNE)
    assert unit(office).status is Status.DIFFERENT
    assert "its digest is another one" in told(unit(office))[0]


def test_without_its_report_a_page_has_no_derivation(office: Office) -> None:
    """All its numbers are told as one sum."""
    office.file("report.json", COMMUNE).unlink()
    assert re.search(r"\d+ numbers have no derivation", told(unit(office))[-1])


def test_numbers_of_a_notebook_of_ones_own_are_not_passed_silently(office: Office) -> None:
    """Nothing here derives them: status 3."""

    def change(text: str) -> str:
        notebook = json.loads(text)
        own = {"cell_type": "markdown", "id": "own", "metadata": {}, "source": "Năm nay có 12 việc"}
        notebook["cells"].append(own)
        return json.dumps(notebook)

    office.rewrite("unit_report.ipynb", change, COMMUNE)
    found = unit(office)
    assert any("1 numbers in parts of the notebook's own" in text for text in told(found))


def test_a_changed_number_of_each_list_is_named(office: Office) -> None:
    """Of index, sheet and status: by what stands there and what should."""
    for name, code in (("index.html", "060"), ("leadership.html", ""), ("status.html", "")):
        path = office.out / name
        page = path.read_text(encoding="utf-8")
        at = page.index("<td", page.index(f'id="unit-{code}' if code else "<tbody"))
        digit = re.compile(r">(\d)").search(page, at)
        assert digit is not None
        other = (int(digit[1]) + 5) % 10
        path.write_text(f"{page[: digit.start(1)]}{other}{page[digit.end(1) :]}", encoding="utf-8")
    lists = list(trace_index(open_folder(str(office.out)), office.reference()))
    assert [each.checked.status for each in lists] == [Status.DIFFERENT] * 3
    assert all("it says “" in told(each.checked)[0] for each in lists)


def test_without_a_store_status_and_sheet_are_not_derived(office: Office) -> None:
    """The index comes from the units' records and is."""
    alone = open_reference("sqlite:///nowhere.db", str(office.workbench))
    lists = list(trace_index(open_folder(str(office.out)), alone))
    assert [each.checked.status for each in lists] == [Status.RIGHT, Status.UNCHECKED, Status.UNCHECKED]


def test_a_page_that_lies_alone_is_compared_with_its_own_data(office: Office) -> None:
    """Which is said, with status 3; a changed number is found all the same."""
    page = office.file("report.html", COMMUNE).read_text(encoding="utf-8")
    assert trace_page_alone("x.html", page).checked.status is Status.UNCHECKED
    changed = page.replace("<td>1", "<td>9", 1)
    assert trace_page_alone("x.html", changed).checked.status is Status.DIFFERENT


def test_a_report_of_another_version_is_compared_and_not_condemned(office: Office) -> None:
    """Equal pages are right; other ones may be right too, so the first difference is a note."""
    record = office.record(COMMUNE)
    inputs = tuple((name, "older" if name == "library" else value) for name, value in record.inputs)
    office.write_record(replace(record, inputs=inputs), COMMUNE)
    assert unit(office).status is Status.RIGHT
    office.rewrite("report.html", lambda page: page.replace("</h2>", " 99</h2>", 1), COMMUNE)
    assert unit(office).status is Status.UNCHECKED
