"""Words on shares: "từ 80 % đến dưới 100 %: 1,5 điểm", "tỷ lệ × điểm tối đa"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inspection_lib.checklist_tables.clauses import Clause, number_of, written
from inspection_lib.checklist_tables.doubts import Doubt, Scoring
from inspection_lib.definitions import Tree

_N = r"(\d+(?:[.,]\d+)?)"
_BETWEEN = re.compile(
    rf"(tren|>=|>|≥)?\s*{_N}\s*(?:%\s*)?(?:<=|≤|<)?\s*(?:den|toi|-|–|va|x|ty le)\s*"
    rf"(can|duoi|nho hon|<=|≤|<)?\s*{_N}\s*%"
)
_FROM = re.compile(rf"(?:tu|>=|≥|toi thieu|it nhat|dat)\s*(?:tu\s*)?{_N}\s*%|{_N}\s*%\s*tro len")
_ABOVE = re.compile(rf"(?:tren|>|hon|vuot)\s*{_N}\s*%")
_BELOW = re.compile(rf"(?:duoi|<|nho hon|it hon|chua dat|khong dat)\s*{_N}\s*%")
_UP_TO = re.compile(rf"{_N}\s*%\s*tro xuong")
_ALONE = re.compile(rf"{_N}\s*%")
_REST = re.compile(r"(?:cac )?(?:truong hop )?(?:con lai|khac)|khong (?:dat|co|thuc hien)|ngoai ra")
_ZERO = re.compile(
    r"(?:mau so|tong so|chi tieu).*bang 0|khong phat sinh|khong co (?:ho so|nhiem vu|chi tieu)"
)
_IN_PROPORTION = re.compile(r"theo ty le|ty le.*[x×*/]|[x×*]\s*diem toi da|theo cong thuc")
_OF_TARGET = re.compile(r"so voi chi tieu|[x×*].*chi tieu|/\s*chi tieu")
_BETWEEN_LINEAR = re.compile(r"o giua|trong khoang|giua hai muc")
_FRACTION = re.compile(
    r"(?:.*[:=]\s*)?\(?\s*(?P<numerator>[^\W\d_]+(?:\s+[^\s/:=()%]+)+)\s*/\s*"
    r"(?P<denominator>(?:tổng|số)\b[^/:=()%]*?)\s*\)?\s*(?:(?<=[\s)])x|[×*])",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(r"khong ap dung|khong tinh|khong cham|khong danh gia|loai tru")


@dataclass(frozen=True, slots=True)
class _Band:
    """Shares from ``low`` to below ``high`` (None: open) and their points; ``doubts`` on its bounds."""

    low: Decimal
    high: Decimal | None
    points: Decimal
    doubts: tuple[Doubt, ...] = ()


def zero_denominator(clauses: Sequence[Clause]) -> tuple[str, list[Clause]]:
    """What 0 of 0 means as the words say it ("" where they do not), and the other clauses."""
    said, others = "", []
    for clause in clauses:
        if not _ZERO.search(clause.folded):
            others.append(clause)
        elif clause.is_full:
            said = "full"
        elif clause.points == 0:
            said = "zero"
        elif _NOT_APPLICABLE.search(clause.folded):
            said = "not_applicable"
        else:
            others.append(clause)
    return said, others


def share_scoring(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    """The rule on a share that the clauses describe; None where they describe none."""
    zero, clauses = zero_denominator(clauses)
    doubts = () if zero else (Doubt.ZERO_DENOMINATOR,)
    if target := _target(clauses, zero, doubts):
        return target
    labels, formula = _figures(clauses)
    if formula and formula.points is not None and best is not None and formula.points != best:
        return Scoring("points", {"rule": "points_given"}, (Doubt.BEST,))
    found = _proportion(clauses) or _steps(clauses, best)
    if found is None:
        return None
    rule, more = found
    named = () if labels else (Doubt.FIGURES,)
    return Scoring(
        "ratio", rule | {"zero_denominator": zero or "not_applicable"}, (*named, *doubts, *more), labels
    )


def _figures(clauses: Sequence[Clause]) -> tuple[tuple[tuple[str, str], ...], Clause | None]:
    """The two figures that the words divide, and the clause with them: "số A / tổng số B x 3 điểm"."""
    for clause in clauses:
        if found := _fraction(clause):
            texts = (found[name] for name in ("numerator", "denominator"))
            numerator, denominator = (f"{text[0].upper()}{text[1:]}" for text in texts)
            return (("numerator", numerator), ("denominator", denominator)), clause
    return (), None


def _fraction(clause: Clause) -> re.Match[str] | None:
    """A fraction of two figures times points; the points themselves are those of the clause."""
    brings = clause.is_full or clause.points is not None
    return _FRACTION.fullmatch(clause.condition) if brings else None


def _target(clauses: Sequence[Clause], zero: str, doubts: tuple[Doubt, ...]) -> Scoring | None:
    if len(clauses) != 1 or not _OF_TARGET.search(clauses[0].folded):
        return None
    return Scoring(
        "count", {"rule": "count_target", "zero_target": zero or "not_applicable"}, (Doubt.FIGURES, *doubts)
    )


def _proportion(clauses: Sequence[Clause]) -> tuple[dict[str, Tree], tuple[Doubt, ...]] | None:
    """A rule where points follow the share: in a straight line, or full from a threshold."""
    formulas = [clause for clause in clauses if _IN_PROPORTION.search(clause.folded) or _fraction(clause)]
    others = [clause for clause in clauses if clause not in formulas]
    if len(formulas) != 1:
        return None
    full = [
        clause for clause in others if clause.is_full or (clause.points and not _BELOW.search(clause.folded))
    ]
    nothing = [clause for clause in others if clause.points == 0 and not clause.is_full]
    starts = [_from(clause.folded) for clause in full]
    if not others and not _ALONE.search(formulas[0].folded):
        return {"rule": "ratio_linear", "zero_at": "0", "full_at": "1"}, ()
    if len(full) != 1 or starts[0] is None:
        return None
    if not nothing and len(others) == 1:
        is_divided = _BELOW.search(formulas[0].folded) is not None
        return {"rule": "ratio_threshold", "full_from": _share(starts[0])}, () if is_divided else (
            Doubt.BOUND,
        )
    if len(nothing) == 1 and len(others) == 2 and _BETWEEN_LINEAR.search(formulas[0].folded):
        low = _UP_TO.search(nothing[0].folded)
        if low:
            return {
                "rule": "ratio_linear",
                "zero_at": _share(number_of(low[1])),
                "full_at": _share(starts[0]),
            }, ()
    return None


def _from(folded: str) -> Decimal | None:
    found = _FROM.search(folded)
    return number_of(found[1] or found[2]) if found else None


def _share(percent: Decimal) -> str:
    return written(percent / 100)


def _steps(
    clauses: Sequence[Clause], best: Decimal | None
) -> tuple[dict[str, Tree], tuple[Doubt, ...]] | None:
    bands = [_band(clause, best) for clause in clauses]
    known = [band for band in bands if band is not None]
    rest = [clause for clause, band in zip(clauses, bands, strict=True) if band is None]
    if len(known) < 1 or any(not _REST.fullmatch(clause.folded) or clause.points is None for clause in rest):
        return None
    below = [band for band in known if band.low < 0]
    steps = sorted((band for band in known if band.low >= 0), key=lambda band: -band.low)
    if not steps or len(rest) + len(below) > 1 or (len(steps) == 1 and not rest and not below):
        return None
    doubts = [doubt for band in known for doubt in band.doubts]
    for upper, lower in zip(steps, [*steps[1:], *below], strict=False):
        if lower.high is not None and lower.high != upper.low:
            doubts.append(Doubt.GAP)
    lowest = rest[0].points if rest else below[0].points if below else Decimal(0)
    if not rest and not below and steps[-1].low > 0:
        doubts.append(Doubt.BELOW)
    written_steps: list[Tree] = [{"at": _share(band.low), "points": written(band.points)} for band in steps]
    rule: dict[str, Tree] = {
        "rule": "ratio_steps",
        "steps": written_steps,
        "below": written(lowest or Decimal(0)),
    }
    return rule, tuple(dict.fromkeys(doubts))


def _band(clause: Clause, best: Decimal | None) -> _Band | None:
    points, folded = clause.brings(best), clause.folded
    if points is None or any(band > 100 for band in map(number_of, _ALONE.findall(folded))):
        return None
    if found := _BETWEEN.search(folded):
        is_open = found[3] in ("duoi", "nho hon", "<", "can")
        low, high = number_of(found[2]), number_of(found[4])
        doubts = (Doubt.BOUND,) * (found[1] in ("tren", ">")) + (Doubt.BOUND,) * (not is_open and high < 100)
        return _Band(low, high, points, doubts) if low < high else None
    if found := _BELOW.search(folded):
        return _Band(Decimal(-1), number_of(found[1]), points)
    if found := _FROM.search(folded):
        return _Band(number_of(found[1] or found[2]), None, points)
    if found := _ABOVE.search(folded):
        return _Band(number_of(found[1]), None, points, (Doubt.BOUND,))
    if (found := _ALONE.search(folded)) and len(_ALONE.findall(folded)) == 1:
        share = number_of(found[1])
        return _Band(share, None, points, () if share == 100 else (Doubt.BOUND,))
    return None
