"""The files that docs/registers.md shows are read without a problem."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspection_lib.definitions.office_parts import read_office_parts
from inspection_lib.definitions.register_kinds import read_register_kind, shipped_registers
from inspection_lib.definitions.register_maps import read_register_map_with_problems
from inspection_lib.model import Register
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "registers.md").read_text(encoding="utf-8")
FILES = re.findall(r"```yaml\n# checklists/registers/(\S+)\n(.*?)```", PAGE, re.S)


@pytest.mark.parametrize(("name", "text"), FILES, ids=[name for name, _ in FILES])
def test_a_file_of_the_page_is_read(tmp_path: Path, name: str, text: str) -> None:
    """Otherwise an office copies a mistake."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    if name.endswith(".map.yaml"):
        found, problems = read_register_map_with_problems(path, name, read_office_parts(ROOT)[0].registers)
        assert (found is not None, problems) == (True, [])
    else:
        assert read_register_kind(path, name)[1] == []


def test_each_shipped_kind_has_an_example_of_a_mapping_file() -> None:
    """Systems print other headings than the library knows."""
    mapped = {found[1] for _, text in FILES if (found := re.match(r"register: (\w+)", text))}
    assert {register.name for register in shipped_registers()} <= mapped


@pytest.mark.parametrize("register", shipped_registers(), ids=lambda register: register.name)
def test_the_page_lists_the_rules_and_measures_of_each_shipped_kind(register: Register) -> None:
    """It is what offices read before they export a table."""
    (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{register.name}`:")]
    assert [one.name for one in register.measures if f"`{one.name}`" not in line] == []
