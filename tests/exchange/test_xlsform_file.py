"""A checklist as a form for phones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from inspection_lib.exchange.xlsform_file import version_of, xlsform
from inspection_lib.exchange.xlsform_questions import name_of
from inspection_lib.model import Campaign, Checklist, UnitKind

KINDS = [UnitKind.DEPARTMENT, UnitKind.DISTRICT, UnitKind.COMMUNE]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_pyxform_and_odk_validate_take_the_form(
    kind: UnitKind, campaign: Campaign, checklists: dict[UnitKind, Checklist], tmp_path: Path
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
