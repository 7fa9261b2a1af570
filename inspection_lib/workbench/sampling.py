"""The cases of a unit's register, from which a sample is drawn."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.answers import MOST_CASES
from inspection_lib.definitions import read_register_maps
from inspection_lib.errors import InspectionError, InvalidFilesError, NotFoundError
from inspection_lib.imports import RegisterCases, read_cases, unit_registers
from inspection_lib.language import message, nearest
from inspection_lib.model import Campaign, Reduce, Unit
from inspection_lib.workbench.folder import Workbench


def samples_folder(workbench: Workbench, campaign: Campaign) -> Path:
    """The folder in which the draws of a campaign lie. It may be missing."""
    return workbench.folder / "samples" / campaign.id


def sample_files(workbench: Workbench, campaign: Campaign, unit_code: str) -> list[Path]:
    """The files of draws of a unit that lie there, by the names that `inspection sample draw` gives them."""
    folder, registers = samples_folder(workbench, campaign), workbench.extensions().registers
    if not folder.is_dir():
        return []
    paths = (folder / f"{unit_code}.{register}.sample.json" for register in sorted(registers))
    return [path for path in paths if path.is_file()]


def item_of_sample(workbench: Workbench, campaign: Campaign, unit: Unit, named: str, size: int) -> str:
    """The item of the unit's checklist whose rows are drawn: one of cases that are met or not.

    Raises InspectionError for any other, with the nearest one, and for more rows than an answer has.
    """
    checklist = workbench.checklist(campaign.checklist_for(unit.kind) or "")
    workbench.refuse_misfits(campaign, {unit.kind: checklist})
    found = [item.id for item in checklist.items if item.cases and item.cases.reduce is Reduce.SHARE]
    if named not in found:
        text = message("Item {item} does not take cases that are met or not.", item=named)
        raise InspectionError(text, nearest(named, found))
    if size > MOST_CASES:
        said = message(
            "{size} cases were drawn, and an answer has at most {most} rows.", size=size, most=MOST_CASES
        )
        raise InspectionError(said, message("Leave out --item, and fill in the sheet."))
    return named


def load_cases(workbench: Workbench, campaign: Campaign, unit_code: str, register: str) -> RegisterCases:
    """The cases of a unit's register in the campaign's period.

    Raises NotFoundError where the unit has no such register, InvalidFilesError for one that cannot be used.
    """
    folder, kinds = workbench.registers(campaign.id), workbench.extensions().registers
    files, problems = unit_registers(folder, unit_code, kinds)
    if problems:
        raise InvalidFilesError(problems)
    file = next((one for one in files if one.register == register), None)
    if file is None:
        raise NotFoundError(
            message("Unit {unit} has no register '{register}'.", unit=unit_code, register=register),
            nearest(register, [one.register for one in files] or list(kinds)),
        )
    maps = read_register_maps(folder, kinds)
    period = campaign.period_from, campaign.period_to
    return read_cases(file, *period, maps, campaign.office.zone, kinds)
