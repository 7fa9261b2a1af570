"""The reading story: find the workbench's files, load an inspection, make its report, write it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from inspection_lib.definitions import read_checklist, read_plan, read_yaml
from inspection_lib.errors import InspectionError, InvalidFilesError, NotFoundError
from inspection_lib.files import machine_origin, write_whole
from inspection_lib.imports import unit_registers
from inspection_lib.judging import assess
from inspection_lib.language import message, nearest
from inspection_lib.model import Campaign, Checklist, Inspection, Measure, ResponseEvent, Unit, UnitKind
from inspection_lib.record import (
    EventStore,
    Recorder,
    chain_head,
    check_frozen,
    fold_answers,
    in_order,
    open_store,
    opened_checklist,
    submitted_at,
    verify_chain,
)
from inspection_lib.report import Report, build_report, report_to_json

DEFAULT_STORE = "sqlite:///outputs/inspection.db"
REPORT_JSON = "report.json"


@dataclass(frozen=True, slots=True)
class Workbench:
    """The folder of the workbench, which holds `checklists/`."""

    folder: Path

    def campaign(self, campaign_id: str) -> Campaign:
        """The campaign of `checklists/plans/<id>.yaml`."""
        path = self.folder / "checklists" / "plans" / f"{campaign_id}.yaml"
        known = sorted(plan.stem for plan in path.parent.glob("*.yaml"))
        if campaign_id not in known:
            raise NotFoundError(
                message("There is no campaign '{campaign}'.", campaign=campaign_id),
                nearest(campaign_id, known),
            )
        units = path.parent / _units_named(path, file_digest(path))
        return _plan(path, self.short(path), file_digest(path), file_digest(units))

    def campaigns(self) -> list[Campaign]:
        """All campaigns, by the first day of their visits."""
        plans = sorted((self.folder / "checklists" / "plans").glob("*.yaml"))
        return sorted((self.campaign(plan.stem) for plan in plans), key=lambda campaign: campaign.visits_from)

    def checklist(self, name: str) -> Checklist:
        """The checklist `<id>.v<version>`."""
        path = self.folder / "checklists" / "definitions" / f"{name}.yaml"
        known = sorted(definition.stem for definition in path.parent.glob("*.yaml"))
        if name not in known:
            raise NotFoundError(message("There is no checklist '{name}'.", name=name), nearest(name, known))
        return _checklist(path, self.short(path), file_digest(path))

    def checklists(self, campaign: Campaign) -> dict[UnitKind, Checklist]:
        """The checklists that a campaign uses, by kind of unit."""
        return {kind: self.checklist(name) for kind, name in campaign.checklists}

    def registers(self, campaign_id: str) -> Path:
        """The folder of a campaign's registers."""
        return self.folder / "checklists" / "registers" / campaign_id

    def short(self, path: Path) -> str:
        """A path as people of this folder name it."""
        return str(path.relative_to(self.folder)) if path.is_relative_to(self.folder) else str(path)


# What was read from a file stays in memory under the digest of the file's bytes, which are read anew each time: a file that
# was edited is never missed, and the many units of a campaign do not parse the same checklist again.


@lru_cache(maxsize=8)
def _plan(path: Path, name: str, _plan_digest: str, _units_digest: str) -> Campaign:
    return read_plan(path, name)


@lru_cache(maxsize=8)
def _units_named(path: Path, _digest: str) -> str:
    tree = read_yaml(path, str(path))[0].tree
    return str(tree.get("units") or "") if isinstance(tree, dict) else ""


@lru_cache(maxsize=16)
def _checklist(path: Path, name: str, _digest: str) -> Checklist:
    return read_checklist(path, name)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; empty where it cannot be read, which its reader tells better."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def open_workbench(folder: str = "") -> Workbench:
    """The workbench at a folder; "" looks from the current folder upwards for the one that holds the checklists."""
    start = Path(folder or ".").resolve()
    for candidate in (start, *start.parents):
        if (candidate / "checklists" / "definitions").is_dir():
            return Workbench(candidate)
    raise NotFoundError(
        message("There is no workbench at {folder}.", folder=str(start)),
        message("Go to the folder that holds checklists/, or name it with --home."),
    )


def campaign_of(workbench: Workbench, checklist: Checklist) -> Campaign:
    """The latest campaign that uses a checklist."""
    for campaign in reversed(workbench.campaigns()):
        if checklist.name in dict(campaign.checklists).values():
            return campaign
    raise NotFoundError(
        message("No campaign uses checklist {name}.", name=checklist.name),
        message("Name the checklist in a plan, or the campaign with --campaign."),
    )


def inspected_unit(campaign: Campaign, code: str) -> Unit:
    """The unit of a code, which must be inspected in the campaign."""
    unit = campaign.unit(code)
    if unit is None:
        raise NotFoundError(
            message(
                "Unit '{unit}' is not inspected in campaign {campaign}.", unit=code, campaign=campaign.id
            ),
            nearest(code, [known.code for known in campaign.units]),
        )
    return unit


def load_inspection(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str
) -> Inspection:
    """One unit's inspection: events read, their chain verified, folded into answers, with the registers' measures."""
    inspected_unit(campaign, unit_code)
    return inspect_events(workbench, campaign, unit_code, store.events(campaign.id, unit_code))


def inspect_events(
    workbench: Workbench, campaign: Campaign, unit_code: str, events: Sequence[ResponseEvent]
) -> Inspection:
    """The inspection that a unit's events, chain by chain, amount to."""
    unit = inspected_unit(campaign, unit_code)
    name = campaign.checklist_for(unit.kind)
    checklist = workbench.checklist(name or "")
    verify_chain(events)
    ordered = in_order(events)
    opened = opened_checklist(ordered)
    if opened is not None:
        check_frozen(unit_code, checklist, opened)
    return Inspection(
        unit=unit,
        parent=campaign.parent_of(unit),
        campaign=campaign,
        checklist=checklist,
        answers=fold_answers(checklist, ordered),
        measures=load_measures(workbench.registers(campaign.id), unit_code),
        submitted_at=submitted_at(ordered),
        chain_head=chain_head(ordered),
        events=len(ordered),
    )


def earlier_inspection(
    workbench: Workbench, store: EventStore, campaign: Campaign, unit_code: str
) -> Inspection | None:
    """The unit's inspection in the latest earlier campaign that has answers of it, or None.

    An old record that cannot be read is passed over here; where its own report is made it is told of.
    """
    for earlier in reversed(workbench.campaigns()):
        if (
            earlier.visits_to < campaign.visits_from
            and earlier.unit(unit_code)
            and store.events(earlier.id, unit_code)
        ):
            try:
                return load_inspection(workbench, store, earlier, unit_code)
            except InspectionError:
                continue
    return None


def load_measures(folder: Path, unit_code: str) -> tuple[Measure, ...]:
    """The measures of a unit's registers; empty where none lies in the folder. Raises InvalidFilesError.

    pandas and pandera are imported here, when a register is really there: they cost over a second, and most units have none.
    """
    files, problems = unit_registers(folder, unit_code)
    measures: tuple[Measure, ...] = ()
    if files:
        from inspection_lib.imports.measures import read_measures

        try:
            measures = read_measures(files)
        except InvalidFilesError as error:
            problems += error.problems
    if problems:
        raise InvalidFilesError(problems)
    return measures


def load_shared(workbench: Workbench, campaign_id: str) -> None:
    """Load what many units of a campaign have in common: its plan and checklists."""
    workbench.checklists(workbench.campaign(campaign_id))


def unit_code(campaign: Campaign, named: str | int) -> str:
    """The code of a unit. `papermill -p unit 060` hands on the number 60: a number finds the code of its digits."""
    if isinstance(named, str):
        return named
    codes = [unit.code for unit in campaign.units if unit.code.isdigit() and int(unit.code) == named]
    return codes[0] if len(codes) == 1 else str(named)


def make_report(
    workbench: Workbench, store_url: str, campaign_id: str, unit: str | int, *, made_at: str = ""
) -> Report:
    """The report of one unit of a campaign, from the store at a URL; ``made_at`` "" is now."""
    opened = open_store(store_url, workbench.folder)
    plan = workbench.campaign(campaign_id)
    try:
        inspection = load_inspection(workbench, opened, plan, unit_code(plan, unit))
    finally:
        opened.close()
    return report_of(inspection, made_at=made_at)


def report_of(inspection: Inspection, *, made_at: str = "") -> Report:
    """The report of an inspection; ``made_at`` "" is now."""
    assessment = assess(inspection)
    return build_report(
        inspection, assessment, made_at=made_at or this_moment(), library_version=library_version()
    )


def open_recorder(workbench: Workbench, campaign: Campaign, store: EventStore) -> Recorder:
    """What writes a campaign's events into a store under this machine's name."""
    return Recorder(store, campaign, workbench.checklists(campaign), machine_origin())


def write_report(report: Report, output: str) -> str:
    """Write `report.json` into a folder and say where; "" writes nothing and says nothing."""
    if not output:
        return ""
    path = Path(output) / REPORT_JSON
    write_whole(path, report_to_json(report))
    return str(path)


def this_moment() -> str:
    """The time now, in ISO to the second, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@cache
def library_version() -> str:
    """The version of the workbench that is installed."""
    return version("inspection-workbench")


__all__ = [
    "DEFAULT_STORE",
    "REPORT_JSON",
    "Workbench",
    "library_version",
    "load_inspection",
    "make_report",
    "open_workbench",
    "this_moment",
    "write_report",
]
