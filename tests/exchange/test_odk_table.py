"""Files that ODK Central and KoboToolbox export."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.exchange.odk import read_odk
from inspection_lib.record.recorder import Recorder
from tests.exchange.test_odk import recorder

__all__ = ["recorder"]


def test_a_file_that_is_no_export_is_refused(recorder: Recorder, tmp_path: Path) -> None:
    """A table without the form's columns and a broken zip are refused."""
    for name, content in (("x.csv", b"a,b\n1,2\n"), ("x.zip", b"no zip"), ("y.csv", b"\xff\xfe\x00")):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(InvalidFilesError):
            read_odk(path, recorder)
