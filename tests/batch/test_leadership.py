"""The leadership's sheets of a run: when they are drawn again, periods, and what earlier ones told."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inspection_lib.batch import make_order
from inspection_lib.batch.leadership import LEADERSHIP_DATA, SheetMaker
from inspection_lib.files import LocalFolder
from inspection_lib.language import Language, Text
from inspection_lib.model import Campaign, Unit
from inspection_lib.record import UnitOutline
from inspection_lib.report import Period
from inspection_lib.workbench import DEFAULT_STORE, Workbench
from tests.conftest import CAMPAIGN, MadeOnce
from tests.frames.conftest import make_results
from tests.sentences.page_text import said_in

MAY, JUNE = date(2017, 5, 20), date(2017, 7, 10)


@pytest.fixture
def workbench(made_once: MadeOnce, tmp_path: Path) -> Workbench:
    """Reports and tables of two campaigns, to write to."""
    shutil.copytree(make_results(made_once).folder, tmp_path / "home")
    return Workbench(tmp_path / "home")


def sheets(
    workbench: Workbench,
    day: date,
    period: str = "",
    failed: tuple[str, ...] = (),
    campaign: Campaign | None = None,
) -> dict[str, str]:
    """What a run on a day draws, written as a run writes it."""
    campaign = campaign or workbench.campaign(CAMPAIGN)
    order = make_order(workbench, campaign, DEFAULT_STORE, "outputs", Language.EN, "inprocess")
    order = replace(order, made_at=f"{day}T02:00:00+00:00", period=Period.read(period))
    folder = LocalFolder(Path(order.place))
    outlines = {"062": UnitOutline(answered=3, inspected=1), "063": UnitOutline(answered=3)}
    pages = SheetMaker(order, folder, "library", outlines).draw((), failed)
    for path, page in pages.items():
        folder.write(path, page)
    return pages


def test_a_run_in_which_nothing_changed_leaves_the_sheets_as_they_are(workbench: Workbench) -> None:
    """A failure, another day or a changed table draws them again."""
    first = sheets(workbench, JUNE)
    assert list(first) == ["leadership.html"]
    marked = first["leadership.html"].replace("</html>", "<!-- kept --></html>")
    (workbench.folder / "outputs" / CAMPAIGN / "leadership.html").write_text(marked, encoding="utf-8")
    assert sheets(workbench, JUNE) == {"leadership.html": marked}
    assert "<!-- kept -->" not in sheets(workbench, JUNE, failed=("060",))["leadership.html"]


def test_the_record_says_who_was_visited(workbench: Workbench) -> None:
    """An answer of the inspectors makes a unit begun, one of the unit itself does not. One record is open."""
    page = sheets(workbench, JUNE)["leadership.html"]
    (covered,) = [said.text for said in said_in(page) if said.place == "p.coverage"]
    assert covered == "3 of 149 units are inspected; 2 are not finished; nobody has visited 144 units."


def test_the_sheet_says_what_its_work_is_counted_from(workbench: Workbench) -> None:
    """A later campaign may have looked again: it is named. A plan that comes or goes draws the sheet anew."""
    plans = workbench.folder / "checklists" / "plans"
    later = [
        one.id for one in workbench.campaigns() if one.visits_from > workbench.campaign(CAMPAIGN).visits_from
    ]
    told = "What later campaigns found is not counted: "
    assert later
    assert f"{told}{', '.join(later)}." in sheets(workbench, JUNE)["leadership.html"]
    for name in later:
        (plans / f"{name}.yaml").unlink()
    (plans / "unreadable.yaml").write_text("id: [", encoding="utf-8")
    page = sheets(workbench, JUNE)["leadership.html"]
    assert told not in page
    assert "Counted are closed records of this campaign" in page


def test_a_period_has_a_page_that_stays(workbench: Workbench) -> None:
    """Beside the sheet of now; a later run keeps it as it was."""
    first = sheets(workbench, JUNE, "2017-q2")
    assert list(first) == ["leadership.html", "leadership.2017-q2.html"]
    assert "Quarter 2 of 2017" in first["leadership.2017-q2.html"]
    later = sheets(workbench, date(2017, 8, 1))
    assert later["leadership.2017-q2.html"] == first["leadership.2017-q2.html"]
    assert later["leadership.html"] != first["leadership.html"]


def test_a_later_sheet_says_what_of_an_earlier_one_no_longer_holds(workbench: Workbench) -> None:
    """The report of 060 fails: it is no longer among the weakest, and counts change."""
    sheets(workbench, MAY)
    told = json.loads((workbench.folder / "outputs" / CAMPAIGN / LEADERSHIP_DATA).read_text(encoding="utf-8"))
    (kept,) = told["told"][""]
    assert kept["day"] == "2017-05-20"
    page = sheets(workbench, JUNE, failed=("060",))["leadership.html"]
    lines = [said.text for said in said_in(page) if said.section == "told" and said.place == "li"]
    assert lines[0] == "Earlier sheet of 20 May 2017:"
    one = kept["shortfalls"][0]
    assert any(f"{one['short']} of {one['judged']}" in line and one["item_id"] in line for line in lines)
    again = [
        said.text for said in said_in(sheets(workbench, JUNE)["leadership.html"]) if said.section == "told"
    ]
    assert again[1] == "Earlier sheet of 20 May 2017: all of it still holds."


def test_each_province_of_a_country_has_a_sheet(workbench: Workbench) -> None:
    """The sheet of all counts what the sheets of the provinces count; each leads to the other."""
    campaign = workbench.campaign(CAMPAIGN)
    other = Unit("07", "province", Text("Tỉnh Khác", "Other Province"), None, Text("", ""))
    units = tuple(replace(unit, parent="07") if unit.code == "060" else unit for unit in campaign.units)
    country = replace(campaign, units=units, parents=(*campaign.parents, other))
    pages = sheets(workbench, JUNE, "2017-q2", campaign=country)
    assert sorted(pages) == [
        "index/~leadership.06.html",
        "index/~leadership.07.html",
        "index/~leadership~2017-q2.06.html",
        "index/~leadership~2017-q2.07.html",
        "leadership.2017-q2.html",
        "leadership.html",
    ]
    counted = {
        path: [int(number) for number in re.findall(r"\d+", said.text)]
        for path, page in pages.items()
        for said in said_in(page)
        if said.place == "p.coverage"
    }
    whole, *parts = (counted[path] for path in ("leadership.html", *sorted(pages)[:2]))
    assert whole == [sum(numbers) for numbers in zip(*parts, strict=True)]
    assert 'href="index/~leadership.07.html"' in pages["leadership.html"]
    assert 'href="../leadership.html"' in pages["index/~leadership.07.html"]
    assert "Other Province" in pages["index/~leadership.07.html"]


def test_a_damaged_memory_is_an_empty_one(workbench: Workbench) -> None:
    """The sheet is drawn; nothing is known of earlier ones."""
    place = workbench.folder / "outputs" / CAMPAIGN / LEADERSHIP_DATA
    place.write_text('{"told": 3}', encoding="utf-8")
    assert "There is no earlier sheet." in sheets(workbench, JUNE)["leadership.html"]


def test_without_tables_there_is_no_sheet(workbench: Workbench) -> None:
    """And none of zeros."""
    shutil.rmtree(workbench.folder / "outputs" / CAMPAIGN / "frames")
    assert sheets(workbench, JUNE) == {}
