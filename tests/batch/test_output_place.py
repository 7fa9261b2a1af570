"""The folder or URL that a run writes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.batch.output_place import only_run, open_place, usable
from inspection_lib.errors import ParameterError


def test_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    """Until the first has ended."""
    place = str(tmp_path / "out")
    with only_run(place), pytest.raises(ParameterError, match="Another batch"), only_run(place):
        pass
    with only_run(place):
        pass


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("s3://KEY:SECRET@bucket/out", "holds a password or a key"),
        ("memory://out", "is gone when the command ends"),
        ("nosuchkind://host/out", "Protocol not known"),
    ],
)
def test_a_place_that_cannot_keep_reports_is_refused(place: str, text: str) -> None:
    """In words, and without its secret."""
    with pytest.raises(ParameterError, match=text) as raised:
        open_place(place)
    assert "SECRET" not in str(raised.value)


def test_an_error_of_the_disk_becomes_a_message_with_a_remedy(tmp_path: Path) -> None:
    """It names the folder."""
    with (
        pytest.raises(ParameterError, match=f"{tmp_path} cannot be written to.*rights"),
        usable(str(tmp_path)),
    ):
        raise PermissionError("not allowed")
