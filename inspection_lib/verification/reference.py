"""What files are compared with: the workbench and the store of this machine, and the keys that it trusts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inspection_lib.batch import Inputs, library_digest, read_inputs
from inspection_lib.definitions import read_office_parts
from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.extensions import NO_EXTENSIONS, Extensions
from inspection_lib.keys import Signer, own_signer, trusted_keys
from inspection_lib.language import Fault, Language, message
from inspection_lib.record import EventStore, open_store
from inspection_lib.unit_report import Digests, Record
from inspection_lib.workbench import Workbench, file_digest, library_version, open_workbench


@dataclass(frozen=True, slots=True)
class Reference:
    """The workbench, the open store and the trusted keys; each may be missing.

    ``missing`` says why there is no store, or no workbench. ``trusted`` are signers by their public keys.
    """

    workbench: Workbench | None
    store: EventStore | None
    store_url: str
    missing: Fault | None
    trusted: Mapping[str, Signer]
    _inputs: dict[tuple[str, Language], Inputs] = field(default_factory=dict, repr=False)

    def inputs_of(
        self, campaign_id: str, unit_code: str, language: Language, made_by: Record | None = None
    ) -> Digests:
        """What a report of a unit would be made from now.

        ``made_by`` is the record of a report that may have been made by a notebook of the office's own.
        Empty without a store, and for a campaign or unit that is not known here. What all units share is read
        once. Raises InspectionError if something of it cannot be read.
        """
        if self.workbench is None or self.store is None:
            return ()
        try:
            campaign = self.workbench.campaign(campaign_id)
        except NotFoundError:
            return ()
        unit = campaign.unit(unit_code)
        if unit is None:
            return ()
        key = (campaign_id, language)
        if key not in self._inputs:
            self._inputs[key] = read_inputs(self.workbench, campaign, self.store, language)
        return self._inputs[key].of(unit, made_by)


def open_reference(store_url: str, home: str) -> Reference:
    """What this machine has to compare with. A missing workbench or store is no error: it is told.

    A store that is there and cannot be opened is told too. Raises KeyFileError if the list of trusted keys
    cannot be read.
    """
    own = own_signer()
    trusted = ({own.key: own} if own else {}) | trusted_keys()
    try:
        workbench = open_workbench(home)
    except NotFoundError as error:
        return Reference(None, None, store_url, error.fault, trusted)
    try:
        store = open_store(store_url, workbench.folder)
    except InspectionError as error:
        return Reference(workbench, None, store_url, error.fault, trusted)
    return Reference(workbench, store, store_url, None, trusted)


def library_here() -> str:
    """The version and the digest of this library, as `made.json` keeps them."""
    return f"{library_version()} {library_digest()}"


def no_store(reference: Reference) -> Fault:
    """Why nothing can be compared with the answers."""
    return reference.missing or Fault(message("There is no store here."))


def workbench_folder(reference: Reference) -> Path | None:
    """The folder of the workbench, if there is one."""
    return reference.workbench.folder if reference.workbench else None


def extensions_here(reference: Reference) -> Extensions:
    """The extensions of this workbench. Those of a file that cannot be loaded are left out."""
    folder = workbench_folder(reference)
    return read_office_parts(folder)[0] if folder else NO_EXTENSIONS


def notebook_of(record: Record, reference: Reference) -> Path | None:
    """The notebook of the workbench that a report was made from, if it is there as it was."""
    folder = workbench_folder(reference)
    digest = dict(record.inputs).get("notebook")
    if folder is None or not digest:
        return None
    paths = sorted((folder / "notebooks").glob("*.ipynb"))
    return next((path for path in paths if file_digest(path) == digest), None)
