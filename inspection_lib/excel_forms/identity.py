"""Whether a form belongs here: its campaign, its units, and the version of the checklist that it asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from inspection_lib.errors import InspectionError
from inspection_lib.excel_forms.hidden_sheet import FormCopy
from inspection_lib.excel_forms.locked_cells import NEW_FORM
from inspection_lib.language import Fault, message, nearest
from inspection_lib.model import Campaign, Checklist


def identity_faults(
    copy: FormCopy, campaign: Campaign, checklist_of: Callable[[str], Checklist], file_name: str
) -> Iterator[Fault]:
    """Why the form is not one that can be imported into the campaign; nothing if it is."""
    if copy.campaign_id != campaign.id:
        yield Fault(
            message(
                "The form is of campaign {other}, not of {campaign}.",
                other=copy.campaign_id,
                campaign=campaign.id,
            ),
            message("Import it into its own campaign, or take a form of this one."),
        )
        return
    for code in copy.units:
        if campaign.unit(code) is None:
            yield Fault(
                message(
                    "Unit '{unit}' is not inspected in campaign {campaign}.", unit=code, campaign=campaign.id
                ),
                nearest(code, [unit.code for unit in campaign.units]),
            )
            continue
        try:
            checklist = checklist_of(code)
        except InspectionError as error:
            yield error.fault
            continue
        if f"{checklist.name} {checklist.digest}" not in copy.checklists:
            yield _other_checklist(copy, code, checklist)
    yield from _other_name(copy, campaign, file_name)


def _other_checklist(copy: FormCopy, code: str, checklist: Checklist) -> Fault:
    """That the form asks another version, or a file that was changed since."""
    names = [one.partition(" ")[0] for one in copy.checklists]
    if checklist.name in names:
        text = message(
            "Unit {unit}: checklist {name} was changed since the form was written.",
            unit=code,
            name=checklist.name,
        )
    else:
        text = message(
            "Unit {unit}: the form asks checklist {other}, and its record stands on {name}.",
            unit=code,
            other=", ".join(names),
            name=checklist.name,
        )
    return Fault(text, NEW_FORM)


def _other_name(copy: FormCopy, campaign: Campaign, file_name: str) -> Iterator[Fault]:
    """That the file's name begins with the code of another unit: a unit took another one's form."""
    first = re.split(r"[_\s.(-]", file_name, maxsplit=1)[0]
    if len(copy.units) == 1 and first != copy.units[0] and campaign.unit(first):
        yield Fault(
            message(
                "The file is named after unit {named}, and the form in it is of unit {unit}.",
                named=first,
                unit=copy.units[0],
            ),
            message(
                "If the answers are of unit {unit}, rename the file; if not, fill in the form of {named}.",
                unit=copy.units[0],
                named=first,
            ),
        )
