"""The cases of a unit's register, from which a sample is drawn."""

from __future__ import annotations

from inspection_lib.definitions import read_register_maps
from inspection_lib.errors import InvalidFilesError, NotFoundError
from inspection_lib.imports import RegisterCases, read_cases, unit_registers
from inspection_lib.language import message, nearest
from inspection_lib.model import Campaign
from inspection_lib.workbench.folder import Workbench


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
