"""The office of version 0.1.0, which had no `workbench.yaml`: what its folders and reports are read with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from inspection_lib.model import Office

_DATA = Path(__file__).parent / "office-0.1.0.json"


@cache
def office_of_before() -> Office:
    """The kinds of unit, the subject and the time zone that version 0.1.0 knew."""
    return TypeAdapter(Office).validate_json(_DATA.read_bytes())


def office_shown(office: Office, kinds: Iterable[str]) -> Office:
    """The office as a report keeps it; ``kinds`` are the ids of the kinds that the report shows.

    Where these and all else are as version 0.1.0 had them, it is the office of that version: further kinds,
    which other campaigns of the workbench inspect, change nothing here.
    """
    before = office_of_before()
    same = all(office.kind(kind) == before.kind(kind) for kind in kinds)
    return before if same and replace(office, kinds=before.kinds) == before else office


def is_of_before(office: Office) -> bool:
    """Whether an office is shown as version 0.1.0 showed it: `report.json` does not name it then."""
    return office == office_of_before()
