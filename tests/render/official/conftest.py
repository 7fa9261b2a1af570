"""The worst district of the sample, and all its papers, made once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import PaperKind
from inspection_lib.record import EventStore
from inspection_lib.render.official import Frame, NamedPaper, Template, make_papers, template_document
from inspection_lib.render.official.word_writer import word_file
from inspection_lib.report import Report
from inspection_lib.workbench import Workbench, make_report
from tests.conftest import CAMPAIGN
from tests.render.official.reading import VI, word_text

WORST = "066"


@pytest.fixture(scope="package")
def worst(workbench: Workbench, sample_store: EventStore, sample_url: str) -> Report:
    """The report of the district with the lowest score and the most findings."""
    assert sample_store
    return make_report(workbench, sample_url, CAMPAIGN, WORST, made_at="2017-06-01T00:00:00+00:00")


@pytest.fixture(scope="package")
def frame(workbench: Workbench) -> Frame:
    """The frame of the sample's office, numbered and dated."""
    settings = workbench.settings()
    return Frame(settings.name, settings.place, settings.papers, 5, date(2017, 2, 3))


@pytest.fixture(scope="package")
def papers(worst: Report, frame: Frame) -> dict[PaperKind, NamedPaper]:
    """Each kind of paper on the worst district."""
    return {kind: make_papers(kind, [worst], frame, VI, month=date(2017, 7, 1))[0] for kind in PaperKind}


@pytest.fixture(scope="package")
def template() -> Template:
    """The template of the installed version."""
    return Template(template_document(open_catalogue(Language.VI)), "papers/template.docx")


@pytest.fixture(scope="package")
def words(papers: dict[PaperKind, NamedPaper], template: Template) -> Callable[[PaperKind], str]:
    """The text of the Word file of a kind, which is written once."""

    @cache
    def of_kind(kind: PaperKind) -> str:
        return word_text(word_file(papers[kind].paper, template.content, template.name))

    return of_kind
