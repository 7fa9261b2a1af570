"""The nbconvert exporter of a report's page. Its template extends no other one and trusts no output."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, StrictUndefined
from nbconvert.exporters import ResourcesDict, TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from inspection_lib.render.report_page.page import page_of


class ReportExporter(TemplateExporter):
    """Draws an executed notebook as one offline page: outputs cleaned, code hidden, failures visible."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "template"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(Path(__file__).parent)]

    def _preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        return nb, resources  # `page_of` changes nothing in the notebook: skip the copy and the validation

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.undefined = StrictUndefined
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.globals["page_of"] = page_of
        return environment


def open_exporter() -> ReportExporter:
    """An exporter for any number of pages.

    Use it again: opening one takes much longer than drawing a page.
    """
    return ReportExporter()  # type: ignore[no-untyped-call]


def export_page(notebook: NotebookNode, exporter: ReportExporter) -> str:
    """The page of an executed notebook."""
    page, _ = exporter.from_notebook_node(notebook)
    return str(page)
