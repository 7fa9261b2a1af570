"""docs/limits.md lists the limits that the code has."""

from __future__ import annotations

import re

from inspection_lib.model import limits
from tests.conftest import ROOT


def test_the_table_of_limits_is_that_of_the_code() -> None:
    """Every number, and no other."""
    text = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    listed = {
        name: int(number) for name, number in re.findall(r"^\| `(\w+)` \| (\d+) \|", text, re.MULTILINE)
    }
    own = {name: value for name, value in vars(limits).items() if name.isupper() and name != "MEGABYTE"}
    assert listed == own
