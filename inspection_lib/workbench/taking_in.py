"""Take in the file with which an office prepared this machine: its definitions, its records, its keys.

The file came on a stick, so anybody may have made it. Nothing of it is kept before all of it was checked:

1. whose key signed it, and on which day;
2. that it replaces no file that somebody changed here;
3. that its definitions can be read and its records fit them (in a folder of its own).

Then the records are recorded, the files written and the keys kept. A machine that stops in between takes the
same file in once more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from inspection_lib.errors import BundleError, InspectionError, OtherOfficeError, StoreError
from inspection_lib.exchange import Preparation, merge_bundle, refuse
from inspection_lib.files import os_errors_as, parse_object, write_whole
from inspection_lib.keys import (
    Enrolment,
    Invitation,
    keep_enrolment,
    keep_invitations,
    keep_names,
    last_day,
    machine_key,
    own_enrolment,
    own_signer,
    trusted_keys,
)
from inspection_lib.language import Catalogue, Language, Message, Text, message, open_catalogue
from inspection_lib.record import EventStore, create_store, evidence_folder
from inspection_lib.workbench.folder import Workbench
from inspection_lib.workbench.new_folder import NOTEBOOKS, upgrade_workbench
from inspection_lib.workbench.stores import DEFAULT_STORE, open_recorder

_STATE = ".prepared.json"
"""The SHA-256 of each file as a preparation wrote it, in the workbench's folder."""
_OWN_FOLDERS = {NOTEBOOKS, "outputs", "extensions", "checklists"}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was taken in. ``code`` is to be told to the office; ``written`` are paths in the folder.

    ``events`` is the number of new events: what was found last time, and what is recorded so far.
    """

    machine: str
    code: str
    written: tuple[str, ...]
    events: int
    campaigns: tuple[str, ...]
    protected_disks: bool
    office_name: Text
    office_digits: str

    def account(self, catalogue: Catalogue) -> tuple[Message, ...]:
        """What came, and the code to tell the office, for people."""
        return (
            message(
                "Taken in from {office} (key {digits}): campaigns {campaigns}; {files} files, "
                "{events} events.",
                office=catalogue.write(self.office_name),
                digits=self.office_digits,
                campaigns=", ".join(self.campaigns),
                files=len(self.written),
                events=self.events,
            ),
            message(
                "This machine is now called '{machine}'. When the office asks, read these eight digits out: "
                "{code}.",
                machine=self.machine,
                code=self.code,
            ),
        )


def take_in_preparation(
    preparation: Preparation,
    folder: Path,
    store_url: str = DEFAULT_STORE,
    *,
    machine: str = "",
    office_digits: str = "",
    now: str,
) -> TakenIn:
    """Take a preparation in, into a workbench's folder or into an empty one.

    ``machine`` is the name of this machine among those that the preparation invites; without it the name of
    before, or the only one. ``office_digits`` are those of the office's key, after somebody compared them:
    only for a machine that knows another office. ``now`` is an ISO moment.

    Raises BundleError if anything speaks against the file, KeyFileError and StoreError if something cannot be
    kept.
    """
    enrolment = own_enrolment()
    _check_office(preparation, enrolment, office_digits)
    _check_day(preparation, enrolment, now)
    invitation = _chosen(preparation, enrolment, machine)
    _check_folder(preparation, folder)
    with os_errors_as(
        StoreError, message("The folder {folder} cannot be written: {cause}.", folder=str(folder))
    ):
        folder.mkdir(parents=True, exist_ok=True)
        events = _record(preparation, folder, store_url)
        written = _write(preparation, folder)
        if not (folder / NOTEBOOKS).exists():
            upgrade_workbench(folder)
    kept = _enrolment(preparation, invitation)
    keep_invitations(preparation.invitations)
    keep_enrolment(kept)
    keep_names(preparation.names)
    return TakenIn(
        kept.machine,
        kept.code,
        written,
        events,
        preparation.campaigns,
        preparation.protected_disks,
        preparation.office_name,
        preparation.office_digits,
    )


def _check_office(preparation: Preparation, enrolment: Enrolment | None, digits: str) -> None:
    """Raise unless the file is from the office that this machine knows, or somebody compared its digits.

    A new machine knows nobody: it believes the first file, and the office's digits are shown.
    """
    own = own_signer()
    known = {machine_key().key, *([own.key] if own else [])}
    known |= {enrolment.office} if enrolment else trusted_keys().keys()
    is_new = enrolment is None and not trusted_keys()
    is_compared = "".join(digits.split()).lower() == preparation.office_digits.replace(" ", "")
    if preparation.office in known or is_new or is_compared:
        return
    raise OtherOfficeError(
        message("It was signed by another office, whose key is {digits}.", digits=preparation.office_digits),
        message(
            "Compare these digits with the office by voice. If they are right, take the file in on the home "
            "page, or: inspection merge FILE --office DIGITS."
        ),
        preparation.name,
    )


def _check_day(preparation: Preparation, enrolment: Enrolment | None, now: str) -> None:
    """Raise unless the file is of these days, and not older than the one that was taken in before.

    An older one would bring keys back that the office trusts no more.
    """
    today, made = date.fromisoformat(now[:10]), date.fromisoformat(preparation.made_at[:10])
    if made > today + timedelta(days=1):
        raise refuse(
            preparation.name,
            message("It was made on {day}, which is in the future.", day=made),
            message("Set the clock of this machine, or that of the office."),
        )
    if today > last_day(preparation.made_at):
        raise refuse(
            preparation.name,
            message("It was good until {day}.", day=last_day(preparation.made_at)),
            message("Ask the office to prepare this machine again (at the office: inspection prepare)."),
        )
    if enrolment and enrolment.office == preparation.office:
        before = enrolment.invitation.made_at
        if preparation.made_at < before:
            raise refuse(
                preparation.name,
                message(
                    "A later file of the office was taken in, made at {moment}.",
                    moment=Text(*(open_catalogue(language).moment(before) for language in Language)),
                ),
                message("Take the latest file."),
            )


def _chosen(preparation: Preparation, enrolment: Enrolment | None, machine: str) -> Invitation:
    wanted = machine or (enrolment.machine if enrolment else "")
    named = [one for one in preparation.invitations if one.machine.casefold() == wanted.strip().casefold()]
    if named:
        return named[0]
    if not wanted and len(preparation.invitations) == 1:
        return preparation.invitations[0]
    raise refuse(
        preparation.name,
        message(
            "It is for {count} machines: {names}.",
            count=len(preparation.invitations),
            names=", ".join(preparation.machines),
        ),
        message("Choose on the home page which one this is, or: inspection merge FILE --machine NAME."),
    )


def _check_folder(preparation: Preparation, folder: Path) -> None:
    """Raise unless the folder is empty or a workbench, and no file that somebody changed is replaced."""
    present = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if folder.exists() and not folder.is_dir():
        present = {folder.name}
    if present and not (present & (_OWN_FOLDERS | {"workbench.yaml"})):
        raise refuse(
            preparation.name,
            message("The folder {folder} holds something else.", folder=str(folder)),
            message("Take it in in an empty folder, or in that of a workbench."),
        )
    before, root = _prepared(folder), folder.resolve()
    changed = []
    for path, content in preparation.files.items():
        target = folder / path
        if not target.resolve().is_relative_to(root) or target.is_symlink():
            raise refuse(
                preparation.name,
                message(
                    "It holds a part named {part}, which would be written outside the folder.", part=path
                ),
            )
        if _stands_otherwise(target, content, before.get(path, "")):
            changed.append(path)
    if changed:
        raise refuse(
            preparation.name,
            message("These files were changed on this machine: {files}.", files=", ".join(sorted(changed))),
            message("Nothing was written. Give the changes to the office, then move these files away."),
        )


def _stands_otherwise(target: Path, content: bytes, before: str) -> bool:
    """Whether something else stands in the place of a file than its content or the one of before."""
    if target.is_file():
        return _digest(target.read_bytes()) not in (_digest(content), before)
    return target.exists() or any(parent.is_file() for parent in target.parents)


def _record(preparation: Preparation, folder: Path, store_url: str) -> int:
    """Record what the preparation brings, by its own definitions; gives the number of new events."""
    with TemporaryDirectory() as scratch:
        trial = Workbench(Path(scratch))
        _write_files(preparation, trial.folder)
        try:
            for campaign_id in preparation.campaigns:
                trial.checklists(trial.campaign(campaign_id))
            store: EventStore = create_store(store_url, folder)
            evidence = evidence_folder(store_url, folder)
            return sum(
                merge_bundle(
                    bundle,
                    open_recorder(trial, trial.campaign(bundle.manifest.campaign), store),
                    evidence,
                    preparation.name,
                    warn=lambda _: None,
                ).events
                for bundle in preparation.records
            )
        except (BundleError, StoreError):
            raise
        except InspectionError as error:
            raise refuse(preparation.name, error.message, error.remedy) from error


def _write(preparation: Preparation, folder: Path) -> tuple[str, ...]:
    """Write the files; gives the paths of those that are new or other ones than before."""
    new = [
        path
        for path, content in preparation.files.items()
        if not (folder / path).is_file() or (folder / path).read_bytes() != content
    ]
    state = _prepared(folder) | {path: _digest(content) for path, content in preparation.files.items()}
    _write_files(preparation, folder, new)
    write_whole(folder / _STATE, json.dumps(state, indent=1, ensure_ascii=False) + "\n")
    return tuple(sorted(new))


def _write_files(preparation: Preparation, folder: Path, paths: Iterable[str] | None = None) -> None:
    for path in preparation.files if paths is None else paths:
        write_whole(folder / path, preparation.files[path])


def _prepared(folder: Path) -> dict[str, str]:
    """The digests of the files that a preparation wrote here; none where nobody can say."""
    try:
        state = parse_object((folder / _STATE).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(path): str(digest) for path, digest in state.items()}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _enrolment(preparation: Preparation, invitation: Invitation) -> Enrolment:
    return Enrolment(
        office_name=preparation.office_name.vi,
        invitation=invitation,
        protected_disks=preparation.protected_disks,
        trusted=preparation.trusted,
        machines=preparation.machine_keys,
    )
