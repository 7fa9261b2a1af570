"""The photos of an export: which file belongs to which submission.

A submission names its photo as the phone called it. The file may have another name, because a server changed
it, and it may lie in a folder for all submissions or in one of its own. A photo of somebody else's submission
is worse than none: where a name could mean two files or two submissions, no file is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import BundleError, EvidenceError
from inspection_lib.exchange.archive import Archive
from inspection_lib.language import Message, message
from inspection_lib.record import MAX_FILE_BYTES, is_of_the_system

IMPORT_AGAIN: Message = message("The answers are recorded. Import the file again when the photo is there.")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ADDED_BY_SERVER = re.compile(r"_[A-Za-z0-9]{7}$")
"""What Django, in which Kobo is written, adds to a name that is taken already."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file beside the table: its path in the export (NFC), and how its content is read."""

    path: str
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The name without folders."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Media:
    """All ``files`` of an export. ``wanted`` holds for each photo's name the submissions that name it.

    ``instances`` are the ids of all submissions of the export.
    """

    files: tuple[MediaFile, ...]
    wanted: Mapping[str, frozenset[str]]
    instances: frozenset[str]

    def find(self, name: str, item_id: str, instance: str) -> MediaFile:
        """The file of the photo of an item. Raises EvidenceError if there is none, or more than one.

        The name is looked up as it stands, then as the server stores it; in the submission's own folder
        first, and never in that of another submission.
        """
        name = _file_name(name)
        own = [file for file in self.files if _lies_in(file, {instance})]
        common = [file for file in self.files if not _lies_in(file, self.instances) and not _has_owner(file)]
        for is_photo in (_is_called, _is_stored_as, _is_numbered):
            found = [file for file in own if is_photo(file.name, name)]
            if not found:
                found = [file for file in common if is_photo(file.name, name)]
                if is_photo is not _is_called:  # then it must not be the very name of another photo
                    found = [file for file in found if file.name not in self.wanted]
                if found:
                    self._check_owner(name, item_id, by_stored_name=is_photo is not _is_called)
            if len(found) > 1:
                files = ", ".join(file.path for file in found)
                raise _unclear(
                    message(
                        "The photo {name} of item {item} may be one of several files: {files}.",
                        name=name,
                        item=item_id,
                        files=files,
                    )
                )
            if found:
                return found[0]
        raise EvidenceError(
            message("The photo {name} of item {item} is missing.", name=name, item=item_id), IMPORT_AGAIN
        )

    def _check_owner(self, name: str, item_id: str, *, by_stored_name: bool) -> None:
        """Raise EvidenceError if a file outside of the submissions' folders may be that of another one."""
        alike = [
            other
            for other in self.wanted
            if other == name or (by_stored_name and stored_name(other) == stored_name(name))
        ]
        if len({instance for other in alike for instance in self.wanted[other]}) > 1:
            raise _unclear(
                message(
                    "Several submissions have a photo {name}; whose it is cannot be told (item {item}).",
                    name=name,
                    item=item_id,
                )
            )


def media_of(
    files: Iterable[MediaFile], photos: Iterable[tuple[str, str]], instances: Iterable[str]
) -> Media:
    """The media of an export. ``photos`` are pairs of a photo's name and the submission that names it."""
    wanted: dict[str, set[str]] = {}
    for name, instance in photos:
        wanted.setdefault(_file_name(name), set()).add(instance)
    return Media(
        tuple(file for file in files if not is_of_the_system(file.name)),
        {name: frozenset(own) for name, own in wanted.items()},
        frozenset(instances),
    )


def stored_name(name: str) -> str:
    """A file's name as Kobo's server stores it: spaces become `_`, signs are left out."""
    return re.sub(r"[^-\w.]", "", _nfc(name).strip().replace(" ", "_"))


def files_in_folder(folder: Path) -> list[MediaFile]:
    """The files in a folder and in the folders inside it; none if there is no such folder."""
    return [
        MediaFile(_nfc(path.relative_to(folder).as_posix()), lambda path=path: _content(path))  # type: ignore[misc]
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def files_in_archive(archive: Archive, leave_out: Iterable[str] = ()) -> list[MediaFile]:
    """The files in a zip, without its tables (``leave_out``) and what macOS adds for itself."""
    left_out = set(leave_out)
    return [
        MediaFile(path, lambda member=member: _member(archive, member))  # type: ignore[misc]
        for path, member in sorted(archive.files().items())
        if path not in left_out and not path.startswith("__MACOSX/")
    ]


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)  # one byte too many is refused as too large
    except OSError as error:
        raise EvidenceError(
            message("The file {path} cannot be read: {cause}.", path=str(path), cause=str(error)),
            message("Check the file's rights."),
        ) from error


def _member(archive: Archive, member: str) -> bytes:
    try:
        return archive.open(member)
    except BundleError as error:
        raise EvidenceError(error.message, IMPORT_AGAIN) from error


def _is_called(file: str, name: str) -> bool:
    return file == name


def _is_stored_as(file: str, name: str) -> bool:
    return file == stored_name(name)


def _is_numbered(file: str, name: str) -> bool:
    """Whether the server added letters to the stored name, because it had a file of that name already."""
    (stem, dot, ending), (own, own_dot, own_ending) = file.rpartition("."), stored_name(name).rpartition(".")
    return (dot, ending) == (own_dot, own_ending) and _ADDED_BY_SERVER.sub("", stem) == own != stem


def _unclear(text: Message) -> EvidenceError:
    return EvidenceError(
        text, message("Export with one media folder for each submission, or attach the photo by hand.")
    )


def _lies_in(file: MediaFile, instances: Iterable[str]) -> bool:
    """Whether the file lies in the folder of one of these submissions."""
    ids = {_plain_id(instance) for instance in instances}
    return any(_plain_id(folder) in ids for folder in file.path.split("/")[:-1])


def _has_owner(file: MediaFile) -> bool:
    """Whether the file lies in the folder of a submission, maybe of one that is not in the table."""
    return any(_UUID.fullmatch(folder.lower()) for folder in file.path.split("/")[:-1])


def _plain_id(text: str) -> str:
    return text.lower().removeprefix("uuid").lstrip(":_-")


def _file_name(cell: str) -> str:
    """A photo's name as its cell has it, without the server's folders that older exports write before it."""
    return _nfc(cell).rpartition("/")[2]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
