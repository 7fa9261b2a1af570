"""The preamble of most commands: the workbench, a campaign, an open store and the catalogue."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import NotFoundError
from inspection_lib.language import Catalogue, Language, open_catalogue
from inspection_lib.model import Campaign, Checklist
from inspection_lib.record import EventStore, EvidenceFolder, Recorder, evidence_folder
from inspection_lib.record import open_store as open_existing
from inspection_lib.workbench import Workbench, find_unit, open_recorder, open_workbench

OpenStore = Callable[[str, Path], EventStore]
"""`open_store` for commands that need an existing store, `create_store` for those that may start one."""


@dataclass(frozen=True, slots=True)
class Session:
    """Everything that a command on one campaign works with. ``store_url`` is the store's address."""

    workbench: Workbench
    campaign: Campaign
    store: EventStore
    store_url: str
    catalogue: Catalogue

    def recorder(self) -> Recorder:
        """The recorder that writes this machine's events into the store."""
        return open_recorder(self.workbench, self.campaign, self.store)

    def evidence(self) -> EvidenceFolder:
        """The folder of evidence files that belongs to the store."""
        return evidence_folder(self.store_url, self.workbench.folder)

    def checklist_of(self, unit_code: str) -> Checklist:
        """The checklist version on which a unit's record stands.

        Raises NotFoundError when the campaign does not inspect the unit.
        """
        return self.recorder().current_checklist(find_unit(self.campaign, unit_code).code)


def check_file_of(store_url: str, workbench: Workbench) -> None:
    """Raise StoreError if the store exists and its file is damaged. For commands without a session."""
    with contextlib.suppress(NotFoundError):
        open_existing(store_url, workbench.folder).check_integrity()


def open_session(
    open_store: OpenStore,
    store_url: str,
    campaign_id: str,
    home: str,
    language: Language,
    unit_codes: Sequence[str] = (),
) -> Session:
    """Open everything that one command works with. Nothing has to be closed.

    Raises NotFoundError for an unknown campaign or unit before the store is opened, so that a mistyped code
    leaves no empty store behind.
    """
    workbench = open_workbench(home)
    campaign = workbench.campaign(campaign_id)
    for unit_code in unit_codes:
        find_unit(campaign, unit_code)
    store = open_store(store_url, workbench.folder)
    store.check_integrity()
    return Session(
        workbench, campaign, store, store_url, open_catalogue(language).in_zone(campaign.office.zone)
    )
