"""The office of version 0.1.0, which had no `workbench.yaml`: what its folders and reports are read with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from inspection_lib.model import Office

_DATA = Path(__file__).parent / "office-0.1.0.json"


@cache
def office_of_before() -> Office:
    """The kinds of unit, the subject and the time zone that version 0.1.0 knew."""
    return TypeAdapter(Office).validate_json(_DATA.read_bytes())


def is_of_before(office: Office) -> bool:
    """Whether an office is shown as version 0.1.0 showed it: `report.json` does not name it then."""
    return office == office_of_before()
