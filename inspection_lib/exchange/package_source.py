"""Whose package is it? What is shown of it, and what one that nobody recognises needs before it is taken in.

Anybody can write a package, under any role and with the name of any tablet. A machine recognises those that
its own forms saved (see :mod:`package_file`). Of all others a person has to say whose they are, after having
seen what is in them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from inspection_lib.errors import UnnamedRolesError
from inspection_lib.exchange.archive import refuse
from inspection_lib.exchange.package_file import Package
from inspection_lib.language import Message, Text, message
from inspection_lib.model import Campaign, Entry, Source
from inspection_lib.record import (
    RESPONSES,
    Recorder,
    counted,
    in_order,
    recorded_versions,
    standing_responses,
)

_SHOWN = 80
"""Letters of a role or name that are shown."""
_ROLES_SHOWN = 5


def describe_package(package: Package, campaign: Campaign) -> Message:
    """What a package is: tablet, unit, the roles written in it, how much it holds, and its days."""
    manifest, entries = package.manifest, package.entries
    unit = campaign.unit(manifest.unit)
    days = sorted(entry.answered_at[:10] for entry in entries) or [manifest.made_at[:10]]
    answers = sum(entry.kind in ("answered", "withdrawn", "decided") for entry in entries)
    values: dict[str, str | int | Text] = {
        "tablet": manifest.device,
        "unit": manifest.unit,
        "name": unit.name if unit else "",
        "roles": _shown_roles(package),
        "answers": answers,
        "files": len(package.files),
        "first": days[0],
        "last": days[-1],
    }
    if package.is_self_score:
        return _describe_self_score(package, values)
    if package.is_recognised:
        return message(
            "Saved by a form of this machine: tablet {tablet}, unit {unit} ({name}), roles written in it: "
            "{roles}; {answers} answers, {files} files, from {first} to {last}.",
            **values,
        )
    return message(
        "Saved by a form that this machine did not write: tablet {tablet}, unit {unit} ({name}), roles "
        "written in it: {roles}; {answers} answers, {files} files, from {first} to {last}.",
        **values,
    )


def _describe_self_score(package: Package, values: Mapping[str, str | int | Text]) -> Message:
    if package.is_recognised:
        return message(
            "SELF-SCORE of unit {unit} ({name}) by the unit itself, saved by a form of this machine: tablet "
            "{tablet}, roles written in it: {roles}; {answers} answers, {files} files, from {first} to "
            "{last}.",
            **values,
        )
    return message(
        "SELF-SCORE of unit {unit} ({name}) by the unit itself, saved by a form that this machine did not "
        "write: tablet {tablet}, roles written in it: {roles}; {answers} answers, {files} files, from "
        "{first} to {last}.",
        **values,
    )


def check_named(package: Package, campaign: Campaign, known_from: Iterable[str], file: str) -> None:
    """Raise UnnamedRolesError unless ``known_from`` names every role that is written in a package.

    Of a package in which no role is written, any name will do. Letters count alike in both cases.
    """
    named = {_spelled(role) for role in known_from} - {""}
    roles = _roles(package)
    if not named or not {_spelled(role) for role in roles} <= named:
        options = " ".join(f'--from "{role}"' if _is_plain(role) else "--from ROLE" for role in roles)
        raise UnnamedRolesError(
            describe_package(package, campaign),
            message(
                "Nothing was recorded. Ask the person with this role whether the package is theirs, and "
                "compare. Only then merge it with: {options}",
                options=options if len(roles) in range(1, _ROLES_SHOWN + 1) else "--from ROLE",
            ),
            file,
            roles=tuple(roles),
        )


def check_version(package: Package, recorder: Recorder, file: str) -> None:
    """Raise BundleError if a package would move the unit's record to another version of the checklist."""
    manifest = package.manifest
    events = in_order(recorder.store.events(recorder.campaign.id, manifest.unit))
    recorded = recorded_versions(events)
    if recorded and (manifest.checklist, manifest.digest) not in recorded:
        raise refuse(
            file,
            message(
                "It answers checklist {other}, and unit {unit} is inspected with {own}.",
                other=manifest.checklist[:_SHOWN],
                unit=manifest.unit,
                own=recorded[-1][0],
            ),
            message("Nothing was recorded. Move the unit to that version first, if that is right."),
        )


def check_claims(package: Package, recorder: Recorder, entries: Iterable[Entry], file: str) -> None:
    """Raise BundleError if a unit's self-score contradicts one that came otherwise and was not on the form.

    An import lets the later of two claims stand and refuses a file where nobody can say which is later. A
    package is taken in whole or not at all, and makes the same events wherever it is taken in. So it cannot
    leave single answers out, and is refused. What is in the record already is not looked at again.
    """
    device, unit = package.manifest.device, package.manifest.unit
    events = counted(in_order(recorder.store.events(recorder.campaign.id, unit)))
    known = {event.client for event in events if event.client}
    seen = {digest for entry in package.entries for digest in entry.seen}
    standing = standing_responses(events)
    latest = {entry.item_id: entry for entry in entries if entry.kind in RESPONSES}
    against = [
        item
        for item, entry in latest.items()
        for event in standing.get((item, Source.SELF.value), ())
        if entry.client not in known
        and event.origin not in (f"f-{device}", f"t-{device}")
        and event.digest not in seen
        and (event.kind, event.raw) != (entry.kind, entry.raw)
    ]
    if against:
        raise refuse(
            file,
            message(
                "The self-score of unit {unit} is in the record already, and differs: {items}.",
                unit=unit,
                items=", ".join(sorted(set(against))),
            ),
            message(
                "Nothing was recorded. Ask the unit which one is right. Then withdraw the import of the "
                "other, or write a new form, which shows what is recorded, and let the unit answer in it."
            ),
        )


def _roles(package: Package) -> list[str]:
    """The roles that are written in a package, without empty ones."""
    written = (entry.actor or package.manifest.actor for entry in package.entries)
    return sorted({role for role in written if role.strip()})


def _shown_roles(package: Package) -> str:
    roles = _roles(package)
    shown = [f'"{role[:_SHOWN]}"' for role in roles[:_ROLES_SHOWN]]
    return ", ".join([*shown, "..."] if len(roles) > _ROLES_SHOWN else shown) or "-"


def _is_plain(role: str) -> bool:
    """Whether a role may stand in a command that people copy: it could hold a command of its own."""
    return len(role) <= _SHOWN and all(letter.isalnum() or letter in " ,.-/()" for letter in role)


def _spelled(role: str) -> str:
    """A role as it is compared: letters that look alike are the same, and so are capitals and spaces."""
    return " ".join(unicodedata.normalize("NFC", role).casefold().split())
