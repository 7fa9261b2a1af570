"""The page of an executed notebook as a value: cleaned outputs, outline, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup
from nbformat import NotebookNode

from inspection_lib.language import Language, Message, message, open_catalogue
from inspection_lib.render.markup import trusted_markup
from inspection_lib.render.report_page.check_words import check_meaning, check_words
from inspection_lib.render.report_page.cleaning import clean_html
from inspection_lib.render.report_page.outline import Outline, OutlineEntry, read_outline
from inspection_lib.render.report_page.own_text import own_text_html
from inspection_lib.render.stylesheet import Inline, inline, page_style, read_script, sheet_mark_text

_PARAMETERS = {"parameters", "injected-parameters"}
"""The tags of the cells with the notebook's parameters."""


class OutputKind(StrEnum):
    """How the page shows an output."""

    HTML = "html"
    TEXT = "text"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class CellOutput:
    """One output of a cell: cleaned HTML, or a text that the template escapes."""

    kind: OutputKind
    text: str = ""
    html: Markup = trusted_markup("")


@dataclass(frozen=True, slots=True)
class PageTexts:
    """The texts of the page's frame, in the reader's language; notices of failures are in both."""

    skip: str
    outline: str
    incomplete: str
    failed: str
    unchecked: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template of the page draws."""

    language: Language
    title: str
    unit: str
    campaign: str
    has_heading: bool
    outline: tuple[OutlineEntry, ...]
    problems: tuple[str, ...]
    outputs: tuple[CellOutput, ...]
    style: Inline
    script: Inline
    texts: PageTexts
    check: Mapping[str, str]
    """The words of the page's check, by the names of their attributes."""
    check_meaning: Sequence[str]


def page_of(notebook: NotebookNode) -> Page:
    """The page of a notebook.

    Cells that failed or did not run are among its problems, never left out silently.
    """
    language = notebook_language(notebook)
    outputs = tuple(_shown(notebook))
    outline = read_outline(output.html for output in outputs)
    catalogue = open_catalogue(language)
    title = outline.heading or catalogue.format(Message("Report without a unit"))
    return Page(
        language=language,
        title=" – ".join(
            part for part in (title, catalogue.format(Message("Report on inspection results"))) if part
        ),
        unit=outline.unit,
        campaign=outline.campaign,
        has_heading=bool(outline.heading),
        outline=tuple(outline.entries),
        problems=tuple(_in_both_languages(problem) for problem in _problems(notebook, outputs, outline)),
        outputs=outputs,
        style=page_style(
            title,
            catalogue.format(Message("Page ")),
            sheet_mark_text(catalogue) if outline.demonstration else "",
            outline.colours,
            outline.logo,
        ),
        texts=PageTexts(
            catalogue.format(Message("Skip to the content")),
            catalogue.format(Message("Contents")),
            _in_both_languages(Message("This page is not complete.")),
            _in_both_languages(Message("Cell failed")),
            catalogue.format(Message("Not checked: this browser does not run the page's script.")),
            catalogue.format(Message("What this means")),
        ),
        script=inline(read_script("check.js")),
        check={**check_words(catalogue), **({"zone": outline.zone} if outline.zone else {})},
        check_meaning=check_meaning(catalogue),
    )


def notebook_language(notebook: NotebookNode) -> Language:
    """The language in the parameters with which papermill ran the notebook; Vietnamese by default."""
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    name = parameters.get("language", Language.VI.value)
    return Language(name) if name in tuple(Language) else Language.VI


def _code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def _shown(notebook: NotebookNode) -> Iterator[CellOutput]:
    """What the page shows, in the order of the cells: outputs, and the Markdown after the parameters.

    The text above the parameters is for whoever runs the notebook.
    """
    tagged = [set(cell.metadata.get("tags", [])) & _PARAMETERS for cell in notebook.cells]
    begins = max((place for place, tags in enumerate(tagged) if tags), default=-1)
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            yield from _outputs(cell)
        elif cell.cell_type == "markdown" and place > begins and cell.source.strip():
            yield CellOutput(OutputKind.HTML, html=own_text_html(cell.source, place))


def _outputs(cell: NotebookNode) -> Iterator[CellOutput]:
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            yield CellOutput(OutputKind.FAILURE, f"{output.ename}: {output.evalue}")
        elif output.output_type == "stream":
            yield CellOutput(OutputKind.TEXT, output.text)
        elif "text/html" in output.data:
            yield CellOutput(OutputKind.HTML, html=clean_html(output.data["text/html"]))
        elif "text/plain" in output.data:
            yield CellOutput(OutputKind.TEXT, output.data["text/plain"])
        else:
            yield CellOutput(
                OutputKind.FAILURE,
                _in_both_languages(
                    message("An output of the kind {kinds} cannot be shown.", kinds=", ".join(output.data))
                ),
            )


def _problems(notebook: NotebookNode, outputs: Sequence[CellOutput], outline: Outline) -> Iterator[Message]:
    waiting = sum(
        1 for cell in _code_cells(notebook) if cell.source.strip() and cell.get("execution_count") is None
    )
    if waiting:
        yield message("Cells that were not executed: {cells}. Run the notebook again.", cells=waiting)
    failed = sum(1 for output in outputs if output.kind is OutputKind.FAILURE)
    if failed:
        yield message("Cells that failed: {cells}. The boxes in the page say where and why.", cells=failed)
    if not outline.sections:
        yield Message("The notebook shows no section of a report.")


def _in_both_languages(text: Message) -> str:
    return f"{open_catalogue(Language.VI).format(text)} / {open_catalogue(Language.EN).format(text)}"
