"""Names of files that are made of ids."""

from __future__ import annotations

import pytest

from inspection_lib.errors import InspectionError
from inspection_lib.files import check_id


def test_an_id_is_given_back() -> None:
    """So that it can stand in the expression that makes the path."""
    assert check_id("060") == "060"


def test_what_leads_elsewhere_is_refused() -> None:
    """The error says what is allowed."""
    with pytest.raises(InspectionError, match="cannot be a name") as caught:
        check_id("q/../../x")
    assert caught.value.remedy is not None
