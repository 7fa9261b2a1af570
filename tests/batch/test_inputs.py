"""What a batch makes again, and why; what it leaves alone."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.batch.inputs import Inputs, read_inputs, reason_to_make
from inspection_lib.files.folders import open_folder
from inspection_lib.language.messages import Language, Message, in_english
from inspection_lib.model import EventKind, Source
from inspection_lib.record import EventStore
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import open_store
from inspection_lib.unit_report import Record, read_record
from inspection_lib.unit_report.record import Summary
from inspection_lib.workbench import Workbench
from tests.batch.setups import BatchSetup, chosen, make_setup
from tests.builders import a_unit
from tests.conftest import CAMPAIGN
from tests.definitions.register_files import LETTERS
from tests.makers.workbenches import a_workbench

UNITS = ("06.STP", "060", "01834", "01837", "01840", "01843")
"""A department and a district with registers, four communes without."""


@pytest.fixture(scope="module")
def setup(tmp_path_factory: pytest.TempPathFactory, sample_url: str, sample_store: object) -> BatchSetup:
    """The reports of six units, from a store of their own."""
    folder = tmp_path_factory.mktemp("incremental")
    shutil.copy(sample_url.removeprefix("sqlite:///"), folder / "own.db")
    setup = make_setup(folder, f"sqlite:///{folder / 'own.db'}", registers=True)
    done = setup.run_here(*chosen(*UNITS))
    assert done.returncode == 0, done.stderr
    return setup


@pytest.fixture
def copy(setup: BatchSetup, tmp_path: Path) -> BatchSetup:
    """The setup with its outputs, for changes."""
    shutil.copytree(setup.folder, tmp_path / "copy")
    return BatchSetup(tmp_path / "copy", f"sqlite:///{tmp_path / 'copy' / 'own.db'}")


def answer_again(setup: BatchSetup, *units: str) -> None:
    """Record one more answer of some units, by hand."""
    workbench = Workbench(setup.workbench)
    campaign = workbench.campaign(CAMPAIGN)
    store = open_store(setup.store_url, workbench.folder)
    recorder = Recorder(store, campaign, workbench.checklists(campaign))
    for unit in units:
        last = next(event for event in store.events(CAMPAIGN, unit) if event.kind is EventKind.ANSWERED)
        assert recorder.answer(unit, last.item_id, Source(last.source), last.raw, actor="test", note="again")


def reasons(setup: BatchSetup, language: Language = Language.VI) -> dict[str, Message | None]:
    """Why each unit would be made now; None for those that would not."""
    workbench = Workbench(setup.workbench)
    campaign = workbench.campaign(CAMPAIGN)
    store = open_store(setup.store_url, workbench.folder)
    inputs = read_inputs(workbench, campaign, store, language)

    folder = open_folder(str(setup.out))
    units = {code: campaign.unit(code) for code in UNITS}
    return {
        code: reason_to_make(folder, read_record(folder, code), inputs.of(unit))
        for code, unit in units.items()
        if unit
    }


def changed(setup: BatchSetup, language: Language = Language.VI) -> dict[str, str]:
    """The units that would be made now, with the reason in English."""
    return {unit: in_english(said) for unit, said in reasons(setup, language).items() if said}


def more(path: Path) -> None:
    """Add a line that means nothing."""
    path.write_text(path.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")


def write_times(setup: BatchSetup) -> dict[str, int]:
    """When the files of each unit were last written."""
    return {str(path): path.stat().st_mtime_ns for path in setup.out.glob("*/*")}


def test_an_unchanged_second_run_makes_nothing_and_starts_no_worker(copy: BatchSetup) -> None:
    """All are skipped, no file of a unit is written, and no warm parent is opened."""
    before = write_times(copy)
    stamp = copy.scratch.stat().st_mtime_ns
    done = copy.run(*chosen(*UNITS), "--explain")
    assert done.returncode == 0
    assert set(copy.states().values()) == {"skipped"}
    assert done.stderr.count("không có gì thay đổi") == len(UNITS)
    assert write_times(copy) == before
    assert copy.scratch.stat().st_mtime_ns == stamp


def test_a_run_makes_the_units_that_changed_says_why_and_marks_the_others(copy: BatchSetup) -> None:
    """One run over all: an answer, a register that is broken now, a page deleted, a letter in one changed.

    One left out is stale.
    """
    answer_again(copy, "01834", "01843")
    register = copy.workbench / "checklists" / "registers" / CAMPAIGN / "060.one_stop.csv"
    register.write_text(register.read_text(encoding="utf-8") + "9,p,soon,,,\n", encoding="utf-8")
    (copy.out / "01837" / "report.html").unlink()
    page = copy.out / "01840" / "report.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</h1>", "</h2>", 1), encoding="utf-8")
    older = (copy.out / "060" / "report.html").read_bytes()
    done = copy.run_here(*chosen(*(unit for unit in UNITS if unit != "01843")), "--explain")
    assert done.returncode == 1
    assert copy.states() == {
        "06.STP": "skipped",
        "060": "failed",
        "01834": "made",
        "01837": "made",
        "01840": "made",
    }
    assert "01834: đã lập: đã đổi: câu trả lời" in done.stderr
    assert "report.html" in copy.reason("01837")
    assert "report.html" in copy.reason("01840")
    index = (copy.out / "index.html").read_text(encoding="utf-8")
    assert 'href="060/report.html"' in index
    assert (copy.out / "060" / "report.html").read_bytes() == older
    assert set(changed(copy)) == {"060", "01843"}
    assert 'data-s="stale"' in row(index, "01843")
    assert 'class="failed"' in row(index, "060")
    assert "stale" not in row(index, "01834")


def test_an_earlier_inspection_is_an_input(workbench: Workbench, sample_store: EventStore) -> None:
    """The report names its result: new events there make the report again. Other units do not change."""
    campaign = workbench.campaign(CAMPAIGN)
    inputs = read_inputs(workbench, campaign, sample_store, Language.VI)
    unit = campaign.unit("060")
    other = campaign.unit("061")
    assert unit is not None
    assert other is not None
    assert dict(inputs.of(unit))["previous"] == ""
    changed = replace(inputs, previous={"060": "of an earlier campaign"})
    assert dict(changed.of(unit))["previous"] != ""
    assert changed.of(other) == inputs.of(other)


def row(index: str, unit: str) -> str:
    """The row of a unit on the index."""
    parts = [part.split("</tr>")[0] for part in index.split("<tr")]
    return next(part for part in parts if f'href="{unit}/report.html"' in part)


def test_a_changed_mapping_file_makes_the_units_with_registers_again(copy: BatchSetup) -> None:
    """It says how their registers are read."""
    folder = copy.workbench / "checklists" / "registers"
    text = "register: certificates\ncolumns: {S: serial, A: valid_from, B: valid_to, N: signed_in_period}\n"
    (folder / "system.map.yaml").write_text(f"{text}missing: [issued_to_role]\n", encoding="utf-8")
    assert changed(copy) == {"06.STP": "changed: registers", "060": "changed: registers"}


def test_a_changed_kind_of_register_changes_the_inputs_of_its_units(
    tmp_path: Path, sample_store: EventStore
) -> None:
    """A rule that is added may be broken by a row; a unit without such a register keeps its report."""
    workbench = a_workbench(tmp_path)
    campaign = workbench.campaign(CAMPAIGN)
    folder = workbench.registers(CAMPAIGN)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "060.letters.csv").write_text("Mã thư\n", encoding="utf-8")
    (folder / "061.one_stop.csv").write_text("Mã hồ sơ\n", encoding="utf-8")
    kind = folder.parent / "letters.register.yaml"
    kind.write_text(LETTERS, encoding="utf-8")
    before = read_inputs(workbench, campaign, sample_store, Language.VI).registers
    kind.write_text(LETTERS.replace("severity: high", "severity: low"), encoding="utf-8")
    after = read_inputs(workbench, campaign, sample_store, Language.VI).registers
    assert {unit for unit in before if before[unit] != after[unit]} == {"060"}


def test_force_makes_all_again(copy: BatchSetup) -> None:
    """Also where nothing changed; --explain says that it was asked for."""
    done = copy.run_here(*chosen("01834", "01837"), "--force", "--explain")
    assert done.returncode == 0
    assert copy.states() == {"01834": "made", "01837": "made"}
    assert done.stderr.count("--force") == 2


@pytest.mark.parametrize(
    ("file", "units", "why"),
    [
        ("checklists/definitions/par-commune.v2.yaml", {"01834", "01837", "01840", "01843"}, "checklist"),
        (f"checklists/registers/{CAMPAIGN}/060.one_stop.csv", {"060"}, "registers"),
        (f"checklists/plans/{CAMPAIGN}.yaml", set(UNITS), "plan or units"),
        ("notebooks/unit_report.ipynb", set(UNITS), "notebook"),
    ],
)
def test_a_changed_file_makes_the_units_that_it_is_about(
    copy: BatchSetup, file: str, units: set[str], why: str
) -> None:
    """A checklist those of its kind, a register its unit, the plan and the notebook all.

    A comment in YAML changes nothing.
    """
    more(copy.workbench / file)
    if file.endswith(".yaml"):
        assert changed(copy) == {}
        path = copy.workbench / file
        path.write_text(path.read_text(encoding="utf-8").replace("vi: ", "vi: Mới ", 1), encoding="utf-8")
    assert changed(copy) == dict.fromkeys(units, f"changed: {why}")


def test_a_changed_holiday_makes_all(copy: BatchSetup) -> None:
    """Any task may be due on it."""
    path = copy.workbench / "checklists" / "holidays.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2017-09-04,", "2017-09-05,"), encoding="utf-8")
    assert changed(copy) == dict.fromkeys(UNITS, "changed: holidays")


def test_a_report_is_compared_with_the_notebook_that_made_it() -> None:
    """As long as it lies in the folder; without a record it is the notebook of the run."""
    inputs = Inputs((("plan", "p"), ("notebook", "run")), {}, {}, {}, {}, frozenset({"run", "own"}))
    unit = a_unit()

    def notebook(*made_with: str) -> str:
        made_by = [
            Record(unit.code, CAMPAIGN, "", (("notebook", one),), Summary(None, None, None, None, (), 0), ())
            for one in made_with
        ]
        return dict(inputs.of(unit, *made_by))["notebook"]

    assert (notebook(), notebook("own"), notebook("gone")) == ("run", "own", "run")


def test_a_new_register_makes_its_unit(copy: BatchSetup) -> None:
    """A unit that had none."""
    registers = copy.workbench / "checklists" / "registers" / CAMPAIGN
    shutil.copy(registers / "060.one_stop.csv", registers / "01834.one_stop.csv")
    assert changed(copy) == {"01834": "changed: registers"}


def test_another_language_makes_all(copy: BatchSetup) -> None:
    """A report in Vietnamese is none in English."""
    assert changed(copy, Language.EN) == dict.fromkeys(UNITS, "changed: language")


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00\xff", '{"unit": 7}'])
def test_a_record_that_cannot_be_read_is_none(copy: BatchSetup, content: str) -> None:
    """The unit is made again."""
    (copy.out / "060" / "made.json").write_bytes(content.encode("latin-1"))
    assert changed(copy) == {"060": "there is no report yet"}


def test_a_record_of_another_unit_is_none(copy: BatchSetup) -> None:
    """A folder that was copied over another says nothing of it."""
    shutil.copy(copy.out / "01834" / "made.json", copy.out / "01837" / "made.json")
    assert changed(copy) == {"01837": "there is no report yet"}


def test_a_record_that_was_shortened_fails_alone(copy: BatchSetup) -> None:
    """Its last event was deleted. The batch names the unit, and leaves the reports of the others alone."""
    with sqlite3.connect(copy.store_url.removeprefix("sqlite:///")) as database:
        database.execute("DROP TRIGGER events_no_delete")
        for table in ("event_texts", "events"):
            last = "number = (SELECT max(number) FROM events WHERE unit = '01843')"
            database.execute(f"DELETE FROM {table} WHERE unit = '01843' AND {last}")
    database.close()
    done = copy.run_here(*chosen(*UNITS))
    assert done.returncode == 1
    assert copy.states() == dict.fromkeys(UNITS, "skipped") | {"01843": "failed"}
    assert "01843" in done.stderr
    assert "đã bị cắt bớt" in done.stderr
    assert "Traceback" not in done.stderr
