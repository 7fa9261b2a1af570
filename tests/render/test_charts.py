"""Bars: what they show, without a stylesheet."""

from __future__ import annotations

import re
from decimal import Decimal

from inspection_lib.render.charts import area_bar, loss_bar, whole_bar
from tests.render.samples import good, unfinished, withheld


def test_an_open_score_is_pale_and_a_withheld_one_has_no_bar() -> None:
    """A bar never claims a score that is not final."""
    assert "finding open" not in area_bar(good().total, good().claim)
    assert "finding open" in area_bar(unfinished().total, unfinished().claim)
    assert 'class="finding' not in area_bar(withheld().total, withheld().claim)
    assert 'class="finding' not in area_bar(None, good().claim)
    assert 'class="claim"' in area_bar(None, good().claim)


def test_a_loss_stands_between_what_remains_and_what_was_there() -> None:
    """Two of ten points lost, six remaining: from 60 to 80 percent."""
    assert re.search(r'class="loss" x="60%"[^>]* width="20%"', loss_bar(Decimal(2), Decimal(6), Decimal(10)))


def test_a_bar_fills_its_cell_and_is_skipped_by_screen_readers() -> None:
    """The figures stand in the same row as text."""
    for bar in (whole_bar(Decimal(3), Decimal(4), "finding"), area_bar(good().total, good().claim)):
        assert 'width="100%"' in bar
        assert 'aria-hidden="true"' in bar
        assert "style=" not in bar
