"""The packages of several units in one file, as a form of several units saves them: a folder for each.

Each folder holds what the package of that unit alone would hold, with its own HMAC. So each is recognised,
checked and taken in by itself, and one that is refused keeps no other back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from inspection_lib.errors import BundleError, KeyFileError, NotFoundError
from inspection_lib.exchange.acceptance import Merged, Warn
from inspection_lib.exchange.archive import Archive, refuse
from inspection_lib.exchange.manifest import Strict
from inspection_lib.exchange.package_file import Package, read_package
from inspection_lib.exchange.tablet_package import merge_package
from inspection_lib.language import message
from inspection_lib.record import EvidenceFolder, Recorder

LIST = "packages.json"
Folder = Annotated[str, Field(pattern=r"^[\w-]{1,100}$")]


class PackageList(Strict):
    """The folders of the file, one for each unit."""

    format: Literal["inspection-forms"]
    version: Literal[1]
    campaign: Annotated[str, Field(max_length=1000)]
    folders: Annotated[tuple[Folder, ...], Field(min_length=1)]


def is_package_set(archive: Archive) -> bool:
    """Whether an archive holds the packages of several units."""
    return LIST in archive.names()


def packages_of(archive: Archive) -> tuple[str, tuple[Archive, ...]]:
    """The campaign, and the package of each unit as an archive of its own.

    Raises BundleError if the list cannot be read or something belongs to none of its folders.
    """
    try:
        listed = PackageList.model_validate_json(archive.open(LIST))
    except ValidationError as error:
        raise refuse(archive.name, message("Its list of packages cannot be read.")) from error
    packages = tuple(archive.within(folder) for folder in listed.folders)
    archive.check_names({LIST, *(one.folder + name for one in packages for name in one.names())})
    return listed.campaign, packages


def merge_package_set(
    archive: Archive,
    recorder_of: Callable[[str], Recorder],
    evidence: EvidenceFolder,
    known_from: Iterable[str],
    *,
    warn: Warn,
) -> Merged:
    """Take in the packages of several units, each whole or not at all.

    What was refused is in the result. Raises BundleError for what is wrong with the file as a whole, and
    StoreError: what was taken in before it stays, and the same file again adds the rest.
    """
    campaign_id, archives = packages_of(archive)
    roles = tuple(known_from)
    parts: list[Merged] = []
    refused: list[BundleError] = []
    for one in archives:
        try:
            package = read_package(one)
            _check_campaign(package, campaign_id, one.name)
            recorder = recorder_of(campaign_id)
            parts.append(merge_package(package, recorder, evidence, one.name, roles, warn=warn))
        except BundleError as error:
            refused.append(error)
        except (NotFoundError, KeyFileError) as error:
            refused.append(refuse(one.name, error.message, error.remedy))
    if not parts:
        raise refused[0]
    return _sum_of(campaign_id, parts, refused)


def _check_campaign(package: Package, campaign_id: str, file: str) -> None:
    if package.manifest.campaign != campaign_id:
        raise refuse(file, message("Its packages are of several campaigns."))


def _sum_of(campaign_id: str, parts: Sequence[Merged], refused: Sequence[BundleError]) -> Merged:
    return Merged(
        campaign_id,
        tuple(dict.fromkeys(code for part in parts for code in part.unit_codes)),
        sum(part.events for part in parts),
        sum(part.files for part in parts),
        parts=tuple(parts),
        refused=tuple(refused),
    )
