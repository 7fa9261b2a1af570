"""What docs/extending.md shows runs as it stands there: each kind of part, and a notebook of one's own."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from inspection_lib.batch import reason_to_make
from inspection_lib.extensions import read_extensions
from inspection_lib.files import open_folder
from inspection_lib.language import Language, in_english
from inspection_lib.model import ExtensionOrigin
from inspection_lib.report import Report, report_from_json, report_to_json
from inspection_lib.unit_report import record_from_text
from inspection_lib.verification import open_reference
from inspection_lib.workbench import DEFAULT_STORE
from tests.cli.conftest import Command
from tests.makers.extended import OWN_NOTEBOOK, an_extended_school

CAMPAIGN, UNIT = "2026-an-toan", "TH01"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in the extended workbench, in English."""
    folder = an_extended_school(tmp_path / "school").folder
    monkeypatch.chdir(folder)
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("INSPECTION_LANGUAGE", "en")
    return Command(folder, monkeypatch, capsys)


@pytest.mark.slow
def test_the_page_runs_as_it_stands(command: Command) -> None:
    """Checked, reported, verified; and what is changed afterwards is found."""
    checked = command("check")
    assert checked.status == 0, checked
    assert "Extension school 1.0 (extensions/school.py): half_from, reading_aid." in checked.out
    assert "Extension upkeep 1.0 (extensions/upkeep.py): extinguishers." in checked.out
    assert "Stored extinguishers, not counted: 1 (5)." in checked.err
    content = yaml.safe_load(
        (command.folder / "checklists/definitions/school-safety.v1.yaml").read_text(encoding="utf-8")
    )
    jsonschema.validate(
        json.loads(json.dumps(content, default=str)), json.loads(command.good("schema", "checklist"))
    )
    command.good("import", CAMPAIGN, f"checklists/responses/{CAMPAIGN}/schools.csv")
    ran = command("report", CAMPAIGN, UNIT, "--notebook", OWN_NOTEBOOK)
    assert ran.status == 0, ran
    made = command.folder / "outputs" / CAMPAIGN / UNIT
    text = (made / "report.json").read_text(encoding="utf-8")
    report = report_from_json(text)
    assert report_to_json(report) == text
    origin, upkeep = report.extensions
    assert (origin.name, origin.version) == ("school", "1.0")
    _the_register_was_counted(command, report, upkeep)
    line = next(line for line in report.items if line.rule == "school.half_from")
    page = (made / "report.html").read_text(encoding="utf-8")
    assert line.scoring
    assert "List of fire extinguishers" in page
    assert "Extinguishers with a valid inspection" in page
    assert origin.digest in page
    assert "findings to look at." in page
    assert "<h2>Ghi chú của đoàn</h2>" in page
    assert "Xem <strong>kỹ</strong> trang (https://example.invalid/x)" in page
    assert '<a href="#items">phụ lục</a>' in page
    assert "&lt;script&gt;window.hit=1&lt;/script&gt;" in page
    assert "<b onclick" not in page
    assert 'src="https://example.invalid' not in page
    assert "Sổ này mở kho" not in page  # the text above the parameters
    command.good("verify", str(made))
    states = json.loads(command.good("status", CAMPAIGN, "--json"))["units"]
    # It was made by another notebook than a run without --notebook takes.
    assert [one["report"] for one in states if one["unit"] == UNIT] == ["current"]
    _the_exporter_writes(command)
    _a_changed_text_is_found(command, made)
    _a_changed_extension_makes_the_report_old(command, made)
    _the_reader_reads(command)


def _the_register_was_counted(command: Command, report: Report, upkeep: ExtensionOrigin) -> None:
    """2 of 3, and the answer 32/38 contradicts it; with the labels, and the extension's digest."""
    path = command.folder / "extensions" / "upkeep.py"
    assert upkeep == ExtensionOrigin("upkeep", "1.0", hashlib.sha256(path.read_bytes()).hexdigest())
    (measure,) = report.measures
    assert (measure.item_id, measure.register, measure.name) == ("A02", "upkeep.extinguishers", "valid")
    assert (measure.numerator, measure.denominator, measure.rows, measure.agrees) == (2, 3, (4,), False)
    assert [in_english(one) for one in measure.labels] == [
        "List of fire extinguishers",
        "Extinguishers with a valid inspection",
    ]
    assert [in_english(one) for one in measure.left_out] == ["Stored extinguishers, not counted: 1 (5)."]


def _the_exporter_writes(command: Command) -> None:
    """The tables that were named, with the mark at the head; a name that is not known is told."""
    said = command.good(
        "export", CAMPAIGN, "--to", "portal.json", "--table", "scores", "--table", "items", "-o", "r.json"
    )
    assert "r.json" in said
    content = json.loads((command.folder / "r.json").read_text(encoding="utf-8"))
    assert list(content) == ["demonstration", "scores", "items"]
    assert content["scores"][0]["unit"] == UNIT
    assert {content["demonstration"]} == {row["demonstration"] for row in content["items"]}
    assert "portal.json" in command.bad("export", CAMPAIGN, "--to", "portal.jsom")
    command.good("export", CAMPAIGN, "--to", "portal.json", "--table", "scores")
    assert (command.folder / f"{CAMPAIGN}-tables" / "portal.json.json").is_file()


def _the_reader_reads(command: Command) -> None:
    """With the line of each answer, and with the extension in the event of the import."""
    origin = read_extensions(command.folder)[0].formats[".diary"].origin
    said = command.good("import", CAMPAIGN, "TH01.diary", "--replace")
    assert "TH01.diary" in said
    history = json.loads(command.good("history", CAMPAIGN, UNIT, "--json"))
    (imported,) = [
        one for one in history["lines"] if one["kind"] == "imported" and one["file"] == "TH01.diary"
    ]
    account = json.loads(json.loads(imported["raw"])["account"])
    assert account["format"] == "diary.text"
    assert account["reader"] == {"name": "diary", "version": "1.0", "digest": origin.digest}
    (answer,) = [one for one in history["lines"] if one["item"] == "A02" and one["file"] == "TH01.diary"]
    assert (answer["raw"], answer["row"], answer["note"]) == ("33/38", 3, "hai bình hết hạn")
    command.good("withdraw-import", CAMPAIGN, "TH01.diary")
    events = len(json.loads(command.good("history", CAMPAIGN, UNIT, "--json"))["lines"])
    path = command.folder / "TH01.diary"
    path.write_text(path.read_text(encoding="utf-8") + "C01\n", encoding="utf-8")
    said = command.bad("import", CAMPAIGN, "TH01.diary")
    assert "The reader diary.text (version 1.0) cannot read the file: ValueError" in said
    assert len(json.loads(command.good("history", CAMPAIGN, UNIT, "--json"))["lines"]) == events


def _a_changed_text_is_found(command: Command, made: Path) -> None:
    """In the notebook and on the page."""
    for name in ("unit_report.ipynb", "report.html"):
        path = made / name
        before = path.read_text(encoding="utf-8")
        path.write_text(before.replace("Ghi chú của đoàn", "Ghi chú của ai"), encoding="utf-8")
        ran = command("verify", str(made))
        assert ran.status == 1
        assert name in ran.out + ran.err
        path.write_text(before, encoding="utf-8")


def _a_changed_extension_makes_the_report_old(command: Command, made: Path) -> None:
    """Before, a run would leave the report as it is, although its notebook is an own one."""
    record = record_from_text((made / "made.json").read_text(encoding="utf-8"))
    folder = open_folder(str(made.parent))

    def reason() -> str:
        reference = open_reference(DEFAULT_STORE, str(command.folder))
        inputs = reference.inputs_of(CAMPAIGN, UNIT, Language.EN, made_by=record)
        found = reason_to_make(folder, record, inputs)
        return in_english(found) if found else ""

    assert reason() == ""
    path = command.folder / "extensions" / "school.py"
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert reason() == "changed: extensions of the office"
