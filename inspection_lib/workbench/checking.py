"""Find everything that is wrong with the files that people write, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from inspection_lib.checklist_tables import lines_of_open_decisions
from inspection_lib.definitions import (
    MAP_SUFFIX,
    REGISTER_SUFFIX,
    REGISTERS_FOLDER,
    WORKBENCH_YAML,
    YamlFile,
    parts_of,
    read_checklist_with_problems,
    read_holidays_with_problems,
    read_indicator_index_with_problems,
    read_office_parts,
    read_office_settings_with_problems,
    read_plan_with_problems,
    read_register_kind,
    read_register_map_with_problems,
    read_units_with_problems,
    read_yaml,
)
from inspection_lib.errors import InvalidFilesError, NotFoundError, Problem
from inspection_lib.extensions import Extensions
from inspection_lib.imports import identify_register, looks_like_register, read_responses
from inspection_lib.language import Fault, first_names, message, nearest
from inspection_lib.model import Campaign, Checklist
from inspection_lib.tables import LeftOutKind, OwnFormat, is_passing_file, is_table_file
from inspection_lib.workbench.campaign_fit import misfits, not_in_force
from inspection_lib.workbench.folder import INDICES, Workbench, field_of, file_digest
from inspection_lib.workbench.inspections import load_registers
from inspection_lib.workbench.lineage_check import check_lineage
from inspection_lib.workbench.portable_paths import check_names, check_path_lengths

LINES_NAMED = 5
"""A warning on open decisions names at most this many lines."""


def check_paths(workbench: Workbench, paths: Iterable[Path]) -> list[Problem]:
    """All problems and warnings of checklists, plans, units, registers and responses, in the files' order.

    A folder stands for all files in it, at any depth. A file's kind follows from the folder that it lies in,
    or from its content. The settings of the workbench are checked before; their problems come alone.
    """
    settings = workbench.folder / WORKBENCH_YAML
    _, problems = read_office_settings_with_problems(settings, WORKBENCH_YAML)
    if problems:
        return problems  # nothing can be read without the kinds of unit
    extensions, problems = read_office_parts(workbench.folder)
    for path in paths:
        files = (
            sorted(found for found in path.rglob("*") if _is_checked(found, extensions))
            if path.is_dir()
            else [path]
        )
        problems.extend(check_names(workbench, files))
        for file in files:
            problems.extend(_check_file(workbench, file))
    # The same problem can come up twice: the registers of a unit are read together, and responses are checked
    # against their checklists. The order is kept.
    return list(dict.fromkeys(problems))


def settled_checklists(workbench: Workbench) -> set[str]:
    """The files of checklists that nobody changes any more, by the names that problems have for them.

    These are the versions that a later one follows, and those that were only used by campaigns that were
    concluded before the latest one began. What a warning advises cannot be done there: they are frozen.
    """
    versions = {file: _version(file) for file in _definitions(workbench).glob("*.yaml")}
    newest = dict(sorted(versions.values()))  # of each id the last number stays
    campaigns = workbench.readable_campaigns()
    begins = max((campaign.visits_from for campaign in campaigns), default=date.min)
    used = {(name, one.concluded_on < begins) for one in campaigns for _, name in one.checklists}
    return {
        workbench.short(file)
        for file, (checklist_id, number) in versions.items()
        if number < newest[checklist_id] or ((file.stem, True) in used and (file.stem, False) not in used)
    }


def _version(file: Path) -> tuple[str, int]:
    checklist_id, _, version = file.stem.rpartition(".v")
    return checklist_id, int(version) if version.isdecimal() else 0


def _is_checked(path: Path, extensions: Extensions) -> bool:
    if path.parent.parent.name == "registers":
        return looks_like_register(path, extensions.registers) or path.name.endswith(MAP_SUFFIX)
    if not path.is_file() or is_passing_file(path):
        return False
    is_table = is_table_file(path, extensions.formats)
    return path.suffix.lower() in (".yaml", ".yml") or is_table or _is_among_responses(path)


def _is_among_responses(path: Path) -> bool:
    """Whether a file lies where answers are handed in: what is no table there is named."""
    return path.parent.parent.name == "responses"


def _check_file(workbench: Workbench, path: Path) -> list[Problem]:
    name = workbench.short(path.resolve()) if path.exists() else str(path)
    if path.name == WORKBENCH_YAML:
        return read_office_settings_with_problems(path, name)[1]
    if path.name.endswith(REGISTER_SUFFIX):
        return _check_register_kind(path, name)
    if path.name.endswith(MAP_SUFFIX):
        kinds = read_office_parts(workbench.folder)[0].registers
        return read_register_map_with_problems(path, name, kinds)[1]
    if path.suffix.lower() in (".yaml", ".yml"):
        if path.parent.name == "plans" or _is_plan(path):
            campaign, problems = read_plan_with_problems(path, workbench.settings(), name)
            if campaign:
                problems += _check_campaign(workbench, campaign, read_yaml(path, name)[0])
            return problems
        if path.parent.name == INDICES:
            return read_indicator_index_with_problems(path, name)[1]
        if _definitions(workbench) in path.resolve().parent.parents:
            return _check_part(workbench, path, name)
        return _check_checklist(workbench, path, name)
    if path.resolve() == workbench.holidays.resolve():
        return read_holidays_with_problems(path, name)[1]
    if path.parent.name == "units":
        return _check_units(workbench, path, name)
    if path.parent.parent.name == "registers":
        return _check_register(workbench, path)
    formats = read_office_parts(workbench.folder)[0].formats
    if _is_among_responses(path) and not is_table_file(path, formats):
        said = message("The file '{file}' is no table and is not read.", file=path.name)
        return [Problem(name, 0, Fault(said), warning=True)]
    return _check_responses(workbench, path, formats.get(path.suffix.lower()))


def _definitions(workbench: Workbench) -> Path:
    return (workbench.folder / "checklists" / "definitions").resolve()


def _check_part(workbench: Workbench, path: Path, name: str) -> list[Problem]:
    """The problems of a file that checklists include. They show only where it stands in a checklist."""
    problems = _open_decisions(path, name)
    extensions, _ = read_office_parts(workbench.folder)
    is_included = False
    for checklist in sorted(_definitions(workbench).glob("*.yaml")):
        if path.resolve() in parts_of(checklist):
            is_included = True
            name_of = workbench.short(checklist)
            found = read_checklist_with_problems(checklist, name_of, extensions)[1]
            problems += [problem for problem in found if problem.file == name]
    if not is_included:
        said = message("No checklist includes this file.")
        problems.append(Problem(name, 0, Fault(said, message("Include it, or remove it.")), warning=True))
    return problems


def _is_plan(path: Path) -> bool:
    try:
        return any(line.startswith("visits:") for line in path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return False


def _check_checklist(workbench: Workbench, path: Path, name: str) -> list[Problem]:
    """The problems of a checklist, and the kinds of unit that the workbench does not have."""
    extensions, _ = read_office_parts(workbench.folder)
    checklist, problems = read_checklist_with_problems(path, name, extensions)
    known = [kind.id for kind in workbench.settings().office.kinds]
    unknown = [kind for kind in checklist.unit_kinds if kind not in known] if checklist else []
    where = read_yaml(path, name)[0].place(("unit_kind",)) if unknown else (name, 0)
    for kind in unknown:
        text = message("'{kind}' is not a kind of unit.", kind=kind)
        problems.append(Problem(*where, Fault(text, nearest(kind, known))))
    problems += _open_decisions(path, name)
    return problems + (check_lineage(workbench, path, name, checklist) if checklist else [])


def _open_decisions(path: Path, name: str) -> list[Problem]:
    """One warning that counts the decisions that are open in a file made by `from-table`."""
    try:
        lines = lines_of_open_decisions(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return []  # told where the file is read
    if not lines:
        return []
    said = message(
        "Decisions that are still open: {count}, in lines {lines}.",
        count=len(lines),
        lines=first_names([*map(str, lines)], LINES_NAMED),
    )
    remedy = message("Decide each of them, then delete its comment TO BE DECIDED.")
    return [Problem(name, lines[0], Fault(said, remedy), warning=True)]


def _check_campaign(workbench: Workbench, campaign: Campaign, plan: YamlFile) -> list[Problem]:
    problems = check_path_lengths(workbench, campaign, plan.name)
    file = Path(plan.name)
    if file.parent.name == "plans" and file.stem != campaign.id:  # commands find a plan by its file's name
        said = message(
            "The plan's id is '{id}', and its file is named {file}.", id=campaign.id, file=file.name
        )
        problems.append(Problem(*plan.place(("id",)), Fault(said, message("Give both one name."))))
    codes = {unit.code for unit in (*campaign.units, *campaign.parents)}
    checklists = {}
    for kind, checklist_name in campaign.checklists:
        where = plan.place(("checklists", kind))
        try:
            checklists[kind] = workbench.checklist(checklist_name)
        except NotFoundError as error:
            problems.append(Problem(*where, Fault(error.message, error.remedy or message("Check the name."))))
        except InvalidFilesError:
            continue  # reported when the checklist file itself is checked
        else:
            problems.extend(_unknown_exempted(checklists[kind], where, codes))
            problems += [Problem(*where, fault) for fault in not_in_force(campaign, checklists[kind])]
    found = misfits(campaign, checklists)
    return problems + [Problem(*plan.place(yaml_path), fault) for yaml_path, fault in found]


def _unknown_exempted(checklist: Checklist, where: tuple[str, int], codes: set[str]) -> list[Problem]:
    """The exempted units that are not in the units file; ``where`` is the line of the plan."""
    problems = []
    for item in checklist.items:
        for code in (code for exemption in item.exemptions for code in exemption.units if code not in codes):
            said = message(
                "Item {item} exempts unit '{unit}', which is not in the units file.", item=item.id, unit=code
            )
            problems.append(Problem(*where, Fault(said, nearest(code, codes))))
    return problems


def _check_units(workbench: Workbench, path: Path, name: str) -> list[Problem]:
    """The problems of a units file; in one that no plan names they are warnings, and it may be deleted."""
    problems = read_units_with_problems(path, workbench.settings().office, name)[1]
    if not problems or _is_named_by_a_plan(workbench, path):
        return problems
    said = message("No plan names this units file.")
    remedy = message("Delete it if it is not needed, or name it in a plan.")
    warnings = [replace(problem, warning=True) for problem in problems]
    return [*warnings, Problem(name, 0, Fault(said, remedy), warning=True)]


def _is_named_by_a_plan(workbench: Workbench, path: Path) -> bool:
    """Whether a plan names a units file. A plan that cannot be read may name any."""
    for plan in (workbench.folder / "checklists" / "plans").glob("*.yaml"):
        units = field_of(plan, "units", file_digest(plan))
        if not units or (plan.parent / units).resolve() == path.resolve():
            return True
    return False


def _check_register_kind(path: Path, name: str) -> list[Problem]:
    """The problems of a file that describes a kind of register, which is read in its folder only."""
    problems = read_register_kind(path, name)[1]
    if not path.resolve().parent.as_posix().endswith(REGISTERS_FOLDER):
        said = message("A register is described in {folder}; here it is not read.", folder=REGISTERS_FOLDER)
        problems.append(Problem(name, 0, Fault(said, message("Move the file there."))))
    return problems


def _check_register(workbench: Workbench, path: Path) -> list[Problem]:
    problems: list[Problem] = []
    kinds = read_office_parts(workbench.folder)[0].registers
    try:
        campaign = workbench.campaign(path.parent.name)
        register = identify_register(path, campaign, kinds)
        if isinstance(register, Problem):
            problems.append(register)
        else:
            problems += load_registers(path.parent, campaign, register.unit, kinds).warnings
    except NotFoundError as error:
        return [
            Problem(
                str(path),
                0,
                Fault(error.message, message("Put registers into checklists/registers/<campaign>/.")),
            )
        ]
    except InvalidFilesError as error:
        problems.extend(error.problems)
    return [replace(problem, file=workbench.short(Path(problem.file).resolve())) for problem in problems]


def _check_responses(workbench: Workbench, path: Path, own: OwnFormat | None) -> list[Problem]:
    try:
        campaign = workbench.campaign(path.parent.name)
        checklists = workbench.found_checklists(campaign)
    except NotFoundError as error:
        remedy = message("Put responses into checklists/responses/<campaign>/.")
        return [Problem(str(path), 0, Fault(error.message, remedy))]
    except InvalidFilesError as error:
        return list(error.problems)
    imported, problems = read_responses(path, campaign, checklists, own=own)
    warnings = [
        Problem(str(path), one.line, Fault(one.message), warning=True)
        for one in imported.account.left_out
        if one.kind not in (LeftOutKind.BLANK, LeftOutKind.NOT_ANSWERED)
    ]
    return [*problems, *warnings]
