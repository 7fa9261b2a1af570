"""Where the sheets lie."""

from __future__ import annotations

import pytest

from inspection_lib.model import Campaign
from inspection_lib.render import is_of_period, is_sheet_page, is_status_page, sheet_places


def test_a_campaign_of_one_province_has_one_sheet(campaign: Campaign) -> None:
    """And one more for each period."""
    places = sheet_places(campaign)
    assert places.provinces == ()
    assert set(places.pages.values()) == {"index/06.html"}
    assert [places.path("", period) for period in ("", "2017-q2")] == [
        "leadership.html",
        "leadership.2017-q2.html",
    ]


@pytest.mark.parametrize(
    ("path", "is_sheet"),
    [
        ("leadership.html", True),
        ("leadership.2017-05.html", True),
        ("index/~leadership.06.html", True),
        ("index/~leadership~2017-05.06.html", True),
        ("index/06.html", False),
        ("index/~status.06.html", False),
        ("leadership.json", False),
        ("status.html", False),
    ],
)
def test_a_sheet_is_known_by_its_path(path: str, is_sheet: bool) -> None:
    """No page of the index or of the status has such a path."""
    assert is_sheet_page(path) is is_sheet
    assert not (is_sheet and is_status_page(path))
    assert is_of_period(path) is ("2017" in path)
