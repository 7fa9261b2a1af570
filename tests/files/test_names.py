"""Names of files that are made of ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InspectionError
from inspection_lib.files import check_id, make_folder, write_whole


def test_an_id_is_given_back() -> None:
    """So that it can stand in the expression that makes the path."""
    assert check_id("060") == "060"


def test_what_leads_elsewhere_is_refused() -> None:
    """The error says what is allowed."""
    with pytest.raises(InspectionError, match="cannot be a name") as caught:
        check_id("q/../../x")
    assert caught.value.remedy is not None


@pytest.mark.parametrize("name", ["CON", "nul.html", "com1.v2.xlsx", "end.", "end "])
def test_no_file_or_folder_is_written_that_windows_could_not_have(tmp_path: Path, name: str) -> None:
    """On every system: `-o NUL.html` would be lost on one, and `-o "a."` would replace another file."""
    with pytest.raises(InspectionError, match="cannot be a name of a file"):
        write_whole(tmp_path / name, "text")
    with pytest.raises(InspectionError, match="Windows"):
        make_folder(tmp_path / name / "below")
    assert list(tmp_path.iterdir()) == []
