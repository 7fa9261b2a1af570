"""`how-an-answer-becomes-a-page.md` names files and functions that exist, in seven steps."""

from __future__ import annotations

import ast
import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "how-an-answer-becomes-a-page.md").read_text(encoding="utf-8")
STATIONS = re.findall(r"^\| (\d) \| `(\S+\.py)` \| `(\S+)` \|", PAGE, flags=re.MULTILINE)


def names_of(path: str) -> set[str]:
    """The functions of a module, and its methods as `Class.method`."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    methods = {
        f"{node.name}.{inner.name}"
        for node in classes
        for inner in node.body
        if isinstance(inner, ast.FunctionDef)
    }
    return functions | methods


def test_an_answer_passes_seven_stations_and_each_exists() -> None:
    """They are numbered from 1, and each function is in the file that the page names."""
    assert [number for number, _, _ in STATIONS] == [str(number) for number in range(1, 8)]
    for _, path, function in STATIONS:
        assert function in names_of(path), (path, function)


def test_every_file_and_function_of_the_page_exists() -> None:
    """A function is named with its file right behind it: `name` in `file`."""
    paths = set(re.findall(r"`((?:inspection_lib|notebooks|checklists)/[\w./-]+)`", PAGE))
    assert {path for path in paths if not (ROOT / path).exists()} == set()
    pairs = re.findall(r"`(\w+)`\s+in\s+`(inspection_lib/[\w/]+\.py)`", PAGE)
    assert len(pairs) >= 10
    assert {(name, path) for name, path in pairs if name not in names_of(path)} == set()
