"""Any tree is written as YAML that reads back as the same tree, whatever its texts hold."""

from __future__ import annotations

from hypothesis import given

from inspection_lib.checklist_tables.yaml_text import EDITOR_LINE, WIDTH, flow, write_yaml
from inspection_lib.definitions import Tree, parse_yaml
from tests.checklist_tables.yaml_trees import TREES


def read(text: str) -> Tree:
    """The tree of a YAML text that has no problems."""
    file, problems = parse_yaml("x.yaml", text)
    assert problems == []
    return file.tree


@given(TREES)
def test_what_is_written_is_read_again(tree: Tree) -> None:
    """Control letters, quotation marks, YAML's own words and line breaks are texts like any other."""
    assert read(write_yaml(tree, {})) == tree
    assert read(flow(tree)) == tree
    assert "\n" not in flow(tree)


def test_a_file_reads_well() -> None:
    """The editor's line first; comments above; short values on one line; long texts broken between words."""
    item: Tree = {
        "id": "1.1",
        "question": "Đơn vị có kế hoạch không? " * 8 + "Có",
        "scoring": {"rule": "yes_no"},
    }
    tree: Tree = {"id": "x", "areas": [{"id": "1", "criteria": [{"id": "1", "items": [item]}]}]}
    path = ("areas", 0, "criteria", 0, "items", 0)
    text = write_yaml(tree, {path: ["dòng 7"], (*path, "scoring"): ["Có: 1\nđiểm"]}, ["Đọc từ a.xlsx"])
    lines = text.splitlines()
    assert lines[:3] == [EDITOR_LINE, "# Đọc từ a.xlsx", "id: x"]
    assert max(map(len, lines)) <= WIDTH
    at = lines.index("          # dòng 7")
    assert lines[at + 1] == "          - id: 1.1"
    assert lines[-2:] == ["            # Có: 1 điểm", "            scoring: {rule: yes_no}"]
    assert read(text) == tree


def test_a_text_with_lines_is_a_block() -> None:
    """So that people see its lines."""
    assert write_yaml({"question": "một\n\nhai: ba"}, {}).splitlines()[1:] == [
        "question: |-",
        "  một",
        "",
        "  hai: ba",
    ]
