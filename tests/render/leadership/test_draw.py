"""The page of the leadership's sheet: it stands alone, and says how sure it is."""

from __future__ import annotations

import re
from dataclasses import replace

from inspection_lib.language import Language, Text
from inspection_lib.report import Facts
from tests.render.leadership.samples import a_page, a_sheet, an_earlier_sheet
from tests.report.sheet.samples import a_unit
from tests.sentences.page_text import read_html, said_in


def texts(html: str, section: str) -> list[str]:
    """What a section says, piece by piece."""
    return [said.text for said in said_in(html) if said.section == section]


def test_a_page_loads_nothing_and_needs_no_script() -> None:
    """Its policy allows its own style and script alone; links lead to files beside it."""
    html = a_page(a_sheet())
    assert "default-src 'none'" in html
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
    assert len(html.encode()) < 60_000


def test_what_nobody_visited_is_said_and_has_a_tile_of_its_own() -> None:
    """In words and in numbers; no rule of the style makes anything green."""
    html = a_page(a_sheet())
    assert (
        "3 of 4 units are inspected; 0 are not finished; nobody has visited 1 units."
        in texts(html, "covered")[1]
    )
    assert any(said.place == "li.c.none" and said.text == "Chưa –" for said in said_in(html))
    style = re.sub(r"--green[^;]*;", "", html[html.index("/style") - 9000 : html.index("</style>")])
    assert "green" not in style[style.index(".leadership") :]


def test_marks_stand_beside_the_score() -> None:
    """A grade that is limited, and figures that contradict each other."""
    html = a_page(a_sheet())
    assert "Thấp Commune 40 ▼?" in texts(html, "weak")
    assert "Thấp 40▼?" in texts(html, "tiles")


def test_names_are_text() -> None:
    """Markup in a name is escaped."""
    hostile = replace(a_unit("1", "50"), name=Text("</style><script>alert(1)</script>", "<b>x"))
    html = a_page(a_sheet(Facts((hostile,), {}, (), {})), language=Language.VI)
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_sheet_of_a_province_leads_back() -> None:
    """Links are relative to the page's own folder."""
    html = a_page(
        a_sheet(), path="index/~leadership.06.html", others=[("leadership.html", Text("Cả nước", "All"))]
    )
    links = {node.attributes["href"] for node in read_html(html).all("a")}
    assert {"../index.html", "../leadership.html", "../Thấp/report.html"} <= links


def test_what_no_longer_holds_follows_the_day_on_which_it_was_told() -> None:
    """Without an earlier sheet that is said; without a difference, too."""
    assert texts(a_page(a_sheet()), "told")[1:] == ["There is no earlier sheet."]
    same = texts(a_page(a_sheet(), told=an_earlier_sheet()), "told")[1:]
    assert same == ["Earlier sheet of 3 August 2017: all of it still holds."]


def test_a_sheet_of_nothing_says_so() -> None:
    """A campaign in which nobody inspected anything has no problems and no medians, not zeros."""
    html = a_page(a_sheet(Facts((a_unit("1", None),), {}, (), {})))
    assert texts(html, "problems")[1:] == ["No unit is inspected yet, so nothing is known."]
    (row,) = [said.cells for said in said_in(html) if said.place == "row kinds"]
    assert row[-1] == "–"
