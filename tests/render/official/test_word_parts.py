"""The office's own template: its styles are used; what is missing is said at once."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.shared import Pt

from inspection_lib.errors import InvalidFilesError
from inspection_lib.model import PaperKind
from inspection_lib.render.official import NamedPaper, Template
from inspection_lib.render.official.styles import Style
from inspection_lib.render.official.word_parts import open_template
from inspection_lib.render.official.word_writer import word_file


def saved(document: Document) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_a_style_that_the_office_changed_is_used(
    papers: dict[PaperKind, NamedPaper], template: Template
) -> None:
    """Its size and its header text, too."""
    own = Document(io.BytesIO(template.content))
    own.styles[Style.TEXT].font.size = Pt(14)
    own.sections[0].header.add_paragraph("Nơi để chữ của cơ quan")
    made = Document(io.BytesIO(word_file(papers[PaperKind.NOTICE].paper, saved(own), "t.docx")))
    body = next(each for each in made.paragraphs if each.style.name == Style.TEXT.value)
    assert body.style.font.size == Pt(14)
    assert "Nơi để chữ của cơ quan" in [each.text for each in made.sections[0].header.paragraphs]


def test_all_missing_styles_are_named(template: Template) -> None:
    """With the file's name and what to do."""
    own = Document(io.BytesIO(template.content))
    for style in (Style.TEXT, Style.MOTTO):
        own.styles[style].delete()
    with pytest.raises(InvalidFilesError) as refused:
        open_template(saved(own), "papers/template.docx")
    told = [(problem.file, str(problem.fault.message)) for problem in refused.value.problems]
    assert [name for name, _ in told] == ["papers/template.docx"] * 2
    assert all(style.value in " ".join(text for _, text in told) for style in (Style.TEXT, Style.MOTTO))


@pytest.mark.parametrize("content", [b"", b"Lorem", b"PK\x03\x04" + b"x" * 40])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    """Whatever its bytes are."""
    with pytest.raises(InvalidFilesError):
        open_template(content, "t.docx")
