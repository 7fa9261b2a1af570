"""The figures of the page open their derivation; the import of most answers is named once."""

from __future__ import annotations

import re
from dataclasses import replace

from inspection_lib.language import Language, in_english
from inspection_lib.render.derivation import derivation_words, usual_import
from inspection_lib.render.sections import SECTIONS, draw_section
from inspection_lib.report import AnswerStep, Report, ShownAnswer
from tests.render.samples import good

MOMENT = "2017-05-26T08:00:30+00:00"


def imported(shown: ShownAnswer, file: str, row: int) -> ShownAnswer:
    step = AnswerStep(shown.shown, "Đoàn", MOMENT, MOMENT, "m-1", file, "e3" * 32, row)
    return replace(shown, history=(step,))


def with_imports(*files: str) -> Report:
    """A report whose first answered items were imported from these files."""
    report, names = good(), list(files)
    items = []
    for row, item in enumerate(report.items, start=2):
        if item.finding and item.claim is None and names:
            item = replace(item, finding=imported(item.finding, names.pop(0), row))
        elif item.finding and names:
            item = replace(item, claim=None, finding=imported(item.finding, names.pop(0), row))
        items.append(item)
    assert not names
    return replace(report, items=tuple(items))


def test_every_figure_leads_to_a_place_of_the_page() -> None:
    """Score, claim, shares and points of areas, losses, points of items: no link leads nowhere."""
    page = "".join(draw_section(good(), name, Language.VI) for name in SECTIONS)
    links, ids = set(re.findall(r'href="#([^"]+)"', page)), set(re.findall(r' id="([^"]+)"', page))
    assert {"areas", "how", "area-A", "finding-C09"} <= links
    assert links - ids == set()


def test_points_of_an_item_open_its_finding_or_the_way_to_explain_it() -> None:
    """Every item that has points."""
    report = good()
    drawn = draw_section(report, "items", Language.VI)
    with_finding = {line.item_id: line.id for line in report.findings if line.scored}
    for item in report.items:
        row = drawn[drawn.index(f'<tr id="{item.id}">') :].partition("</tr>")[0]
        target = f"finding-{with_finding[item.id]}" if item.id in with_finding else "how"
        assert (f'<td><a href="#{target}">' in row) is (item.points is not None), item.id


def test_the_import_of_most_answers_is_named_once() -> None:
    """Its answers have their row alone; an answer of another file has its own."""
    report = with_imports("districts.csv", "bổ sung.csv", "districts.csv")
    usual = usual_import(report)
    assert usual is not None
    assert usual.file == "districts.csv"
    drawn = draw_section(report, "items", Language.VI)
    titles = re.findall(r'<td[^>]* title="([^"]*)">', drawn)
    assert [bool(re.fullmatch(r"dòng \d+", title)) for title in titles] == [True, False, True]
    assert titles[1].startswith("bổ sung.csv, dòng ")
    assert len(re.findall("districts.csv", drawn)) == 1
    assert usual_import(with_imports()) is None


def test_the_page_names_the_command_that_explains_its_items() -> None:
    """With campaign, unit and an item of its own."""
    report = good()
    command = f"inspection explain {report.campaign.id} {report.unit.code} {report.items[0].id}."
    assert command in in_english(derivation_words(report))
