"""Files of a report that lie alone, such as a page that came by mail."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from inspection_lib.verification import RemarkKind, Status, open_reference
from tests.trials import Trials
from tests.verification.office import COMMUNE, Office, one_byte_changed


@pytest.fixture
def alone(office: Office) -> Path:
    """A folder with nothing else in it."""
    folder = office.folder / "mail"
    folder.mkdir()
    return folder


def test_a_page_alone_is_compared_with_the_answers(office: Office, alone: Path) -> None:
    """It carries its result as data. Without a store it is checked in itself, and that is told."""
    page = Path(shutil.copy(office.file("report.html"), alone / "trang.html"))
    assert office.status(page) is Status.RIGHT
    assert office.status(page, open_reference("sqlite:///nowhere.db", "/nowhere")) is Status.UNCHECKED


def test_one_changed_byte_of_a_page_alone_is_found(office: Office, alone: Path, trials: Trials) -> None:
    """Without any other file and without a store. One in the first letters hides what the file is."""
    chance = trials.random()
    nothing = open_reference("sqlite:///nowhere.db", "/nowhere")
    content = office.file("report.html", COMMUNE).read_bytes()
    page = alone / "report.html"
    for _ in range(trials(200)):
        changed = one_byte_changed(content, chance)
        page.write_bytes(changed)
        found = office.status(page, nothing)
        readable = changed.startswith(b"<") and _is_text(changed)
        assert found is Status.DIFFERENT if readable else found is not Status.RIGHT


def test_one_changed_byte_of_a_result_alone_is_found_by_the_answers(
    office: Office, alone: Path, trials: Trials
) -> None:
    """A `report.json` holds no digest of itself."""
    chance, reference = trials.random(), office.reference()
    content = office.file("report.json", COMMUNE).read_bytes()
    path = alone / "report.json"
    path.write_bytes(content)
    assert office.status(path, reference) is Status.RIGHT
    for _ in range(trials(200)):
        path.write_bytes(one_byte_changed(content, chance))
        assert office.status(path, reference) is not Status.RIGHT


def test_a_notebook_alone_is_compared_with_the_answers(office: Office, alone: Path) -> None:
    """What it shows is drawn again; its code is not compared, which is told."""
    path = alone / "so.ipynb"
    shutil.copy(office.file("unit_report.ipynb"), path)
    assert office.status(path) is Status.UNCHECKED
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if '"summary"' in "".join(cell["source"]))
    data = cell["outputs"][0]["data"]
    data["text/html"] = "".join(data["text/html"]).replace("</h2>", " tốt</h2>", 1)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert "tốt" in office.first(path)


def test_a_record_alone_is_checked_in_itself(office: Office, alone: Path) -> None:
    """What it speaks of is not there."""
    path = Path(shutil.copy(office.file("made.json"), alone / "made.txt"))
    assert office.status(path) is Status.UNCHECKED
    path.write_text(path.read_text(encoding="utf-8").replace('"060"', '"061"'), encoding="utf-8")
    assert office.status(path) is Status.DIFFERENT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b"[]",
        b"null",
        b"7",
        b"{" * 100_000,
        b'{"schema": 1}',
        b'{"schema": "inspection-report/1"}',
        b'{"cells": 1}',
        b'{"cells": [1], "metadata": {"papermill": {"parameters": {"unit": "060", "campaign": "x"}}}}',
        b'{"inputs": []}',
        b"<html>",
        b"<",
        b"text",
    ],
)
def test_what_is_no_report_is_told_without_a_traceback(office: Office, alone: Path, content: bytes) -> None:
    """It is never right."""
    path = alone / "file"
    path.write_bytes(content)
    assert office.status(path) is not Status.RIGHT
    assert office.first(path) or office.first(path, RemarkKind.UNCHECKED)


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
