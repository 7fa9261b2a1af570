"""What items inherit: the nearest wins as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions.checklist.read import read_checklist, read_checklist_with_problems
from inspection_lib.language import Text
from inspection_lib.model import Item, Severity

HEAD = """
id: school
version: 1
title: Kiểm tra trường học
status: Dự thảo
unit_kind: commune
valid_from: 2026-01-01
points: 2
rounding: {decimals: 2, half: up, at: item}
bands: [{id: all, from: 0, title: Chung}]
legal_documents:
  - {id: L1, number: 1/L, kind: Luật, title: Một, state: verified}
  - {id: L2, number: 2/L, kind: Luật, title: Hai, state: verified}
"""


def written(
    folder: Path, *, file: str = "{}", area: str = "{}", criterion: str = "{}", item: str = ""
) -> Path:
    """A checklist of two items with defaults on each level; ``item`` are fields of the first."""
    path = folder / "school.v1.yaml"
    items = "".join(
        f"          - {{id: A{number}, question: Câu hỏi, kind: yes_no, points: 1, scoring: {{rule: yes_no}}"
        f"{', ' + fields if fields else ''}}}\n"
        for number, fields in enumerate((item, ""), start=1)
    )
    areas = f"  - id: A\n    title: Chung\n    points: 2\n    defaults: {area}\n    criteria:\n"
    criteria = f"      - id: B\n        title: Chung\n        defaults: {criterion}\n        items:\n"
    text = f"{HEAD}defaults: {file}\nareas:\n{areas}{criteria}{items}"
    path.write_text(text, encoding="utf-8")
    return path


def first(path: Path) -> Item:
    """The first item of a checklist without errors."""
    return read_checklist(path).items[0]


WHOLE = "{severity: low, days_to_mend: 10, appraiser: Sở A, recommendation: Làm}"
BASIS = "{legal_basis: [{document: L1, state: to_be_verified}]"


@pytest.mark.parametrize(
    ("levels", "severity"),
    [
        ({}, Severity.LOW),
        ({"area": "{severity: medium}"}, Severity.MEDIUM),
        ({"area": "{severity: medium}", "criterion": "{severity: high}"}, Severity.HIGH),
        ({"criterion": "{severity: high}", "item": "severity: critical"}, Severity.CRITICAL),
    ],
)
def test_the_nearest_value_is_taken(tmp_path: Path, levels: dict[str, str], severity: Severity) -> None:
    """Item, criterion, area, file. The other values still come from the file."""
    item = first(written(tmp_path, file=WHOLE, **levels))
    assert (item.severity, item.days_to_mend, item.appraiser) == (severity, 10, Text("Sở A", ""))
    assert read_checklist(tmp_path / "school.v1.yaml").items[1].recommendation == Text("Làm", "")


def test_a_legal_basis_may_be_missing_or_taken_back(tmp_path: Path) -> None:
    """None anywhere is none; `[]` is none although the file has one; nothing is merged."""
    assert first(written(tmp_path, file=WHOLE)).legal_basis == ()
    file = WHOLE.replace("{", BASIS + ", ", 1)
    own = "legal_basis: [{document: L2, article: Điều 1, state: verified}]"
    cited = [
        [basis.document.id for basis in first(written(tmp_path, file=file, item=item)).legal_basis]
        for item in ("", "legal_basis: []", own)
    ]
    assert cited == [["L1"], [], ["L2"]]


def test_a_value_from_nowhere_is_one_problem_for_all_items(tmp_path: Path) -> None:
    """It names the items, and where the value can be written once."""
    path = written(tmp_path, file="{severity: low, appraiser: Sở A, recommendation: Làm}")
    errors = [problem for problem in read_checklist_with_problems(path)[1] if not problem.warning]
    assert len(errors) == 1
    assert "2 items have no days_to_mend: A1, A2." in str(errors[0])
    path = written(
        tmp_path, file="{severity: low, recommendation: Làm}", item="appraiser: Sở A, days_to_mend: 3"
    )
    assert "Item A2 has no appraiser" in " ".join(map(str, read_checklist_with_problems(path)[1]))


def test_a_wrong_default_is_reported_once(tmp_path: Path) -> None:
    """Where it stands, and not for each item that inherits it."""
    file = WHOLE.replace("low", "bad").replace("{", "{legal_basis: [{document: L9, state: verified}], ", 1)
    path = written(tmp_path, file=file)
    errors = [problem for problem in read_checklist_with_problems(path)[1] if not problem.warning]
    line = path.read_text(encoding="utf-8").split("\n").index(f"defaults: {file}") + 1
    assert [problem.line for problem in errors] == [line, line]


@pytest.mark.parametrize(
    ("levels", "templates"),
    [
        ({}, ("Tệp",)),
        ({"area": "{remark_templates: [Lĩnh vực, Hai]}"}, ("Lĩnh vực", "Hai")),
        ({"criterion": "{remark_templates: []}"}, ()),
        (
            {"criterion": "{remark_templates: []}", "item": "remark_templates: [{vi: Mục, en: Item}]"},
            ("Mục",),
        ),
    ],
)
def test_templates_of_remarks_are_inherited(
    tmp_path: Path, levels: dict[str, str], templates: tuple[str, ...]
) -> None:
    """The nearest list as a whole; an empty one means none. A checklist without any has none."""
    item = first(written(tmp_path, file=f"{WHOLE[:-1]}, remark_templates: [Tệp]}}", **levels))
    assert tuple(text.vi for text in item.remark_templates) == templates
    assert first(written(tmp_path, file=WHOLE)).remark_templates == ()
