"""The store that commands use by default, and the recorder that writes a campaign's events into a store."""

from __future__ import annotations

from inspection_lib.files import machine_origin
from inspection_lib.model import Campaign
from inspection_lib.record import EventStore, Recorder
from inspection_lib.workbench.folder import Workbench

DEFAULT_STORE = "sqlite:///outputs/inspection.db"
"""The path is relative to the workbench's folder."""


def open_recorder(workbench: Workbench, campaign: Campaign, store: EventStore) -> Recorder:
    """A recorder that appends a campaign's events to the chains of this machine."""
    return Recorder(
        store,
        campaign,
        workbench.found_checklists(campaign),
        machine_origin(),
        find_version=workbench.checklist,
    )
