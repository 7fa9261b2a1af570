"""The sections of a report as HTML. Each has a template of its own in `templates/sections/`."""

from __future__ import annotations

from dataclasses import dataclass, field

from inspection_lib.errors import ParameterError
from inspection_lib.extensions import NO_EXTENSIONS, Extensions
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.model import cause_words
from inspection_lib.render import charts, scores
from inspection_lib.render.environment import open_environment
from inspection_lib.render.extension_section import draw_extension_section
from inspection_lib.render.sentences import (
    firmness_sentence,
    fork_sentence,
    language_sentence,
    recurrence_sentence,
    redaction_sentence,
)
from inspection_lib.render.signatures import signature_sentence, signature_warning
from inspection_lib.render.views import report_view
from inspection_lib.render.visit_words import (
    agreement_sentence,
    explanation_sentence,
    noted_text,
    position_sentence,
)
from inspection_lib.report import Report

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
    """One section as HTML. Jupyter displays it through `_repr_html_`."""

    name: str
    language: Language
    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def show(report: Report, name: str, language: str = "vi", extensions: Extensions = NO_EXTENSIONS) -> Section:
    """One section of a report, to be displayed by a notebook: ``show(report, "summary", language)``.

    A section of an extension needs the workbench's extensions: ``show(report, "own.head", language,
    extensions)``.

    Raises ParameterError for a section or a language that does not exist.
    """
    known = parse_language(language)
    return Section(name, known, draw_section(report, name, known, extensions))


def draw_section(
    report: Report, name: str, language: Language, extensions: Extensions = NO_EXTENSIONS
) -> str:
    """The HTML of one section, with all text escaped: it can be put into any page as it is.

    Raises ParameterError for a section that does not exist, and for one of an extension that breaks.
    """
    if name in extensions.sections:
        return draw_extension_section(report, name, language, extensions)
    if name not in SECTIONS:
        raise ParameterError(
            message("There is no section '{name}'.", name=name),
            message("The sections are: {names}.", names=", ".join((*SECTIONS, *extensions.sections))),
        )
    catalogue = open_catalogue(language).with_decimals(report.checklist.decimals).in_zone(report.office.zone)
    template = open_environment().get_template(f"sections/{name}.html.j2")
    return template.render(
        report=report,
        view=report_view(report),
        t=catalogue,
        _=catalogue.text,
        charts=charts,
        scores=scores,
        redaction=redaction_sentence,
        fork=fork_sentence,
        firmness=firmness_sentence,
        noted=noted_text,
        explained=explanation_sentence,
        agreed=agreement_sentence,
        caused=cause_words,
        position=position_sentence,
        again=recurrence_sentence,
        signature=signature_sentence,
        signature_warning=signature_warning,
        other_language=language_sentence(report, language),
    )


def parse_language(name: str) -> Language:
    """The language with a name, such as "vi". Raises ParameterError."""
    try:
        return Language(name)
    except ValueError as error:
        raise ParameterError(
            message("There is no language '{name}'.", name=name),
            message("The languages are: {names}.", names=", ".join(Language)),
        ) from error
