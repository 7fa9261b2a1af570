"""The office that a report keeps."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.language import Text
from inspection_lib.model import UnitKind
from inspection_lib.report.office import is_of_before, office_of_before, office_shown

WARD = UnitKind("ward", Text("Phường", "Ward"), Text("Các phường", "Wards"))


def test_a_kind_that_other_campaigns_inspect_changes_no_report_of_before() -> None:
    """`report.json` of the campaign of 2017 stays as it was when the workbench learns the kinds of 2026."""
    before = office_of_before()
    now = replace(before, kinds=(*before.kinds, WARD))
    assert is_of_before(office_shown(now, ["commune", "district"]))


def test_a_report_of_a_new_kind_keeps_the_office() -> None:
    """Its page needs the name of the kind."""
    before = office_of_before()
    now = replace(before, kinds=(*before.kinds, WARD))
    assert office_shown(now, ["ward", "province"]) == now


def test_another_subject_is_kept() -> None:
    """The subject stands on every page."""
    now = replace(office_of_before(), subject=Text("công tác y tế", "health care"))
    assert office_shown(now, ["commune"]) == now
