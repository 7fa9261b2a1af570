"""Whoever adds half of a new thing meets a test that names the other half.

docs/architecture.md tells where things go.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import get_args

from inspection_lib.definitions.checklist.rules import CONSISTENCY_RULES, SCORING_RULES
from inspection_lib.judging.rules import RULES_OF_KIND, ConsistencyRule, ScoringRule
from inspection_lib.language.labels import ENGLISH
from inspection_lib.model import ItemKind
from inspection_lib.render.sections import SECTIONS
from tests.conftest import ROOT

TEMPLATES = ROOT / "inspection_lib" / "render" / "templates" / "sections"
RULES = ROOT / "inspection_lib" / "judging" / "rules"
CHECKLIST_PAGE = (ROOT / "docs" / "checklists.md").read_text(encoding="utf-8")


def shown_in(notebook: Path) -> list[str]:
    """The sections that a notebook shows, in its order."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return re.findall(r'\bshow\(report, "(\w+)"', code)


def rule_classes() -> set[str]:
    """The classes that can judge, in all modules of the rules."""
    return {
        node.name
        for path in RULES.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(part, ast.FunctionDef) and part.name == "judge" for part in node.body)
    }


def test_a_section_has_a_template_a_place_in_the_list_and_a_cell() -> None:
    """The report's notebook shows every section of the list, in its order."""
    assert sorted(SECTIONS) == sorted(path.name.partition(".")[0] for path in TEMPLATES.glob("*.html.j2"))
    assert list(SECTIONS) == shown_in(ROOT / "notebooks" / "unit_report.ipynb")


def test_a_rule_is_listed() -> None:
    """A class with `judge` that stands in no union would never be found by its name."""
    listed = {rule.__name__ for rule in (*get_args(ScoringRule), *get_args(ConsistencyRule))}
    assert rule_classes() == listed


def test_a_rule_has_a_kind_of_answer_that_it_judges() -> None:
    """A rule that judges no kind could be used by no item."""
    assert {name for names in RULES_OF_KIND.values() for name in names} == set(SCORING_RULES)


def test_a_rule_is_explained_to_those_who_write_checklists() -> None:
    """Every rule has a row in docs/checklists.md."""
    names = [*SCORING_RULES, *CONSISTENCY_RULES]
    assert [name for name in names if f"\n| `{name}` |" not in CHECKLIST_PAGE] == []


def test_a_rule_has_a_test() -> None:
    """Its class is used by a test beside the other rules."""
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "judging").rglob("*.py"))
    assert [name for name in sorted(rule_classes()) if not re.search(rf"\b{name}\(", tests)] == []


def test_a_kind_of_answer_has_rules_a_label_and_a_row_in_the_docs() -> None:
    """The rest (reading, showing, forms) is asked for by mypy, in the `match` statements over `ItemKind`."""
    assert set(RULES_OF_KIND) == set(ItemKind)
    assert [kind for kind in ItemKind if ("ItemKind", kind.value) not in ENGLISH] == []
    assert [kind for kind in ItemKind if f"\n| `{kind}` |" not in CHECKLIST_PAGE] == []
