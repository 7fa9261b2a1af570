"""A sample that was drawn for an item: its rows in the form, its bound in the report."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from inspection_lib.batch.inputs import read_inputs
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Entry, EventKind, Source
from inspection_lib.record import create_store
from inspection_lib.render import draw_section
from inspection_lib.report import Report, SampleLine, report_from_json, report_to_json
from inspection_lib.sampling import Aim, DrawOrder, draw, sample_bytes
from inspection_lib.visit.desk import open_desk
from inspection_lib.workbench import (
    DEFAULT_STORE,
    Workbench,
    drawn_rows,
    load_cases,
    make_report,
    open_recorder,
    samples_folder,
)
from tests.conftest import CAMPAIGN, ROOT
from tests.makers.workbenches import a_workbench, ask_for_cases

UNIT = "060"
REGISTER = f"checklists/registers/{CAMPAIGN}/{UNIT}.one_stop.csv"

EN = open_catalogue(Language.EN)


@pytest.fixture
def drawn(tmp_path: Path) -> Workbench:
    """A workbench in which A07 asks for cases, and a sample of 57 of 1,258 dossiers was drawn for it."""
    workbench = a_workbench(tmp_path)
    ask_for_cases(workbench.folder)
    register = workbench.folder / REGISTER
    register.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / REGISTER, register)
    campaign = workbench.campaign(CAMPAIGN)
    period = campaign.period_from, campaign.period_to
    aim = Aim(Decimal("0.05"))
    order = DrawOrder(CAMPAIGN, UNIT, *period, "482915", aim, 0, 57, 57, item="A07")
    path = samples_folder(workbench, campaign) / f"{UNIT}.one_stop.sample.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(sample_bytes(draw(load_cases(workbench, campaign, UNIT, "one_stop"), order)))
    return workbench


def names_of(workbench: Workbench) -> list[str]:
    """The drawn dossiers, by the names of their rows."""
    return list(drawn_rows(workbench, workbench.campaign(CAMPAIGN), UNIT)["A07"].names)


def answered(workbench: Workbench, rows: dict[str, str]) -> Report:
    """The report after an answer with these rows."""
    store, campaign = create_store(DEFAULT_STORE, workbench.folder), workbench.campaign(CAMPAIGN)
    raw = f"cases {len(rows)}/1258: " + "; ".join(f"{name}={result}" for name, result in rows.items())
    entry = Entry(UNIT, EventKind.ANSWERED, "A07", Source.INSPECTOR.value, raw)
    open_recorder(workbench, campaign, store).record([entry])
    return make_report(workbench, DEFAULT_STORE, CAMPAIGN, UNIT, made_at="2017-06-01T00:00:00+00:00")


def line_of(report: Report) -> SampleLine:
    """What the report says of the sample."""
    line = next(item.sample for item in report.items if item.id == "A07")
    assert line
    return line


def test_the_bound_stands_at_the_item_and_picked_cases_do_not_count(drawn: Workbench) -> None:
    """57 of 1,258 with two deviations: at most 131 (docs/sampling.md). A picked one adds nothing."""
    names = names_of(drawn)
    rows = dict.fromkeys(names, "yes") | {names[0]: "no", names[1]: "no", "MH-picked": "no"}
    report = answered(drawn, rows)
    line = line_of(report)
    assert (line.size, line.population, line.deviations, line.not_drawn) == (57, 1258, 2, 1)
    assert line.upper_count == 131
    said = " ".join(EN.format(words) for words in line.words)
    assert "Drawn by lot: 57 of 1,258 cases, 57 looked at, 2 deviate." in said
    assert "With a confidence of 95%, at most 131 of all 1,258 cases deviate: 10.42%." in said
    assert said.endswith("1 more cases were picked: they are not counted for this bound.")
    assert report_from_json(report_to_json(report)) == report
    assert said in " ".join(draw_section(report, "items", Language.EN).split())


def test_nothing_is_said_while_a_drawn_case_is_open_or_the_register_is_another(drawn: Workbench) -> None:
    """Which ones are left to the end need not be chance; and a draw belongs to one register."""
    names = names_of(drawn)
    line = line_of(answered(drawn, dict.fromkeys(names[1:], "yes")))
    assert (line.looked_at, line.upper, line.upper_count) == (56, None, None)
    register = drawn.folder / REGISTER
    register.write_text(register.read_text("utf-8").replace("MH-060-00003", "MH-060-9"), "utf-8")
    line = line_of(answered(drawn, dict.fromkeys(names, "yes")))
    assert (line.looked_at, line.upper) == (57, None)
    assert "does not give this draw any more" in EN.format(line.words[-1])


def test_the_form_has_the_drawn_rows_from_the_start(drawn: Workbench) -> None:
    """In the order of the draw, with the number of all cases."""
    desk = open_desk(drawn, DEFAULT_STORE, CAMPAIGN, UNIT)
    items = [item for area in desk.definition().areas for part in area.criteria for item in part.items]
    assert {item.id: (item.drawn_of, list(item.drawn)) for item in items if item.drawn} == {
        "A07": (1258, names_of(drawn))
    }


def test_a_draw_makes_the_report_of_its_unit_out_of_date(drawn: Workbench, tmp_path: Path) -> None:
    """The file of the draw is among what the report is made from."""
    store, campaign = create_store(DEFAULT_STORE, drawn.folder), drawn.campaign(CAMPAIGN)
    before = read_inputs(drawn, campaign, store, Language.VI).registers[UNIT]
    (drawn.folder / "samples").rename(tmp_path / "elsewhere")
    assert read_inputs(drawn, campaign, store, Language.VI).registers[UNIT] != before
