"""The workbench's folder as a value: where its checklists, plans and registers lie, and how they are read."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from inspection_lib.answers import fold_word
from inspection_lib.definitions import (
    WORKBENCH_YAML,
    read_checklist,
    read_holidays,
    read_office_parts,
    read_office_settings,
    read_plan,
    read_yaml,
)
from inspection_lib.errors import InspectionError, InvalidFilesError, NotFoundError
from inspection_lib.extensions import Extensions
from inspection_lib.files import digest_of_file, is_url
from inspection_lib.language import first_names, message, nearest, plain_letters
from inspection_lib.model import Campaign, Checklist, OfficeSettings, Unit, WorkCalendar
from inspection_lib.workbench.campaign_fit import refuse_misfits

UNITS_LISTED = 200
"""An error without a unit lists at most this many units of the campaign."""
INDICES = "indices"
"""The folder below `checklists/` with one file for each index of indicators."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """The folder that holds `checklists/`, `notebooks/` and `outputs/`."""

    folder: Path

    def settings(self) -> OfficeSettings:
        """The settings of `workbench.yaml`; without it those of version 0.1.0. Raises InvalidFilesError."""
        path = self.folder / WORKBENCH_YAML
        digest = file_digest(path)
        logo = self.folder / field_of(path, "logo", digest)
        return _read_settings(self.folder, digest, file_digest(logo))

    def campaign(self, campaign_id: str) -> Campaign:
        """The campaign of `checklists/plans/<id>.yaml`. Raises NotFoundError and InvalidFilesError."""
        path = self.folder / "checklists" / "plans" / f"{campaign_id}.yaml"
        known = sorted(plan.stem for plan in path.parent.glob("*.yaml"))
        if campaign_id not in known:
            raise NotFoundError(
                message("There is no campaign '{campaign}'.", campaign=campaign_id),
                nearest(campaign_id, known),
            )
        units = path.parent / field_of(path, "units", file_digest(path))
        return _read_campaign(path, self.settings(), self.short(path), file_digest(path), file_digest(units))

    def campaigns(self) -> list[Campaign]:
        """All campaigns, ordered by the first day of their visits."""
        plans = sorted((self.folder / "checklists" / "plans").glob("*.yaml"))
        return sorted((self.campaign(plan.stem) for plan in plans), key=lambda campaign: campaign.visits_from)

    def readable_campaigns(self) -> list[Campaign]:
        """As `campaigns`, without those whose plan cannot be read: `inspection check` says why."""
        found = []
        for plan in sorted((self.folder / "checklists" / "plans").glob("*.yaml")):
            with contextlib.suppress(InspectionError):
                found.append(self.campaign(plan.stem))
        return sorted(found, key=lambda campaign: campaign.visits_from)

    def checklist(self, name: str) -> Checklist:
        """The checklist `<id>.v<version>`. Raises NotFoundError and InvalidFilesError."""
        path = self.folder / "checklists" / "definitions" / f"{name}.yaml"
        known = sorted(definition.stem for definition in path.parent.glob("*.yaml"))
        if name not in known:
            raise NotFoundError(message("There is no checklist '{name}'.", name=name), nearest(name, known))
        return _read_checklist(path, self.short(path), self.extensions(), definition_digest(path))

    def extensions(self) -> Extensions:
        """The office's own code, from `extensions/` and installed packages. Raises InvalidFilesError."""
        extensions, problems = read_office_parts(self.folder)
        if problems:
            raise InvalidFilesError(problems)
        return extensions

    def versions(self, checklist_id: str) -> list[Path]:
        """The files of all versions of a checklist, sorted by name."""
        return sorted((self.folder / "checklists" / "definitions").glob(f"{checklist_id}.v*.yaml"))

    def checklists(self, campaign: Campaign) -> dict[str, Checklist]:
        """The checklists that a campaign uses, by kind of unit.

        Raises what `found_checklists` raises, and NotFoundError.
        """
        found = {kind: self.checklist(name) for kind, name in campaign.checklists}
        self.refuse_misfits(campaign, found)
        return found

    def found_checklists(self, campaign: Campaign) -> dict[str, Checklist]:
        """The checklists of a campaign that exist, by kind of unit: a missing one stops its own units only.

        Raises InvalidFilesError for one that cannot be used, and for those that do not fit the campaign.
        """
        found = {}
        for kind, name in campaign.checklists:
            with contextlib.suppress(NotFoundError):
                found[kind] = self.checklist(name)
        self.refuse_misfits(campaign, found)
        return found

    def refuse_misfits(self, campaign: Campaign, checklists: Mapping[str, Checklist]) -> None:
        """Raise InvalidFilesError where checklists, by kind of unit, do not fit the campaign."""
        plan = self.folder / "checklists" / "plans" / f"{campaign.id}.yaml"
        refuse_misfits(campaign, checklists, plan, self.short(plan))

    @property
    def holidays(self) -> Path:
        """The file that says which days are working days. It may be missing."""
        return self.folder / self.settings().holidays

    def calendar(self) -> WorkCalendar:
        """The working days; without the file a calendar that knows no year. Raises InvalidFilesError."""
        return _read_holidays(self.holidays, self.short(self.holidays), file_digest(self.holidays))

    def registers(self, campaign_id: str) -> Path:
        """The folder of a campaign's registers. It may be missing."""
        return self.folder / "checklists" / "registers" / campaign_id

    def short(self, path: Path) -> str:
        """The path relative to the workbench's folder, with slashes; one outside of it stays as it is."""
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else str(path)


# The functions below cache what they parse. The digests of the files' bytes are part of the cache's
# key, and callers compute them anew for each call: an edited file is always read again, while the many units
# of one campaign share one parsed checklist. The functions do not use the digests otherwise.


@lru_cache(maxsize=8)
def _read_campaign(
    path: Path, settings: OfficeSettings, name: str, _plan_digest: str, _units_digest: str
) -> Campaign:
    return read_plan(path, settings, name)


@lru_cache(maxsize=4)
def _read_settings(folder: Path, _digest: str, _logo_digest: str) -> OfficeSettings:
    return read_office_settings(folder)


@lru_cache(maxsize=8)
def field_of(path: Path, field: str, _digest: str) -> str:
    """A field at the top of a YAML file that names another file; "" when there is none."""
    tree = read_yaml(path, str(path))[0].tree
    return str(tree.get(field) or "") if isinstance(tree, dict) else ""


@lru_cache(maxsize=4)
def _read_holidays(path: Path, name: str, _digest: str) -> WorkCalendar:
    return read_holidays(path, name)


@lru_cache(maxsize=16)
def _read_checklist(path: Path, name: str, extensions: Extensions, _digest: str) -> Checklist:
    return read_checklist(path, name, extensions)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; "" when the file cannot be read.

    No error is raised here, because the function that parses the file reports the error with more detail.
    """
    try:
        return digest_of_file(path)
    except (OSError, ValueError):  # ValueError: a path with a NUL, which no file can have
        return ""


def definition_digest(path: Path) -> str:
    """The SHA-256 of a checklist file and of all files that it could include; "" when it cannot be read.

    Those are all files in folders below. A checklist without parts has the digest of its own bytes.
    """
    try:
        content = path.read_bytes()
    except (OSError, ValueError):  # ValueError: a path with a NUL, which no file can have
        return ""
    digest = hashlib.sha256(content)
    if b"include" in content:
        for part in sorted(path.parent.glob("*/**/*.y*ml")):
            digest.update(f"{part} {file_digest(part)}".encode())
    return digest.hexdigest()


def open_workbench(folder: str = "") -> Workbench:
    """The workbench at a folder; "" searches from the current folder upwards. Raises NotFoundError."""
    start = Path(folder or ".").resolve()
    for candidate in (start, *start.parents):
        if (candidate / WORKBENCH_YAML).is_file() or (candidate / "checklists" / "definitions").is_dir():
            return Workbench(candidate)
    raise NotFoundError(
        message("There is no workbench at {folder}.", folder=str(start)),
        message("Go to the folder that holds checklists/, or name it: --home, in Python workbench=."),
    )


def place_of(workbench: Workbench, output: str, campaign_id: str) -> str:
    """The campaign's folder or URL in an output folder or URL.

    A relative path begins at the workbench's folder.
    """
    if is_url(output):
        return f"{output.rstrip('/')}/{campaign_id}"
    return str((workbench.folder / output.removeprefix("file://")).resolve() / campaign_id)


def latest_campaign(workbench: Workbench, checklist: Checklist) -> Campaign:
    """The latest campaign that uses a checklist. Raises NotFoundError when no campaign does."""
    for campaign in reversed(workbench.campaigns()):
        if checklist.name in dict(campaign.checklists).values():
            return campaign
    raise NotFoundError(
        message("No campaign uses checklist {name}.", name=checklist.name),
        message("Name the checklist in a plan, or the campaign with --campaign."),
    )


UnitCode = str | int | float
"""The code of a unit as a notebook's parameter: papermill passes 060 as the number 60."""


def find_unit(campaign: Campaign, unit_code: UnitCode) -> Unit:
    """The unit with a code or a name. Raises NotFoundError where the campaign inspects none such, or several.

    A code goes before a name. A name is compared whole, in either language: first as it is written, then
    without marks and capital letters.
    `papermill -p unit 060` passes the number 60, without the zero. A number therefore finds the one unit
    whose code consists of digits and has this value.
    """
    code = unit_code.strip() if isinstance(unit_code, str) else _code_of_number(campaign, unit_code)
    if not code:
        raise NotFoundError(
            message("No unit is named. Name one unit of campaign {campaign}.", campaign=campaign.id),
            message("The units are: {units}", units=_list_of_units(campaign)),
        )
    unit = campaign.unit(code) or _unit_with_name(campaign, code)
    if unit is None:
        names = [name for known in campaign.units for name in (known.name.vi, known.name.en) if name]
        raise NotFoundError(
            message(
                "Unit '{unit}' is not inspected in campaign {campaign}.", unit=code, campaign=campaign.id
            ),
            nearest(code, [*(known.code for known in campaign.units), *names]),
        )
    return unit


def _unit_with_name(campaign: Campaign, name: str) -> Unit | None:
    """The one unit with this name; None without one. Raises NotFoundError, with the codes, for several."""
    for form in (plain_letters, fold_word):
        wanted = form(name)
        found = [unit for unit in campaign.units if wanted in (form(unit.name.vi), form(unit.name.en))]
        if len(found) > 1:
            raise NotFoundError(
                message("Several units are called '{name}'.", name=name),
                message("Write the code of one: {units}.", units=_codes_and_names(campaign, found)),
            )
        if found:
            return found[0]
    return None


def find_units(campaign: Campaign, unit_codes: UnitCode | Sequence[UnitCode]) -> tuple[Unit, ...]:
    """The units that a notebook's parameter names: one code, "061,062", or a list. None for an empty one.

    Raises NotFoundError for the first code that is not inspected in the campaign.
    """
    if isinstance(unit_codes, str):
        unit_codes = [code for code in (part.strip() for part in unit_codes.split(",")) if code]
    elif isinstance(unit_codes, (int, float)):
        unit_codes = [unit_codes]
    return tuple(find_unit(campaign, code) for code in unit_codes)


def _code_of_number(campaign: Campaign, number: float) -> str:
    codes = [unit.code for unit in campaign.units if unit.code.isdigit() and int(unit.code) == number]
    return codes[0] if len(codes) == 1 else str(number)


def _list_of_units(campaign: Campaign) -> str:
    """Codes and Vietnamese names of at most `UNITS_LISTED` units."""
    return first_names([f"{unit.code} {unit.name.vi}" for unit in campaign.units], UNITS_LISTED)


def _codes_and_names(campaign: Campaign, units: Sequence[Unit]) -> str:
    """Codes of units of one name, each with the name of the unit above it."""
    above = {unit.code: unit.name.vi for unit in (*campaign.units, *campaign.parents)}
    parents = [above.get(unit.parent or "", "") for unit in units]
    codes = [
        f"{unit.code} ({parent})" if parent else unit.code
        for unit, parent in zip(units, parents, strict=True)
    ]
    return first_names(codes, UNITS_LISTED)
