"""The file of a draw gives the same sample back."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.sampling.drawing import draw
from inspection_lib.sampling.sample_file import read_sample, sample_bytes
from tests.sampling.registers import an_order, some_cases


def test_a_sample_comes_back_the_same(tmp_path: Path) -> None:
    """And the same draw gives the same bytes."""
    sample = draw(some_cases(40), an_order(5, "3"))
    path = tmp_path / "060.one_stop.sample.json"
    path.write_bytes(sample_bytes(sample))
    assert read_sample(path) == sample
    assert sample_bytes(draw(some_cases(40), an_order(5, "3"))) == path.read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [("inspection-sample.1", "inspection-sample.2"), ('"size": 5', '"size": 4'), ('"number"', '"num"')],
)
def test_another_file_is_refused(tmp_path: Path, before: str, after: str) -> None:
    """Of another version, cut, or with a field less."""
    path = tmp_path / "060.one_stop.sample.json"
    content = sample_bytes(draw(some_cases(40), an_order(5))).decode()
    path.write_text(content.replace(before, after), encoding="utf-8")
    with pytest.raises(InvalidFilesError, match="is not one that"):
        read_sample(path)
