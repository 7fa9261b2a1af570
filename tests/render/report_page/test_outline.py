"""The title, the unit and the sections of a page are read from its HTML."""

from __future__ import annotations

from tests.render.samples import a_page, good


def test_a_page_names_its_unit_and_campaign() -> None:
    """Unit and campaign come from the sections, not from the parameters."""
    page = a_page(good())
    assert '<meta name="inspection-unit" content="060">' in page
    assert '<meta name="inspection-campaign" content="2017-dot-1">' in page
    assert "<title>UBND huyện Pác Nặm" in page
    assert '<html lang="vi">' in page
