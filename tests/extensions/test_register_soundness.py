"""A kind of register that an extension declares is checked before a file is read by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.extensions import read_extensions
from inspection_lib.extensions.register_soundness import faults_of_register
from inspection_lib.extensions.values import ExtensionRegister
from inspection_lib.language import Text
from inspection_lib.model import REGISTERS, Register
from tests.extensions.makers import UPKEEP, changed

VALUE = 'RowTest("state", Comparison.EQUAL, value="in_use")'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name="extinguishers"', 'name="a.b"', "'a.b' is no name of a part"),
        ('label=Text(vi="Sổ', 'label=str("x") or Text(vi="Sổ', "has no label"),
        ("    measures=(", "    measures=() and (", "has no measure"),
        ('name="valid"', 'name="Valid"', "'Valid' is no name of a column or measure"),
        ('RegisterColumn("number"', 'RegisterColumn("valid_to"', "has 'valid_to' twice"),
        ('headings="số bình; mã bình"', 'headings=""', "The column 'number' has no heading"),
        ('headings="số bình; mã bình"', 'headings="Trạng Thái"', "have one heading: trang thai"),
        ('headings="số bình; mã bình"', 'headings="số", deadline=True', "'number' holds no days"),
        ("deadline=True", 'not_before="state"', "There is no column 'state' of days"),
        ("deadline=True", 'not_before="then"', "There is no column 'then' of days"),
        ('choices=("in_use", "stored"),', "", "has no choices"),
        ('choices=("in_use", "stored"),', 'choices=("in_use",),', "has no choice 'stored'"),
        ('in_words(Text(vi="Bình còn', 'str(Text(vi="Bình còn', "make each label with in_words"),
        (VALUE, VALUE.replace('"state"', '"shape"'), "'shape', which is not there"),
        (VALUE, VALUE.replace("in_use", "used"), "'state' with what it cannot hold: 'used'"),
        (VALUE, VALUE.replace("EQUAL", "AT_MOST"), "'state' with what it cannot hold"),
        (VALUE, VALUE.replace('value="in_use"', 'other_column="valid_to"'), "cannot hold: valid_to"),
        (VALUE, VALUE.replace('"state"', '"number"').replace('"in_use"', "5"), "cannot hold: 5"),
        ("value=PeriodEnd.END", 'value="2026-02-28"', "'valid_to' with what it cannot hold"),
        ("unique=True", "required=False", "EXTENSION"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Otherwise it would show only when a file is read."""
    text = UPKEEP if said != "EXTENSION" else UPKEEP.replace(VALUE, VALUE.replace('"state"', '"number"'))
    extensions, problems = read_extensions(changed(tmp_path, old, new, text))
    said = "a text that may be empty" if said == "EXTENSION" else said
    assert extensions.names == ()
    assert any(said in str(problem) for problem in problems), problems


@pytest.mark.parametrize("register", [one for one in REGISTERS.values() if not one.row_measures])
def test_the_registers_of_the_library_would_pass(register: Register) -> None:
    """So the check refuses nothing that works."""
    own = ExtensionRegister(
        register.name,
        Text("x", "x"),
        register.columns,
        register.measures,
        register.excluded,
        register.doubted,
    )
    faults = [fault.text for fault in faults_of_register(own)]
    assert faults == ["The register '{name}': make each label with in_words(Text(...))."]
