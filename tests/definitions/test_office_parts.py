"""The kinds of register of an office are those of the library, and those of its own files."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.definitions.office_parts import kinds_of_registers, read_office_parts
from inspection_lib.definitions.register_kinds import shipped_registers
from inspection_lib.errors import Problem
from tests.conftest import ROOT
from tests.definitions.register_files import LETTERS


def test_a_changed_file_is_read_again_and_one_of_the_library_is_not_replaced(tmp_path: Path) -> None:
    """A report is made from the file as it is now; two registers of one name would be one too many."""
    folder = tmp_path / "checklists" / "registers"
    folder.mkdir(parents=True)
    (folder / "letters.register.yaml").write_text(LETTERS, encoding="utf-8")
    before = read_office_parts(tmp_path)[0].registers["letters"]
    (folder / "letters.register.yaml").write_text(LETTERS.replace("Sổ thư", "Sổ"), encoding="utf-8")
    assert read_office_parts(tmp_path)[0].registers["letters"].digest != before.digest
    (folder / "staff.register.yaml").write_text(LETTERS.replace("id: letters", "id: staff"), encoding="utf-8")
    extensions, (problem,) = read_office_parts(tmp_path)
    assert isinstance(problem, Problem)
    assert "has a register 'staff' already" in str(problem)
    assert extensions.registers["staff"].label == shipped_registers()[3].label


def test_the_samples_describe_two_registers_without_code() -> None:
    """They show an office how to describe its own."""
    assert [path.name for path in kinds_of_registers(ROOT)] == [
        "legal_documents.register.yaml",
        "satisfaction.register.yaml",
    ]
    extensions, problems = read_office_parts(ROOT)
    assert problems == []
    assert {"legal_documents", "satisfaction", "staff", "one_stop"} <= extensions.registers.keys()
