"""Check the page and the executed notebook: both must show what the report says, and nothing else."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from inspection_lib.errors import ParameterError
from inspection_lib.extensions import NO_EXTENSIONS, Extensions
from inspection_lib.language import Language, Message, Text, message
from inspection_lib.render import (
    SECTIONS,
    data_of_page,
    draw_section,
    page_fault,
    with_data,
    with_signature,
)
from inspection_lib.report import Report, report_from_json
from inspection_lib.unit_report import REPORT_NOTEBOOK, REPORT_PAGE
from inspection_lib.verification.compare import first_difference_of_texts
from inspection_lib.verification.page_texts import visible_texts
from inspection_lib.verification.remarks import Remark, RemarkKind, difference, of_error, standing, unchecked

if TYPE_CHECKING:
    from inspection_lib.render.report_page import ReportExporter

_SHOW = re.compile(r'show\(report, "([\w.-]+)", language(?:, extensions)?\)')
_INJECTED = "injected-parameters"


def check_notebook(
    text: str, report: Report, language: Language, template: str | None, extensions: Extensions
) -> list[Remark]:
    """What in an executed notebook is not as the report says.

    ``template`` is the text of the notebook that it was made from; None where that is not known here. Every
    output that shows a section of the report is drawn again and compared. Outputs of other cells are told,
    because only running them would make them again.
    """
    cells = _cells(text)
    if cells is None:
        return [difference(REPORT_NOTEBOOK, message("The notebook cannot be read."))]
    remarks = []
    if template is not None and _sources(cells) != _sources(_cells(template) or []):
        text_ = message("Its cells are not those of the notebook that made it.")
        remarks.append(difference(REPORT_NOTEBOOK, text_))
    own = 0
    for cell in (cell for cell in cells if cell["cell_type"] == "code"):
        shown = _SHOW.fullmatch(_joined(cell.get("source")).strip())
        if shown and shown[1] in (*SECTIONS, *extensions.sections):
            remarks += _check_section(cell, shown[1], report, language, extensions)
        elif cell.get("outputs"):
            own += 1
    if own:
        text_ = message("Outputs of {count} cells of its own were not made again.", count=own)
        remarks.append(unchecked(REPORT_NOTEBOOK, text_))
    return remarks


def _check_section(
    cell: Any, name: str, report: Report, language: Language, extensions: Extensions
) -> list[Remark]:
    try:
        should = draw_section(report, name, language, extensions)
    except ParameterError as error:  # the code of an extension broke
        return of_error(RemarkKind.UNCHECKED, REPORT_NOTEBOOK, error)
    outputs = cell.get("outputs") or []
    stands = "".join(_joined((output.get("data") or {}).get("text/html", "")) for output in outputs)
    found = first_difference_of_pages(stands, should)
    if found is None and len(outputs) != 1:
        found = message("The section {name} is shown {count} times.", name=name, count=len(outputs))
    return [difference(REPORT_NOTEBOOK, found)] if found else []


def check_page(page: str, report_json: str, notebook: str | None) -> list[Remark]:
    """What on a page is not as its own data, the executed notebook and `report.json` beside it say.

    The page is drawn again from the notebook and compared letter by letter, without its signature. Where
    ``notebook`` is None it is drawn from the report: parts that a notebook added are then not compared.
    """
    fault = page_fault(page)
    if fault:
        return [difference(REPORT_PAGE, fault)]
    stands = with_signature(page, None)
    if notebook is None:
        return _check_page_alone(stands, report_json)
    should = drawn_again(notebook, report_json)
    if should is None:
        return [difference(REPORT_NOTEBOOK, message("The notebook cannot be read."))]
    found = first_difference_of_pages(stands, should)
    return [difference(REPORT_PAGE, found)] if found else []


def drawn_again(notebook: str, report_json: str) -> str | None:
    """The page of an executed notebook and a report; None where the notebook cannot be read."""
    import nbformat

    try:
        return with_data(_draw(nbformat.reads(notebook, as_version=4)), report_json)
    except Exception:  # a notebook may be changed in any way; that it was is told once
        return None


def _check_page_alone(page: str, report_json: str) -> list[Remark]:
    """A page without its notebook: every section of the report is drawn again and looked for on it."""
    should = page_of_sections(report_json, language_of_page(page))
    if page == should:
        return []
    for name in SECTIONS:
        found = first_difference_of_pages(_section(page, name), _section(should, name))
        if found:
            return [difference(REPORT_PAGE, found)]
    return [
        unchecked(REPORT_PAGE, message("Parts of the page outside the report's sections were not compared."))
    ]


def language_of_page(page: str) -> Language:
    """The language of a page."""
    return Language.EN if '<html lang="en">' in page[:100] else Language.VI


def page_of_sections(report_json: str, language: Language) -> str:
    """The page of a report with all its sections and nothing else."""
    from nbformat import v4

    report = report_from_json(report_json)
    cells = [
        v4.new_code_cell(execution_count=1, outputs=[_drawn(report, name, language)]) for name in SECTIONS
    ]
    run = {"papermill": {"parameters": {"language": language.value}}}
    return with_data(_draw(v4.new_notebook(cells=cells, metadata=run)), report_json)


def page_of_report(notebook: str, report_json: str, extensions: Extensions) -> tuple[str, str] | None:
    """The page as the report gives it, and what cells of the notebook's own put on it.

    Every section of the report is drawn anew; only the notebook's order of cells is taken over. None where
    the notebook cannot be read. Raises ParameterError for a section of an extension that breaks.
    """
    import nbformat

    try:
        content = nbformat.reads(notebook, as_version=4)
        language = Language(content.metadata["papermill"]["parameters"].get("language", Language.VI))
    except Exception:  # a notebook may be changed in any way
        return None
    report, own = report_from_json(report_json), []
    for cell in content.cells:
        shown = _SHOW.fullmatch(_joined(cell.source).strip()) if cell.cell_type == "code" else None
        if shown and shown[1] in (*SECTIONS, *extensions.sections):
            cell.outputs = [_drawn(report, shown[1], language, extensions)]
        elif cell.cell_type == "code":
            own += [_joined(text) for output in cell.outputs for text in output.get("data", {}).values()]
    return with_data(_draw(content), report_json), "\n".join(own)


def _drawn(report: Report, name: str, language: Language, extensions: Extensions = NO_EXTENSIONS) -> Any:
    from nbformat import v4

    return v4.new_output("display_data", {"text/html": draw_section(report, name, language, extensions)})


def _section(page: str, name: str) -> str:
    """The part of a page that is one section; "" where it is missing."""
    begin = page.find(f'<section id="{name}"')
    end = page.find("</section>", begin)
    return page[begin:end] if begin >= 0 else ""


def report_in_page(page: str) -> str | None:
    """The text of the `report.json` that a page carries; None where its data is damaged."""
    try:
        value = json.loads(data_of_page(page))["report"]
    except (ValueError, KeyError, TypeError):
        return None
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _draw(notebook: Any) -> str:
    from inspection_lib.render.report_page import export_page

    return export_page(notebook, _exporter())


@cache
def _exporter() -> ReportExporter:
    """The one exporter of this process: opening one takes much longer than drawing a page."""
    from inspection_lib.render.report_page import open_exporter

    return open_exporter()


def first_difference_of_pages(stands: str, should: str) -> Message | None:
    """Where two pages differ first: in a text that readers see, else anywhere; None if they are equal."""
    if stands == should:
        return None
    nothing = ("", "")
    seen, expected = (
        [(line.heading, line.text) for line in visible_texts(page)] for page in (stands, should)
    )
    for one, other in zip_longest(seen, expected, fillvalue=nothing):
        if one != other:
            title = other[0] or one[0]
            where = (
                Text(f"mục “{title}”", f"section “{title}”")
                if title
                else Text("đầu trang", "top of the page")
            )
            if one[1] != other[1]:
                return standing(where, one[1], other[1])
    unseen = Text("phần không hiển thị của trang", "a part of the page that is not seen")
    return first_difference_of_texts(stands, should, unseen)


def notebook_parameters_used(text: str) -> dict[str, str]:
    """The parameters with which a notebook was run; empty where it does not say."""
    try:
        found = json.loads(text)["metadata"]["papermill"]["parameters"]
        return {str(name): str(value) for name, value in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _sources(cells: list[Any]) -> list[tuple[str, str]]:
    """The kind and the text of each cell, without the one that papermill adds."""
    return [
        (str(cell["cell_type"]), _joined(cell.get("source")))
        for cell in cells
        if _INJECTED not in _tags(cell)
    ]


def _cells(text: str) -> list[Any] | None:
    """The cells with code and with text; None where the notebook cannot be read."""
    try:
        found = json.loads(text)
        cells = [cell for cell in found["cells"] if cell["cell_type"] in ("code", "markdown")]
        return cells if all(isinstance(cell, dict) for cell in cells) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _tags(cell: Any) -> list[str]:
    metadata = cell.get("metadata")
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else []
    return [str(tag) for tag in tags] if isinstance(tags, list) else []


def _joined(source: Any) -> str:
    return "".join(str(line) for line in source) if isinstance(source, list) else str(source or "")
