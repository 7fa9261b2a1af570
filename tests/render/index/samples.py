"""Rows and pages of an index for tests: a few units, and all units of a country."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from inspection_lib.language.messages import Language, Text
from inspection_lib.model import Severity
from inspection_lib.render.index import IndexRow, RowState, draw_index
from inspection_lib.report import ReportState
from tests.builders import a_campaign, a_unit

PROVINCES, DISTRICTS, COMMUNES = 63, 713, 11_162
BANDS = (
    (80, Text("Tốt", "Good")),
    (65, Text("Khá", "Fair")),
    (50, Text("Trung bình", "Middling")),
    (0, Text("Yếu", "Weak")),
)
SYLLABLES = (
    "An",
    "Bình",
    "Chợ",
    "Đồn",
    "Đông",
    "Hà",
    "Hưng",
    "Khánh",
    "Lộc",
    "Minh",
    "Ngân",
    "Phước",
    "Sơn",
    "Tân",
    "Yên",
    "Ẳng",
)
MADE_AT = "2017-06-30T00:00:00+00:00"


def a_row(code: str, index: str | None, kind: str = "district", name: str = "Huyện Pác Nặm") -> IndexRow:
    """A unit of Bắc Kạn whose report was made; without an index its score is a range."""
    value = None if index is None else Decimal(index)
    return IndexRow(
        code=code,
        name=Text(name, name),
        kind=kind,
        parent_code="06",
        parent_name=Text("Tỉnh Bắc Kạn", "Bắc Kạn Province"),
        province_code="06",
        province_name=Text("Tỉnh Bắc Kạn", "Bắc Kạn Province"),
        province_kind="province",
        state=RowState.MADE,
        href=f"{code}/report.html",
        index=value,
        low=value if value is not None else Decimal(30),
        high=value if value is not None else Decimal(80),
        band=None if value is None else Text("Tốt", "Good"),
        severities=((Severity.CRITICAL, 1), (Severity.HIGH, 2)),
        unanswered=0,
        error="",
        progress=ReportState.UNFINISHED if value is None else ReportState.FINAL,
    )


def a_failed_row(code: str, error: str, older: str = "") -> IndexRow:
    """A unit whose report failed; an older one may be there."""
    row = replace(a_row(code, None), state=RowState.FAILED, href=older, error=error)
    return replace(row, low=None, high=None, severities=())


def elsewhere(row: IndexRow, province: str) -> IndexRow:
    """The same unit in another province."""
    name = Text(f"Tỉnh {province}", f"{province} Province")
    return replace(row, parent_code=province, parent_name=name, province_code=province, province_name=name)


def pages_of(*rows: IndexRow, demonstration: bool = True, language: Language = Language.EN) -> dict[str, str]:
    """The pages over some rows, by path."""
    campaign = replace(a_campaign(a_unit()), title=Text("Đợt 1", "Round 1"), demonstration=demonstration)
    return dict(draw_index(campaign, rows, MADE_AT, language))


def an_index(*rows: IndexRow) -> str:
    """The page over some rows of one province."""
    pages = pages_of(*rows)
    assert list(pages) == ["index.html"]
    return pages["index.html"]


def a_country(seed: int = 2017) -> list[IndexRow]:
    """About 12,000 units: every province, district and commune, of which 2 % failed and 3 % are stale."""
    random = Random(seed)
    provinces = [_province(random, f"{place + 1:02d}") for place in range(PROVINCES)]
    districts = [
        _below(random, f"{place + 1:03d}", "district", provinces[place % PROVINCES])
        for place in range(DISTRICTS)
    ]
    communes = [
        _below(random, f"{place + 1:05d}", "commune", districts[place % DISTRICTS])
        for place in range(COMMUNES)
    ]
    return sorted(
        [*provinces, *districts, *communes], key=lambda row: (row.province_code, len(row.code), row.code)
    )


def _province(random: Random, code: str) -> IndexRow:
    name = _name(random, "Tỉnh")
    row = _judged(random, replace(a_row(code, None, "province"), name=name))
    return replace(row, parent_code="", parent_name=name, province_code=code, province_name=name)


def _below(random: Random, code: str, kind: str, above: IndexRow) -> IndexRow:
    row = replace(a_row(code, None, kind), name=_name(random, "Huyện" if kind == "district" else "Xã"))
    row = replace(row, parent_code=above.code, parent_name=above.name)
    return _judged(random, replace(row, province_code=above.province_code, province_name=above.province_name))


def _name(random: Random, first: str) -> Text:
    name = " ".join(random.sample(SYLLABLES, 2))
    return Text(f"{first} {name}", name)


def _judged(random: Random, row: IndexRow) -> IndexRow:
    lot, score = random.random(), Decimal(random.randint(3500, 9500)) / 100
    if lot < 0.02:
        error, older = "The kernel did not answer in 60 seconds.", row.href if lot < 0.01 else ""
        return replace(
            row, state=RowState.FAILED, href=older, low=None, high=None, severities=(), error=error
        )
    if lot < 0.1:
        return row
    band = next(title for least, title in BANDS if score >= least)
    counts = tuple((severity, random.randint(0, 20)) for severity in Severity)
    state = RowState.STALE if lot < 0.13 else RowState.MADE
    return replace(
        row,
        index=score,
        low=score,
        high=score,
        band=band,
        severities=counts,
        state=state,
        progress=ReportState.FINAL,
    )
