"""What counts as evidence of an answer: whose it is, whether the inspectors have looked at it, its own date.

People fill the cell of evidence with "không có" or "-" as often as they leave it empty: such words are no
evidence. What the unit named counts until the inspectors say something about it. Their own evidence takes its
place; their "không có" or "không chấp nhận, vì ..." rejects it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from inspection_lib.answers.days import document_day, document_year
from inspection_lib.answers.numbers import fold_word
from inspection_lib.model import Answer, Response, Source

_NEGATING_WORDS = "khong chua ko khg kg k chang none no nil null without"
_FILLING_WORDS = """
    co tai lieu minh chung bang kiem van ban ho so file tep hinh anh giay to gi nao het ca ky bat cu kem theo
    dinh duoc nop gui cung cap trinh xuat bo sung luu thay tim don vi va hoac the hien tai ap dung sau cap
    nhat hoan thien ro biet xac nhan xem tra thong tin so lieu sach bao cao ke hoach quyet cong bien
    evidence document documents any yet given provided attached available found applicable
"""
"""Words that may follow a negation and still name no document: "chưa có tài liệu kiểm chứng"."""
_NEGATIONS = frozenset(_NEGATING_WORDS.split())
_PROMISES = frozenset({"dang", "se", "cho"})
"""First words of "đang bổ sung", "sẽ nộp sau", "chờ cung cấp"."""
_NO_NAMES = _NEGATIONS | _PROMISES | frozenset(_FILLING_WORDS.split())
_NOT_LOOKED_AT = re.compile(r"(?:chua|khong) (?:duoc )?(?:xem|kiem tra)\b")
"""An inspector who writes "chưa xem" or "chưa kiểm tra" rejects nothing."""
_NOTHING_ALONE = frozenset({"na", "n a", "not applicable", "nothing", "trong", "bo trong"})
_SUBJECT = r"(?:(?:minh chung|tai lieu(?: kiem chung)?|van ban|the evidence|evidence)(?: nay| is| was)? )?"
_REFUSAL = (
    r"(?:(?:khong|chua|ko) (?:duoc )?(?:chap nhan|chap thuan|cong nhan|hop le)"
    r"|bi (?:bac|tu choi)|bac bo|not accepted|not acceptable|not valid|rejected)\b"
)
_MISFIT = r"(?:khong|chua|ko) (?:duoc )?(?:phu hop|dat|tinh|xac nhan|dung|lien quan)\b|invalid\b|refused\b"
_REJECTS = re.compile(rf"{_SUBJECT}(?:{_REFUSAL}|{_MISFIT})")
_REJECTS_IN_NOTE = re.compile(rf"{_SUBJECT}{_REFUSAL}(?! (?:ket qua|diem|muc|so lieu|the score|the answer))")


@dataclass(frozen=True, slots=True)
class EvidenceOfAnswer:
    """The pieces that back an answer.

    ``seen`` is False when only the unit named them and the inspectors have not looked at them. ``rejected``
    is what the inspectors wrote when they did not accept what the unit named; there are no pieces then.
    """

    pieces: tuple[str, ...] = ()
    seen: bool = True
    rejected: str = ""


def names_nothing(text: str) -> bool:
    """Whether a text says that there is nothing, or says nothing: `Không có`, `chưa có`, `-`, `0`, `n/a`."""
    words = _words(text)
    if not words:
        # A tick says that it is there.
        return not any(unicodedata.category(letter) == "So" for letter in text)
    if all(set(word) == {"0"} for word in words) or " ".join(words) in _NOTHING_ALONE:
        return True
    return words[0] in _NEGATIONS | _PROMISES and _NO_NAMES.issuperset(words)


def rejects_evidence(text: str) -> bool:
    """Whether an inspector's text refuses evidence: `không chấp nhận, vì ...`, `not accepted ...`."""
    return _REJECTS.match(" ".join(_words(text))) is not None


def evidence_of(answer: Answer | None, source: Source) -> EvidenceOfAnswer:
    """The evidence of one source's answer; for the inspectors' one also what the unit named."""
    response = answer.by(source) if answer else None
    own = _pieces(response)
    claimed = _pieces(answer.claim if answer else None)
    if own or source is Source.SELF:
        return EvidenceOfAnswer(own)
    rejected = _rejection(response)
    if rejected:
        return EvidenceOfAnswer(rejected=rejected)
    return EvidenceOfAnswer(claimed, seen=not claimed)


def younger_evidence(response: Response, period_to: date) -> tuple[str, ...]:
    """The pieces whose own date or year lies after the last day of the inspected period."""
    made = dict(response.made)
    return tuple(piece for piece in response.evidence if _is_younger(piece, made.get(piece), period_to))


def _is_younger(piece: str, made: date | None, period_to: date) -> bool:
    if day := made or document_day(piece):
        return day > period_to
    year = document_year(piece)
    return year is not None and year > period_to.year


def _pieces(response: Response | None) -> tuple[str, ...]:
    given = response.evidence if response else ()
    return tuple(piece for piece in given if not names_nothing(piece) and not rejects_evidence(piece))


def _rejection(response: Response | None) -> str:
    """What an inspector wrote to reject the unit's evidence. A mere sign, such as "-", rejects nothing."""
    if response is None:
        return ""
    for piece in response.evidence:
        words = _words(piece)
        denied = _NEGATIONS.intersection(words[:1]) and not _NOT_LOOKED_AT.match(" ".join(words))
        if denied or rejects_evidence(piece):
            return piece
    return response.note if _REJECTS_IN_NOTE.match(" ".join(_words(response.note))) else ""


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text, folded. Cached: a report asks for the same pieces several times."""
    return tuple(re.findall(r"[^\W_]+", fold_word(text)))
