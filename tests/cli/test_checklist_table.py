"""Commands for checklists as tables: checklist from-table, checklist to-table."""

from __future__ import annotations

import pytest

from inspection_lib.definitions import read_yaml
from tests.checklist_tables.office_tables import PROVINCE, PROVINCE_MERGED, a_book
from tests.cli.conftest import Command

DEFINITIONS = "checklists/definitions"


@pytest.fixture
def table(command: Command) -> str:
    """The name of an office's table in the folder of the command."""
    (command.folder / "Bảng điểm 2026.xlsx").write_bytes(a_book(PROVINCE, PROVINCE_MERGED))
    return "Bảng điểm 2026.xlsx"


def test_a_table_becomes_a_checklist_and_a_list_of_decisions(command: Command, table: str) -> None:
    """The decisions are printed with their rows; the list lies beside the file."""
    ran = command("checklist", "from-table", table, "-o", f"{DEFINITIONS}/par-x.v2.yaml", "--kind", "commune")
    assert ran.status == 0
    assert f"{table}, row 15: The row 'Tổng cộng' says 16 points; all items add up to 15." in ran.out
    assert "To be decided: 10, listed in" in ran.out
    tree = read_yaml(command.folder / DEFINITIONS / "par-x.v2.yaml", "x")[0].tree
    assert isinstance(tree, dict)
    assert (tree["id"], tree["version"], tree["unit_kind"]) == ("par-x", "2", "commune")
    assert "| row 15 |" in (command.folder / DEFINITIONS / "par-x.v2.decisions.md").read_text(
        encoding="utf-8"
    )


def test_the_name_of_the_table_is_the_id(command: Command, table: str) -> None:
    """In the current folder, or in the folder that somebody names."""
    assert "bang-diem-2026.v1.yaml" in command.good("checklist", "from-table", table)
    command.good("checklist", "from-table", table, "-o", DEFINITIONS)
    assert (command.folder / DEFINITIONS / "bang-diem-2026.v1.yaml").is_file()


def test_no_file_is_replaced(command: Command, table: str) -> None:
    """It may hold decisions that somebody made; another name than a checklist's is refused too."""
    command.good("checklist", "from-table", table)
    assert "is there already" in command.bad("checklist", "from-table", table)
    assert "no name of a checklist" in command.bad("checklist", "from-table", table, "-o", "Bảng.yaml")
    assert "no such file" in command.bad("checklist", "from-table", "nowhere.xlsx")


def test_a_checklist_goes_to_excel_and_back(command: Command) -> None:
    """By its name or by its file; nothing of it changes, and nothing is to be decided."""
    assert "par-commune.v2.xlsx" in command.good("checklist", "to-table", "par-commune.v2")
    assert "is there already" in command.bad("checklist", "to-table", "par-commune.v2")
    ran = command("checklist", "from-table", "par-commune.v2.xlsx")
    assert (ran.status, ran.err) == (0, "")
    before = read_yaml(command.folder / DEFINITIONS / "par-commune.v2.yaml", "x")[0].tree
    assert read_yaml(command.folder / "par-commune.v2.yaml", "x")[0].tree == before
    command.good("checklist", "to-table", "par-commune.v2.yaml", "-o", "x.xlsx")
    assert command.bad("checklist", "to-table", "par-nothing.v1")
