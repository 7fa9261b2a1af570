"""Signatures drawn on a screen: as a picture for the page and for Word, and what is said of them in words."""

from __future__ import annotations

import io
from collections.abc import Sequence

from inspection_lib.language import Catalogue, Message, message, short_digest
from inspection_lib.model import SIGNATURE_BOX
from inspection_lib.report import SignatureLine

Strokes = Sequence[Sequence[int]]
_PEN = 6
"""Width of the pen, in units of the box in which a signature is drawn."""
_INK = (11, 42, 107)


def stroke_path(strokes: Strokes) -> str:
    """The strokes as the path of an SVG in a box of `SIGNATURE_BOX`; "" without strokes."""
    return " ".join(_line_path(_points(stroke)) for stroke in strokes)


def _points(stroke: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(stroke[::2], stroke[1::2], strict=True))


def _line_path(points: Sequence[tuple[int, int]]) -> str:
    """A line through the points. A single point is a line to itself, which a round pen draws as a dot."""
    first, *rest = points
    lines = rest or [first]
    return f"M{first[0]} {first[1]}" + "".join(f"L{x} {y}" for x, y in lines)


def signature_png(strokes: Strokes) -> bytes:
    """The strokes as a PNG on white, in the size of the box. Loads Pillow."""
    from PIL import Image, ImageDraw  # on use: most commands draw no signature

    picture = Image.new("RGB", SIGNATURE_BOX, "white")
    pen = ImageDraw.Draw(picture)
    for stroke in strokes:
        points = _points(stroke)
        pen.line(points, fill=_INK, width=_PEN, joint="curve")
        for x, y in (points[0], points[-1]):
            pen.ellipse((x - _PEN // 2, y - _PEN // 2, x + _PEN // 2, y + _PEN // 2), fill=_INK)
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


def signature_sentence(line: SignatureLine, catalogue: Catalogue) -> str:
    """How somebody signs, and which state of the record."""
    if line.is_removed:
        return catalogue.format(message("The signature was taken out of the record on request."))
    values = {"when": catalogue.moment(line.recorded_at), "state": short_digest(line.state) or "-"}
    if line.is_drawn:
        return catalogue.format(
            message("Drawn on the screen at {when}; state of the record {state}.", **values)
        )
    return catalogue.format(message("Signs on paper; state of the record {state}, {when}.", **values))


def signature_warning(line: SignatureLine, catalogue: Catalogue) -> str:
    """What was recorded after the signature; empty while the record is as it was signed."""
    if line.is_removed:
        return ""
    if not line.is_known:
        return catalogue.format(message("The record has no state that fits this signature."))
    return changed_after_signing(line.changes, catalogue)


def changed_after_signing(changes: Sequence[Message], catalogue: Catalogue) -> str:
    """What was recorded after a signature, as a sentence; empty where nothing was."""
    if not changes:
        return ""
    texts = "; ".join(catalogue.format(change) for change in changes)
    return catalogue.format(message("The record has changed after the signature: {changes}.", changes=texts))
