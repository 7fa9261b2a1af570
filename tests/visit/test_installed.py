"""Commands that need JupyterLab say so where it is not installed."""

from __future__ import annotations

import pytest

from inspection_lib.errors import InspectionError
from inspection_lib.visit import installed, missing_lab_packages, require_lab


def test_nothing_is_missing_here() -> None:
    """`make setup` installs the extra."""
    assert missing_lab_packages() == ()
    require_lab()


def test_what_is_missing_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names, and pip's line."""
    monkeypatch.setattr(installed, "LAB_PACKAGES", ("jupyterlab", "nothing_of_this_name"))
    with pytest.raises(InspectionError, match=r"not installed: nothing_of_this_name\. .*\[lab\]"):
        require_lab()
