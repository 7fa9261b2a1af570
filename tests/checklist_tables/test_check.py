"""What is made of a table passes `inspection check` at once: what is open are decisions, not mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.checklist_tables import FromTable, file_text
from inspection_lib.definitions import read_checklist_with_problems
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Checklist
from tests.checklist_tables.office_tables import (
    HOSPITAL,
    HOSPITAL_MERGED,
    KINDS,
    PROVINCE,
    PROVINCE_MERGED,
    WISHES,
    Rows,
    a_book,
    items,
    read,
    school_file,
)

HEAD = ("STT", "Tiêu chí", "Điểm tối đa", "Cách chấm")
ODD: dict[str, Rows] = {
    "flat": (HEAD, (1, "x", 1, "Đạt: 1 điểm; không đạt: 0 điểm"), (2, "y", 2, "xem phụ lục")),
    "twice": (HEAD, (1, "A", 4), ("1.1", "x", 2), ("1.1", "y", 2)),
    "deep": (HEAD, (1, "A", 2), ("1.1", "B", 2), ("1.1.1", "C", 2), ("1.1.1.1", "D", 2)),
    "no points": (HEAD, (1, "x", "-2"), (2, "y", None), (3, "z", 1)),
    "no numbers": (("Nội dung", "Điểm"), ("NHÓM", None), ("Kế hoạch", 2), ("- Tốt", 2), ("- Kém", 0)),
    "rules": (
        HEAD,
        (1, "a", 2, "Mỗi lỗi trừ 0,25 điểm"),
        (2, "b", 2, "Từ 90% trở lên: 2 điểm; từ 70% đến 80%: 1 điểm"),
        (3, "c", 1, "Trước ngày 31/01: 1 điểm; chậm đến 15 ngày: 0,5 điểm; không ban hành: 0 điểm"),
        (4, "d", 2, "Tỷ lệ x 2 điểm"),
        (5, "e", 3, "- Kế hoạch: 1\n- Báo cáo: 2"),
        (6, "f", 2, "Điểm theo tỷ lệ so với chỉ tiêu"),
        (7, "g", 2, "Từ 40 đến 200: đủ điểm\nNgoài khoảng: 0 điểm"),
    ),
}
FILES = {
    "province.xlsx": a_book(PROVINCE, PROVINCE_MERGED),
    "hospital.xlsx": a_book(HOSPITAL, HOSPITAL_MERGED),
    "school.docx": school_file(),
} | {f"{name}.xlsx": a_book(rows) for name, rows in ODD.items()}


def checked(found: FromTable, folder: Path) -> Checklist:
    """The checklist of the file that is written, which has no problems and no warnings."""
    path = folder / f"{found.name}.yaml"
    path.write_text(file_text(found, open_catalogue(Language.VI), "x"), encoding="utf-8")
    checklist, problems = read_checklist_with_problems(path)
    assert problems == []
    assert checklist is not None
    return checklist


@pytest.mark.parametrize("name", FILES)
def test_a_checklist_from_a_table_passes_check(name: str, tmp_path: Path) -> None:
    """Its items and points are those of the table."""
    assert WISHES.kinds == KINDS
    found = read(FILES[name], name)
    found.tree["unit_kind"] = "commune"
    checklist = checked(found, tmp_path)
    assert [item.id for item in checklist.items] == list(items(found))
    assert str(checklist.points) == found.tree["points"]
