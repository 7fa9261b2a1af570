"""A checklist as a form for phones."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from inspection_lib.exchange.xlsform_file import version_of, xlsform
from inspection_lib.exchange.xlsform_questions import name_of
from inspection_lib.language import Text
from inspection_lib.model import Campaign, Checklist
from tests.definitions.checklist.schemes import scheme

KINDS = ["department", "district", "commune"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_pyxform_and_odk_validate_take_the_form(
    kind: str, campaign: Campaign, checklists: dict[str, Checklist], tmp_path: Path
) -> None:
    """Every shipped checklist becomes a form without a warning; ODK Validate (Java) runs it."""
    assert shutil.which("java"), "ODK Validate needs Java; `make browser` installs it"
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(checklists[kind], campaign))
    made = convert(xlsform=path, validate=True)
    assert made.warnings == []
    for item in checklists[kind].items:
        assert f"<{name_of(item)}_g" in made.xform
    assert "Tiếng Việt (vi)" in made.xform
    assert version_of(checklists[kind]) in made.xform


def test_groups_stand_under_their_headings(campaign: Campaign) -> None:
    """Each begins before its own items and ends after the groups in it; names are one of a kind."""
    checklist = scheme("bon-cap")
    book = openpyxl.load_workbook(io.BytesIO(xlsform(checklist, campaign)))
    head, *rows = book["survey"].iter_rows(values_only=True)
    at = {name: head.index(name) for name in ("type", "name", "label::Tiếng Việt (vi)")}
    depth, groups, names = 0, [], []
    for row in rows:
        kind, name, label = (row[place] for place in at.values())
        depth += (kind == "begin_group") - (kind == "end_group")
        if kind == "begin_group" and not str(name).endswith("_g"):
            groups.append((depth, label))
        names += [name] if name else []
    assert depth == 0
    assert len(names) == len(set(names))
    area, criteria = checklist.areas[0], checklist.areas[0].criteria
    assert groups[:2] == [(1, area.title.vi), (2, criteria[0].title.vi)]
    assert (3, "Đúng hạn") in groups
    assert (2, "Rà soát thủ tục") in groups


def test_hostile_texts_of_a_checklist_are_texts_in_the_workbook(
    campaign: Campaign, checklists: dict[str, Checklist]
) -> None:
    """No cell is a formula, and control characters break no workbook."""
    checklist = checklists["district"]
    hostile = Text("=HYPERLINK(1)\x1b", "+1\x00")
    areas = tuple(replace(area, title=hostile) for area in checklist.areas)
    book = openpyxl.load_workbook(
        io.BytesIO(xlsform(replace(checklist, areas=areas, title=hostile), replace(campaign, title=hostile)))
    )
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value[0] in "=+-@\t\r"]
