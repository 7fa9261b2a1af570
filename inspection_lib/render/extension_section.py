"""A section of an extension: its content inside a frame that says whose code drew it."""

from __future__ import annotations

import markupsafe

from inspection_lib.errors import ParameterError
from inspection_lib.extensions import Extensions
from inspection_lib.language import Language, message, open_catalogue
from inspection_lib.render.environment import open_environment
from inspection_lib.report import Report


def draw_extension_section(report: Report, name: str, language: Language, extensions: Extensions) -> str:
    """The HTML of a section of an extension, by its full name. Raises ParameterError if its code breaks.

    The content is as the extension gives it; the exporter of the page takes out what no page may hold.
    """
    section, origin = extensions.sections[name]
    try:
        drawn = section.draw(report, language)
        if not isinstance(drawn, str):
            raise TypeError(f"draw gave {type(drawn).__name__} and not a text")
    except (Exception, SystemExit) as error:  # code of the office's own may raise anything
        raise ParameterError(
            message(
                "The section {name} of the extension '{extension}' broke: {error}.",
                name=name,
                extension=origin.name,
                error=f"{type(error).__name__}: {error}",
            ),
            message("Correct the extension, or take its cell out of the notebook."),
        ) from error
    catalogue = open_catalogue(language).with_decimals(report.checklist.decimals).in_zone(report.office.zone)
    return (
        open_environment()
        .get_template("extension_section.html.j2")
        .render(
            anchor=name.replace(".", "-"),
            title=catalogue.write(section.title),
            content=markupsafe.escape(drawn),
            origin=origin,
            _=catalogue.text,
        )
    )
