"""A checklist as a paper form."""

from __future__ import annotations

from html import unescape

import pytest

from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Checklist, NaPolicy
from inspection_lib.render import paper_form
from tests.definitions.checklist.schemes import scheme


@pytest.mark.parametrize("language", list(Language))
def test_every_item_has_a_box_to_fill_in(checklists: dict[str, Checklist], language: Language) -> None:
    """All checklists, in both languages; the page loads nothing."""
    catalogue = open_catalogue(language)
    for checklist in checklists.values():
        page = paper_form(checklist, catalogue)
        assert page.count('class="item-box"') == len(checklist.items)
        for item in checklist.items:
            assert f"{item.id} {catalogue.write(item.question)}" in unescape(page)
        headings = [f"<h2>{area.id}. {catalogue.write(area.title)} (" for area in checklist.areas]
        assert all(heading in unescape(page) for heading in headings)
        takes_na = [item for item in checklist.items if item.na is not NaPolicy.NO]
        assert 0 < len(takes_na) < len(checklist.items)
        assert page.count(f"<span>{catalogue.text('Not applicable')}</span>") == len(takes_na)
        assert "<script" not in page
        assert "default-src 'none'" in page


def test_groups_in_a_criterion_have_headings_below_its_own() -> None:
    """In the order of the file; each item stands once."""
    page = paper_form(scheme("bon-cap"), open_catalogue(Language.VI))
    titles = (
        "<h3>Giải quyết hồ sơ</h3>",
        "<h4>Đúng hạn</h4>",
        "<h4>Công khai</h4>",
        "<h3>Rà soát thủ tục</h3>",
    )
    assert [page.count(title) for title in titles] == [1, 1, 1, 1]
    places = [page.index(title) for title in titles]
    assert places == sorted(places)
    assert page.count('class="item-box"') == 4
