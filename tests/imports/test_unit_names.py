"""A unit by its code or by its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.imports.unit_names import FoundUnit, UnitNames
from inspection_lib.language import Fault
from inspection_lib.model import Campaign


@pytest.mark.parametrize(
    "cell", ["060", "Huyện Pác Nặm", "HUYỆN  PÁC NẶM", "huyen pac nam", "UBND huyện Pác Nặm"]
)
def test_a_unit_is_found(campaign: Campaign, cell: str) -> None:
    """A name is taken with a warning, a code without one."""
    found = UnitNames(campaign, campaign.units).find(cell)
    assert isinstance(found, FoundUnit)
    assert (found.unit.code, found.warning is None) == ("060", cell == "060")


def test_a_name_of_several_units_is_refused(campaign: Campaign) -> None:
    """Their codes are told."""
    units = [replace(unit, name=campaign.units[0].name) for unit in campaign.units[:2]]
    found = UnitNames(campaign, units).find(units[0].name.vi)
    assert isinstance(found, Fault)
    assert all(unit.code in str(found) for unit in units)


def test_a_misspelt_name_is_told_with_its_code(campaign: Campaign) -> None:
    found = UnitNames(campaign, campaign.units).find("Huyện Pác Nậm 2")
    assert isinstance(found, Fault)
    assert "The nearest name is 'Huyện Pác Nặm', unit 060." in str(found)


def test_a_row_without_a_unit_is_told_as_that(campaign: Campaign) -> None:
    """Offices write the unit once and leave the rows below it empty; twenty codes are no help."""
    found = UnitNames(campaign, campaign.units).find("")
    assert str(found) == "The row names no unit. Write the code of the unit into every row."
