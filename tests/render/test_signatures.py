"""Signatures drawn on a screen: as pictures, and in words."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.model import FactField
from inspection_lib.render.signatures import (
    signature_png,
    signature_sentence,
    signature_warning,
    stroke_path,
)
from inspection_lib.report import SignatureLine

VI = open_catalogue(Language.VI)
LINE = SignatureLine(
    FactField.SIGNED_UNIT,
    "Chủ tịch",
    is_drawn=True,
    recorded_at="2017-05-24T04:00:00+00:00",
    state="a087" * 16,
    is_known=True,
    changes=(),
    is_removed=False,
    strokes=((10, 20, 900, 300), (500, 200)),
)


def test_strokes_are_a_path_and_a_picture() -> None:
    """A dot is a line to itself; the picture has the size of the box and ink where a stroke begins."""
    assert stroke_path(LINE.strokes) == "M10 20L900 300 M500 200L500 200"
    with Image.open(io.BytesIO(signature_png(LINE.strokes))) as picture:
        assert picture.size == (1000, 400)
        assert picture.getpixel((500, 200)) == (11, 42, 107)
        assert picture.getpixel((5, 390)) == (255, 255, 255)


def test_a_signature_is_called_what_it_is() -> None:
    """Drawn on the screen, on paper, or taken out; with the digits of the state that was signed."""
    drawn = signature_sentence(LINE, VI)
    assert drawn == "Chữ ký vẽ trên màn hình lúc 11:00, 24/5/2017; trạng thái hồ sơ a087 a087 a087 a087."
    assert "Ký trên giấy" in signature_sentence(replace(LINE, is_drawn=False, strokes=()), VI)
    assert "xóa" in signature_sentence(replace(LINE, is_removed=True), VI)


def test_what_came_after_a_signature_is_said() -> None:
    """Nothing is said while the record is as it was signed."""
    assert signature_warning(LINE, VI) == ""
    changed = replace(LINE, changes=(message("answers of {items}", items="A01, A02"),))
    assert signature_warning(changed, VI) == "Hồ sơ đã thay đổi sau khi ký: kết quả A01, A02."
    assert "không có trạng thái" in signature_warning(replace(LINE, is_known=False), VI)
