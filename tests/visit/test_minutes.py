"""The minutes that the form and the home page write."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.language import Language, open_catalogue
from inspection_lib.record import EventStore
from inspection_lib.visit.minutes import MINUTES, write_minutes
from inspection_lib.workbench import Workbench, make_report
from tests.conftest import CAMPAIGN, ROOT


def test_a_page_and_a_word_file_lie_beside_the_report(
    sample_store: EventStore, sample_url: str, tmp_path: Path
) -> None:
    """Under names that the servers give out; a page is replaced, a Word file that was changed is not."""
    assert sample_store
    report = make_report(Workbench(ROOT), sample_url, CAMPAIGN, "060")
    workbench, catalogue = Workbench(tmp_path), open_catalogue(Language.VI)
    page, word = write_minutes(workbench, report, catalogue)
    for path in (page, word):
        assert MINUTES.fullmatch(path.relative_to(tmp_path).as_posix())
    page.write_text("old", encoding="utf-8")
    word.write_bytes(b"completed")
    assert [path.name for path in write_minutes(workbench, report, catalogue)] == [
        "bien-ban-kiem-tra.2017-dot-1.060.html",
        "bien-ban-kiem-tra.2017-dot-1.060-2.docx",
    ]
    assert "BIÊN BẢN" in page.read_text(encoding="utf-8")
