"""The head of a file, and what is to be decided about the file as a whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspection_lib.checklist_tables import checklist_from_table
from inspection_lib.language import Language, open_catalogue
from tests.checklist_tables.office_tables import WISHES, a_book, read

HEAD = ("STT", "Tiêu chí", "Điểm tối đa", "Cơ quan thẩm định")
ONE_ITEM = a_book([HEAD, (1, "x", 1, "")])


def test_the_head_of_the_file_is_told_where_it_was_not_in_the_table() -> None:
    """The kind of unit, the status, the day, bands, defaults, who appraises, law, and what may not apply."""
    found = read(ONE_ITEM)
    texts = [one.fault.message.text for one in found.decisions if not one.place.row]
    assert len(texts) == 10
    assert found.tree["title"] == "bang"
    assert found.tree["status"] == "Dự thảo để trao đổi"
    assert found.tree["defaults"] == {
        "severity": "medium",
        "days_to_mend": "30",
        "appraiser": "Cơ quan thẩm định",
        "recommendation": "Khắc phục nội dung chưa đạt và báo cáo kết quả khắc phục.",
    }
    shown = " ".join(open_catalogue(Language.VI).format(one.fault.message) for one in found.decisions)
    for words in ("mọi báo cáo in 'Dự thảo để trao đổi'", "tạm ghi 'Cơ quan thẩm định'", "'không áp dụng'"):
        assert shown.count(words) == 1, words


def test_who_appraises_is_not_asked_where_each_item_says_it() -> None:
    """In a group of any depth."""
    rows = [HEAD, (1, "A", 2), ("1.1", "B", 2), ("1.1.1", "x", 1, "Sở Nội vụ"), ("1.1.2", "y", 1, "Sở Y tế")]
    for given, count in ((rows, 0), ([*rows[:-1], ("1.1.2", "y", 1)], 1)):
        texts = [str(one.fault.message.text) for one in read(a_book(given)).decisions]
        assert sum("does not say who appraises" in text for text in texts) == count


def test_the_line_for_all_kinds_of_the_workbench_is_given() -> None:
    """Where nobody named one, and there are several; those that somebody named are taken."""
    (remedy,) = [
        one.fault.remedy for one in read(ONE_ITEM).decisions if "Nobody said" in one.fault.message.text
    ]
    assert remedy is not None
    kinds = tuple(dict.fromkeys(kind for kind, _ in WISHES.kinds))
    assert f"unit_kind: [{', '.join(kinds)}]" in open_catalogue(Language.VI).format(remedy)
    for wishes, unit_kind, count in (
        (replace(WISHES, kinds=WISHES.kinds[:1]), kinds[0], 1),
        (replace(WISHES, unit_kinds=kinds), list(kinds), 0),
    ):
        found = checklist_from_table(Path("x.xlsx"), wishes, ONE_ITEM)
        remedies = [one.fault.remedy for one in found.decisions if "Nobody said" in one.fault.message.text]
        assert found.tree["unit_kind"] == unit_kind
        assert len(remedies) == count
        assert not any(remedy and remedy.values for remedy in remedies)
