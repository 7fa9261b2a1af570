"""The batch with real kernels, and its pages in a real browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from inspection_lib.report import report_from_json
from tests.conftest import CAMPAIGN, ROOT

UNITS = ("066", "06.SNV", "060")
"""Among them the district with the most findings, whose page is the largest of the sample."""
MOST_BYTES = 150 * 1024


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, sample_url: str, sample_store: object) -> Path:
    """The reports of three units, made by the command with two processes."""
    folder = tmp_path_factory.mktemp("outputs")
    chosen = [word for unit in UNITS for word in ("--unit", unit)]
    done = inspection(
        "batch", CAMPAIGN, *chosen, "--jobs", "2", "--store", sample_url, "--output", str(folder)
    )
    assert done.returncode == 0, done.stderr
    return folder / CAMPAIGN


def inspection(*words: str) -> subprocess.CompletedProcess[str]:
    """The command, run in the repository."""
    command = [sys.executable, "-m", "inspection_lib.cli", *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | {"COLUMNS": "200"}
    )


def test_a_command_written_wrongly_is_said_in_the_users_language_too() -> None:
    """What is wrong is told by the library of commands, in English; that it is the command, and what to do, by us."""
    done = inspection("batch", CAMPAIGN, "--jobs", "0")
    assert (done.returncode, "--jobs" in done.stderr, "Lệnh viết chưa đúng" in done.stderr) == (2, True, True)


def test_each_unit_has_its_own_three_files_and_a_line_in_the_index(outputs: Path) -> None:
    """report.json and the page carry the unit's code; the executed notebook has its outputs; the index links it."""
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
    """The papermill command with its own engine takes `-p unit 060`, which it hands on as the number 60."""
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


def test_one_broken_unit_fails_alone(tmp_path: Path, sample_url: str, sample_store: object) -> None:
    """A unit whose register is broken is told with its row; the other is made; the index names the failure; status 1."""
    workbench = tmp_path / "home"
    shutil.copytree(ROOT / "checklists", workbench / "checklists")
    shutil.copytree(ROOT / "notebooks", workbench / "notebooks")
    register = workbench / "checklists" / "registers" / CAMPAIGN / "060.one_stop.csv"
    lines = register.read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].replace("2017", "20x7")
    register.write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = [
        "--unit",
        "060",
        "--unit",
        "061",
        "--store",
        sample_url,
        "--output",
        str(tmp_path / "out"),
        "--home",
        str(workbench),
    ]
    done = inspection("batch", CAMPAIGN, *words)
    folder = tmp_path / "out" / CAMPAIGN
    assert done.returncode == 1
    assert "060" in done.stderr
    assert (folder / "061" / "report.html").is_file()
    assert not (folder / "060" / "report.html").exists()
    assert (folder / "060" / "unit_report.failed.ipynb").is_file()
    assert 'class="failed"' in (folder / "index.html").read_text(encoding="utf-8")


def test_pages_are_accessible_offline_and_fit_a_phone(outputs: Path, browser: Browser) -> None:
    """In Chromium: axe finds nothing, nothing is asked of a network, no sideways scrolling at 390 px, light and dark."""
    for path in (outputs / "index.html", *(outputs / unit / "report.html" for unit in UNITS)):
        for width, scheme in ((1280, "light"), (390, "dark")):
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(path.as_uri())
            found = Axe().run(page).response["violations"]
            assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
            assert asked == [path.as_uri()]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            context.close()


def test_the_index_finds_a_unit_without_its_marks(outputs: Path, browser: Browser) -> None:
    """Typing `pac nam` leaves one row, Huyện Pác Nặm."""
    page = browser.new_page()
    page.goto((outputs / "index.html").as_uri())
    page.fill("#find", "pac nam")
    shown = page.locator("tbody tr:visible")
    assert shown.count() == 1
    assert "Pác Nặm" in shown.inner_text()
