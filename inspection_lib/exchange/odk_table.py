"""The table of an export of ODK Central or KoboToolbox: which columns are questions, and its submissions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspection_lib.exchange.odk_server import RECEIVED, STATES
from inspection_lib.exchange.xlsform_questions import CELLS_OF_ITEM, EN, ROLE_LABEL, UNIT_LABEL, VI, name_of
from inspection_lib.language import Fault, Message, message
from inspection_lib.model import Checklist
from inspection_lib.tables import RawTable

EXPORT_AGAIN: Message = message("Export the submissions again as CSV, or as a zip with media files.")
WITH_NAMES: Message = message(
    "Export again with names in place of labels: KoboToolbox calls it 'XML values and headers'."
)
_OWN = ("unit", "actor", "checklist", "campaign", "end")
"""Questions of the form that belong to no item."""
_IDS = ("KEY", "instanceID", "_uuid")
"""Columns that hold a submission's id, the best first."""
_REQUIRED = ("unit", "checklist", "campaign")
_OF_THE_SERVER = re.compile(
    r"start|today|demonstration|deviceid|DeviceID|instanceName|rootUuid|deprecatedID|audit|SubmitterID"
    r"|SubmitterName|AttachmentsPresent|AttachmentsExpected|Edits|FormVersion|_id|_notes|_status"
    r"|_submitted_by|_version_+(\d+)?|__version__|_tags|_index|_geolocation|formhub|uuid|.*_URL"
)
"""Columns that servers add, which say nothing about an item."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One filled-in form: its line in the table, its own id, and its cells by the names of questions.

    ``faults`` are questions that two columns answer differently.
    """

    line: int
    instance: str
    cells: Mapping[str, str]
    faults: tuple[Fault, ...] = ()


def missing_columns(table: RawTable) -> list[str]:
    """The columns that a table of submissions has to have and this one has not; of ids one is enough."""
    names = {_last_part(heading) for heading in table.headings}
    missing = [name for name in _REQUIRED if name not in names]
    return missing if names & set(_IDS) else [*missing, ", ".join(_IDS)]


def has_labels(table: RawTable) -> bool:
    """Whether the headings are the questions' labels, which people read, and not their names."""
    labels = {_plain(catalogue.format(label)) for label in (UNIT_LABEL, ROLE_LABEL) for catalogue in (VI, EN)}
    return any(_plain(heading).endswith(label) for heading in table.headings for label in labels)


def named(table: RawTable, question: str) -> list[str]:
    """What the submissions answer to a question that belongs to no item, such as `campaign`, each once."""
    places = [place for place, heading in enumerate(table.headings) if _last_part(heading) == question]
    cells = (row[place].strip() for _, row in table.rows for place in places if place < len(row))
    return list(dict.fromkeys(cell for cell in cells if cell))


def unknown_columns(table: RawTable, checklists: Iterable[Checklist]) -> list[str]:
    """The headings that are neither questions of these checklists nor columns of the server, if filled in."""
    known = _known_names(checklists)
    unknown = [
        place
        for place, heading in enumerate(table.headings)
        if _last_part(heading) not in known and not _OF_THE_SERVER.fullmatch(_last_part(heading))
    ]
    return [
        table.headings[place]
        for place in unknown
        if any(place < len(cells) and cells[place].strip() for _, cells in table.rows)
    ]


def read_submissions(table: RawTable, checklists: Iterable[Checklist]) -> list[Submission]:
    """The submissions of a table that has the needed columns: see :func:`missing_columns`.

    Columns are called `area_1-A01_g-A01` or `area_1/A01_g/A01`, or A01 alone: the last part is the name of
    the question. Where several columns have one question, the one that is filled in counts.
    """
    known = _known_names(checklists)
    columns = [
        (place, heading, name)
        for place, heading in enumerate(table.headings)
        if (name := _last_part(heading)) in known
    ]
    instance = next(name for name in _IDS if any(name == column for _, _, column in columns))
    submissions = []
    for line, row in table.rows:
        cells: dict[str, str] = {}
        filled_by: dict[str, str] = {}
        faults: list[Fault] = []
        for place, heading, name in columns:
            value = row[place].strip() if place < len(row) else ""
            before = cells.get(name, "")
            if before and value and before != value:
                faults.append(_two_answers(name, (filled_by[name], before), (heading, value)))
            elif value or name not in cells:
                cells[name] = value
                filled_by[name] = heading
        submissions.append(Submission(line, cells.get(instance, ""), cells, tuple(faults)))
    return submissions


def photo_names(submission: Submission) -> list[str]:
    """The names of the photos that a submission has."""
    return [cell for name, cell in submission.cells.items() if name.endswith("_photo") and cell]


def _two_answers(name: str, one: tuple[str, str], other: tuple[str, str]) -> Fault:
    return Fault(
        message(
            "Two columns answer '{name}' differently: {one} ({first}) and {other} ({second}).",
            name=name,
            one=one[0],
            first=one[1],
            other=other[0],
            second=other[1],
        ),
        message("Correct the submission on the server, or empty the wrong one of the two cells."),
    )


def _known_names(checklists: Iterable[Checklist]) -> set[str]:
    of_items = (
        f"{name_of(item)}{ending}"
        for checklist in checklists
        for item in checklist.items
        for ending in CELLS_OF_ITEM
    )
    return {*_OWN, *_IDS, *STATES, *RECEIVED, *of_items}


def _last_part(heading: str) -> str:
    """The name of the question in a heading, without the groups before it: names hold no other signs."""
    return re.split(r"[^\w]+", heading.strip())[-1]


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()
