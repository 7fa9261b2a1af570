"""The command form, and filled workbooks through the command import."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from inspection_lib.record import open_store
from inspection_lib.workbench import make_report, open_workbench
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN
from tests.excel_forms.filled import row_of


def _write(command: Command, *words: str) -> Path:
    """The workbook of the unit, as the command writes it."""
    command.good("form", CAMPAIGN, UNIT, "--excel", "--language", "vi", "-o", "forms", *words)
    (path,) = (command.folder / "forms").iterdir()
    return path


def _filled(form: Path, path: Path, answers: dict[str, object], when: datetime, column: int = 5) -> Path:
    book = load_workbook(form)
    page = book.worksheets[0]
    page.cell(row_of(page, "Người điền"), 3).value = "Văn thư"
    page.cell(row_of(page, "Ngày điền"), 3).value = when
    for item, value in answers.items():
        page.cell(row_of(page, item), column).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def _claims(command: Command) -> dict[str, str]:
    events = open_store("sqlite:///outputs/inspection.db", command.folder).events(CAMPAIGN, UNIT)
    return {event.item_id: event.raw for event in events if event.source == "self"}


def test_forms_go_out_and_come_back(command: Command) -> None:
    """The same is known, an older one changes nothing, a later one replaces; blanks take nothing out."""
    form = _write(command)
    assert form.name == "060_huyen-pac-nam_tu-cham.xlsx"
    answers: dict[str, object] = {"A01": datetime(2017, 1, 25), "A02": "Chưa thực hiện"}
    first = _filled(form, command.folder / "first.xlsx", {"A01": answers["A01"]}, datetime(2017, 5, 15))
    assert "first.xlsx: 1 rows, 1 new events." in command.good("import", CAMPAIGN, "first.xlsx")
    assert "imported before" in command.good("import", CAMPAIGN, "first.xlsx")
    old = {"A01": datetime(2017, 3, 1)}
    _filled(form, command.folder / "older.xlsx", old, datetime(2017, 5, 14))
    ran = command("import", CAMPAIGN, "older.xlsx")
    assert ran.status == 0
    assert "“1 March 2017” (Văn thư, 14 May 2017) is older than “25 January 2017”" in ran.err
    assert _claims(command)["A01"] == "2017-01-25"
    _filled(form, command.folder / "later.xlsx", {}, datetime(2017, 5, 16))
    ran = command("import", CAMPAIGN, "later.xlsx")
    assert ran.status == 0
    assert (
        f"Item A01 of unit {UNIT} is empty in the form; the record keeps its answer “25 January 2017”."
        in ran.err
    )
    _filled(form, command.folder / "later.xlsx", old, datetime(2017, 5, 16))
    command.good("import", CAMPAIGN, "later.xlsx")
    assert _claims(command)["A01"] == "2017-03-01"
    (event,) = (
        event
        for event in open_store("sqlite:///outputs/inspection.db", command.folder).events(CAMPAIGN, UNIT)
        if event.raw == "2017-03-01"
    )
    assert event.place
    page = load_workbook(form).worksheets[0]
    assert (event.place.file, event.place.row) == ("later.xlsx", row_of(page, "A01"))
    assert first.exists()


def test_two_forms_of_one_day_need_the_hour(command: Command) -> None:
    """Nobody can say which is later, so the second one is refused until it says the hour."""
    form = _write(command)
    _filled(form, command.folder / "a.xlsx", {"A01": datetime(2017, 1, 25)}, datetime(2017, 5, 15))
    command.good("import", CAMPAIGN, "a.xlsx")
    _filled(form, command.folder / "b.xlsx", {"A01": datetime(2017, 1, 26)}, datetime(2017, 5, 15))
    assert "nobody can say which is later" in command.bad("import", CAMPAIGN, "b.xlsx")


def test_a_form_that_does_not_belong_here_is_refused(command: Command) -> None:
    """Of another campaign, of another version of the checklist, or named after another unit."""
    form = _write(command)
    wrong = _filled(form, command.folder / "061_x.xlsx", {}, datetime(2017, 5, 15))
    said = command.bad("import", CAMPAIGN, wrong.name)
    assert "The file is named after unit 061, and the form in it is of unit 060." in said
    plan = command.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    (plan.parent / "other.yaml").write_text(plan.read_text("utf-8").replace(CAMPAIGN, "other"), "utf-8")
    said = command.bad("import", "other", str(form))
    assert f"The form is of campaign {CAMPAIGN}, not of other." in said
    checklist = command.folder / "checklists" / "definitions" / "par-district.v2.yaml"
    checklist.write_text(checklist.read_text("utf-8") + "\n# changed\n", "utf-8")
    text = checklist.read_text("utf-8").replace("status:", "status: ", 1)
    changed = text.replace("days_to_mend: 30", "days_to_mend: 31", 1)
    checklist.write_text(changed, "utf-8")
    said = command.bad("import", CAMPAIGN, str(form))
    assert "Unit 060: checklist par-district.v2 was changed since the form was written." in said


def test_no_form_is_written_over(command: Command) -> None:
    """A file that is there may hold a day's work of an office."""
    form = _write(command)
    before = form.read_bytes()
    said = command.bad("form", CAMPAIGN, UNIT, "--excel", "-o", "forms")
    assert "The file exists, and somebody may have filled it in." in said
    assert form.read_bytes() == before
    assert not (command.folder / "outputs" / "inspection.db").exists()


def test_a_form_for_a_tablet_has_one_unit_or_several(command: Command) -> None:
    """A unit that is named twice is there once. What units share stands once."""
    assert "The form of 2 units" in command.good("form", CAMPAIGN, UNIT, "061", UNIT, "-o", "two.html")
    command.good("form", CAMPAIGN, UNIT, "-o", "one.html")
    one, two = (len((command.folder / f"{name}.html").read_text("utf-8")) for name in ("one", "two"))
    assert two < 1.5 * one
    assert 'id="unit-1"' in (command.folder / "two.html").read_text("utf-8")


def test_the_unit_s_own_form_holds_nothing_of_the_inspectors(command: Command) -> None:
    """What inspectors recorded is not in the file; what the unit claimed is."""
    command.good("import", CAMPAIGN, str(_claim(command)))
    command.enter("A01", "2017-02-14")
    command.good("form", CAMPAIGN, UNIT, "--source", "self", "-o", "self.html", "--language", "vi")
    page = (command.folder / "self.html").read_text("utf-8")
    assert "2017-02-14" not in page
    assert "PHIẾU ĐƠN VỊ TỰ CHẤM" in page
    assert _claims(command)["A01"] in page
    command.good("form", CAMPAIGN, UNIT, "-o", "team.html", "--language", "vi")
    page = (command.folder / "team.html").read_text("utf-8")
    assert "2017-02-14" in page
    assert "PHIẾU ĐƠN VỊ TỰ CHẤM" not in page


def test_each_unit_scores_itself_in_a_file_of_its_own(command: Command) -> None:
    """What one unit claims, and what its packages are known by, is not in the file of another."""
    command.good("import", CAMPAIGN, str(_claim(command)))
    units = (CAMPAIGN, UNIT, "061", "--source", "self")
    assert "is one file" in command.bad("form", *units, "-o", "self.html")
    command.good("form", *units, "-o", "own")
    own, other = ((command.folder / "own" / f"{CAMPAIGN}.{code}.tu-cham.html") for code in (UNIT, "061"))
    claimed = _claims(command)["A01"]
    assert claimed in own.read_text("utf-8")
    assert claimed not in other.read_text("utf-8")
    assert sorted(path.name for path in own.parent.iterdir()) == sorted((own.name, other.name))


def test_every_unit_gets_a_form_of_inspectors(command: Command) -> None:
    """Without codes, all units of the campaign; the claims of the record stand in them."""
    command.good("import", CAMPAIGN, str(_claim(command)))
    units = command.folder / "checklists" / "units" / "backan-2017.csv"
    head, *rows = units.read_text("utf-8").splitlines()
    few = [row for row in rows if row.split(",")[1] in ("province", "district")]
    units.write_text("\n".join([head, *few, ""]), "utf-8")
    out = command.good("form", CAMPAIGN, "--excel", "--source", "inspector", "-o", "forms")
    files = [path.name.partition("_")[0] for path in (command.folder / "forms").iterdir()]
    districts = [row.split(",")[0] for row in few if row.split(",")[1] == "district"]
    assert sorted(files) == sorted(districts)
    assert f"{len(files)} forms written to forms." in out
    (path,) = (command.folder / "forms").glob(f"{UNIT}_*")
    page = load_workbook(path).worksheets[0]
    assert page.cell(row_of(page, "A01"), 5).value == "25 January 2017"


def test_an_appraiser_gets_one_form_of_its_items(command: Command) -> None:
    """All units in one workbook; the plan names the office, for the report too; answers come back by unit."""
    plan = command.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    text = plan.read_text("utf-8") + "\nappraisers: {A: Thanh tra tỉnh, A02: {vi: Sở Tư pháp}}\n"
    plan.write_text(text, "utf-8")
    words = ("form", CAMPAIGN, "060", "061", "--appraiser", "thanh tra tinh", "--language", "vi", "-o", "out")
    command.good(*words)
    (form,) = (command.folder / "out").iterdir()
    assert form.name == "tham-dinh_thanh-tra-tinh.xlsx"
    book = load_workbook(form)
    page = book.worksheets[0]
    page.cell(row_of(page, "Ngày điền"), 4).value = datetime(2017, 6, 1)
    rows = {
        (str(page.cell(at, 1).value), str(page.cell(at, 2).value)): at
        for at in range(1, page.max_row + 1)
        if page.cell(at, 1).value in ("060", "061")
    }
    items = {item for _, item in rows}
    assert "A01" in items
    assert {item[0] for item in items} == {"A", "F"}  # F05 by the checklist, in two languages
    assert "A02" not in items
    page.cell(rows["060", "A01"], 7).value = datetime(2017, 1, 25)
    page.cell(rows["061", "A01"], 7).value = "Chưa thực hiện"
    book.save(command.folder / "filled.xlsx")
    assert "filled.xlsx: 2 rows, 2 new events." in command.good("import", CAMPAIGN, "filled.xlsx")
    store = open_store("sqlite:///outputs/inspection.db", command.folder)
    found = {
        (code, event.source, event.raw, event.actor)
        for code, events in store.campaign_events(CAMPAIGN)
        for event in events
        if event.item_id == "A01"
    }
    assert found == {
        ("060", "inspector", "2017-01-25", "Thanh tra tỉnh"),
        ("061", "inspector", "not_done", "Thanh tra tỉnh"),
    }
    report = make_report(
        open_workbench(str(command.folder)), "sqlite:///outputs/inspection.db", CAMPAIGN, "061"
    )
    (line,) = (line for line in report.findings if line.id == "A01")
    assert line.appraiser.vi == "Thanh tra tỉnh"


def test_an_office_that_appraises_nothing_is_told(command: Command) -> None:
    """With the offices that appraise; the check of a plan knows the ids that it may name."""
    said = command.bad("form", CAMPAIGN, "--appraiser", "Sở Công Thương")
    assert f"'Sở Công Thương' appraises no item of campaign {CAMPAIGN}." in said
    assert "Offices that appraise: " in said
    plan = command.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    plan.write_text(plan.read_text("utf-8") + "\nappraisers: {A99: Thanh tra tỉnh}\n", "utf-8")
    ran = command("check", str(plan))
    assert "'Thanh tra tỉnh' appraises 'A99', which is no area, criterion or item" in ran.err


def _claim(command: Command) -> Path:
    path = command.folder / "claim.csv"
    path.write_text(f"unit,item,source,value\n{UNIT},A01,self,2017-01-25\n", "utf-8")
    return path


def test_a_form_carries_only_what_is_open(command: Command) -> None:
    """A page and a workbook without what passed; the workbook's answers go into the record as usual."""
    assert "Nothing is open" in command.good("form", CAMPAIGN, UNIT, "--open", "-o", "open.html")
    command.enter("A01", "2017-06-30")
    command.enter("A05", "0")
    command.enter("*", "submitted")
    command.good("form", CAMPAIGN, UNIT, "--open", "-o", "open.html")
    page = (command.folder / "open.html").read_text("utf-8")
    assert "ONLY WHAT IS OPEN" in page
    assert '"id": "A05"' not in page
    form = _write(command, "--open")
    assert form.name == "060_huyen-pac-nam_con-mo.xlsx"
    book = load_workbook(form).worksheets[0]
    shown = [str(book.cell(row, 1).value) for row in range(1, book.max_row + 1)]
    assert "A05" not in shown
    assert any(text.startswith("• A01 ") and "hạn khắc phục" in text for text in shown)
    filled = _filled(
        form, command.folder / "f.xlsx", {"A01": datetime(2017, 1, 15)}, datetime(2017, 6, 20), 6
    )
    assert "1 rows, " in command("import", CAMPAIGN, filled.name).out
    assert "--open is for the inspectors' form" in command.bad(
        "form", CAMPAIGN, UNIT, "--open", "--source", "self"
    )
