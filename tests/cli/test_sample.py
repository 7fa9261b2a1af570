"""`inspection sample`: plan, draw and evaluate, as people use them."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.workbenches import ask_for_cases

NUMBER = "482915"
DRAW = ("sample", "draw", CAMPAIGN, UNIT, "one_stop", "--number", NUMBER, "--tolerable", "5%")
REGISTER = f"checklists/registers/{CAMPAIGN}/{UNIT}.one_stop.csv"


@pytest.fixture
def drawn(command: Command) -> Command:
    """A workbench with the register of the unit, from which a sample was drawn."""
    (command.folder / REGISTER).parent.mkdir(parents=True)
    shutil.copyfile(ROOT / REGISTER, command.folder / REGISTER)
    command.good(*DRAW, "--pick", "MH-060-00003")
    return command


def place(command: Command, ending: str) -> Path:
    """A file of the draw."""
    return command.folder / "samples" / CAMPAIGN / f"{UNIT}.one_stop.{ending}"


def recorded(command: Command) -> dict[str, object]:
    """The file of the draw."""
    found: dict[str, object] = json.loads(place(command, "sample.json").read_bytes())
    return found


def fill(command: Command, words: dict[str, str], other: str = "không") -> str:
    """Fill in the sheet: the words by code, and one for all other cases; its path."""
    path = place(command, "sheet.xlsx")
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    result = [cell.value for cell in page[1]].index("deviates") + 1
    for row in range(2, page.max_row + 1):
        page.cell(row, result).value = words.get(str(page.cell(row, 1).value), other)
    book.save(path)
    return str(path)


def written_again(register: Path, number: str, size: int) -> list[str]:
    """The numbers of the drawn dossiers: docs/sampling.md alone, without the library."""
    lines = []
    with register.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["received"] > "2017-04-30" or (row["returned"] and row["returned"] < "2017-01-01"):
                continue
            cells = [row[name] for name in ("dossier", "procedure", "received", "due", "returned", "apology")]
            lines.append("\t".join([*cells, "", "1"]))
    head = "inspection-sample.1\tone_stop\tdossier\tprocedure\treceived\tdue\treturned\tapology\tstate"
    text = "".join(line + "\n" for line in [head, *sorted(lines)])
    digest = hashlib.sha256(text.encode()).hexdigest()
    lines.sort(key=lambda line: hashlib.sha256(f"{digest}:{number}:{line}".encode()).hexdigest())
    return [line.split("\t")[0] for line in lines[:size]]


def keys_of(sample: dict[str, object]) -> list[str]:
    """The numbers of the drawn dossiers, in their order."""
    cases = sample["cases"]
    assert isinstance(cases, list)
    return [case["key"] for case in cases]


def test_the_draw_is_the_one_that_the_docs_describe(drawn: Command) -> None:
    """Written again from the docs alone, and by the lines that the docs show, from the population's text."""
    sample = recorded(drawn)
    assert keys_of(sample) == written_again(ROOT / REGISTER, NUMBER, 57)
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs/sampling.md").read_text(encoding="utf-8"), re.S)
    assert code
    shown: dict[str, object] = {}
    exec(code[1], shown)
    draw = shown["draw"]
    assert callable(draw)
    lines = draw(place(drawn, "population.txt"), NUMBER, 57)
    assert [line.split("\t")[0] for line in lines] == keys_of(sample)


def test_a_register_that_was_saved_otherwise_gives_the_same_draw(drawn: Command) -> None:
    """Rows and columns shuffled, `;`, days as people write them, a column more, no column for apologies."""
    before = recorded(drawn)
    path = drawn.folder / REGISTER
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    random.Random(3).shuffle(rows)
    names = ["STT", "returned", "due", "apology", "dossier", "received", "procedure"]
    lines = [";".join(names)]
    for at, row in enumerate(rows):
        for name in ("received", "due", "returned"):
            row[name] = f"{date.fromisoformat(row[name]):%d/%m/%Y}" if row[name] else ""
        lines.append(";".join([str(at), *(row[name] for name in names[1:])]))
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    said = drawn.good(*DRAW, "--pick", "MH-060-00003")
    assert said.count("is there already and stays as it is.") == 3
    after = json.loads(drawn.good(*DRAW, "--pick", "MH-060-00003", "--json"))
    assert (after["digest"], keys_of(after)) == (before["digest"], keys_of(before))


def test_a_draw_is_not_repeated_until_it_pleases(drawn: Command) -> None:
    """Another number is refused in the same folder, and nothing is replaced."""
    before = place(drawn, "sample.json").read_bytes()
    error = drawn.bad(*DRAW[:6], "111111", *DRAW[7:])
    assert "with the number 482915 and 57 cases" in error
    assert place(drawn, "sample.json").read_bytes() == before
    drawn.good(*DRAW[:6], "111111", *DRAW[7:], "-o", str(drawn.folder / "second"))


def test_a_register_that_changed_is_refused_with_both_digests(drawn: Command) -> None:
    """Whoever draws again, and whoever evaluates."""
    sheet = fill(drawn, {})
    path = drawn.folder / REGISTER
    path.write_text(
        path.read_text(encoding="utf-8").replace("MH-060-00001", "MH-060-90001"), encoding="utf-8"
    )
    error = drawn.bad("sample", "evaluate", str(place(drawn, "sample.json")), sheet)
    assert str(recorded(drawn)["digest"]) in error
    assert len(set(re.findall("[0-9a-f]{64}", error))) == 2
    assert set(re.findall("[0-9a-f]{64}", drawn.bad(*DRAW))) == set(re.findall("[0-9a-f]{64}", error))


def test_a_sample_that_was_looked_at_whole(drawn: Command) -> None:
    """No deviation in 57: tolerable. The picked case deviates, and counts for nothing."""
    sheet = fill(drawn, {"C001": "Có"})
    said = drawn.good("sample", "evaluate", str(place(drawn, "sample.json")), sheet)
    assert "at most 62 of all 1,258 cases deviate: 4.93%" in said
    assert "Tolerable: that is not more than 5%." in said
    assert "1 of 1 looked at, 1 deviate (MH-060-00003)" in said
    found = json.loads(drawn.good("sample", "evaluate", str(place(drawn, "sample.json")), sheet, "--json"))
    assert (found["verdict"], found["deviations"], found["upper_count"]) == ("within", 0, 62)
    assert found["picks"]["deviating"] == ["MH-060-00003"]


def test_while_a_case_is_open_nothing_is_said(drawn: Command) -> None:
    """Chưa xem: in Vietnamese as people read it."""
    sheet = fill(drawn, {"M002": "", "M003": "chưa xem", "M004": "có"})
    found = json.loads(drawn.good("sample", "evaluate", str(place(drawn, "sample.json")), sheet, "--json"))
    assert (found["verdict"], found["upper"], found["looked_at"]) == ("open", None, 55)
    said = drawn.good("sample", "evaluate", str(place(drawn, "sample.json")), sheet, "--language", "vi")
    assert "Chưa xem: 2 (" in said
    assert "Chưa kết luận: phải xem hết các trường hợp đã rút." in said
    assert "Với độ tin cậy" not in said


def test_a_file_of_the_draw_that_was_edited_is_refused(drawn: Command) -> None:
    """A drawn case was exchanged; a file of another kind."""
    sheet, path = fill(drawn, {}), place(drawn, "sample.json")
    key = keys_of(recorded(drawn))[0]
    path.write_text(path.read_text(encoding="utf-8").replace(key, "MH-060-00003"), encoding="utf-8")
    assert "The file of the draw was changed" in drawn.bad("sample", "evaluate", str(path), sheet)
    assert "is not one that" in drawn.bad("sample", "evaluate", sheet, sheet)
    assert "There is no such file" in drawn.bad("sample", "evaluate", "none.json", sheet)


def test_everything_wrong_with_a_draw_is_told_at_once(drawn: Command) -> None:
    """Options and rows of the register; then picks."""
    path = drawn.folder / REGISTER
    content = path.read_text(encoding="utf-8")
    path.write_text(content + "MH-X,,soon,2017-01-05,,\n", encoding="utf-8")
    wrong = ("--number", "12", "--tolerable", "5", "--size", "0")
    error = drawn.bad(*DRAW[:5], *wrong)
    for text in ("--number: '12'", "--tolerable: '5'", "--size: 0", "one_stop.csv:1260", "4 problems"):
        assert text in error
    path.write_text(content, encoding="utf-8")
    error = drawn.bad(*DRAW, "--pick", "MH-060-0000", "--pick", "x")
    assert "MH-060-0000'" in error
    assert "2 problems" in error
    assert "Unit 060 has no register 'documents'" in drawn.bad(*DRAW[:4], "documents", *DRAW[5:])


def test_a_sample_of_another_size_is_told(drawn: Command) -> None:
    """Smaller than planned; all rows for a size beyond them."""
    out = ("-o", str(drawn.folder / "small"))
    assert "smaller than its aim needs" in drawn.good(*DRAW, "--size", "20", *out)
    found = json.loads(drawn.good(*DRAW, "--size", "5000", "-o", str(drawn.folder / "large"), "--json"))
    assert (found["size"], found["planned"]) == (1258, 57)


def test_a_register_without_rows_that_count_is_refused(drawn: Command) -> None:
    """Nothing can be drawn from it."""
    header = (drawn.folder / REGISTER).read_text(encoding="utf-8").splitlines()[0]
    (drawn.folder / REGISTER).write_text(f"{header}\n", encoding="utf-8")
    assert "nothing can be drawn" in drawn.bad(*DRAW)


@pytest.mark.parametrize(
    ("options", "size"),
    [
        (("5%",), 59),
        (("5%", "--expected", "1"), 93),
        (("5%", "--population", "1258"), 57),
        (("5%", "--population", "100"), 39),
        (("5%", "--expected", "1%"), 93),
        (("5%", "--confidence", "90%", "--expected", "3,5%"), 400),
        (("10%", "--confidence", "0.9", "--population", "40"), 14),
    ],
)
def test_the_worked_examples_of_plans(command: Command, options: tuple[str, ...], size: int) -> None:
    """Those of docs/sampling.md, in words and as JSON."""
    assert f"Look at {size} " in command.good("sample", "plan", "--tolerable", *options)
    found = json.loads(command.good("sample", "plan", "--tolerable", *options, "--json"))
    assert (found["schema"], found["size"]) == ("inspection-sample-plan.1", size)


@pytest.mark.parametrize(
    ("size", "deviations", "population", "upper", "verdict"),
    [
        (59, 0, "", "0.049508", "within"),
        (150, 3, "", "0.050878", "not_shown"),
        (57, 0, "1258", "62", "within"),
        (57, 2, "1258", "131", "not_shown"),
        (57, 9, "1258", "323", "exceeded"),
    ],
)
def test_the_worked_examples_of_evaluations(
    command: Command, size: int, deviations: int, population: str, upper: str, verdict: str
) -> None:
    """Those of docs/sampling.md: bare numbers."""
    options = ["--size", str(size), "--deviations", str(deviations), "--tolerable", "5%"]
    options += ["--population", population] if population else []
    found = json.loads(command.good("sample", "evaluate", *options, "--json"))
    assert found["verdict"] == verdict
    assert upper == (str(found["upper_count"]) if population else found["upper"])
    words = {"within": "Tolerable", "not_shown": "Not shown", "exceeded": "Not tolerable"}
    assert words[verdict] in command.good("sample", "evaluate", *options)


def test_figures_that_cannot_be_are_refused(command: Command, drawn: Command) -> None:
    """No figures, more deviations than cases, figures beside files, a plan that nothing fulfils."""
    assert "Nothing to evaluate is named" in command.bad("sample", "evaluate")
    many = ("--size", "5", "--deviations", "6", "--tolerable", "5%")
    assert "at most the sample" in command.bad("sample", "evaluate", *many)
    files = (str(place(drawn, "sample.json")), str(place(drawn, "sheet.xlsx")))
    assert "has its own size" in command.bad("sample", "evaluate", *files, "--deviations", "0")
    plan = ("sample", "plan", "--tolerable", "5%", "--expected", "1", "--population", "10")
    assert "No sample of up to 10,000 cases" in command.bad(*plan)
    assert "--tolerable" in command.bad("sample", "plan", status=2)


def test_only_an_item_of_cases_takes_a_draw(drawn: Command) -> None:
    """A draw without an item gets one later; one that is there for an item stays."""
    ask_for_cases(drawn.folder)
    assert "A06 does not take cases" in drawn.bad(*DRAW, "--item", "A06")
    picked = (*DRAW, "--pick", "MH-060-00003")
    assert "sample.json is written" in drawn.good(*picked, "--item", "A07")
    assert recorded(drawn)["item"] == "A07"
    before = place(drawn, "sample.json").read_bytes()
    assert "sample.json is there already" in drawn.good(*picked)
    assert place(drawn, "sample.json").read_bytes() == before


def test_drawn_cases_are_filled_in_on_a_workbook_and_imported(drawn: Command) -> None:
    """One row for each case of the draw; the two that were looked at are one answer of the record."""
    ask_for_cases(drawn.folder)
    drawn.good(*DRAW, "--pick", "MH-060-00003", "--item", "A07")
    drawn.good("form", CAMPAIGN, UNIT, "--excel", "--source", "inspector", "-o", "team", "--language", "vi")
    (path,) = (drawn.folder / "team").iterdir()
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    rows = [row for row in page.iter_rows() if str(row[0].value).startswith("A07/")]
    keys = keys_of(recorded(drawn))
    assert [row[1].value for row in rows] == keys
    head = next(row for row in page.iter_rows() if row[0].value == "Mã")
    value = next(cell.column for cell in head if cell.value == "Kết quả thẩm định")
    for row, word in zip(rows[:2], ("đạt", "không đạt"), strict=True):
        page.cell(row[0].row, value).value = word
    for row in page.iter_rows():
        if str(row[0].value).startswith(("Người điền", "Ngày điền")):
            day = str(row[0].value).startswith("Ngày")
            page.cell(row[0].row, 3).value = "25/5/2017" if day else "Thư ký"
    book.save(path)
    drawn.good("import", CAMPAIGN, "team")
    said = drawn.good("history", CAMPAIGN, UNIT, "A07")
    assert "Looked at: 2 of 1258 (hồ sơ); 1 meet the requirement" in said
    assert keys[1] in said
