"""Take in a file that came on a stick: the one place that knows what such a file can be."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.exchange import account_of, merge_file
from inspection_lib.record import Recorder, create_store, evidence_folder
from inspection_lib.visit.home.settings import HomeSettings
from inspection_lib.visit.home.tasks import LineKind, Task
from inspection_lib.workbench import open_recorder


def take_in(
    settings: HomeSettings,
    path: Path,
    name: str,
    task: Task,
    *,
    passphrase: str = "",
    roles: tuple[str, ...] = (),
) -> None:
    """Take in a bundle of another machine or a package of a tablet; the task tells what came.

    ``name`` is what people call the file. ``passphrase`` opens an encrypted one. ``roles`` are the roles
    whose package of an unknown form is taken in. Raises BundleError and StoreError.
    """
    workbench = settings.workbench
    store = create_store(settings.store_url, workbench.folder)
    store.check_integrity()

    def recorder_of(campaign_id: str) -> Recorder:
        return open_recorder(workbench, workbench.campaign(campaign_id), store)

    merged = merge_file(
        path,
        recorder_of,
        evidence_folder(settings.store_url, workbench.folder),
        lambda: passphrase,
        roles,
        warn=lambda text: task.tell(text, LineKind.WARNING),
    )
    for line in account_of(name, merged, task.catalogue):
        task.tell(line)
    task.result |= {"campaign": merged.campaign_id, "units": list(merged.unit_codes)}
