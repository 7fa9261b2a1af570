"""Prepare the laptops of a round: collect what they need from this workbench into one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from inspection_lib.definitions import WORKBENCH_YAML, kinds_of_registers, parts_of
from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.exchange import PreparationContent, make_bundle, make_preparation
from inspection_lib.files import machine_origin
from inspection_lib.keys import (
    SigningKey,
    known_machines,
    machine_key,
    name_own_machine,
    names_of,
    new_invitation,
    own_machine_name,
    own_signer,
    trusted_keys,
)
from inspection_lib.language import message
from inspection_lib.model import Campaign
from inspection_lib.record import EventStore, recorded_versions
from inspection_lib.report import codes_in
from inspection_lib.workbench.folder import Workbench, field_of, file_digest
from inspection_lib.workbench.inspections import earlier_campaigns
from inspection_lib.workbench.stores import open_recorder

OWN_NAME = "máy tính của cơ quan"
"""What the office's own computer is called unless somebody gave it a name."""
Records = dict[str, tuple[str, ...]]
"""The units with a record, by campaign."""


def prepare_machines(
    workbench: Workbench,
    store: EventStore,
    campaign_ids: Sequence[str],
    machines: Sequence[str],
    key: SigningKey,
    made_at: str,
    *,
    protected_disks: bool = False,
) -> bytes:
    """The file that prepares machines for some campaigns, with an invitation for each of ``machines``.

    It holds what is recorded of the campaigns' units now and of their last inspection, without files of
    evidence. The invitations are kept here: this machine recognises them later. Raises NotFoundError for an
    unknown campaign, InvalidFilesError and ChainError for what cannot be read, and InspectionError for a file
    that lies outside of the workbench's folder.
    """
    campaigns = [workbench.campaign(campaign_id) for campaign_id in campaign_ids]
    records: Records = {}
    for campaign in campaigns:
        records |= _records_of(workbench, store, campaign)
    files = dict(_files(workbench, store, [*campaigns, *_earlier(workbench, campaigns, records)], records))
    bundles = {
        campaign_id: make_bundle(
            open_recorder(workbench, workbench.campaign(campaign_id), store), codes, None, key, made_at
        )
        for campaign_id, codes in records.items()
    }
    if not own_machine_name():
        name_own_machine(OWN_NAME)
    own = own_signer()
    trusted = {signer.key: signer.role for signer in trusted_keys().values()}
    content = PreparationContent(
        office=campaigns[0].lead,
        campaigns=[campaign.id for campaign in campaigns],
        made_at=made_at,
        protected_disks=protected_disks,
        trusted=trusted | ({own.key: own.role} if own else {}),
        machines={machine.key: machine.name for machine in known_machines().values()}
        | {machine_key().key: own_machine_name()},
        names=names_of({machine_origin(), *_origins(store, records)}),
        files=files,
        records=bundles,
        invitations=[new_invitation(machine, made_at, key.signer.key) for machine in machines],
    )
    return make_preparation(content, key)


def _records_of(workbench: Workbench, store: EventStore, campaign: Campaign) -> Records:
    """The units of a campaign with a record, and of each unit those of all earlier campaigns.

    Findings keep their identity over all of them: a report needs each.
    """
    recorded = tuple(unit.code for unit in campaign.units if store.events(campaign.id, unit.code))
    records: Records = {campaign.id: recorded} if recorded else {}
    for earlier in earlier_campaigns(workbench, campaign):
        codes = {code for unit in campaign.units for code in codes_in(earlier, campaign, unit)}
        found = [code for code in sorted(codes) if earlier.unit(code) and store.events(earlier.id, code)]
        if found:
            records[earlier.id] = tuple(found)
    return records


def _earlier(workbench: Workbench, campaigns: Iterable[Campaign], records: Records) -> list[Campaign]:
    known = {campaign.id for campaign in campaigns}
    return [workbench.campaign(campaign_id) for campaign_id in records if campaign_id not in known]


def _origins(store: EventStore, records: Records) -> Iterator[str]:
    for campaign_id, codes in records.items():
        for code in codes:
            yield from (event.origin for event in store.events(campaign_id, code))


def _files(
    workbench: Workbench, store: EventStore, campaigns: Sequence[Campaign], records: Records
) -> Iterator[tuple[str, bytes]]:
    """The files of the folder that the campaigns need, by their paths in it. A missing file is left out."""
    settings = workbench.folder / WORKBENCH_YAML
    wanted = [settings, workbench.holidays, *kinds_of_registers(workbench.folder)]
    if logo := field_of(settings, "logo", file_digest(settings)):
        wanted.append(workbench.folder / logo)
    for campaign in campaigns:
        plan = workbench.folder / "checklists" / "plans" / f"{campaign.id}.yaml"
        wanted += [plan, plan.parent / field_of(plan, "units", file_digest(plan))]
        names = {name for _, name in campaign.checklists}
        for code in records.get(campaign.id, ()):
            names |= {name for name, _ in recorded_versions(store.events(campaign.id, code))}
        for name in sorted(names):
            with suppress(NotFoundError):  # a kind of unit without a checklist stops its own units only
                workbench.checklist(name)
                path = workbench.folder / "checklists" / "definitions" / f"{name}.yaml"
                wanted += [path, *parts_of(path)]
    for path in dict.fromkeys(each.resolve() for each in wanted):
        if path.is_file():
            yield _inside(workbench, path), path.read_bytes()


def _inside(workbench: Workbench, path: Path) -> str:
    folder = workbench.folder.resolve()
    if not path.is_relative_to(folder):
        raise InspectionError(
            message("The file {path} lies outside of the workbench's folder.", path=str(path)),
            message("Put it into the folder, and name it there."),
        )
    return path.relative_to(folder).as_posix()
