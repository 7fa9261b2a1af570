"""A mapping as columns of a table, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.checklist_tables.flat import are_rows, flatten, is_flat, unflatten
from inspection_lib.definitions import Tree
from tests.checklist_tables.yaml_trees import TREES


@given(st.dictionaries(st.sampled_from(["id", "title", "labels", "levels"]), TREES))
def test_a_mapping_comes_back(mapping: dict[str, Tree]) -> None:
    """Whatever is in it."""
    assert unflatten(flatten(mapping)) == mapping


def test_the_columns_are_paths() -> None:
    """Equal mappings in a list become a column for each of their fields."""
    levels: Tree = [{"key": "a", "label": {"vi": "Đủ"}}, {"key": "b", "label": {"vi": "Thiếu"}}]
    columns = flatten({"title": {"vi": "x"}, "levels": levels, "labels": {}})
    assert columns == {
        "title.vi": "x",
        "levels[].key": ["a", "b"],
        "levels[].label.vi": ["Đủ", "Thiếu"],
        "labels": {},
    }


def test_columns_that_do_not_fit_are_named() -> None:
    """Somebody deleted a line of one of two columns, or wrote a field and a field in it."""
    for columns in ({"levels[].key": ["a", "b"], "levels[].points": ["1"]}, {"a": "x", "a.b": "y"}):
        with pytest.raises(ValueError, match=r"levels\[\].points|a\.b"):
            unflatten(dict(columns))


def test_only_simple_names_become_columns() -> None:
    """A field whose name holds a dot stays in one cell."""
    assert not is_flat({"a.b": "x"})
    assert not are_rows([])
    assert not are_rows(["x"])
    assert flatten({"x": {"a.b": "y"}}) == {"x": {"a.b": "y"}}
