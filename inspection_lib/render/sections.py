"""The sections of a report as HTML, each from one template of ``templates/sections``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from inspection_lib.errors import ParameterError
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.render import charts
from inspection_lib.render.views import view_of
from inspection_lib.report import Report

TEMPLATES = Path(__file__).parent / "templates"

SECTIONS: tuple[str, ...] = (
    "header",
    "summary",
    "areas",
    "losses",
    "findings",
    "actions",
    "not_applicable",
    "unanswered",
    "measures",
    "items",
    "provenance",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A drawn section; a notebook shows it as HTML."""

    name: str
    language: Language
    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def show(report: Report, name: str, language: str = "vi") -> Section:
    """A section for a notebook: ``show(report, "summary", language)``."""
    spoken = language_of(language)
    return Section(name, spoken, draw_section(report, name, spoken))


def draw_section(report: Report, name: str, language: Language) -> str:
    """The HTML of one section. It is whole and escaped: it may stand in any page as it is."""
    if name not in SECTIONS:
        raise ParameterError(
            message("There is no section '{name}'.", name=name),
            message("The sections are: {names}.", names=", ".join(SECTIONS)),
        )
    catalogue = open_catalogue(language)
    template = open_environment().get_template(f"sections/{name}.html.j2")
    return template.render(report=report, view=view_of(report), t=catalogue, _=catalogue.text, charts=charts)


def language_of(name: str) -> Language:
    """The language with this name."""
    try:
        return Language(name)
    except ValueError as error:
        raise ParameterError(
            message("There is no language '{name}'.", name=name),
            message("The languages are: {names}.", names=", ".join(Language)),
        ) from error


@cache
def open_environment() -> Environment:
    """The environment of all templates: everything is escaped, and a missing name is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
