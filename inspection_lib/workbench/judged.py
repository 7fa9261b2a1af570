"""An inspection judged: its report, made by this version at this moment."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

from inspection_lib.extensions import NO_EXTENSIONS, Extensions
from inspection_lib.judging import assess
from inspection_lib.model import Inspection
from inspection_lib.report import Report, build_report


def report_of(inspection: Inspection, *, made_at: str = "", extensions: Extensions = NO_EXTENSIONS) -> Report:
    """Judge an inspection and build its report; ``made_at`` is an ISO time, "" is now."""
    assessment = assess(inspection)
    return build_report(
        inspection,
        assessment,
        made_at=made_at or this_moment(),
        library_version=library_version(),
        sections=[one.origin for one in extensions.loaded if one.extension.sections],
    )


def this_moment() -> str:
    """The time now in UTC, in ISO format to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@cache
def library_version() -> str:
    """The installed version of the workbench."""
    return version("inspection-workbench")
