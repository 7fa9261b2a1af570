"""The one way to write a page's HTML."""

from __future__ import annotations

import pytest

from inspection_lib.render.page_data.normal_form import content_of, filled, normal_form, texts_of_page

FRAME = '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<title>T</title>\n</head>\n<body>{}</body>\n</html>\n'


def form_of(html: str) -> str:
    """The normal form of something in a body."""
    return normal_form(FRAME.format(html)).split("<body>")[1].removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("html", "form"),
    [
        ("<p>a &amp; b</p>", "<p>a &amp; b</p>"),
        ("<p>&#39;a&#34; &quot;&nbsp;</p>", '<p>\'a" "\N{NO-BREAK SPACE}</p>'),
        ("<p>&amp;lt; 1 > 0</p>", "<p>&amp;lt; 1 &gt; 0</p>"),
        ('<p  title="a > &#39;b&#34;">x</p>', '<p title="a &gt; \'b&quot;">x</p>'),
        ("<pre>\n\n a\n</pre>", "<pre> a\n</pre>"),
        ("<p>a\r\nb\rc</p>", "<p>a\nb\nc</p>"),
        ("<p>a\0\x08\x0c\x1fb\tc</p>", "<p>ab\tc</p>"),
        ("<b>1</b> <b>2</b>\n", "<b>1</b> <b>2</b>"),
    ],
)
def test_texts_and_attributes_have_one_form(html: str, form: str) -> None:
    """Escapes that are not needed, ends of lines and control letters are gone; spaces between words stay."""
    assert form_of(html) == form
    assert form_of(form) == form


def test_spaces_that_browsers_move_are_left_out() -> None:
    """Those around the head and after the body; a page ends with its body."""
    assert normal_form(FRAME.format("x")) == (
        '<!DOCTYPE html><html lang="vi"><head><title>T</title></head><body>x</body></html>'
    )


@pytest.mark.parametrize("html", ["<!-- a -->", "<p title='a'>", "<p title>", "<p", "a < b", "<br/>"])
def test_other_html_is_refused(html: str) -> None:
    """Neither the templates nor the cleaner write it, and a browser may read it in another way."""
    with pytest.raises(ValueError, match="not in order"):
        form_of(html)


def test_style_and_script_are_kept_as_digests() -> None:
    """A page's data does not hold them again; the smallest change is still another text."""
    page = "<style>a{}</style><script>1<2</script>"
    texts = texts_of_page(page)
    assert "a{}" not in texts
    assert "1<2" not in texts
    assert texts != texts_of_page(page.replace("a{}", "b{}"))
    assert texts != texts_of_page(page.replace("1<2", "1<3"))


def test_a_place_is_filled_once() -> None:
    """A place that is missing or there twice is an error, and so is content that would end it."""
    place = "<data>"
    assert filled("a<data></data>b", place, "c") == "a<data>c</data>b"
    assert content_of("a<data>c</data>b", place) == "c"
    for page, content in (("ab", "c"), ("<data></data><data></data>", "c"), ("<data></data>", "<")):
        with pytest.raises(ValueError, match="place"):
            filled(page, place, content)
