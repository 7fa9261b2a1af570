"""`inspection redact`: what it prints, what every page shows afterwards, and the term of keeping."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN
from tests.makers.machines import COLUMNS

SECRET = "Bà Lê Thị Bí Mật 019184000123"
REASON, ROLE = "Đơn ngày 12/6/2017", "Trưởng đoàn kiểm tra"


def fill(command: Command) -> None:
    """Two answers, one with a note that has to go."""
    rows = [
        f"{UNIT},A01,inspector,20/2/2017,{SECRET},{SECRET}.pdf,,Đoàn,",
        f"{UNIT},C05,inspector,0,thường,,,Đoàn,",
    ]
    table = command.folder / "nhap.csv"
    table.write_text(COLUMNS + "\n".join(rows) + "\n", encoding="utf-8")
    command("import", CAMPAIGN, str(table))
    table.unlink()


def holding(folder: Path) -> list[str]:
    """The files of the workbench that hold the text."""
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


def redact(command: Command, *more: str) -> str:
    return command.good("redact", CAMPAIGN, UNIT, "A01", "--reason", REASON, "--actor", ROLE, *more)


def test_every_page_shows_who_took_what_out_and_why(command: Command) -> None:
    """Reports are made anew by the next batch; no file of the workbench holds the text any more."""
    fill(command)
    command("batch", CAMPAIGN, "--unit", UNIT, "--executor", "pool", "--language", "vi")
    assert holding(command.folder)
    looked = redact(command, "--dry-run")
    assert ":2: Answered" in looked
    assert SECRET not in looked
    assert "2 texts of 1 units and 0 files would be deleted." in looked
    said = redact(command)
    assert "2 texts of 1 units and 0 files were deleted." in said
    assert "Not reached" in said
    assert f"Still there: outputs/{CAMPAIGN}/{UNIT}" in said
    assert SECRET not in said
    ran = command("batch", CAMPAIGN, "--unit", UNIT, "--executor", "pool", "--language", "vi")
    assert "1 báo cáo" in ran.out
    command("papers", CAMPAIGN, UNIT, "--to", "html", "-o", str(command.folder / "giay"), "--language", "vi")
    assert holding(command.folder) == []
    outputs = command.folder / "outputs" / CAMPAIGN
    pages = [
        outputs / UNIT / "report.html",
        outputs / "index.html",
        *(command.folder / "giay").glob("*.html"),
    ]
    assert len(pages) == 3
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert [part for part in ("Đã xóa theo yêu cầu", ROLE, REASON) if part not in text] == [], page
    report = (outputs / UNIT / "report.json").read_text(encoding="utf-8")
    assert [part for part in (ROLE, REASON, '"redactions"') if part not in report] == []


def test_a_request_must_name_what_goes(command: Command) -> None:
    """Neither a unit alone nor a mistyped event deletes anything."""
    fill(command)
    for words in (
        [UNIT],
        [UNIT, "A01", "--expired"],
        [UNIT, "A01", "--event", "7"],
        [UNIT, "A01", "--event", ":7"],
    ):
        command.bad("redact", CAMPAIGN, *words)
    assert "0 texts of 0 units" in command.good("redact", CAMPAIGN, UNIT, "A01", "--event", "other:7")
    assert holding(command.folder)


def keep(command: Command, line: str) -> None:
    plan = command.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + f"{line}\n", encoding="utf-8")


def test_a_campaign_past_its_term_loses_its_texts_once_somebody_confirms(command: Command) -> None:
    """`check` tells it; without --yes nothing goes."""
    fill(command)
    keep(command, "keep_until: 2020-12-31")
    assert "were to be kept until" in command("check").err
    said = command("redact", CAMPAIGN, "--expired")
    assert (said.status, "would be deleted" in said.out) == (1, True)
    assert holding(command.folder)
    assert "were deleted" in command.good("redact", CAMPAIGN, "--expired", "--yes", "--actor", ROLE)
    assert holding(command.folder) == []
    assert "were to be kept" not in command("check").err


@pytest.mark.parametrize("line", ["", "keep_until: 2099-12-31", "keep_months: 60"])
def test_a_campaign_within_its_term_keeps_its_texts(command: Command, line: str) -> None:
    """Also one whose plan does not say how long, or counts from a decision without a day."""
    fill(command)
    keep(command, line)
    command.bad("redact", CAMPAIGN, "--expired", "--yes")
    assert holding(command.folder)


def test_public_copies_have_a_folder_of_their_own(command: Command) -> None:
    """They hold no remark, evidence or role, and neither kind replaces the other."""
    fill(command)
    batch = ("batch", CAMPAIGN, "--unit", UNIT, "--executor", "pool", "--language", "vi")
    command(*batch)
    command(*batch, "--public")
    internal, public = command.folder / "outputs" / CAMPAIGN, command.folder / "outputs" / "public" / CAMPAIGN
    page = (public / UNIT / "report.html").read_text(encoding="utf-8")
    assert "Bản công khai" in page
    assert (internal / "status.html").is_file()
    assert not (public / "status.html").exists()
    assert "status.html" not in (public / "index.html").read_text(encoding="utf-8")
    assert "Bản công khai" not in (internal / UNIT / "report.html").read_text(encoding="utf-8")
    assert any(path.startswith(f"outputs/{CAMPAIGN}/{UNIT}/") for path in holding(command.folder))
    assert not any(path.startswith("outputs/public") for path in holding(command.folder))
    before = page
    assert "holds public copies" in command.bad(*batch, "--output", "outputs/public", "--language", "en")
    assert "holds internal reports" in command.bad(
        *batch, "--output", "outputs", "--public", "--language", "en"
    )
    assert (public / UNIT / "report.html").read_text(encoding="utf-8") == before
