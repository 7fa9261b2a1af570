"""Charts: what their bars show, with a title and without a stylesheet."""

from __future__ import annotations

import re

from inspection_lib.language import Language, open_catalogue
from inspection_lib.render.charts import draw_areas, draw_scale, draw_waterfall
from tests.render.samples import good, unfinished, withheld

EN = open_catalogue(Language.EN)


def test_every_chart_has_a_title_and_a_description() -> None:
    """A screen reader reads both."""
    report = good()
    charts = (draw_areas(report.areas, EN), draw_scale(report, EN), draw_waterfall(report.waterfall, EN))
    for chart in charts:
        ids = re.findall(r'<(?:title|desc) id="([\w-]+)"', chart)
        assert f'aria-labelledby="{" ".join(ids)}"' in chart
        assert "style=" not in chart


def test_an_open_score_is_hatched_and_a_withheld_one_has_no_bar() -> None:
    """A bar never claims a score that is not final."""
    assert 'class="finding open"' not in draw_scale(good(), EN)
    assert 'class="finding open"' in draw_scale(unfinished(), EN)
    assert 'class="finding' not in draw_scale(withheld(), EN)


def test_the_waterfall_has_a_bar_for_each_loss_and_none_without_steps() -> None:
    """The maximum, the losses, and the score."""
    steps = good().waterfall
    assert draw_waterfall(steps, EN).count('class="loss"') == len(steps)
    assert draw_waterfall((), EN) == ""


def test_a_long_title_is_wrapped() -> None:
    """At most three lines; letters keep their size."""
    area = good().areas[0]
    long = type(area.title)("Rất dài " * 60, "Very long " * 60)
    chart = draw_areas([type(area)(area.id, long, area.full_points, area.score, area.claim, None, ())], EN)
    assert chart.count("Very long") > 3
    assert "…" in chart
