"""Charts as inline SVG. They stretch to the width of the page, while letters keep their size.

Colours are attributes of the elements, so that a chart is readable without a stylesheet, as in a notebook.
The page's stylesheet overrides them by class, for dark screens and for print. Every chart has a title and a
description for screen readers, and the page shows the same figures in a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from textwrap import wrap

from markupsafe import Markup

from inspection_lib.language import Catalogue, Message, message
from inspection_lib.model import Score
from inspection_lib.render.markup import Attributes, element, trusted_markup
from inspection_lib.render.scores import format_index, format_points
from inspection_lib.report import AreaLine, LossStep, Report

BARS = Decimal(72)
"""Width of the field with the bars, in percent of the chart. The rest is for figures."""

LABEL_WIDTH = 46
"""Characters in one line of a label; longer labels are wrapped."""
LINE_HEIGHT = 19
"""Pixels."""
NAVY, OCHRE, BRICK = "#1d4e79", "#b7791f", "#a4262c"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from ``start`` to ``end``, in percent of the field. ``style`` is a class of the stylesheet."""

    start: Decimal
    end: Decimal
    style: str
    fill: str
    height: int


def draw_areas(areas: Sequence[AreaLine], catalogue: Catalogue) -> Markup:
    """Two bars for every area: the inspectors' points and the unit's claim, as shares of the maximum."""
    parts: list[Markup] = [_hatch(), *_legend(catalogue)]
    top = LINE_HEIGHT + 12
    for area in areas:
        lines = _label_lines(f"{area.id}. {catalogue.write(area.title)}")
        parts += [
            _text("0", top + LINE_HEIGHT * (row + 1) - 5, line, "label") for row, line in enumerate(lines)
        ]
        top += LINE_HEIGHT * len(lines)
        parts += _score_bar(area.score, top + 2, 14, "finding", NAVY, catalogue)
        parts += _score_bar(area.claim, top + 20, 8, "claim", OCHRE, catalogue)
        top += 42
    return _figure(
        "chart-areas",
        catalogue.format(Message("Score by area")),
        catalogue.format(
            Message(
                "For each area, the inspectors' points above the unit's own, "
                "as a share of the area's maximum. The table below has the figures."
            )
        ),
        top,
        parts,
    )


def draw_waterfall(steps: Sequence[LossStep], catalogue: Catalogue) -> Markup:
    """From the maximum that applies, loss by loss, down to the score; empty without steps."""
    if not steps:
        return trusted_markup("")
    maximum = steps[0].remaining + steps[0].lost
    parts, top = _waterfall_row(
        catalogue.format(Message("Maximum")),
        catalogue.points(maximum),
        Bar(Decimal(0), Decimal(100), "claim", OCHRE, 14),
        0,
    )
    for step in steps:
        bar = Bar(
            _share(step.remaining, maximum), _share(step.remaining + step.lost, maximum), "loss", BRICK, 14
        )
        label = step.item_id or catalogue.write(step.label)
        row, top = _waterfall_row(label, catalogue.loss(step.lost), bar, top)
        parts += row
    end = Bar(Decimal(0), _share(steps[-1].remaining, maximum), "finding", NAVY, 14)
    row, top = _waterfall_row(
        catalogue.format(Message("Score")), catalogue.points(steps[-1].remaining), end, top
    )
    return _figure(
        "chart-losses",
        catalogue.format(Message("From the maximum to the score")),
        catalogue.format(
            Message(
                "Each bar is what one item lost, from the maximum points down to the score. "
                "The table below has the figures."
            )
        ),
        top,
        [*parts, *row],
    )


def draw_scale(report: Report, catalogue: Catalogue) -> Markup:
    """The inspectors' score and the unit's own on the scale of 100.

    The part that is still open is hatched.
    """
    parts = [_hatch("hatch-scale"), _grid(78)]
    parts += [
        _text(f"{at}%", 92, str(at), "tick", anchor)
        for at, anchor in ((0, "start"), (50, "middle"), (100, "end"))
    ]
    for score, top, style, fill, name in (
        (report.total, 6, "finding", NAVY, "Inspectors' finding"),
        (report.claim, 44, "claim", OCHRE, "Unit's own claim"),
    ):
        parts.append(_text("0", top + 10, catalogue.text(name), "label"))
        parts.append(_text("100%", top + 10, format_index(score, catalogue), "figure", "end"))
        parts += _index_bar(score, top + 15, style, fill)
    return _figure(
        "chart-scale",
        catalogue.format(Message("Score on the scale of 100")),
        catalogue.format(
            message(
                "Inspectors: {finding}; unit: {claim}.",
                finding=format_index(report.total, catalogue),
                claim=format_index(report.claim, catalogue),
            )
        ),
        98,
        parts,
    )


def _index_bar(score: Score, top: int, style: str, fill: str) -> list[Markup]:
    track = [_rect(Decimal(0), Decimal(100), top, 12, "track", "#d9dee5")]
    if score.index_low is None or score.index_high is None:
        return track
    track.append(_rect(Decimal(0), score.index_low, top, 12, style, fill))
    if score.index_high > score.index_low:
        track.append(_rect(score.index_low, score.index_high, top, 12, f"{style} open", "url(#hatch-scale)"))
    return track


def _score_bar(
    score: Score, top: int, height: int, style: str, fill: str, catalogue: Catalogue
) -> list[Markup]:
    parts = [_rect(Decimal(0), BARS, top, height, "track", "#d9dee5")]
    if score.low is not None and score.high is not None and score.maximum > 0:
        low, high = _share(score.low, score.maximum), _share(score.high, score.maximum)
        parts.append(_rect(Decimal(0), low * BARS / 100, top, height, style, fill))
        if high > low:
            parts.append(
                _rect(low * BARS / 100, high * BARS / 100, top, height, f"{style} open", "url(#hatch)")
            )
    points = format_points(score, catalogue)
    figure = f"{points}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{catalogue.points(score.maximum)}"
    return [*parts, _text("100%", top + height - (1 if height > 10 else -2), figure, "figure", "end")]


def _waterfall_row(label: str, figure: str, bar: Bar, top: int) -> tuple[list[Markup], int]:
    lines = _label_lines(label)
    parts = [_text("0", top + LINE_HEIGHT * (row + 1) - 5, line, "label") for row, line in enumerate(lines)]
    top += LINE_HEIGHT * len(lines)
    parts.append(_rect(Decimal(0), BARS, top + 2, bar.height, "track", "#d9dee5"))
    parts.append(
        _rect(bar.start * BARS / 100, bar.end * BARS / 100, top + 2, bar.height, bar.style, bar.fill)
    )
    parts.append(_text("100%", top + 1 + bar.height, figure, "figure", "end"))
    return parts, top + bar.height + 8


def _legend(catalogue: Catalogue) -> list[Markup]:
    return [
        _rect(Decimal(0), Decimal(3), 4, 12, "finding", NAVY),
        _text("4%", 15, catalogue.format(Message("Inspectors")), "label"),
        _rect(Decimal(33), Decimal(36), 4, 12, "claim", OCHRE),
        _text("37%", 15, catalogue.format(Message("Unit")), "label"),
        _rect(Decimal(60), Decimal(63), 4, 12, "finding open", "url(#hatch)"),
        _text("64%", 15, catalogue.format(Message("Not finished")), "label"),
    ]


def _figure(name: str, title: str, description: str, height: int, parts: Sequence[Markup]) -> Markup:
    title_id, description_id = f"{name}-title", f"{name}-description"
    return element(
        "svg",
        (
            ("class", "chart"),
            ("width", "100%"),
            ("height", str(height)),
            ("role", "img"),
            ("aria-labelledby", f"{title_id} {description_id}"),
            ("fill", "currentColor"),
            ("font-size", "13"),
        ),
        element("title", (("id", title_id),), title),
        element("desc", (("id", description_id),), description),
        *parts,
    )


def _hatch(name: str = "hatch") -> Markup:
    lines = element(
        "path",
        (("class", "hatch"), ("d", "M0 6L6 0M-1 1L1 -1M5 7L7 5"), ("stroke", NAVY), ("stroke-width", "1.6")),
    )
    size: Attributes = (("id", name), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse"))
    return element("defs", (), element("pattern", size, lines))


def _grid(bottom: int) -> Markup:
    return element(
        "path",
        (
            ("class", "grid"),
            ("d", f"M0 {bottom}H4000"),
            ("stroke", "currentColor"),
            ("stroke-opacity", "0.35"),
            ("fill", "none"),
        ),
    )


def _rect(start: Decimal, end: Decimal, top: int, height: int, style: str, fill: str) -> Markup:
    place: Attributes = (
        ("class", style),
        ("x", f"{_short(start)}%"),
        ("y", str(top)),
        ("width", f"{_short(max(end - start, Decimal(0)))}%"),
        ("height", str(height)),
        ("fill", fill),
    )
    return element("rect", place)


def _text(x: str, y: int, text: str, style: str, anchor: str = "start") -> Markup:
    place = (("class", style), ("x", x), ("y", str(y)))
    return element("text", (*place, ("text-anchor", anchor)) if anchor != "start" else place, text)


def _label_lines(label: str) -> list[str]:
    return wrap(label, LABEL_WIDTH, max_lines=3, placeholder=" …") or [""]


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return part / whole * 100 if whole > 0 else Decimal(0)


def _short(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"
