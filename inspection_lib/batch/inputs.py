"""What the report of a unit is made from, as digests: equal digests mean an equal report.

A run compares the digests of now with those that `made.json` keeps beside each report, and makes only what
has changed. So everything that can change a report must be digested here: events, checklist, registers, plan,
holidays, extensions, notebook, language, and the library with its version. Nothing else may be, or reports
are made again without need: files are digested by their meaning where that is known (a comment in a checklist
changes nothing).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import inspection_lib
from inspection_lib.definitions import read_register_maps, settings_of_before
from inspection_lib.errors import InvalidFilesError, NotFoundError
from inspection_lib.files import Readable
from inspection_lib.imports import find_registers
from inspection_lib.language import Language, Message, Text, message
from inspection_lib.model import Campaign, Checklist, Unit
from inspection_lib.record import EventStore, version_number
from inspection_lib.report import codes_in
from inspection_lib.unit_report import FILES, Digests, Record, unit_notebook
from inspection_lib.workbench import (
    Workbench,
    definition_digest,
    earlier_campaigns,
    file_digest,
    library_version,
    record_digests,
    record_ends,
    sample_files,
    samples_folder,
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The digests of everything that a campaign's reports are made from.

    `of` picks those of one unit's report. ``notebooks`` are the digests of all in the folder `notebooks/`.
    """

    shared: Digests
    checklists: Mapping[str, str]
    events: Mapping[str, str]
    registers: Mapping[str, str]
    previous: Mapping[str, str]
    notebooks: frozenset[str] = frozenset()

    def of(self, unit: Unit, made_by: Record | None = None) -> Digests:
        """The digests of one unit's report; "" where it has no events or registers.

        ``made_by`` is the record of a report that may have been made by another notebook than this run's: if
        that one is still in `notebooks/` as it was, the report is compared with it.
        """
        own = (
            ("events", self.events.get(unit.code, "")),
            ("checklist", self.checklists.get(unit.kind, "")),
            ("registers", self.registers.get(unit.code, "")),
            ("previous", self.previous.get(unit.code, "")),
        )
        made_with = dict(made_by.inputs).get("notebook") if made_by else None
        if made_with not in self.notebooks:
            return own + self.shared
        shared = [(name, made_with if name == "notebook" else digest) for name, digest in self.shared]
        return own + tuple(shared)


def read_inputs(
    workbench: Workbench, campaign: Campaign, store: EventStore, language: Language, notebook: str = ""
) -> Inputs:
    """Digest everything once, however many units there are. ``notebook`` is the path of an own one.

    Of the events only the ends of the chains are read: each hash covers all events before it. A unit whose
    record is wrong has inputs that no report was made from: making its report shows the error. Raises
    NotFoundError, InvalidFilesError for files in the folder of registers that belong to no unit, and
    StoreError if the store cannot be read at all.
    """
    return Inputs(
        shared=(
            ("plan", campaign.digest),
            ("notebook", _digest(_notebook(unit_notebook(workbench.folder, notebook)))),
            ("office", _office_digest(campaign)),
            ("holidays", workbench.calendar().digest),
            ("extensions", workbench.extensions().digest),
            ("language", language.value),
            ("library", f"{library_version()} {library_digest()}"),
        ),
        checklists={
            kind: _checklist_digest(workbench, checklist)
            for kind, checklist in workbench.found_checklists(campaign).items()
        },
        events=record_digests(store, campaign.id),
        registers=_registers(workbench, campaign),
        previous=_previous(workbench, campaign, store),
        notebooks=frozenset(map(file_digest, (workbench.folder / "notebooks").glob("*.ipynb"))) - {""},
    )


def _previous(workbench: Workbench, campaign: Campaign, store: EventStore) -> dict[str, str]:
    """The units with earlier inspections, and the digest of their events, plans and checklists' names.

    An earlier inspection is the unit's own, or that of a unit that it was formed from.
    """
    found: dict[str, list[str]] = {}
    for earlier in earlier_campaigns(workbench, campaign):
        ends = record_ends(store, earlier.id)
        for unit in campaign.units:
            for code in codes_in(earlier, campaign, unit):
                if code in ends:
                    found.setdefault(unit.code, []).append(f"{earlier.digest} {ends[code]}")
    return {unit: _digest("\n".join(parts).encode()) for unit, parts in found.items()}


def _checklist_digest(workbench: Workbench, checklist: Checklist) -> str:
    """The digest of the plan's version and of the older versions of the checklist.

    Which version a unit stands on is known from its events only, and these are not read here. A new version
    that no plan names yet changes no report.
    """
    older = [
        path
        for path in workbench.versions(checklist.id)
        if version_number(path.stem) < version_number(checklist.name)
    ]
    if not older:
        return checklist.digest
    digests = [f"{path.stem} {definition_digest(path)}" for path in older]
    return _digest("\n".join([checklist.digest, *digests]).encode())


def _office_digest(campaign: Campaign) -> str:
    """The digest of the settings that pages show; "" for those of 0.1.0, whose reports name no settings."""
    office, causes = campaign.office, campaign.causes
    if causes:
        return _digest(f"{office!r} {causes!r}".encode())
    return "" if office == settings_of_before().office else _digest(repr(office).encode())


def _notebook(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFoundError(
            message("There is no notebook {notebook}.", notebook=str(path)),
            message("The notebooks lie in notebooks/."),
        ) from error


def _registers(workbench: Workbench, campaign: Campaign) -> dict[str, str]:
    """The units that have registers or samples drawn from them, and the digest of all files that they need.

    A table that no report would read is an error: somebody put it there to be read.
    """
    folder, kinds = workbench.registers(campaign.id), workbench.extensions().registers
    registers, problems = find_registers(folder, campaign, kinds)
    if problems:
        raise InvalidFilesError(
            [replace(problem, file=workbench.short(Path(problem.file))) for problem in problems]
        )
    maps = [f"{one.file} {one.digest}" for one in read_register_maps(folder, kinds)]
    found: dict[str, list[str]] = {}
    for register in registers:
        of_unit = found.setdefault(register.unit, maps.copy())
        of_unit.append(f"{register.path.name} {file_digest(register.path)}{kinds[register.register].digest}")
    if samples_folder(workbench, campaign).is_dir():
        for unit in campaign.units:
            for path in sample_files(workbench, campaign, unit.code):
                found.setdefault(unit.code, maps.copy()).append(f"{path.name} {file_digest(path)}")
    return {unit: _digest("\n".join(files).encode()) for unit, files in found.items()}


@cache
def library_digest() -> str:
    """The digest of this library's files: code, templates, styles and catalogues."""
    root = Path(inspection_lib.__file__).parent
    files = sorted(
        path
        for path in root.rglob("*")
        if path.suffix in (".py", ".po", ".j2", ".css", ".js") and path.is_file()
    )
    total = hashlib.sha256()
    for path in files:
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


INPUT_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "events": Text(vi="câu trả lời", en="answers"),
        "checklist": Text(vi="bộ tiêu chí", en="checklist"),
        "registers": Text(vi="sổ, dữ liệu nghiệp vụ", en="registers"),
        "previous": Text(vi="đợt kiểm tra trước", en="earlier inspection"),
        "plan": Text(vi="kế hoạch hoặc danh sách đơn vị", en="plan or units"),
        "notebook": Text(vi="sổ lập báo cáo", en="notebook"),
        "office": Text(vi="thiết lập trong workbench.yaml", en="settings of workbench.yaml"),
        "holidays": Text(vi="ngày nghỉ lễ", en="holidays"),
        "extensions": Text(vi="phần mở rộng của cơ quan", en="extensions of the office"),
        "language": Text(vi="ngôn ngữ", en="language"),
        "library": Text(vi="phiên bản phần mềm", en="library"),
    }
)
"""What people call the inputs."""


def input_names(inputs: Iterable[str]) -> Text:
    """What people call some inputs, in one text. An unknown one is named as it stands in `made.json`."""
    names = [INPUT_NAMES.get(name, Text(name, name)) for name in inputs]
    return Text(vi=", ".join(name.vi for name in names), en=", ".join(name.en for name in names))


def reason_to_make(folder: Readable, record: Record | None, inputs: Digests) -> Message | None:
    """Why a unit's report must be made; None where the one in the folder is still right."""
    if record is None:
        return message("there is no report yet")
    before, now = dict(record.inputs), dict(inputs)
    changed = [name for name in now if before.get(name, "") != now[name]]
    if changed:
        return message("changed: {inputs}", inputs=input_names(changed))
    sizes, digests, md5 = dict(record.sizes), dict(record.digests), dict(record.md5)
    for name in (*FILES, *(sizes.keys() - set(FILES))):
        path = f"{record.unit_code}/{name}"
        digest = digests.get(name)
        if (
            digest is None
            or folder.size(path) != sizes.get(name, -1)
            or (folder.digest(path) or digest) != digest
            or (name in md5 and (folder.md5(path) or md5[name]) != md5[name])
        ):
            return message("{file} is missing or was changed", file=name)
    return None


def is_stale(record: Record, inputs: Digests) -> bool:
    """Whether a report was made from other inputs than those of now."""
    before, now = dict(record.inputs), dict(inputs)
    return any(before.get(name, "") != now.get(name, "") for name in before.keys() | now.keys())
