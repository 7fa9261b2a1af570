"""An own notebook is taken from notebooks/ only; the extensions are listed (tests/docs/test_extending.py)."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN


def test_a_notebook_elsewhere_is_refused(command: Command, tmp_path: Path) -> None:
    """`inspection verify` would not find it."""
    assert "no such file" in command.bad("report", CAMPAIGN, UNIT, "--notebook", "notebooks/none.ipynb")
    (tmp_path / "own.ipynb").write_bytes((command.folder / "notebooks/unit_report.ipynb").read_bytes())
    said = command.bad("batch", CAMPAIGN, "--notebook", str(tmp_path / "own.ipynb"))
    assert "does not lie in notebooks/" in said


def test_a_broken_extension_stops_in_words(command: Command) -> None:
    """Every command that reads a checklist says which, and no traceback."""
    (command.folder / "extensions").mkdir()
    (command.folder / "extensions" / "bad.py").write_text("1 / 0\n", encoding="utf-8")
    for words in (("check", "workbench.yaml"), ("paper", "par-commune.v1")):
        ran = command(*words)
        assert ran.status == 1
        assert "extensions/bad.py:1" in ran.err
        assert "ZeroDivisionError" in ran.err
