"""The path of a visit from the office to the report, and that none of it needs a network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import CAMPAIGN, Visitor, card, is_ready, is_saved, the_remark
from tests.conftest import ROOT
from tests.makers.executors import reports_made_here
from tests.makers.machines import Machine, a_machine, new_key, trust
from tests.visit.home.conftest import running_visit

UNIT = "060"
LOOPBACK_UP = (
    "import fcntl, socket, struct;"
    # SIOCSIFFLAGS: up, loopback, running
    'fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sH14x", b"lo", 0x49))'
)


def trusted_by(machine: Machine, other: Machine) -> None:
    """Make a key on one machine and trust it on another."""
    trust(other, new_key(machine))


def test_from_the_office_to_the_commune_and_back_into_the_report(visitor: Visitor, tmp_path: Path) -> None:
    """Office, bundle, visit in the browser, minutes, bundle, merge, batch: the report shows the visit."""
    office, laptop = a_machine(tmp_path, "office"), a_machine(tmp_path, "laptop")
    responses = ROOT / "checklists" / "responses" / CAMPAIGN
    office("import", CAMPAIGN, str(responses / "districts.csv"))
    trusted_by(office, laptop)
    office("bundle", CAMPAIGN, UNIT, "-o", str(tmp_path / "out.zip"))
    laptop("merge", str(tmp_path / "out.zip"))
    visit_in_browser(laptop, visitor)
    trusted_by(laptop, office)
    laptop("bundle", CAMPAIGN, UNIT, "-o", str(tmp_path / "back.zip"))
    assert "0 mục ghi mới" not in office("merge", str(tmp_path / "back.zip"))
    with reports_made_here():
        office("batch", CAMPAIGN, "--unit", UNIT)
    page = (office.folder / "outputs" / CAMPAIGN / UNIT / "report.html").read_text(encoding="utf-8")
    assert "Đoàn ghi tại chỗ ngày kiểm tra" in page
    seal = seal_on(laptop.folder / "outputs" / CAMPAIGN / UNIT / f"bien-ban-kiem-tra.{CAMPAIGN}.{UNIT}.html")
    assert "đúng như bản đã ký" in office("verify", "--seal", CAMPAIGN, UNIT, seal)


def visit_in_browser(laptop: Machine, visitor: Visitor) -> None:
    """Change an answer's remark, submit, and find the minutes."""
    with running_visit(laptop.folder, laptop.config, CAMPAIGN, UNIT) as visit:
        page = visitor.page()
        page.goto(visit.url)
        is_ready(page)
        item = str(page.locator("article:has(input[type=radio])").first.get_attribute("data-item"))
        note = the_remark(page.locator(card(page, item)))
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
