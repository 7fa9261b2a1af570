"""What a format expects at a place, and what somebody most likely meant."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from inspection_lib.definitions.checklist.yaml_models import ChecklistYaml
from inspection_lib.definitions.formats import (
    fields_of,
    known_part,
    meant_value,
    mistaken_names,
    placeholder,
    shape_at,
)
from inspection_lib.definitions.yaml_model import TextYaml
from inspection_lib.judging import RatioSteps
from inspection_lib.model import Severity


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        (("areas", 0, "criteria", 3, "items", 1, "severity"), Severity),
        (("areas", 0, "title"), TextYaml),
        (("areas", 0, "criteria", 0, "items", 0, "labels", "unit"), TextYaml),
        (("bands", 1, "from"), Decimal),
        (("nowhere", 1), None),
    ],
)
def test_a_place_has_a_type(path: tuple[str | int, ...], shape: object) -> None:
    """Through lists, mappings and fields that may be left out."""
    assert shape_at(ChecklistYaml, path) is shape


def test_a_rule_is_a_format_too() -> None:
    """Its settings are fields."""
    assert shape_at(RatioSteps, ("steps", 0, "at")) is Decimal
    assert "zero_denominator" in fields_of(RatioSteps)


@pytest.mark.parametrize(
    ("shape", "value", "meant"),
    [
        (Decimal, "5,0", "5.0"),
        (Decimal, "95%", "0.95"),
        (int, "30 ngày", "30"),
        (int, "1.234.567", None),
        (Decimal, "5-6", None),
        (datetime.date, "1/2/2026", "2026-02-01"),
        (datetime.date, "1/2/26", None),
        (Severity, "hihg", "high"),
        (Severity, "cao", None),
        (str, "x", None),
    ],
)
def test_what_was_meant_is_taken_where_it_is_clear(shape: object, value: str, meant: str | None) -> None:
    """So that what follows from it is checked in the same run. It stays a problem."""
    assert meant_value(shape, value) == meant


def test_a_misspelt_name_means_one_that_is_missing() -> None:
    """Never one that stands there already."""
    assert mistaken_names(["severty", "title"], ["severity", "title"]) == {"severty": "severity"}
    assert mistaken_names(["severty", "severity"], ["severity"]) == {}


def test_placeholders_are_single_values_lists_and_texts() -> None:
    """A mapping is filled when its own fields are found missing."""
    assert placeholder(Decimal) == "1"
    assert placeholder(tuple[str, ...]) == []
    assert placeholder(TextYaml) == {"vi": "?", "en": "?"}
    assert placeholder(ChecklistYaml) == {}


def test_names_of_a_choice_of_types_are_no_part_of_a_path() -> None:
    """Pydantic names the type that did not fit behind the field."""
    assert known_part(ChecklistYaml, ("valid_from", "date", "str")) == ("valid_from",)
    assert known_part(ChecklistYaml, ("areas", 0, "title", "vi")) == ("areas", 0, "title", "vi")
