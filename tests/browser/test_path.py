"""The path of a visit from the office to the report, and that none of it needs a network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspection_lib.language.messages import Language
from inspection_lib.visit.jupyterlab import run_before_opening, start_lab, visit_notebook
from inspection_lib.workbench import Workbench
from tests.browser.conftest import ACTOR, CAMPAIGN, Visitor, a_port, a_workbench, card, is_ready, is_saved
from tests.conftest import ROOT

UNIT = "060"
PASSPHRASE = "mật khẩu dài"
STORE = "sqlite:///outputs/inspection.db"
LOOPBACK_UP = (
    "import fcntl, socket, struct;"
    'fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sH14x", b"lo", 0x49))'  # SIOCSIFFLAGS: up, loopback, running
)


def inspection(workbench: Path, config: Path, *words: str) -> str:
    """Run the command as the user of one machine does; gives what it said."""
    own = dict(os.environ) | {"INSPECTION_CONFIG": str(config), "INSPECTION_PASSPHRASE": PASSPHRASE}
    ran = subprocess.run(
        [sys.executable, "-m", "inspection_lib.cli", *words],
        cwd=workbench,
        env=own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr + ran.stdout
    return ran.stdout


def trusted_by(workbench: Path, config: Path, other: Path) -> None:
    """Make a key on one machine and trust it on another."""
    said = inspection(workbench, config, "key", "new", "--role", ACTOR)
    inspection(workbench, other, "key", "trust", said.split()[1], "--role", ACTOR)


def test_from_the_office_to_the_commune_and_back_into_the_report(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bundle from the office, visit in the browser, submit, minutes, bundle back, merge, batch: the report shows the visit."""
    office, laptop = a_workbench(tmp_path / "office").folder, a_workbench(tmp_path / "laptop").folder
    at_office, at_laptop = tmp_path / "office-config", tmp_path / "laptop-config"
    responses = ROOT / "checklists" / "responses" / CAMPAIGN
    inspection(office, at_office, "import", CAMPAIGN, str(responses / "districts.csv"))
    trusted_by(office, at_office, at_laptop)
    inspection(office, at_office, "bundle", CAMPAIGN, UNIT, "-o", str(tmp_path / "out.zip"))
    inspection(laptop, at_laptop, "merge", str(tmp_path / "out.zip"))
    monkeypatch.setenv("INSPECTION_CONFIG", str(at_laptop))
    monkeypatch.chdir(laptop)
    visit_in_browser(laptop, visitor)
    trusted_by(laptop, at_laptop, at_office)
    inspection(laptop, at_laptop, "bundle", CAMPAIGN, UNIT, "-o", str(tmp_path / "back.zip"))
    assert "0 sự kiện mới" not in inspection(office, at_office, "merge", str(tmp_path / "back.zip"))
    inspection(office, at_office, "batch", CAMPAIGN, "--unit", UNIT)
    page = (office / "outputs" / CAMPAIGN / UNIT / "report.html").read_text(encoding="utf-8")
    assert "Đoàn ghi tại chỗ ngày kiểm tra" in page
    seal = seal_on(laptop / "outputs" / CAMPAIGN / UNIT / f"bien-ban.{CAMPAIGN}.{UNIT}.html")
    assert "đúng như bản đã ký" in inspection(office, at_office, "verify", CAMPAIGN, UNIT, seal)


def visit_in_browser(laptop: Path, visitor: Visitor) -> None:
    """Change an answer's remark, submit, and find the minutes."""
    workbench = Workbench(laptop)
    lab = start_lab(workbench, port=a_port())
    try:
        notebook = visit_notebook(
            workbench, CAMPAIGN, UNIT, actor=ACTOR, store_url=STORE, language=Language.VI
        )
        run_before_opening(workbench, lab, notebook)
        page = visitor.page()
        page.goto(lab.url(notebook))
        is_ready(page)
        item = str(page.locator("article:has(input[type=radio])").first.get_attribute("data-item"))
        note = page.locator(card(page, item)).locator("textarea").first
        note.fill("Đoàn ghi tại chỗ ngày kiểm tra")
        note.blur()
        page.locator(card(page, item)).locator("input[type=radio]").last.click()
        is_saved(page)
        page.click("button:has-text('Kết thúc buổi kiểm tra')")
        page.click(".end button.main")
        page.wait_for_selector(".end a[href*='bien-ban']")
        with visitor.context.expect_page() as shown:
            page.locator(".end a[href$='.html']").click()
        shown.value.wait_for_selector("text=BIÊN BẢN")
    finally:
        lab.process.terminate()
        lab.process.wait(timeout=30)


def seal_on(minutes: Path) -> str:
    """The digits that are printed on the minutes."""
    text = minutes.read_text(encoding="utf-8")
    return text.split("dấu ")[-1][:19]


def test_a_visit_needs_no_network_but_this_machine(tmp_path: Path) -> None:
    """The visit's own test passes where there is no network at all but the loopback."""
    alone = ["unshare", "-n"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a namespace without network needs the right to make one")
    loopback = f"{sys.executable} -c '{LOOPBACK_UP}'"
    tests = f"{sys.executable} -m pytest -q -p no:cacheprovider tests/browser/test_visit.py -k photo"
    ran = subprocess.run(
        [*alone, "bash", "-c", f"{loopback}; exec {tests}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 passed" in ran.stdout, ran.stdout
