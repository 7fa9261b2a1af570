"""A new office with the wheel alone: from its own tables to the follow-up of a second round.

The commands run in an environment that has this wheel and, as a path, the packages that the wheel needs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.checklist_tables.office_tables import (
    HOSPITAL,
    HOSPITAL_MERGED,
    PROVINCE,
    PROVINCE_MERGED,
    a_book,
    school_file,
)

pytestmark = pytest.mark.slow  # builds a wheel, starts LibreOffice and some twenty commands

FIRST, SECOND = "2026-d1", "2026-d2"
SETTINGS = """
name: {vi: Sở Nội vụ (minh họa)}
place: {vi: Tỉnh A}
kinds:
  - {id: commune, name: {vi: Xã}, plural: {vi: Các xã}}
  - {id: school, name: {vi: Trường}, plural: {vi: Các trường}}
  - {id: hospital, name: {vi: Bệnh viện}, plural: {vi: Các bệnh viện}}
"""
UNITS = """code,kind,name
X1,commune,Xã Một
X2,commune,Xã Hai
T1,school,Trường Một
B1,hospital,Bệnh viện Một
"""
CHECKLISTS = "checklists: {commune: commune.v1, school: school.v1, hospital: hospital.v1}"
Answers = Mapping[str, object]
COMMUNE: Answers = {"1.1.1": "chậm", "1.1.2": (9, 10), "1.2": 2, "2.1-1": "Có", "2.1-2": "Không"}
BEST: Answers = {"1.1.1": "Đúng hạn", "1.1.2": (10, 10), "1.2": 0, "2.1-1": "Có", "2.1-2": "Có"}
FINDINGS: Mapping[str, Answers] = {
    "X1": COMMUNE,
    "X2": BEST,
    "T1": {"I.1.a": "Có", "I.1.b": "Thiếu", "I.2": "Có", "II.1": (19, 20)},
    "B1": {"r4.1": "Khá", "r4.2": "Tốt", "r6.3": "Kém"},
}
"""What the inspectors write into the forms, by unit and item; two numbers go into two cells."""


SERVE = """
import json, os, sys
from inspection_lib.cli import main
for line in sys.stdin:
    folder, said, *words = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(folder)
        nothing, out = os.open(os.devnull, os.O_RDONLY), os.open(said, os.O_WRONLY | os.O_CREAT)
        for descriptor, place in enumerate((nothing, out, out)):
            os.dup2(place, descriptor)
        sys.argv = ["inspection", *words]
        try:
            main()
        except SystemExit as ended:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(ended.code or 0)
        os._exit(99)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Runs commands in forks of a process that has loaded the wheel: that takes longer than most commands."""


@dataclass(frozen=True)
class NewOffice:
    """The folder of a new workbench, and a process of the environment in which the wheel is installed."""

    folder: Path
    server: subprocess.Popen[str]

    def __call__(self, *words: str, status: int = 0) -> str:
        """Run the installed command in the workbench's folder; gives all that it said."""
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        file = self.folder.parent / "said"
        file.unlink(missing_ok=True)
        print(json.dumps([str(self.folder), str(file), *words]), file=self.server.stdin, flush=True)
        ended = int(self.server.stdout.readline())
        said = file.read_text(encoding="utf-8")
        assert ended == status, said
        return said

    def report(self, campaign: str, unit: str) -> dict[str, Any]:
        """The result of a unit."""
        path = self.folder / "outputs" / campaign / unit / "report.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def write(self, path: str, text: str) -> None:
        """A file that somebody of the office writes."""
        (self.folder / path).write_text(text, encoding="utf-8")

    def change(self, path: str, new_path: str, *changes: tuple[str, str]) -> None:
        """A copy of a file in which somebody replaces some words."""
        text = (self.folder / path).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        self.write(new_path, text)


@pytest.fixture
def office(wheel: Path, tmp_path: Path) -> Iterator[NewOffice]:
    """An environment with the wheel, in which nothing of the checkout can be found; a new folder in it."""
    home, folder = tmp_path / "environment", tmp_path / "office"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], check=True)
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    own["INSPECTION_CONFIG"] = str(tmp_path / "config")
    folder.mkdir()
    made = subprocess.run(
        [str(python.with_name("inspection")), "new", "."], cwd=folder, env=own, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    where = "import inspection_lib; print(inspection_lib.__file__, flush=True)\n"
    with subprocess.Popen(
        [str(python), "-c", where + SERVE],
        cwd=tmp_path,
        env=own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith(str(packages))
        yield NewOffice(folder, server)


def fill(path: Path, answers: Answers, day: datetime) -> None:
    """Write the answers of the inspectors into a form, where a person would."""
    book = load_workbook(path)
    page = book.worksheets[0]
    rows = {str(cells[0].value): cells[0].row for cells in page.iter_rows()}
    columns = {str(cell.value).split(" (")[0]: cell.column for cell in page[rows["Mã"]]}
    day_row = next(row for name, row in rows.items() if name.startswith("Ngày điền"))
    page.cell(day_row, 3).value = day
    for item, answer in answers.items():
        first, second = answer if isinstance(answer, tuple) else (answer, None)
        page.cell(rows[item], columns["Kết quả thẩm định"]).value = first
        page.cell(rows[item], columns["Trên tổng số"]).value = second
    book.save(path)


def saved_by_libreoffice(files: list[Path], suffix: str, folder: Path) -> None:
    """What LibreOffice makes of the files when somebody opens and saves them in a format."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{folder.parent}/profile"
    command = [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True)


def copy_answer(path: Path, unit: str, of: str, to: str) -> None:
    """Give an item in an exported table of answers the answer of another one."""
    book = load_workbook(path)
    page = book.worksheets[0]
    names = {str(cell.value): cell.column for cell in page[1]}
    rows = {
        (str(cells[names["unit"] - 1].value), str(cells[names["item"] - 1].value)): cells for cells in page
    }
    value = names["value"] - 1
    rows[unit, to][value].value = rows[unit, of][value].value
    book.save(path)


def make_workbench(office: NewOffice) -> None:
    """Settings, units, a plan, and three tables that become checklists."""
    office.write("workbench.yaml", SETTINGS)
    office.write("checklists/units/units.csv", UNITS)
    office.change(
        "checklists/plans/plan.yaml.example",
        f"checklists/plans/{FIRST}.yaml",
        ("id: 2026-dot-1", f"id: {FIRST}"),
        ("kinds: [unit]", "kinds: [commune, school, hospital]"),
        ("checklists: {unit: my-checklist.v1}", CHECKLISTS),
    )
    tables = {
        "commune": ("xa.xlsx", a_book(PROVINCE, PROVINCE_MERGED)),
        "school": ("truong.docx", school_file()),
        "hospital": ("benh-vien.xlsx", a_book(HOSPITAL, HOSPITAL_MERGED)),
    }
    for kind, (name, content) in tables.items():
        (office.folder / name).write_bytes(content)
        made = f"checklists/definitions/{kind}.v1.yaml"
        assert "decisions.md" in office(
            "checklist", "from-table", name, "--kind", kind, "-o", made, "--language", "en"
        )
    assert "Nothing is wrong; 3 warnings." in office("check", "--language", "en")


def test_a_new_office_comes_from_its_tables_to_the_follow_up(office: NewOffice) -> None:
    """Tables, forms in Excel, LibreOffice, import, batch, index, export, a next version, a second round."""
    make_workbench(office)
    office("form", FIRST, "--excel", "--source", "inspector", "-o", "forms")
    forms = sorted((office.folder / "forms").glob("*.xlsx"))
    assert [path.name.partition("_")[0] for path in forms] == ["B1", "T1", "X1", "X2"]
    for path in forms:
        fill(path, FINDINGS[path.name.partition("_")[0]], datetime(2026, 7, 20))
    back = office.folder / "back"
    saved_by_libreoffice(forms[:2], "xlsx", back)
    saved_by_libreoffice(forms[2:], "ods", back)
    office("import", FIRST, *map(str, sorted(back.iterdir())), "--actor", "Đoàn kiểm tra")
    office("submit", FIRST, "X1", "--actor", "Trưởng đoàn")
    office("batch", FIRST, "--jobs", "1")
    assert (office.folder / "outputs" / FIRST / "index.html").is_file()
    lost = {unit: {one["item_id"] for one in office.report(FIRST, unit)["findings"]} for unit in FINDINGS}
    assert lost == {
        "X1": {"1.1.1", "1.1.2", "1.2", "2.1-2"},
        "X2": set(),
        "T1": {"I.1.b", "II.1"},
        "B1": {"r4.1", "r6.3"},
    }
    # A Monday: thirty days end on a Sunday, and a new folder has the file of holidays.
    assert {one["due_on"] for one in office.report(FIRST, "X1")["findings"]} == {"2026-09-14"}
    assert {one["due_on"] for one in office.report(FIRST, "B1")["findings"]} == {None}  # not submitted
    page = (office.folder / "outputs" / FIRST / "X1" / "report.html").read_text(encoding="utf-8")
    assert "Đơn vị chưa tự chấm." in page
    assert "Người đứng đầu đơn vị" in page, "the file of units names no head"

    office("export", FIRST, "--to", "xlsx", "--table", "answers", "-o", "answers.xlsx", "--language", "en")
    copy_answer(office.folder / "answers.xlsx", "B1", "r4.2", "r4.1")
    said = office("import", FIRST, "answers.xlsx", "--actor", "Đoàn kiểm tra", "--language", "en")
    assert "1 edited, 0 added" in said
    office("batch", FIRST, "--jobs", "1")
    assert {one["item_id"] for one in office.report(FIRST, "B1")["findings"]} == {"r6.3"}

    office.change(
        "checklists/definitions/commune.v1.yaml",
        "checklists/definitions/commune.v2.yaml",
        ("version: 1", "version: 2"),
        ("Ban hành kế hoạch", "Ban hành kế hoạch cả năm"),
    )
    assert "1.1.1" in office("impact", "--from", "commune.v1", "--to", "commune.v2")
    assert "1.1.1" in office("amend", FIRST, "--checklist", "commune.v2")
    office.change(
        f"checklists/plans/{FIRST}.yaml",
        f"checklists/plans/{SECOND}.yaml",
        (f"id: {FIRST}", f"id: {SECOND}"),
        ("commune.v1", "commune.v2"),
        ("2026-06-30", "2026-09-30"),
        ("2026-07-06", "2026-10-05"),
        ("2026-07-31", "2026-10-30"),
        ("2026-08-14", "2026-11-13"),
    )
    office("form", SECOND, "X1", "--excel", "--source", "inspector", "-o", "forms2")
    (form,) = (office.folder / "forms2").iterdir()
    fill(form, BEST | {"1.2": 1}, datetime(2026, 10, 20))
    office("import", SECOND, str(form), "--actor", "Đoàn kiểm tra")
    office("batch", SECOND, "--unit", "X1", "--jobs", "1")
    previous = office.report(SECOND, "X1")["previous"]
    assert (previous["campaign_id"], previous["still_open"]) == (FIRST, 1)
    assert previous["mended"] > 0
