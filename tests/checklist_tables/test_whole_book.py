"""from-table after to-table is the identity: no field of a checklist is lost or changed in Excel."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from inspection_lib.checklist_tables import book_bytes, sheets_of
from inspection_lib.checklist_tables.whole_book import is_whole_book, read_whole_book
from inspection_lib.definitions import Tree, read_yaml
from inspection_lib.errors import InspectionError, Problem
from inspection_lib.tables import read_sheets
from tests.checklist_tables.office_tables import read, saved, school_file
from tests.checklist_tables.yaml_trees import TREES, WORDS
from tests.conftest import ROOT

FILES = [
    *sorted((ROOT / "checklists" / "definitions").glob("*.yaml")),
    ROOT / "tests" / "data" / "schemes" / "bon-cap.v1.yaml",
]
NODE = st.dictionaries(
    st.sampled_from(
        ["id", "title", "question", "points", "kind", "level", "content", "words", "evidence", "new"]
    ),
    TREES,
    max_size=4,
)
RULE = st.fixed_dictionaries(
    {"rule": st.sampled_from(["yes_no", "levels", "ratio_steps", "deduction", "unknown"])},
    optional={
        "wanted": st.sampled_from(["yes", "no"]),
        "floor": st.sampled_from(["0", "0.50", "-1", "x"]),
        "per_occurrence": st.sampled_from(["0.25", "1e3"]),
        "levels": st.lists(
            st.fixed_dictionaries({"key": WORDS, "points": st.just("1.0"), "label": TREES}), max_size=2
        ),
        "steps": st.lists(
            st.fixed_dictionaries({"at": st.sampled_from(["0.9", "0.8"]), "points": st.just("1")})
        ),
        "below": st.just("0"),
        "zero_denominator": st.just("zero"),
    },
)


def with_part(
    name: str, nodes: st.SearchStrategy[dict[str, Tree]], part: st.SearchStrategy[Tree]
) -> st.SearchStrategy[dict[str, Tree]]:
    """Mappings that may have a field of this name."""
    return st.builds(
        lambda node, value: node if value is None else node | {name: value}, nodes, st.none() | part
    )


ITEMS = with_part("scoring", NODE, RULE)
GROUPS = with_part("items", NODE, st.lists(ITEMS, max_size=2))
DEEPER = with_part("groups", GROUPS, st.lists(GROUPS | TREES, max_size=2))
CRITERIA = with_part("groups", GROUPS, st.lists(DEEPER | TREES, max_size=2))
AREAS = with_part("criteria", NODE, st.lists(CRITERIA | TREES, max_size=2))
CHECKLISTS = with_part(
    "areas",
    st.dictionaries(
        st.sampled_from(["id", "version", "bands", "checks", "defaults"]), TREES | st.lists(NODE, max_size=2)
    ),
    st.lists(AREAS, max_size=2) | TREES,
)


def back(content: bytes) -> tuple[Tree, list[Problem]]:
    """The tree of a workbook, and what is wrong with it."""
    sheets = read_sheets(Path("x.xlsx"), content=content)
    assert sheets.problems == ()
    assert is_whole_book(sheets)
    return read_whole_book(sheets)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_checklist_comes_back(path: Path) -> None:
    """With rules, levels, conditions, kinds of evidence, legal basis and English texts."""
    tree = read_yaml(path, path.name)[0].tree
    assert back(book_bytes(sheets_of(tree))) == (tree, [])


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(CHECKLISTS)
def test_every_tree_comes_back(tree: dict[str, Tree]) -> None:
    """Also one that is no good checklist: fields that nobody knows, lists where texts belong."""
    assert back(book_bytes(sheets_of(tree))) == (tree, [])


def test_a_checklist_from_an_office_table_comes_back() -> None:
    """Its rules stand in words alone: the words give the same rule."""
    tree = read(school_file(), "school.docx").tree
    main = sheets_of(tree)[0]
    assert not [path for path in main.rows[1] if path.startswith("scoring")]
    assert back(book_bytes(sheets_of(tree))) == (tree, [])


@pytest.mark.slow
def test_libreoffice_changes_nothing(tmp_path: Path) -> None:
    """An office opens the file there and saves it."""
    tree = read_yaml(FILES[1], "x")[0].tree
    (tmp_path / "in.xlsx").write_bytes(book_bytes(sheets_of(tree)))
    arguments = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out", "in.xlsx"]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, *arguments], cwd=tmp_path, check=True, capture_output=True)
    assert back((tmp_path / "out" / "in.xlsx").read_bytes()) == (tree, [])


def edited(tree: Tree, changes: dict[str, str]) -> bytes:
    """The workbook of a checklist with cells of its first sheet changed."""
    book = load_workbook(io.BytesIO(book_bytes(sheets_of(tree))))
    page = book.worksheets[0]
    for cell, text in changes.items():
        page[cell] = text
    return saved(book)


def a_tree() -> dict[str, Tree]:
    """A checklist of one item."""
    item: Tree = {
        "id": "1.1",
        "question": "Có?",
        "points": "2",
        "scoring": {"rule": "yes_no", "wanted": "yes"},
    }
    return {"id": "x", "areas": [{"id": "1", "criteria": [{"id": "1", "items": [item]}]}]}


def the_item(tree: Any) -> Any:
    """Its item."""
    return tree["areas"][0]["criteria"][0]["items"][0]


def test_words_that_somebody_changed_give_another_rule() -> None:
    """The sheet has no settings beside them."""
    tree, problems = back(edited(a_tree(), {"E5": "Mỗi trường hợp trừ 0,5 điểm, thấp nhất 0 điểm"}))
    rule = {"rule": "deduction", "per_occurrence": "0.5", "floor": "0"}
    assert problems == []
    assert the_item(tree)["scoring"] == rule


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"E5": "tùy"}, "How the item is scored is not understood: '{text}'."),
        ({"A5": "mục"}, "The row does not say what it is."),
        ({"A4": "Tiêu chí thành phần"}, "The row does not say what it is."),
        ({"C5": "{vi: "}, "The cell {cell} cannot be read."),
        ({"H5": "thêm"}, "The cell {cell} is not read: '{text}'."),
    ],
)
def test_what_does_not_fit_is_told(changes: dict[str, str], text: str) -> None:
    """With the sheet and the row."""
    _, problems = back(edited(a_tree(), changes))
    assert text in [problem.fault.message.text for problem in problems]
    assert all(problem.file.endswith("[Bộ tiêu chí]") and problem.line in (4, 5) for problem in problems)


def test_settings_win_over_words_and_it_is_said() -> None:
    """A rule with English labels has its settings beside the words."""
    levels: Tree = [
        {"key": "a", "points": "2", "label": {"vi": "Đủ", "en": "All"}},
        {"key": "b", "points": "0", "label": {"vi": "Thiếu", "en": "Some"}},
    ]
    tree = a_tree()
    the_item(tree)["scoring"] = {"rule": "levels", "levels": levels}
    found, problems = back(edited(tree, {"E5": "Đủ: 2 điểm\nThiếu: 1 điểm"}))
    assert found == tree
    assert [problem.warning for problem in problems] == [True]


def test_a_file_that_is_no_checklist_is_refused() -> None:
    """A list, a text, nothing."""
    for tree in ([], "x", None, {"a b": "c"}):
        with pytest.raises(InspectionError, match="no checklist"):
            sheets_of(tree)


def test_groups_have_rows_that_name_their_level() -> None:
    """An item belongs to the group above it; a level that skips one is refused."""
    tree = read_yaml(FILES[-1], FILES[-1].name)[0].tree
    levels = [row[0] for row in sheets_of(tree)[0].rows[2:]]
    item = "Tiêu chí thành phần"
    assert levels == ["Lĩnh vực", "Tiêu chí", "Nhóm cấp 3", item, item, "Nhóm cấp 3", item, "Tiêu chí", item]
    _, problems = back(edited(tree, {"A5": "Nhóm cấp 4"}))
    assert "The row does not say what it is." in str(problems[0])
