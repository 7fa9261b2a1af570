"""Which HTML of a cell reaches the page."""

from __future__ import annotations

from inspection_lib.render.report_page import clean_html


def test_links_stay_in_the_folder() -> None:
    """Anchors and files beside the page may be linked, nothing else."""
    kept = clean_html('<a href="#findings">1</a><a href="060/report.html">2</a>')
    assert 'href="#findings"' in kept
    assert 'href="060/report.html"' in kept
    for address in ("https://a.b", "//a.b", "javascript:x", "../../etc"):
        assert "href" not in clean_html(f'<a href="{address}">1</a>')


def test_a_drawing_keeps_its_parts_and_loads_nothing() -> None:
    """SVG keeps its attributes; a fill from another address is dropped."""
    kept = clean_html('<svg viewBox="0 0 1 1" role="img"><rect fill="url(#hatch)" x="1%"/></svg>')
    assert 'viewBox="0 0 1 1"' in kept
    assert 'fill="url(#hatch)"' in kept
    assert "fill" not in clean_html('<svg><rect fill="url(https://a.b/c)"/></svg>')


def test_attributes_with_odd_names_are_dropped() -> None:
    """HTML allows quotes in a name. The page's normal form does not know them."""
    assert clean_html("<p data-a'b=x data-c\"=y data-d=z>t</p>") == '<p data-d="z">t</p>'
