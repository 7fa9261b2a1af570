"""`inspection status`, `history`, `log` and `correct`, as people and as programs read them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from inspection_lib.cli.options import PIPE_CLOSED
from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN

REASON, ROLE = "Nhập nhầm ngày", "Trưởng đoàn"


def correct(command: Command, value: str, *more: str) -> str:
    words = ("correct", CAMPAIGN, UNIT, "A01", value, "--reason", REASON, "--actor", ROLE)
    return command.good(*words, *more)


def as_json(command: Command, name: str, *words: str) -> dict[str, Any]:
    """What a command prints with `--json`, after it was checked against the schema of the same name."""
    found: dict[str, Any] = json.loads(command.good(name, CAMPAIGN, *words, "--json"))
    jsonschema.validate(found, json.loads(command.good("schema", name)))
    assert found["schema"] == f"inspection-{name}.1"
    return found


def store_digest(folder: Path) -> str:
    return hashlib.sha256((folder / "outputs" / "inspection.db").read_bytes()).hexdigest()


def test_the_status_says_who_is_late(command: Command) -> None:
    """A unit that has begun, one that is submitted and has a report, then an old one."""
    command.enter("A01", "20/2/2017")
    found = as_json(command, "status")
    units = {unit["unit"]: unit for unit in found["units"]}
    assert (units[UNIT]["record"], units[UNIT]["report"], units[UNIT]["answered"]) == ("open", "none", 1)
    assert units["061"]["record"] == "not_begun"
    assert found["total"]["units"] == len(units) == found["total"]["not_begun"] + 1
    assert sum(kind["units"] for kind in found["kinds"]) == len(units)
    command("submit", CAMPAIGN, UNIT, "--anyway", "--actor", ROLE)
    command("report", CAMPAIGN, UNIT, "--language", "vi")
    command.monkeypatch.setenv("INSPECTION_LANGUAGE", "vi")
    unit = next(unit for unit in as_json(command, "status")["units"] if unit["unit"] == UNIT)
    assert (unit["record"], unit["report"]) == ("submitted", "current")
    said = command.good("status", CAMPAIGN)
    counts = "7 chưa bắt đầu, 0 có bản tự chấm chưa kiểm tra, 0 đang làm chưa nộp, 1 đã nộp"
    assert f"Các huyện, thành phố: 8 đơn vị; {counts}" in said
    assert "061 Huyện Ba Bể" in said
    correct(command, "25/2/2017", "--after-submission")
    assert "Báo cáo đã cũ: 060 Huyện Pác Nặm" in command.good("status", CAMPAIGN)


def test_asking_changes_nothing(command: Command) -> None:
    """The store has the same bytes afterwards."""
    command.enter("A01", "20/2/2017")
    before = store_digest(command.folder)
    for words in (("status", CAMPAIGN), ("history", CAMPAIGN, UNIT), ("log", CAMPAIGN)):
        command.good(*words)
        command.good(*words, "--json")
    assert store_digest(command.folder) == before
    assert not (command.folder / "outputs" / CAMPAIGN).exists()


def test_a_correction_is_told_everywhere_with_its_reason(command: Command) -> None:
    """History, log and the page of the report."""
    command.enter("A01", "20/2/2017")
    assert "Corrected: item A01 of unit 060." in correct(command, "25/2/2017")
    history = as_json(command, "history", UNIT, "A01")
    assert [(line["raw"], line["stands"]) for line in history["lines"]] == [
        ("2017-02-20", False),
        ("2017-02-25", True),
    ]
    command.monkeypatch.setenv("INSPECTION_LANGUAGE", "vi")
    first, last = command.good("history", CAMPAIGN, "huyen pac nam", "A01").splitlines()
    assert "20/2/2017" in first
    assert "A01.csv, dòng 2" in first
    assert "Đính chính - A01 - Kết quả thẩm định - 25/2/2017 - Nhập nhầm ngày - Trưởng đoàn" in last
    assert last.endswith("[đang có hiệu lực]")
    kinds = [line["kind"] for line in as_json(command, "log")["lines"]]
    assert kinds == ["imported", "corrected"]
    assert "Đính chính - A01 - đơn vị 060" in command.good("log", CAMPAIGN)
    command("report", CAMPAIGN, UNIT)
    page = (command.folder / "outputs" / CAMPAIGN / UNIT / "report.html").read_text(encoding="utf-8")
    assert f"lý do: {REASON}" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("A01", "20/2/2017"), "has this answer already"),
        (("A02", "a"), "has no answer to correct"),
        (("ZZZ", "1"), "has no item 'ZZZ'"),
        (("a01", "20/2/2017"), "has this answer already"),
        (("A01", "hôm qua"), "A01"),
    ],
)
def test_what_cannot_be_corrected_is_refused(command: Command, words: tuple[str, ...], said: str) -> None:
    """With status 1, and nothing is recorded."""
    command.enter("A01", "20/2/2017")
    before = store_digest(command.folder)
    assert said in command.bad("correct", CAMPAIGN, UNIT, *words, "--reason", REASON, "--actor", ROLE)
    assert store_digest(command.folder) == before


def test_a_submitted_record_is_corrected_only_on_purpose(command: Command) -> None:
    """The error names the option."""
    command.enter("A01", "20/2/2017")
    command("submit", CAMPAIGN, UNIT, "--anyway", "--actor", ROLE)
    refused = command.bad("correct", CAMPAIGN, UNIT, "A01", "1/3/2017", "--reason", REASON, "--actor", ROLE)
    assert "--after-submission" in refused


def test_an_item_that_is_not_there_is_refused_with_the_nearest(command: Command) -> None:
    """A unit without a record has an empty history."""
    command.enter("A01", "1/2/2017")
    assert "has no item 'A011'. The nearest valid name is 'A01'" in command.bad(
        "history", CAMPAIGN, UNIT, "A011"
    )
    assert command.good("history", CAMPAIGN, UNIT, "a01") == command.good("history", CAMPAIGN, UNIT, "A01")
    assert command.good("history", CAMPAIGN, "061") == "Nothing is recorded.\n"
    assert "'061'" in command.bad("history", CAMPAIGN, "0611")


def test_the_time_is_that_of_the_workbench(command: Command) -> None:
    """Another zone writes the same moment with another hour; JSON keeps UTC."""
    command.enter("A01", "20/2/2017")
    at = as_json(command, "log")["lines"][0]["at"]
    assert at.endswith("+00:00")
    settings = command.folder / "workbench.yaml"
    here = command.good("log", CAMPAIGN).split(" - ")[0]
    text = settings.read_text(encoding="utf-8").replace("Asia/Ho_Chi_Minh", "UTC")
    if "time_zone" not in text:
        text += "\ntime_zone: UTC\n"
    settings.write_text(text, encoding="utf-8")
    there = command.good("log", CAMPAIGN).split(" - ")[0]
    assert there != here
    assert there.startswith(at[11:16])


def test_output_that_cannot_be_written_is_told_in_words(command: Command) -> None:
    """A full disk has status 1, and a reader that went away the status of shells; no traceback."""
    command.enter("A01", "20/2/2017")
    history = [sys.executable, "-m", "inspection_lib.cli", "history", CAMPAIGN, UNIT]
    with open("/dev/full", "w") as full:
        ran = subprocess.run(history, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False)
    assert ran.stderr.startswith("The output cannot be written: No space left on device.")
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(history, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (PIPE_CLOSED, "")


@pytest.mark.parametrize("words", [("status", CAMPAIGN), ("history", CAMPAIGN, UNIT), ("log", CAMPAIGN)])
def test_a_damaged_file_is_found_by_what_only_asks(command: Command, words: tuple[str, ...]) -> None:
    """Once a day the file is checked, with or without a change; a second time the check is left out."""
    command.enter("A01", "20/2/2017")
    note = command.folder / "outputs" / "inspection.db.checked"
    note.unlink()
    command.good(*words)
    assert note.is_file()
    note.unlink()
    path = command.folder / "outputs" / "inspection.db"
    content = bytearray(path.read_bytes())
    content[100] ^= 0xFF  # the kind of the first page
    path.write_bytes(content)
    assert command.bad(*words)
