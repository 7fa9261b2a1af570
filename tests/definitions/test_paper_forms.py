"""`papers` in `workbench.yaml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions import read_office_settings
from inspection_lib.errors import InvalidFilesError
from inspection_lib.language import Text
from inspection_lib.model import PaperForm, PaperKind

HEAD = "name: Sở A\nkinds: [{id: commune, name: Xã}]\nholidays: workbench.yaml\n"


def settings(folder: Path, papers: str) -> PaperForm:
    (folder / "workbench.yaml").write_text(HEAD + papers, encoding="utf-8")
    return read_office_settings(folder).papers.form(PaperKind.NOTICE)


def test_a_form_is_read_with_its_texts_in_both_languages(tmp_path: Path) -> None:
    """What is left out is empty; so is a kind that is not there."""
    form = settings(
        tmp_path, "papers: {notice: {symbol: TB-SNV, signed_by: [{vi: GIÁM ĐỐC, en: DIRECTOR}]}}\n"
    )
    assert form == PaperForm(symbol="TB-SNV", signed_by=(Text("GIÁM ĐỐC", "DIRECTOR"),))
    assert settings(tmp_path, "") == PaperForm()


@pytest.mark.parametrize(
    "papers", ["papers: {letter: {}}\n", "papers: {notice: {number: 5}}\n", "papers: [x]\n"]
)
def test_unknown_kinds_and_fields_are_refused(tmp_path: Path, papers: str) -> None:
    """With the line."""
    with pytest.raises(InvalidFilesError) as refused:
        settings(tmp_path, papers)
    assert [problem.line for problem in refused.value.problems] == [4]
