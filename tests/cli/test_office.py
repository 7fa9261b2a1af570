"""Commands of the office: check, import, batch, report, schema; and their pages in a real browser."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from inspection_lib.batch import UnitAccount, UnitState
from inspection_lib.cli.office import _print_failures_by_reason
from inspection_lib.language import Fault, Language, message, open_catalogue
from inspection_lib.report import report_from_json
from tests.accessibility import violations
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.commands import run_with_children
from tests.makers.executors import reports_made_here
from tests.makers.machines import COLUMNS, ROLE, a_table

pytestmark = pytest.mark.slow  # nearly every test makes reports

UNITS = ("066", "06.SNV", "060")
"""Among them the district with the most findings, whose page is the largest of the sample."""
MOST_BYTES = 250_000


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, sample_url: str, sample_store: object) -> Path:
    """The reports of three units, made by the command."""
    folder = tmp_path_factory.mktemp("outputs")
    chosen = [word for unit in UNITS for word in ("--unit", unit)]
    with reports_made_here():
        done = inspection("batch", CAMPAIGN, *chosen, "--store", sample_url, "--output", str(folder))
    assert done.returncode == 0, done.stderr
    return folder / CAMPAIGN


def inspection(*words: str) -> subprocess.CompletedProcess[str]:
    """The command, run in the repository."""
    return run_with_children(ROOT, {"COLUMNS": "200"}, *words)


def test_a_wrong_command_line_is_explained_in_the_users_language() -> None:
    """It says what may stand there. The status is 2."""
    done = inspection("batch", CAMPAIGN, "--jobs", "0")
    assert done.returncode == 2
    assert "Giá trị của --jobs không hợp lệ. Hãy ghi một số từ 1 trở lên." in done.stderr


def test_a_period_is_a_month_or_a_quarter(command: Command) -> None:
    """Anything else is refused before a report is made, with what may stand there."""
    done = command("batch", CAMPAIGN, "--period", "2017-13")
    assert done.status == 1
    assert "'2017-13' is not valid for --period. Write a month as 2017-05, a quarter as 2017-q2." in done.err


def test_the_sheet_of_the_leadership_lies_beside_the_index(outputs: Path) -> None:
    """It counts the three units, and the index leads to it."""
    page = (outputs / "leadership.html").read_text(encoding="utf-8")
    assert "3/149 đơn vị" in page
    assert 'href="leadership.html"' in (outputs / "index.html").read_text(encoding="utf-8")


def test_each_unit_has_its_own_three_files_and_a_line_in_the_index(outputs: Path) -> None:
    """report.json and page have the unit's code, the notebook has outputs, the index links the page."""
    index = (outputs / "index.html").read_text(encoding="utf-8")
    for unit in UNITS:
        report = report_from_json((outputs / unit / "report.json").read_text(encoding="utf-8"))
        page = (outputs / unit / "report.html").read_text(encoding="utf-8")
        notebook = json.loads((outputs / unit / "unit_report.ipynb").read_text(encoding="utf-8"))
        assert report.unit.code == unit
        assert f'<meta name="inspection-unit" content="{unit}">' in page
        assert "DỮ LIỆU MINH HỌA" in page
        assert len(page.encode()) <= MOST_BYTES
        assert all(cell["execution_count"] for cell in notebook["cells"] if cell["cell_type"] == "code")
        assert f'href="{unit}/report.html"' in index


def test_plain_papermill_runs_the_notebook(tmp_path: Path, sample_url: str, sample_store: object) -> None:
    """The papermill command passes `-p unit 060` as the number 60; the unit is found."""
    command = [
        sys.executable,
        "-m",
        "papermill",
        "notebooks/unit_report.ipynb",
        str(tmp_path / "out.ipynb"),
        "-p",
        "unit",
        "060",
    ]
    words = ["-p", "campaign", CAMPAIGN, "-p", "store", sample_url, "-p", "output", str(tmp_path)]
    done = subprocess.run([*command, *words], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert report_from_json((tmp_path / "report.json").read_text(encoding="utf-8")).unit.code == "060"


def test_pages_are_accessible_offline_and_fit_a_phone(outputs: Path, browser: Browser) -> None:
    """In Chromium: axe finds nothing, no request, no sideways scrolling at 390 px, light and dark."""
    index, largest = outputs / "index.html", outputs / "066" / "report.html"
    # A light report is read in tests/render/page_data/test_check_in_browser.py.
    light, dark = (1280, "light"), (390, "dark")
    for path, (width, scheme) in ((index, light), (index, dark), (largest, dark)):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        assert violations(page) == []
        assert asked == [path.as_uri()]
        page.set_viewport_size({"width": 390, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        context.close()


def test_the_index_finds_a_unit_without_its_marks(outputs: Path, browser: Browser) -> None:
    """Typing `pac nam` leaves one row, Huyện Pác Nặm."""
    page = browser.new_page()
    page.goto((outputs / "index.html").as_uri())
    page.fill("#find", "pac nam")
    shown = page.locator("tbody tr:visible")
    assert shown.count() == 1
    assert "Pác Nặm" in shown.inner_text()


def test_good_files_have_no_problems_and_bad_ones_are_all_listed(command: Command) -> None:
    """Each problem with its file and line; the last line counts them. Warnings alone are no failure."""
    left_out = "6 warnings about checklists that are no longer changed are left out."
    assert re.match(rf"{left_out} .*\nNothing is wrong\.\n$", command.good("check", "checklists"))
    frozen = "checklists/definitions/par-commune.v2.yaml"
    named = command("check", frozen)
    assert named.status == 0
    assert "par-commune.v2.yaml:463: warning: 9 citations" in named.err
    assert "Nothing is wrong; 1 warnings." in named.out
    assert "Nothing is wrong." in command.good("check", "checklists/plans")
    plan = command.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("par-district.v2", "par-distrikt.v2"), encoding="utf-8")
    errors = command.bad("check").splitlines()
    assert any("par-distrikt.v2" in error and f"{CAMPAIGN}.yaml" in error for error in errors)
    warnings = sum(": warning: " in error for error in errors)
    assert errors[-1] == f"{len(errors) - 1 - warnings} errors, {warnings} warnings."
    assert "no such file" in command.bad("check", "nowhere")


def test_a_table_is_imported_once_and_a_bad_one_not_at_all(command: Command) -> None:
    """The good table beside a bad one is imported."""
    assert "1 rows, 1 new events" in command.enter("A01", "2017-01-15")
    assert "1 rows, 0 new events" in command.enter("A01", "2017-01-15")
    (command.folder / "A01.csv").write_text(f"{COLUMNS}{UNIT},A01,inspector,soon,,,,x,\n", encoding="utf-8")
    (command.folder / "A02.csv").write_text(f"{COLUMNS}{UNIT},A02,inspector,a,,,,{ROLE},\n", encoding="utf-8")
    ran = command("import", CAMPAIGN, "A01.csv", "A02.csv")
    assert ran.status == 1
    assert "A01.csv:2" in ran.err
    assert "A02.csv: 1 rows, 1 new events" in ran.out
    assert "no such file" in command.bad("import", CAMPAIGN, "nowhere.csv")


def test_one_report_is_made_and_an_unknown_unit_refused(command: Command) -> None:
    """With what its processes print."""
    command.enter("A01", "2017-01-15")
    done = run_with_children(command.folder, {}, "report", CAMPAIGN, UNIT)
    assert done.returncode == 0, done.stderr
    assert "1 reports made, 0 unchanged, 0 failed" in done.stdout
    assert (command.folder / "outputs" / CAMPAIGN / UNIT / "report.html").is_file()
    assert "'999' is not inspected" in command.bad("report", CAMPAIGN, "999")


def test_failures_with_the_same_reason_are_printed_once(capsys: pytest.CaptureFixture[str]) -> None:
    """With at most 20 codes, and the number of all."""
    fault = Fault(message("There is no such file."), message("Check the name."))
    same = [UnitAccount(str(code), UnitState.FAILED, fault=fault) for code in range(25)]
    other = UnitAccount("other", UnitState.FAILED, fault=Fault(message("Nothing is wrong.")))
    _print_failures_by_reason([*same, other], open_catalogue(Language.EN))
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("25 units (0, 1, 2,")
    assert ", 19, …)" in first
    assert first.endswith("There is no such file. Check the name.")
    assert second == "other: Nothing is wrong."


def test_a_missing_checklist_stops_only_the_check_of_its_units(command: Command) -> None:
    """It is named once; a fault of another kind of unit is found beside it, in files and in the store."""
    command.enter("A01", "2017-01-15")
    definitions = command.folder / "checklists" / "definitions"
    (definitions / "par-commune.v2.yaml").unlink()
    responses = command.folder / "checklists" / "responses" / CAMPAIGN
    responses.mkdir(parents=True, exist_ok=True)
    a_table(responses, "060", "NOSUCH", "yes")
    error = command.bad("check")
    assert "par-commune.v2" in error
    assert "NOSUCH" in error
    assert error.count("There is no checklist") == 1


def test_a_campaign_that_its_checklist_does_not_fit_is_refused_everywhere(command: Command) -> None:
    """In the words of `check`: no form, no answer, no submission, no report."""
    command.enter("A01", "2017-01-15")
    plan = command.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("district: par-district.v2", "district: par-commune.v2"), encoding="utf-8")
    (command.folder / "checklists" / "units" / "old.csv").write_text("code,kind,name\n1,unit,x\n", "utf-8")
    told = command.bad("check").splitlines()
    (problem,) = (line for line in told if "kind commune" in line)
    assert any("No plan names this units file." in line for line in told)
    for words in (
        ("form", CAMPAIGN),
        ("form", CAMPAIGN, UNIT),
        ("form", CAMPAIGN, "--excel"),
        ("import", CAMPAIGN, "A01.csv"),
        ("submit", CAMPAIGN, UNIT, "--actor", ROLE),
        ("batch", CAMPAIGN),
        ("report", CAMPAIGN, UNIT),
        ("papers", CAMPAIGN, UNIT),
        ("status", CAMPAIGN),
    ):
        assert command.bad(*words).splitlines() == [problem, "1 problems."], words
    assert not list((command.folder / "outputs").rglob("*.html"))
