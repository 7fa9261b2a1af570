"""`inspection actions`, `mended` and `accept`: open work, and who says that it is done."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from inspection_lib.record.storage import EventStore
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN
from tests.workbench.conftest import make_two_campaigns

ACCEPT = ("accept", CAMPAIGN, UNIT)
MENDED = ("mended", CAMPAIGN, UNIT)
OWNER, TEAM = ("--actor", "Văn phòng HĐND và UBND huyện"), ("--actor", "Trưởng đoàn")


@pytest.fixture
def office(
    command: Command, sample_store: EventStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Command:
    """A workbench with the answers of one unit, and a second campaign without any."""
    workbench, _ = make_two_campaigns(tmp_path / "office", sample_store)
    monkeypatch.chdir(workbench.folder)
    return Command(workbench.folder, command.monkeypatch, command.capsys)


def listed(office: Command, *words: str) -> dict[str, dict[str, object]]:
    """The open findings of the unit on 15/1/2018, by item and kind."""
    found = json.loads(office.good("actions", *words, "--today", "2018-01-15", "--json"))
    assert found["schema"] == "inspection-actions.1"
    return {line["found"][-1].split("/")[-1]: line for line in found["actions"]}


def test_a_finding_goes_from_open_to_accepted(office: Command) -> None:
    """The unit answers with newer evidence; the head of the team returns it once, then accepts it."""
    before = listed(office)
    item = next(each for each in before if "." not in each)
    assert before[item]["state"] == "open"
    assert before[item]["late_days"]
    words = ("Đã ban hành quy chế", "--evidence", "12/QĐ-UBND", "--made")
    nothing = office.bad(*ACCEPT, item, *TEAM)
    assert "inspection mended" in nothing
    assert "newer" in office.bad(*MENDED, item, *words, "2017-05-01", *OWNER)
    office.good(*MENDED, item, *words, "2017-09-01", *OWNER)
    assert listed(office, "--unit", UNIT)[item]["state"] == "answered"
    office.bad(*ACCEPT, item, *OWNER)
    office.good(*ACCEPT, item, *TEAM, "--return", "Chưa có chữ ký số")
    assert listed(office, CAMPAIGN)[item]["state"] == "returned"
    office.good(*MENDED, item, *words, "2017-09-15", *OWNER)
    assert listed(office)[item]["state"] == "answered"
    office.good(*ACCEPT, item, *TEAM)
    assert item not in listed(office)


def test_work_stands_by_owner_overdue_first(office: Command) -> None:
    """A unit may be named; the directives of the plan stand there with their owners."""
    text = office.good("actions", "--today", "15/1/2018", "--language", "vi")
    first = text.splitlines()[0]
    assert "việc còn mở" in first
    lines = [line for line in text.splitlines() if line.startswith("  ")]
    late = ["quá hạn" in line for line in lines]
    assert any(late)
    assert "Sở Nội vụ" in text
    own = office.good("actions", "--unit", "huyen pac nam", "--today", "15/1/2018")
    assert UNIT in own
    assert "CD1 " not in own
    assert "CD1 " in text


def rename(office: Command, version: int, old: str, new: str) -> None:
    """Write the next version of the checklist, in which an item has another id."""
    folder = office.folder / "checklists" / "definitions"
    text = (folder / f"par-district.v{version}.yaml").read_text(encoding="utf-8")
    text = text.replace(f"\nversion: {version}\n", f"\nversion: {version + 1}\n")
    text = re.sub(r"\n *replaces: .*", "", text)
    text = re.sub(rf"\b{old}\b", new, text)
    text = re.sub(rf"\n( *)- id: {new}\n", rf"\n\1- id: {new}\n\1  replaces: [{old}]\n", text)
    (folder / f"par-district.v{version + 1}.yaml").write_text(text, encoding="utf-8")


def test_paper_follows_an_item_over_all_versions(office: Command) -> None:
    """A form of version 4 asks under its own id for what version 2 found; the rest is not on it."""
    item = next(each for each in listed(office) if re.fullmatch(r"A\d\d", each))
    rename(office, 2, item, "A71")
    rename(office, 3, "A71", "A81")
    for version, asked in ((2, item), (4, "A81")):
        office.good(
            "paper", f"par-district.v{version}", "--open", UNIT, "-o", "form.html", "--language", "vi"
        )
        page = (office.folder / "form.html").read_text(encoding="utf-8")
        assert f'<p class="question">{asked} ' in page
        boxes = page.count('class="item-box"')
        assert f"{boxes} trên 67 tiêu chí" in page
        assert boxes < 67
