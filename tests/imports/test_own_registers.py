"""The files of a register of an extension are found by its whole name, and by nothing less."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspection_lib.imports.register_files import unit_registers
from inspection_lib.model import REGISTERS, ExtensionOrigin

OWN = replace(REGISTERS["documents"], name="school.documents", origin=ExtensionOrigin("school", "1", "d"))


def test_the_whole_name_counts(tmp_path: Path) -> None:
    """`06.school.documents.csv` is no register `documents` of a unit `06.school`."""
    for name in ("06.documents.csv", "06.school.documents.csv"):
        (tmp_path / name).write_text("a,b\n", encoding="utf-8")
    found, problems = unit_registers(tmp_path, "06", {**REGISTERS, OWN.name: OWN})
    assert [(file.register, file.path.name) for file in found] == [
        ("documents", "06.documents.csv"),
        ("school.documents", "06.school.documents.csv"),
    ]
    assert problems == []


def test_without_its_extension_a_file_is_refused(tmp_path: Path) -> None:
    """Otherwise a report would leave it out in silence."""
    (tmp_path / "06.school.extinguishers.csv").write_text("a,b\n", encoding="utf-8")
    _, problems = unit_registers(tmp_path, "06.school")
    (problem,) = problems
    assert "'extinguishers' is not known here" in str(problem)
