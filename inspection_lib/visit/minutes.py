"""The minutes that the form and the home page write: those of `inspection papers`, as a page and for Word."""

from __future__ import annotations

import re
from pathlib import Path

from inspection_lib.language import Catalogue
from inspection_lib.model import PaperFormat, PaperKind
from inspection_lib.report import Report
from inspection_lib.workbench import Workbench

MINUTES = re.compile(r"outputs/[^/]+/[^/]+/bien-ban(-kiem-tra)?\.[^/]+\.(html|docx|pdf)")
"""The files of minutes, below the workbench: of this version, and `bien-ban.*` of those before."""


def write_minutes(workbench: Workbench, report: Report, catalogue: Catalogue) -> list[Path]:
    """Write the minutes into the folder of the unit's report: a page to print, and a Word file.

    Raises InvalidFilesError for a template of the office that cannot be used, StoreError where nothing can be
    written.
    """
    from inspection_lib.render import official  # on use: python-docx takes long to load

    settings = workbench.settings()
    frame = official.Frame(settings.name, settings.place, settings.papers)
    made = official.make_papers(PaperKind.MINUTES, [report], frame, catalogue)
    template = official.office_template(workbench.folder, catalogue)
    folder = workbench.folder / "outputs" / report.campaign.id / report.unit.code
    return official.write_papers(made, (PaperFormat.HTML, PaperFormat.DOCX), template, folder)
