"""Kinds of files and their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.record.file_kinds import safe_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\kho\\báo cáo (bản cuối).PDF", "báo cáo (bản cuối).PDF"),
        ("a\x00b\u202etxt.pdf", "abtxt.pdf"),
        ("ba\u0301o.pdf", "báo.pdf"),
    ],
)
def test_a_name_is_for_people_and_never_a_path(name: str, shown: str) -> None:
    """Folders, control characters and direction marks go; Vietnamese letters stay, composed."""
    assert safe_name(name) == shown


@given(st.text(max_size=400))
def test_no_name_leads_anywhere(name: str) -> None:
    """Whatever a file is called, its shown name is short, not empty, and names no folder."""
    shown = safe_name(name)
    assert 0 < len(shown) <= 160
    assert "/" not in shown
    assert shown not in (".", "..")
