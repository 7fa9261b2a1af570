"""The texts of a page, each with its heading, its row and the anchor that it stands in."""

from __future__ import annotations

from inspection_lib.verification.page_texts import ShownLine, visible_texts

PAGE = """<style>p{width:3px}</style><h2>Điểm</h2><p>12 điểm</p>
<table><tr id="A01"><th scope="row"><b>A01</b> Kế hoạch</th><td title="dòng 7">1,50</td></tr></table>
<article id="finding-C9"><p>0 / 3</p></article><script>var a=1</script>"""


def test_each_text_has_its_place() -> None:
    """Styles and scripts are no texts; what a mouse is told is one."""
    assert visible_texts(PAGE) == [
        ShownLine("Điểm", "", "", "Điểm"),
        ShownLine("Điểm", "", "", "12 điểm"),
        ShownLine("Điểm", "A01", "A01", "A01"),
        ShownLine("Điểm", "A01 Kế hoạch", "A01", "Kế hoạch"),
        ShownLine("Điểm", "A01 Kế hoạch", "A01", "dòng 7"),
        ShownLine("Điểm", "A01 Kế hoạch", "A01", "1,50"),
        ShownLine("Điểm", "", "finding-C9", "0 / 3"),
    ]
