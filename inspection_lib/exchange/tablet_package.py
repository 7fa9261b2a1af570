"""The package that the one-file form saves on a tablet: entries and files of one unit.

It is not signed, because there is no key on the tablet. Its entries are recorded as the events of that
tablet, in a chain of its own: see :mod:`inspection_lib.record.devices`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from inspection_lib.errors import EvidenceError
from inspection_lib.exchange.acceptance import (
    Merged,
    Warn,
    accept,
    check_checklists,
    refusals_naming,
    wrong_clocks_of,
)
from inspection_lib.exchange.archive import refuse
from inspection_lib.exchange.package_file import Package, PackageEntry
from inspection_lib.exchange.package_source import (
    check_claims,
    check_named,
    check_version,
    describe_package,
)
from inspection_lib.language import message
from inspection_lib.model import (
    Attachment,
    Checklist,
    Entry,
    EventKind,
    ResponseEvent,
    file_reference,
    source_of_fact,
)
from inspection_lib.record import (
    EvidenceFolder,
    Recorder,
    attached_files,
    canonical_entry,
    describe,
    device_chains,
    next_event,
    safe_name,
    texts_of,
    unrecognised_digests,
    utc_moment,
    write_attachment,
)


def merge_package(
    package: Package,
    recorder: Recorder,
    evidence: EvidenceFolder,
    file: str,
    known_from: Iterable[str] = (),
    *,
    warn: Warn,
) -> Merged:
    """Record a package that was read from ``file``, as the events of its tablet.

    What others answered meanwhile stands beside it. One that is not recognised is taken in only if
    ``known_from`` names the roles that are written in it. Raises BundleError or StoreError; nothing is
    recorded then.
    """
    manifest = package.manifest
    check_checklists({manifest.checklist: manifest.digest}, recorder, [manifest.unit], file)
    entries = _entries(package, file)
    if not package.is_recognised:
        check_named(package, recorder.campaign, known_from, file)
        check_version(package, recorder, file)
    with refusals_naming(file):
        checklist = recorder.version_of(manifest.unit, manifest.checklist)
        if package.is_self_score:
            canonical = [canonical_entry(checklist, entry) for entry in entries]
            check_claims(package, recorder, canonical, file)
        chain = _chain_of(package, recorder, entries, checklist)
        _check_repeated(checklist, chain, entries, file)
    attached = attached_files(chain)
    files = [each for each in package.files if each.sha256 in attached]
    accepted = accept(chain, files, recorder, evidence, file, warn=warn)
    unfit = tuple(sorted(each.name for each in package.files if each.sha256 not in attached))
    return Merged(
        manifest.campaign,
        (manifest.unit,),
        len(accepted.events),
        accepted.files,
        unfit=unfit,
        clocks=wrong_clocks_of(recorder, accepted.events),
        package=describe_package(package, recorder.campaign),
    )


def _chain_of(
    package: Package, recorder: Recorder, entries: Sequence[Entry], checklist: Checklist
) -> list[ResponseEvent]:
    """The events of a package: in the chain `f-...` if it is recognised, else in the chain `t-...`.

    Whoever recognises a package and whoever does not make different events of it, so the two chains have
    different names. An event of the first takes the place of the same entry's event in the second: a laptop
    that has both, because another one took the package in too, does not see a contradiction between them.
    """
    device, secret = package.manifest.device, package.manifest.secret
    unknown = f"t-{device}"
    if not package.is_recognised:
        return device_chains(recorder, unknown, entries, None, secret, checklist)
    twins: Mapping[str, str] = unrecognised_digests(recorder, unknown, entries, secret, checklist)
    seen = {entry.client: (*entry.seen, twins[entry.client]) for entry in package.entries}
    return device_chains(recorder, f"f-{device}", entries, seen, secret, checklist)


def _check_repeated(
    checklist: Checklist, chain: Iterable[ResponseEvent], entries: Iterable[Entry], file: str
) -> None:
    """Raise BundleError if an entry is recorded already with another content.

    Otherwise it would be dropped silently.
    """
    recorded = {event.client: event for event in chain if event.client}
    for entry in entries:
        event = recorded[entry.client]
        again = next_event(
            None, event.campaign_id, event.origin, canonical_entry(checklist, entry), event.recorded_at
        )
        if _content(again, event.removed) != _content(event, event.removed):
            raise refuse(
                file,
                message("Its entry {client} was recorded before with other content.", client=entry.client),
                message("Somebody changed a package. Keep both, and ask who did."),
            )


def _content(event: ResponseEvent, removed: Set[str]) -> tuple[object, ...]:
    """What an entry says, without the texts whose names are in ``removed``."""
    texts = {name: text for name, text in texts_of(event) if name not in removed}
    return event.kind, event.item_id, event.source, event.cause, texts


def _entries(package: Package, file: str) -> Sequence[Entry]:
    """The entries of a package as the recorder takes them."""
    contents = {each.sha256: each.read for each in package.files}
    attachments: dict[tuple[str, str], Attachment] = {}
    entries = []
    for written in package.entries:
        raw = written.raw
        if written.kind == "attached":
            attachment = _attachment(written, contents)
            attachments[written.item, _reference(written)] = attachment
            raw = write_attachment(attachment)
        elif written.kind == "detached":
            unknown = Attachment(number=written.reference)  # attached on another machine
            raw = write_attachment(attachments.get((written.item, written.reference), unknown))
        elif written.field:
            raw = written.field.value
        if not utc_moment(written.answered_at):
            raise refuse(file, message("Its entries cannot be read."))
        entries.append(
            Entry(
                package.manifest.unit,
                EventKind(written.kind),
                written.item,
                source_of_fact(written.field).value if written.field else package.manifest.source,
                raw,
                note=written.note,
                evidence=written.evidence,
                cause=written.cause,
                actor=written.actor or package.manifest.actor,
                answered_at=written.answered_at,
                client=written.client,
            )
        )
    return entries


def _reference(written: PackageEntry) -> str:
    """How the form named a piece of evidence: by the name as the tablet has it, before :func:`safe_name`."""
    return file_reference(written.name, written.sha256) if written.sha256 else written.number


def _attachment(written: PackageEntry, contents: Mapping[str, Callable[[], bytes]]) -> Attachment:
    """The attachment of an entry. The day on which the tablet took it counts as received.

    A file of a kind that is not kept becomes a document number that names it, so that it does not keep the
    answers back.
    """
    received = written.answered_at[:10]
    made, first, last = written.made, written.valid_from, written.valid_to
    if written.sha256 is None:
        return Attachment(
            number=written.number, received=received, made=made, valid_from=first, valid_to=last
        )
    content = contents[written.sha256]()
    try:
        return describe(
            written.name,
            content,
            received=received,
            made=made,
            valid_from=first,
            valid_to=last,
            drawn_on=written.drawn_on,
        )
    except EvidenceError:
        return Attachment(number=file_reference(safe_name(written.name), written.sha256), received=received)
