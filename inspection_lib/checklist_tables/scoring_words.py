"""Read how an item is scored from the words of its table.

What `rule_words` writes is read back as the same rule. What offices write is read where the words are plain;
otherwise a doubt says what a person must decide. The words themselves are kept as a comment in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from inspection_lib.answers import NOT_APPLICABLE_WORDS
from inspection_lib.checklist_tables.clauses import Clause, clauses_of, number_of, written
from inspection_lib.checklist_tables.curve_words import curve_scoring
from inspection_lib.checklist_tables.doubts import Doubt, Scoring
from inspection_lib.checklist_tables.share_words import share_scoring
from inspection_lib.definitions import Tree

_N = r"(\d+(?:[.,]\d+)?)"
_YES = frozenset({"co", "dat", "dung", "du", "day du", "dat yeu cau", "dam bao"})
_NO = frozenset(
    {
        "khong",
        "khong co",
        "khong dat",
        "khong dung",
        "khong du",
        "khong day du",
        "chua",
        "chua co",
        "chua dat",
    }
    | {"khong dat yeu cau", "khong dam bao"}
)
_TAKES = re.compile(rf"\btru\s*(?:di\s*)?{_N}\s*(?:diem|d)\b")
_EACH = re.compile(r"(?:\bmoi|\bcu|/\s*0?1)\s+(?:mot\s+|0?1\s+)?(.*?)(?:,|\s)*(?:thi |bi |se )*\btru\b")
_EACH_AFTER = re.compile(r"tru\s*[\d.,]+\s*(?:diem|d)\s*(?:/|cho moi|moi|cho)\s*(?:mot\s+|0?1\s+)?(\w.*)")
_FLOOR = re.compile(
    rf"(?:thap nhat|khong thap hon|khong duoi)\s*(?:la\s*)?{_N}|den het|khong (?:qua|vuot) (?:so )?diem"
)
_MOST_TAKEN = re.compile(
    rf"(?:toi da|khong qua|khong vuot qua|khong hon)\s*(?:la\s*)?(?:chi\s*)?(?:bi\s*)?(?:tru\s*)?(?:di\s*)?"
    rf"(?:khong qua\s*)?{_N}\s*(?:diem|d)\b"
)
_MOST_TAKEN_ALONE = re.compile(
    rf"[(\s]*(?:nhung\s*)?(?:(?:tong )?(?:so )?(?:diem|muc)\s*)?(?:bi\s*)?(?:tru\s*)?"
    rf"{_MOST_TAKEN.pattern}[)\s.]*"
)
_DAY = re.compile(r"(\d{1,2})\s*[/-]\s*(\d{1,2})(\s*[/-]\s*\d{4})?")
_DUE = re.compile(r"\b(truoc|cham nhat|den het|dung han|trong)\b")
_LATE = re.compile(r"^cham\s+(?:khong qua|den|toi da|trong)\s*(\d{1,3})\s*ngay")
_NOT_DONE = re.compile(
    r"(?:muon hon|cham hon|cham (?:tren|qua) \d+ ngay|sau)|(?:khong|chua) (?:thuc hien|ban hanh|co|gui)"
)
_BOUNDS = re.compile(rf"(?:tu\s*{_N}\s*(?:den\s*{_N}|tro len)|den\s*{_N})")
_WITHOUT_EVIDENCE = re.compile(r"co mo ta, khong co tai lieu")
_GIVEN = re.compile(rf"cham diem truc tiep(?:, boi so cua {_N})?")
_GIVEN_WITHIN = re.compile(
    rf"[^\d:;%]*?(?:(?:diem\s*)?toi da(?: la)?|(?:trong khoang\s*)?tu 0(?: diem)? den)\s*{_N}"
    r"\s*(?:diem|d)?[\s.)]*"
)
LONGEST = 2_000
"""Letters of a cell on scoring; those that offices wrote have some hundreds."""
_BLANKS = re.compile(r"[^\S\n]+")
_GIVES = re.compile(r"\bchấm\b|\bcho điểm\b|\bđiểm do\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"\b(?:trừ|mỗi|cứ|t[ỷỉ] lệ|công thức|tương ứng|so với|nếu)\b", re.IGNORECASE)
_KEYS = "abcdefghijklmnopqrstuvwxyz"


def understood(words: str, best: Decimal | None) -> Scoring:
    """The rule that the words describe for an item of ``best`` points (None: not known).

    For words that are not understood the points are given directly, with the doubt that says so. Blanks in a
    row are one, and a text of more than `LONGEST` letters is not read: the patterns below would take minutes.
    """
    said = _BLANKS.sub(" ", words)
    if len(said) > LONGEST:
        return _unclear(Doubt.NOT_UNDERSTOOD)
    clauses = clauses_of(said)
    if not clauses:
        return _unclear(Doubt.NOTHING_SAID)
    for read in (
        _recorded,
        _given,
        _deduction,
        _yes_no,
        curve_scoring,
        share_scoring,
        _deadline,
        _bounds,
        _evidence,
        _levels,
    ):
        if found := read(clauses, best):
            return found
    return _unclear(Doubt.NOT_UNDERSTOOD)


def rule_of_words(words: str) -> dict[str, Tree] | None:
    """The rule of words that leave nothing open but what stands elsewhere in a file; None for other words."""
    found = understood(words, None)
    open_doubts = set(found.doubts) - {Doubt.FIGURES}
    return None if open_doubts else found.rule


def are_parts(clauses: Sequence[Clause], best: Decimal) -> bool:
    """Whether the points of the clauses add up to the maximum, so that each seems to be scored on its own."""
    points = [clause.points for clause in clauses if clause.points is not None]
    return len(points) == len(clauses) > 1 and sum(points) == best and max(points) < best


def _unclear(doubt: Doubt) -> Scoring:
    return Scoring("points", {"rule": "points_given"}, (doubt,))


def _given(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    """Read "Chấm điểm trực tiếp, bội số của 0,25" and "Đoàn kiểm tra chấm, tối đa 2 điểm"."""
    found = _GIVEN.fullmatch(clauses[0].folded) if len(clauses) == 1 else None
    if found is None:
        return _given_within(clauses[0], best) if len(clauses) == 1 else None
    rule: dict[str, Tree] = {"rule": "points_given"}
    return Scoring("points", rule | ({"step": written(number_of(found[1]))} if found[1] else {}))


def _given_within(clause: Clause, best: Decimal | None) -> Scoring | None:
    """Somebody gives any points up to a maximum. The words are those with marks: "chậm" is no "chấm"."""
    found = _GIVEN_WITHIN.fullmatch(_whole(clause))
    words = clause.condition
    if found is None or best is None or not _GIVES.search(words) or _FOLLOWS.search(words):
        return None
    if number_of(found[1]) != best:
        return _unclear(Doubt.BEST)
    return Scoring("points", {"rule": "points_given"})


def _recorded(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    is_recorded = len(clauses) == 1 and clauses[0].folded == "chi ghi nhan"
    return Scoring("text", {"rule": "recorded"}) if is_recorded else None


def _deduction(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    """Read "Mỗi trường hợp trừ 0,25 điểm, thấp nhất 0 điểm" and "..., tối đa trừ 3 điểm"."""
    texts = [(clause, _whole(clause)) for clause in clauses]
    caps = [text for _, text in texts if _MOST_TAKEN_ALONE.fullmatch(text)]
    taking = [text for _, text in texts if text not in caps and _TAKES.search(text)]
    others = [clause for clause, text in texts if text not in caps and text not in taking]
    if len(taking) != 1 or any(clause.brings(best) != best for clause in others):
        return None
    text = ", ".join([*taking, *caps])
    # The cap may stand before what each case takes; it is no "trừ ... điểm" of a case.
    most = _MOST_TAKEN.search(text)
    text = f"{text[: most.start()]} {text[most.end() :]}" if most else text
    taken = _TAKES.search(text)
    label = _EACH.search(text) or _EACH_AFTER.search(text)
    if taken is None or label is None:
        return None
    rest = text[: taken.start()] + " " + text[taken.end() :]
    floor = Decimal(0)
    doubts: tuple[Doubt, ...] = (Doubt.FLOOR,)
    if most and best is None:
        return None
    if most and best is not None:
        floor = best - number_of(most[1])
        floor, doubts = (floor, ()) if floor >= 0 else (Decimal(0), (Doubt.CAP,))
    elif least := _FLOOR.search(rest):
        floor, doubts = number_of(least[1] or "0"), ()
    rule: dict[str, Tree] = {
        "rule": "deduction",
        "per_occurrence": written(number_of(taken[1])),
        "floor": written(floor),
    }
    return Scoring("occurrences", rule, doubts)


def _whole(clause: Clause) -> str:
    """The folded text of a clause with its points, which a deduction has among its words."""
    points = f" {written(clause.points)} diem" if clause.points is not None else ""
    return f"{clause.folded}{points}"


def _yes_no(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    if len(clauses) != 2 or {clause.folded in _YES for clause in clauses} != {True, False}:
        return None
    yes, no = sorted(clauses, key=lambda clause: clause.folded not in _YES)
    if no.folded not in _NO:
        return None
    full, nothing = (yes, no) if no.points == 0 else (no, yes)
    if nothing.points != 0 or full.points == 0 or (full.brings(best) != best and best is not None):
        return None
    if best is None and not full.is_full:
        return None
    return Scoring("yes_no", {"rule": "yes_no", "wanted": "yes" if full is yes else "no"})


def _deadline(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    """Read "Chậm nhất ngày 31/01: đủ điểm; chậm không quá 15 ngày: 0,5 điểm; không thực hiện: 0 điểm"."""
    first, *others = clauses
    day = _DAY.search(first.folded)
    is_full = first.is_full or (best is not None and first.points == best)
    if day is None or not is_full or not _DUE.search(first.folded) or len(_DAY.findall(first.folded)) > 1:
        return None
    late: list[Tree] = []
    missing: Decimal | None = None
    for clause in others:
        days = _LATE.match(clause.folded)
        if clause.points is None:
            return None
        if days:
            late.append({"days": days[1], "points": written(clause.points)})
        elif _NOT_DONE.search(clause.folded) and missing is None:
            missing = clause.points
        else:
            return None
    if missing is None or not (1 <= int(day[2]) <= 12 and 1 <= int(day[1]) <= 31):
        return None
    due: Tree = f"{int(day[2]):02d}-{int(day[1]):02d}"
    if "nam sau" in first.folded:
        due = {"day": due, "year": "next"}
    doubts = (Doubt.BOUND,) * ("truoc" in first.folded.split()) + (Doubt.YEAR,) * bool(day[3])
    rule: dict[str, Tree] = {"rule": "date_deadline", "due": due, "late": late, "missing": written(missing)}
    return Scoring("date", rule, doubts)


def _bounds(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    """Read "Từ 40 đến 200: đủ điểm; ngoài khoảng: 0 điểm"."""
    if len(clauses) != 2 or clauses[1].folded != "ngoai khoang" or clauses[1].points is None:
        return None
    found = _BOUNDS.fullmatch(clauses[0].folded)
    if found is None or not (clauses[0].is_full or clauses[0].points == best):
        return None
    low, high = found[1], found[2] or found[3]
    rule: dict[str, Tree] = {"rule": "number_bounds"}
    rule |= {"minimum": written(number_of(low))} if low else {}
    rule |= {"maximum": written(number_of(high))} if high else {}
    return Scoring("number", rule | {"outside": written(clauses[1].points)}, (Doubt.FIGURES,))


def _evidence(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    if len(clauses) != 2 or not _WITHOUT_EVIDENCE.fullmatch(clauses[1].folded) or clauses[1].points is None:
        return None
    if clauses[0].folded != "co mo ta va tai lieu" or not clauses[0].is_full:
        return None
    return Scoring("text", {"rule": "text_with_evidence", "without_evidence": written(clauses[1].points)})


def _levels(clauses: Sequence[Clause], best: Decimal | None) -> Scoring | None:
    """Each line as a level with its words, best points first in the order of the table."""
    points = [clause.brings(best) for clause in clauses]
    known = [one for one in points if one is not None]
    labels = [clause.folded for clause in clauses]
    is_clear = (
        len(known) == len(clauses) and 2 <= len(clauses) <= len(_KEYS) and len(set(labels)) == len(labels)
    )
    if not is_clear or not all(labels) or any(len(label) == 1 for label in labels):
        return None
    if any(label in NOT_APPLICABLE_WORDS for label in labels):
        return None
    if best is not None and max(known) != best:
        return _unclear(Doubt.BEST)
    levels: list[Tree] = [
        {"key": key, "points": written(one), "label": clause.condition}
        for key, one, clause in zip(_KEYS, known, clauses, strict=False)
    ]
    return Scoring("level", {"rule": "levels", "levels": levels})
