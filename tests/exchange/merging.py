"""Merge a file as the command does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inspection_lib.exchange.acceptance import Merged, Warn
from inspection_lib.exchange.merge import merge_file
from inspection_lib.record.evidence import EvidenceFolder
from inspection_lib.record.storage import EventStore
from inspection_lib.workbench import Workbench, open_recorder


def merge_into(
    workbench: Workbench,
    store: EventStore,
    evidence: EvidenceFolder,
    path: Path,
    passphrase: str = "",
    known_from: Sequence[str] = (),
    warn: Warn = print,
) -> Merged:
    """Take a bundle or package into a store under this machine's name."""
    return merge_file(
        path,
        lambda campaign_id: open_recorder(workbench, workbench.campaign(campaign_id), store),
        evidence,
        lambda: passphrase,
        known_from,
        warn=warn,
    )
