"""Find the header of an office's scoring table, in one line or more, and what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from inspection_lib.answers import fold_word
from inspection_lib.tables import SheetLine

MOST_HEADER_LINES = 4
_LONGEST_HEADING = 160
_LONGEST_TELLING = 60
_ORDINAL = re.compile(r"(?:stt|tt|so tt|so thu tu|muc|no|#|ma|ma so|ma tieu chi)[.:]?")


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    CONTENT = "content"
    POINTS = "points"
    SCORING = "scoring"
    LEVEL = "level"
    """The heading is a level or a range of shares; the cells say its points or its meaning."""
    EVIDENCE = "evidence"
    APPRAISER = "appraiser"
    LAW = "law"
    ENGLISH = "english"
    GIVEN = "given"
    """Points that the unit or the appraisers fill in later."""
    REMARK = "remark"


_ROLES: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, r"(?:stt|tt|so tt|so thu tu|muc|no|#|ma|ma so|ma tieu chi)"),
    (Role.ENGLISH, r".*\b(?:english|tieng anh)\b.*"),
    (
        Role.APPRAISER,
        r"(?:don vi|co quan|so, nganh|bo phan).*(?:tham dinh|danh gia|chu tri|phu trach|theo doi|cham).*",
    ),
    (
        Role.GIVEN,
        r"(?:diem |ket qua |diem so )?(?:tu |do )?(?:don vi |hoi dong |to |doan )?(?:tu )?"
        r"(?:cham|danh gia|tham dinh|dat duoc|dat|kiem tra)(?: diem)?(?: cua .*)?|diem (?:dat|thuc te).*",
    ),
    (Role.EVIDENCE, r".*(?:tai lieu|minh chung|kiem chung|ho so chung minh).*"),
    (
        Role.POINTS,
        r"(?:thang |so |muc )?diem(?: so)?(?: toi da| chuan| quy dinh| cao nhat| tran)?|toi da|thang diem.*"
        r"|diem (?:toi da|chuan).*|trong so.*",
    ),
    (
        Role.SCORING,
        r".*(?:cach (?:thuc )?(?:cham|tinh|danh gia)|phuong phap|huong dan|muc (?:do|diem|danh gia|cham)"
        r"|tieu chuan cham|quy dinh cham|cong thuc|thang danh gia|dien giai).*",
    ),
    (Role.LAW, r".*(?:can cu|phap ly|van ban quy dinh).*"),
    (
        Role.CONTENT,
        r".*(?:tieu chi|noi dung|chi tieu|hang muc|cau hoi|linh vuc|chi so|yeu cau|nhiem vu|cong viec).*",
    ),
    (Role.REMARK, r"(?:ghi chu|giai trinh|luu y|nhan xet).*"),
)
_LEVEL = re.compile(
    r".*\d\s*%.*|(?:muc|loai|cap do) ?(?:\d|[a-e]|[iv]{1,3})\b.*"
    r"|(?:dat|khong dat|chua dat|co|khong|tot|kha|trung binh|yeu|kem|xuat sac)"
    r"(?:\s*\(?\d+(?:[.,]\d+)? diem\)?)?|\(?\d+(?:[.,]\d+)? diem\)?"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place; ``role`` is None where its heading says nothing that is known."""

    at: int
    heading: str
    role: Role | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, and how many lines its header has."""

    columns: tuple[Column, ...]
    lines: int

    def of(self, role: Role) -> tuple[Column, ...]:
        """The columns with a role, from left to right."""
        return tuple(column for column in self.columns if column.role is role)

    @property
    def width(self) -> int:
        """The place after the last column."""
        return max((column.at for column in self.columns), default=-1) + 1


def find_layout(lines: Sequence[SheetLine], at: int) -> Layout | None:
    """The layout whose header begins at a line; None where no header begins there."""
    if not _may_begin(lines[at]):
        return None
    count = 1
    while (
        count < MOST_HEADER_LINES
        and at + count < len(lines)
        and _goes_on(lines[at : at + count], lines[at + count])
    ):
        count += 1
    for taken in range(count, 0, -1):
        columns = _columns(lines[at : at + taken])
        roles = {column.role for column in columns}
        if Role.CONTENT in roles and roles & {Role.NUMBER, Role.POINTS} and len(roles - {None}) >= 2:
            return Layout(columns, taken)
    return None


def _may_begin(line: SheetLine) -> bool:
    """Whether a line has a heading of numbers or points: most rows have none, which is quick to see."""
    return any(_is_telling(cell) for cell in line.cells if cell and not cell[0].isdecimal())


@lru_cache(maxsize=4096)
def _is_telling(text: str) -> bool:
    if len(text) > _LONGEST_TELLING:
        return False
    folded = " ".join(fold_word(text).split())
    return "diem" in folded or "toi da" in folded or "trong so" in folded or bool(_ORDINAL.fullmatch(folded))


def _goes_on(upper: Sequence[SheetLine], lower: SheetLine) -> bool:
    """Whether a line belongs to the header above it: a heading reaches into it, or it divides one."""
    last = upper[-1]
    if lower.table != last.table or lower.number != last.number + 1:
        return False
    reaches = any(column in lower.covered_from_above for column in range(len(lower.cells)))
    filled = [at for at in range(len(lower.cells)) if lower.own(at)]
    divided = [at for at in filled if at in last.covered_from_left or at + 1 in last.covered_from_left]
    is_under = bool(divided) and all(at in divided for at in filled)
    is_merged_down = reaches and all(
        column in lower.covered_from_above
        or not lower.own(column)
        or column in divided
        or not last.own(column)
        for column in range(len(lower.cells))
    )
    return is_under or is_merged_down


def _columns(lines: Sequence[SheetLine]) -> tuple[Column, ...]:
    width = max(len(line.cells) for line in lines)
    columns = []
    for at in range(width):
        texts = [line.cells[at] for line in lines if at < len(line.cells) and line.cells[at]]
        texts = list(dict.fromkeys(" ".join(text.split()) for text in texts))
        role = _role(texts)
        columns.append(Column(at, texts[-1] if role is Role.LEVEL else " ".join(texts), role))
    return tuple(columns)


def _role(texts: Sequence[str]) -> Role | None:
    """The role by the lowest heading, then by all of them, then by the one above."""
    if not texts or any(len(text) > _LONGEST_HEADING for text in texts):
        return None
    for text in (texts[-1], " ".join(texts), *reversed(texts[:-1])):
        folded = " ".join(fold_word(text).replace("_", " ").split()).strip(" *:.")
        bare = re.sub(r"\s*\([^()]*\)$", "", folded)
        if len(texts) > 1 and _LEVEL.fullmatch(folded) and text == texts[-1]:
            return Role.LEVEL
        for role, pattern in _ROLES:
            if re.fullmatch(pattern, bare) or re.fullmatch(pattern, folded):
                return role
        if _LEVEL.fullmatch(folded):
            return Role.LEVEL
    return None
