"""Whose package is it? What is shown of it, and what one that nobody recognises needs before it is taken in.

Anybody can write a package, under any role and with the name of any tablet. A machine recognises those that
its own forms saved (see :mod:`package_file`). Of all others a person has to say whose they are, after having
seen what is in them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from inspection_lib.exchange.archive import refuse
from inspection_lib.exchange.package_file import Package
from inspection_lib.language import Message, message
from inspection_lib.model import Campaign
from inspection_lib.record import Recorder, in_order, recorded_versions

_SHOWN = 80
"""Letters of a role or name that are shown."""
_ROLES_SHOWN = 5


def describe_package(package: Package, campaign: Campaign) -> Message:
    """What a package is: tablet, unit, the roles written in it, how much it holds, and its days."""
    manifest, entries = package.manifest, package.entries
    unit = campaign.unit(manifest.unit)
    days = sorted(entry.answered_at[:10] for entry in entries) or [manifest.made_at[:10]]
    answers = sum(entry.kind in ("answered", "withdrawn", "decided") for entry in entries)
    values = {
        "tablet": manifest.device,
        "unit": manifest.unit,
        "name": unit.name if unit else "",
        "roles": _shown_roles(package),
        "answers": answers,
        "files": len(package.files),
        "first": days[0],
        "last": days[-1],
    }
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


def check_named(package: Package, campaign: Campaign, known_from: Iterable[str], file: str) -> None:
    """Raise BundleError unless ``known_from`` names every role that is written in a package.

    Of a package in which no role is written, any name will do. Letters count alike in both cases.
    """
    named = {_spelled(role) for role in known_from} - {""}
    roles = _roles(package)
    if not named or not {_spelled(role) for role in roles} <= named:
        options = " ".join(f'--from "{role}"' if _is_plain(role) else "--from ROLE" for role in roles)
        raise refuse(
            file,
            describe_package(package, campaign),
            message(
                "Nothing was recorded. Ask the person with this role whether the package is theirs, and "
                "compare. Only then merge it with: {options}",
                options=options if len(roles) in range(1, _ROLES_SHOWN + 1) else "--from ROLE",
            ),
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
