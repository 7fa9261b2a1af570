"""The index of a campaign."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.messages import Language, Text
from inspection_lib.model import Severity, UnitKind
from inspection_lib.render.index import IndexRow, draw_index, rank


def a_row(code: str, index: str | None, kind: UnitKind = UnitKind.DISTRICT, name: str = "Huyện Pác Nặm") -> IndexRow:
    """A unit whose report was made; without an index its score is a range."""
    value = None if index is None else Decimal(index)
    return IndexRow(
        code=code,
        name=Text(name, name),
        kind=kind,
        parent_code="06",
        parent_name=Text("Tỉnh Bắc Kạn", "Bắc Kạn Province"),
        state="made",
        href=f"{code}/report.html",
        index=value,
        low=value if value is not None else Decimal(30),
        high=value if value is not None else Decimal(80),
        band=None if value is None else Text("Tốt", "Good"),
        severities=((Severity.CRITICAL, 1), (Severity.HIGH, 2)),
        unanswered=0,
        error="",
    )


def a_failed_row(code: str, error: str) -> IndexRow:
    """A unit without a report."""
    none = Text("", "")
    return IndexRow(code, none, UnitKind.DISTRICT, "06", none, "failed", "", None, None, None, None, (), 0, error)


def an_index(*rows: IndexRow) -> str:
    """The page over some rows."""
    return draw_index(Text("Đợt 1", "Round 1"), True, rows, "2017-06-30T00:00:00+00:00", Language.EN)


def test_equal_scores_share_a_rank_and_the_next_is_skipped() -> None:
    """1, 2, 2, 4 among units of one kind; others and open scores have no part in it."""
    rows = [a_row("1", "90"), a_row("2", "80"), a_row("3", "80"), a_row("4", "70"), a_row("5", None)]
    others = [a_row("6", "99", UnitKind.COMMUNE)]
    assert [rank([*rows, *others], row) for row in rows] == [1, 2, 2, 4, None]


def test_failed_units_stand_first_with_their_error() -> None:
    """Nobody has to look for them."""
    page = an_index(a_row("1", "90"), a_failed_row("2", "chain <broken>"))
    assert "chain &lt;broken&gt;" in page
    assert page.index("chain &lt;broken&gt;") < page.index('id="units"')


def test_a_score_that_is_open_is_shown_as_a_range() -> None:
    """From low to high, without a rank."""
    assert "30 to 80" in an_index(a_row("1", None)).replace(".00", "")


def test_a_name_stays_text() -> None:
    """Markup in a unit's name is escaped."""
    assert "<script>alert" not in an_index(a_row("1", "90", name="<script>alert(1)</script>"))


def test_a_unit_takes_little_room() -> None:
    """Under 600 bytes a unit, so that a province fits into one small page."""
    one, hundred = an_index(a_row("1", "90")), an_index(*(a_row(str(code), "90") for code in range(101)))
    assert (len(hundred.encode()) - len(one.encode())) / 100 < 600
