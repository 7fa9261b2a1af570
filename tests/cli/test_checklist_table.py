"""Commands for checklists as tables: checklist from-table, checklist to-table."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions import read_yaml
from inspection_lib.workbench import make_workbench
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
    assert "To be decided: 13, listed in" in ran.out
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


def test_a_kind_that_the_workbench_does_not_have_is_refused(command: Command, table: str) -> None:
    """The nearest one is named, and no file is written."""
    said = command.bad("checklist", "from-table", table, "--kind", "comune")
    assert "'comune' is not a kind of unit." in said
    assert "commune" in said.partition("kind of unit.")[2]
    assert not list(command.folder.glob("bang-diem*"))


def test_a_table_is_for_several_kinds(command: Command, table: str) -> None:
    """Named one by one or with commas; one that the workbench does not have is refused by its own name."""
    both = ["commune", "department"]
    for at, words in enumerate(
        (["--kind", "commune", "--kind", "department"], ["--kind", "commune, department"])
    ):
        path = f"par-y.v{at + 1}.yaml"
        out = command.good("checklist", "from-table", table, "-o", path, *words)
        assert "for which kind of unit" not in out
        tree = read_yaml(command.folder / path, "x")[0].tree
        assert isinstance(tree, dict)
        assert tree["unit_kind"] == both
        assert "unit_kind: [commune, department]" in (command.folder / path).read_text("utf-8")
    assert "'x' is not a kind" in command.bad("checklist", "from-table", table, "--kind", "commune,x")
    command.good("checklist", "to-table", "par-y.v2.yaml", "-o", "y.xlsx")
    command.good("checklist", "from-table", "y.xlsx", "-o", "par-y.v3.yaml")
    assert "unit_kind: [commune, department]" in (command.folder / "par-y.v3.yaml").read_text("utf-8")


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


def test_the_kinds_are_those_of_the_workbench(command: Command) -> None:
    """The one that stands in the title is taken, by its name in either language; otherwise the first."""
    make_workbench(command.folder.parent / "school", "school")
    command.monkeypatch.chdir(command.folder.parent)
    for title, kind in (
        ("BẢNG ĐIỂM TRƯỜNG TRUNG HỌC CƠ SỞ", "secondary"),
        ("Scores of a secondary school", "secondary"),
        ("BẢNG ĐIỂM", "primary"),
    ):
        table = Path(f"{title}.xlsx")
        table.write_bytes(a_book([(title,), *PROVINCE[1:]]))
        out = command.good("checklist", "from-table", str(table), "-o", "x.v1.yaml", "--home", "school")
        assert f"Nobody said for which kind of unit the checklist is: {kind} is taken." in out
        for path in ("x.v1.yaml", "x.v1.decisions.md"):
            Path(path).unlink()
    assert "There is no workbench" in command.bad("checklist", "from-table", str(table), "--home", "nowhere")


def test_a_table_is_read_outside_of_all_workbenches(command: Command, table: str) -> None:
    """With the kinds of version 0.1.0, of which the province is the first."""
    command.monkeypatch.chdir(command.folder.parent)
    out = command.good("checklist", "from-table", str(command.folder / table))
    assert "Nobody said for which kind of unit the checklist is: province is taken." in out
