"""Take in a file that came on a stick: the one place that knows what such a file can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import (
    BundleError,
    LockedFileError,
    NotFoundError,
    OtherOfficeError,
    UnconfirmedMachineError,
    UnnamedRolesError,
    UntrustedSignerError,
)
from inspection_lib.exchange import Merged, Preparation, account_of, found_preparation, merge_file
from inspection_lib.keys import own_enrolment
from inspection_lib.language import Catalogue, Message, message
from inspection_lib.record import Recorder, create_store, evidence_folder, utc_now
from inspection_lib.visit.decisions import contradictions_of
from inspection_lib.visit.home.settings import HomeSettings
from inspection_lib.visit.home.tasks import LineKind, Task
from inspection_lib.visit.home.trusting import trust_signer_compared
from inspection_lib.workbench import find_unit, open_recorder, take_in_preparation


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody typed or chose beside a file.

    ``passphrase`` opens an encrypted file. ``roles`` are the roles whose package of an unknown form is taken
    in. ``machine`` is the name of this machine in a preparation, ``office_digits`` are those of an office
    that is not known yet, ``confirmed`` is the code of a new machine.
    """

    passphrase: str = ""
    roles: tuple[str, ...] = ()
    machine: str = ""
    office_digits: str = ""
    confirmed: str = ""
    signer: str = ""


def take_in(settings: HomeSettings, path: Path, name: str, task: Task, said: Said) -> None:
    """Take in a bundle of another machine, a package of a tablet or the preparation of the office.

    The task tells what came; its result names what the page has to ask for: ``machines``, from which this one
    is chosen, ``other_office``, whose digits are needed, ``unconfirmed``, a new machine whose code is needed,
    ``roles``, whose package it is, ``untrusted``, the role whose key signed it and is not known here, or
    ``encrypted``, where the office's passphrase is needed. ``name`` is what people call the file.
    Raises BundleError, KeyFileError and StoreError.
    """
    if preparation := found_preparation(path):
        _prepare(settings, preparation, task, said)
        return
    try:
        merged = _merged(settings, path, task, said)
    except UntrustedSignerError as error:
        if not said.signer:
            task.result["untrusted"] = error.role
            raise BundleError(
                message("'{role}' signed it, with a key that is not known here.", role=error.role),
                message(
                    "Take it in only if you know whose file it is. Call that person, and ask for the key "
                    "that their home page shows under “Keys of this machine”."
                ),
                error.file,
            ) from error
        trust_signer_compared(error.key, error.role, said.signer)
        merged = _merged(settings, path, task, said)
    for line in account_of(name, merged, task.catalogue):
        task.tell(line)
    for refused in merged.refused:
        task.tell_error(_unnamed(refused, task) if isinstance(refused, UnnamedRolesError) else refused)
    for line in _to_settle(settings, merged, task.catalogue):
        task.tell(line, LineKind.WARNING)
    task.result |= {"campaign": merged.campaign_id, "units": list(merged.unit_codes)}


def _merged(settings: HomeSettings, path: Path, task: Task, said: Said) -> Merged:
    """Merge a bundle or a package. Raises as `take_in`, and UntrustedSignerError."""
    workbench = settings.workbench
    store = create_store(settings.store_url, workbench.folder)
    store.check_integrity()

    def recorder_of(campaign_id: str) -> Recorder:
        try:
            campaign = workbench.campaign(campaign_id)
        except NotFoundError as error:
            raise NotFoundError(
                message("This machine does not have the campaign of this file: {id}.", id=campaign_id),
                message("Take in the office's preparation of that campaign first, then this file."),
            ) from error
        return open_recorder(workbench, campaign, store)

    try:
        return merge_file(
            path,
            recorder_of,
            evidence_folder(settings.store_url, workbench.folder),
            lambda: said.passphrase,
            said.roles,
            warn=lambda text: task.tell(text, LineKind.WARNING),
            confirmed=said.confirmed,
        )
    except UnconfirmedMachineError as error:
        task.result["unconfirmed"] = error.machine
        text = message("Ask the person at that machine, by voice, for the eight digits that it shows.")
        raise BundleError(error.message, text, error.file) from error
    except UnnamedRolesError as error:
        raise _unnamed(error, task) from error
    except LockedFileError as error:
        task.result["encrypted"] = True
        if said.passphrase:
            raise
        text = message("Type the passphrase of the office's key, if this is the machine of the office.")
        raise BundleError(message("The file is encrypted."), text, error.file) from error


def _to_settle(settings: HomeSettings, merged: Merged, catalogue: Catalogue) -> Iterator[Message]:
    """What somebody has to settle now in the units that a file brought."""
    if not merged.unit_codes:
        return
    campaign = settings.workbench.campaign(merged.campaign_id)
    store = create_store(settings.store_url, settings.workbench.folder)
    recorder = open_recorder(settings.workbench, campaign, store)
    for code in merged.unit_codes:
        if count := len(contradictions_of(recorder, code)):
            yield message(
                "{unit}: {count} answers were recorded differently. Press “Minutes, submit, report…” at the "
                "unit, and decide between them.",
                unit=f"{code} {catalogue.write(find_unit(campaign, code).name)}",
                count=count,
            )


def _unnamed(error: UnnamedRolesError, task: Task) -> BundleError:
    """The refusal of a package whose roles nobody has named, as the page says it."""
    known = task.result.get("roles")
    task.result["roles"] = sorted({*(known if isinstance(known, list) else ()), *error.roles})
    text = message("Ask the person with this role whether the package is theirs. Only then write the role.")
    return BundleError(error.message, text, error.file)


def _prepare(settings: HomeSettings, preparation: Preparation, task: Task, said: Said) -> None:
    enrolment = own_enrolment()
    own_name = said.machine or (enrolment.machine if enrolment else "")
    if len(preparation.machines) > 1 and own_name not in preparation.machines:
        task.result["machines"] = list(preparation.machines)
        raise BundleError(message("Choose which machine this one is."), None, preparation.name)
    try:
        taken = take_in_preparation(
            preparation,
            settings.workbench.folder,
            settings.store_url,
            machine=said.machine,
            office_digits=said.office_digits,
            now=utc_now(),
        )
    except OtherOfficeError as error:
        task.result["other_office"] = True
        raise BundleError(
            message("It was signed by another office than the one that this machine knows."),
            message("Ask that office by voice for the digits of its key, and type what you hear."),
            error.file,
        ) from error
    for text in taken.account(task.catalogue):
        task.tell(text)
    task.tell(message("Close this window: the units of the campaign are on the home page."))
    task.result["prepared"] = True
