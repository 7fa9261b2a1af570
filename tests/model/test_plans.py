"""What a campaign finds in itself."""

from __future__ import annotations

from inspection_lib.model import (
    Campaign,
)


def test_a_campaign_finds_its_units_and_their_parents(campaign: Campaign) -> None:
    """A parent may be inspected itself, or not."""
    commune = next(unit for unit in campaign.units if unit.kind == "commune")
    district = campaign.parent_of(commune)
    assert district is not None
    assert campaign.unit(district.code) == district
    province = campaign.parent_of(district)
    assert province is not None
    assert (campaign.unit(province.code), campaign.parent_of(province)) == (None, None)
    assert campaign.checklist_for("commune") == "par-commune.v2"
    assert campaign.checklist_for("province") is None
