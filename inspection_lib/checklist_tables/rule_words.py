"""Write a rule of a checklist file in words as offices write them, so that `scoring_words` reads it back."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from inspection_lib.checklist_tables.clauses import written
from inspection_lib.checklist_tables.curve_words import curve_words
from inspection_lib.definitions import Tree


def words_of_rule(rule: dict[str, Tree]) -> str:
    """A rule of a checklist file in words; "" for a rule that has none, or whose settings are wrong."""
    try:
        return "\n".join(_words(rule))
    except (KeyError, TypeError, ValueError, InvalidOperation):
        return ""


def _words(rule: dict[str, Tree]) -> list[str]:
    match rule["rule"]:
        case "yes_no":
            return [
                f"{_of(rule['wanted'], {'yes': 'Có', 'no': 'Không'})}: đủ điểm; "
                f"{_of(rule['wanted'], {'yes': 'không', 'no': 'có'})}: 0 điểm"
            ]
        case "levels":
            return [
                f"{_label(level['label'])}: {_points(level['points'])}" for level in _mappings(rule["levels"])
            ]
        case "ratio_steps":
            return _step_words(rule)
        case "ratio_linear":
            low, high = _percent(rule["zero_at"]), _percent(rule["full_at"])
            return [
                f"Từ {low} trở xuống: 0 điểm",
                f"Từ {high} trở lên: đủ điểm",
                "Ở giữa: tính theo tỷ lệ",
                _zero(rule["zero_denominator"]),
            ]
        case "ratio_threshold":
            start = _percent(rule["full_from"])
            return [
                f"Từ {start} trở lên: đủ điểm",
                f"Dưới {start}: tính theo tỷ lệ",
                _zero(rule["zero_denominator"]),
            ]
        case "count_target":
            return ["Điểm theo tỷ lệ so với chỉ tiêu", _zero(rule["zero_target"])]
        case "deduction":
            return [
                f"Mỗi trường hợp trừ {_points(rule['per_occurrence'])}, thấp nhất {_points(rule['floor'])}"
            ]
        case "date_deadline":
            return _deadline_words(rule)
        case "curve":
            return _curve_words(rule)
        case "number_bounds":
            return [f"{_bounds(rule)}: đủ điểm", f"Ngoài khoảng: {_points(rule['outside'])}"]
        case "text_with_evidence":
            return [
                "Có mô tả và tài liệu: đủ điểm",
                f"Có mô tả, không có tài liệu: {_points(rule['without_evidence'])}",
            ]
        case "points_given":
            step = rule.get("step")
            return [f"Chấm điểm trực tiếp{f', bội số của {_comma(step)}' if step else ''}"]
        case "recorded":
            return ["Chỉ ghi nhận, không chấm điểm"]
        case _:
            return []


def _curve_words(rule: dict[str, Tree]) -> list[str]:
    places = [
        (Decimal(str(place["at"])), Decimal(str(place["points"]))) for place in _mappings(rule["points_at"])
    ]
    zero = rule.get("zero_denominator")
    lines = curve_words(str(rule["between"]), places, is_share=bool(zero))
    return [*lines, _zero(zero)] if zero else lines


def _bounds(rule: dict[str, Tree]) -> str:
    low, high = rule.get("minimum"), rule.get("maximum")
    if low and high:
        return f"Từ {_comma(low)} đến {_comma(high)}"
    return f"Từ {_comma(low)} trở lên" if low else f"Đến {_comma(high)}"


def _step_words(rule: dict[str, Tree]) -> list[str]:
    steps = _mappings(rule["steps"])
    lines, above = [], ""
    for step in steps:
        start = _percent(step["at"])
        lines.append(f"Từ {start} {f'đến dưới {above}' if above else 'trở lên'}: {_points(step['points'])}")
        above = start
    return [*lines, f"Dưới {above}: {_points(rule['below'])}", _zero(rule["zero_denominator"])]


def _deadline_words(rule: dict[str, Tree]) -> list[str]:
    due = rule["due"]
    day, year = (due["day"], due["year"]) if isinstance(due, dict) else (due, "")
    month, number = str(day).split("-")
    ending = " năm sau" if year == "next" else ""
    late = [
        f"Chậm không quá {step['days']} ngày: {_points(step['points'])}" for step in _mappings(rule["late"])
    ]
    return [
        f"Chậm nhất ngày {number}/{month}{ending}: đủ điểm",
        *late,
        f"Muộn hơn hoặc không thực hiện: {_points(rule['missing'])}",
    ]


def _mappings(value: Tree) -> list[dict[str, Tree]]:
    if not isinstance(value, list):
        raise TypeError
    return [one for one in value if isinstance(one, dict)]


def _label(label: Tree) -> str:
    """The Vietnamese text of a label; the other languages have columns of their own."""
    text = label.get("vi") if isinstance(label, dict) else label
    if not isinstance(text, str):
        raise TypeError
    return text


def _of(value: Tree, words: dict[str, str]) -> str:
    return words[str(value)]


def _zero(value: Tree) -> str:
    said = _of(value, {"full": "đủ điểm", "zero": "0 điểm", "not_applicable": "không áp dụng"})
    return f"Mẫu số bằng 0: {said}"


def _percent(share: Tree) -> str:
    return f"{_comma(written(Decimal(str(share)) * 100))} %"


def _points(points: Tree) -> str:
    return f"{_comma(points)} điểm"


def _comma(number: Tree) -> str:
    return str(Decimal(str(number))).replace(".", ",")
