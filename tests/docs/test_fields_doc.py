"""docs/fields.md lists every field of the files that people write."""

from __future__ import annotations

import re

import pytest

from inspection_lib.definitions import UNIT_COLUMNS
from inspection_lib.definitions.checklist.yaml_models import ChecklistYaml
from inspection_lib.definitions.formats import fields_of, shape_at
from inspection_lib.definitions.holidays import HOLIDAY_COLUMNS
from inspection_lib.workbench import EDITOR_SCHEMAS
from tools.field_list import MARKER, PAGE, mappings, updated

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_that_of_the_formats() -> None:
    """`python -m tools.field_list` brings it up to date."""
    assert updated(TEXT) == TEXT


def test_a_page_without_the_marker_is_refused() -> None:
    """It would lose what is written by hand."""
    with pytest.raises(ValueError, match="lacks the line"):
        updated(TEXT.replace(MARKER, ""))


@pytest.mark.parametrize(("heading", "columns"), [("Units", UNIT_COLUMNS), ("Holidays", HOLIDAY_COLUMNS)])
def test_the_columns_of_tables_are_listed(heading: str, columns: tuple[str, ...]) -> None:
    """All, in the order of the code, and no other."""
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == columns


def test_the_mappings_of_the_page_are_those_of_the_models() -> None:
    """An item's fields and an area's, as the models have them: the schema leaves none out."""
    listed = dict(mappings("checklist"))
    for title, path in (("Item", ("areas", 0, "criteria", 0, "items", 0)), ("Area", ("areas", 0)), ("", ())):
        assert set(listed[title]["properties"]) == set(fields_of(shape_at(ChecklistYaml, path)))
    assert {"rule levels", "rule ratio_steps", "rule not_more_than", "Level", "Text"} <= listed.keys()


@pytest.mark.parametrize("name", EDITOR_SCHEMAS)
def test_every_kind_of_file_has_its_chapter(name: str) -> None:
    """Under the name of its schema."""
    assert f"\n## {name}.json\n" in TEXT
