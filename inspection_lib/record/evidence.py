"""Files of evidence, kept beside the store under their SHA-256.

The digest is the name. A file that comes twice, from two machines or under two names, is therefore kept once.
The events name files by digest, and each file is compared with its name when it is read. So a file that
somebody replaced by another one is noticed. A bundle can leave out files that the receiver has. A sound file
is never changed or overwritten; `put` replaces a damaged one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import EvidenceError, StoreError
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.language import Message, message
from inspection_lib.model import Attachment
from inspection_lib.record.address import is_sqlite_file, store_address
from inspection_lib.record.file_kinds import check_kind, safe_name
from inspection_lib.record.photos import THUMBNAIL_PIXELS, draw_thumbnail, photo_facts

FOLDER = "INSPECTION_EVIDENCE"
"""The environment variable that names another folder for evidence."""
_NOT_KEPT: Message = message("The evidence cannot be kept in {folder}: {cause}.")


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file on its way into the evidence folder. ``name`` is what its sender called it.

    ``read`` gives its content anew each time: hundreds of photos do not have to be in memory at once.
    """

    sha256: str
    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """The folder of all evidence of one store. It need not exist until the first file is kept."""

    folder: Path

    def keep(
        self,
        name: str,
        content: bytes,
        *,
        received: str,
        made: str = "",
        valid_from: str = "",
        valid_to: str = "",
        drawn_on: str = "",
    ) -> Attachment:
        """Keep a file and describe it; see :func:`describe`. Raises EvidenceError or StoreError."""
        attachment = describe(
            name,
            content,
            received=received,
            made=made,
            valid_from=valid_from,
            valid_to=valid_to,
            drawn_on=drawn_on,
        )
        self.put(attachment.sha256, content)
        return attachment

    def put(self, sha256: str, content: bytes) -> None:
        """Keep a file under its digest. The caller has checked the digest and the kind of file.

        A damaged file under that name is replaced by the sound one. Raises StoreError if the disk fails.
        """
        path = self.path_of(sha256)
        with os_errors_as(StoreError, _NOT_KEPT, values={"folder": str(self.folder)}):
            if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
                return
            write_whole(path, content)

    def path_of(self, sha256: str) -> Path:
        """The path of a file, whether it exists or not. Raises EvidenceError if the text is not a digest."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise EvidenceError(message("'{digest}' is not the SHA-256 of a file.", digest=sha256[:80]))
        return self.folder / sha256[:2] / sha256[2:]

    def holds(self, sha256: str) -> bool:
        """Whether the file exists. Its content is not checked."""
        return self.path_of(sha256).is_file()

    def delete(self, sha256: str) -> None:
        """Delete a file that was taken out of the record. Raises StoreError if the disk refuses."""
        with os_errors_as(
            StoreError,
            message("The evidence {digest} cannot be deleted: {cause}.", digest=sha256[:12]),
            message("Close the program that has it open, and run the command again."),
        ):
            self.path_of(sha256).unlink(missing_ok=True)

    def digests(self) -> list[str]:
        """The digests of all files, sorted. Their contents are not checked."""
        names = (f"{path.parent.name}{path.name}" for path in self.folder.glob("??/*") if path.is_file())
        return sorted(name for name in names if len(name) == 64 and set(name) <= set("0123456789abcdef"))

    def open(self, sha256: str) -> bytes:
        """The content of a file.

        Raises EvidenceError if it is missing or does not have this digest any more.
        """
        with os_errors_as(
            EvidenceError,
            message("The evidence {digest} is not in {folder}.", digest=sha256[:12], folder=str(self.folder)),
            message("Merge the bundle that holds it, or attach the file again."),
        ):
            content = self.path_of(sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise EvidenceError(
                message(
                    "The evidence {digest} in {folder} was changed.",
                    digest=sha256[:12],
                    folder=str(self.folder),
                ),
                message("Restore the file from the last copy, or from the bundle that brought it."),
            )
        return content

    def thumbnail(self, sha256: str, pixels: int = THUMBNAIL_PIXELS) -> bytes:
        """A small JPEG of a photo, turned upright; empty for other files and for pictures that fail.

        Neither side is longer than ``pixels``.
        """
        return draw_thumbnail(self.path_of(sha256), pixels)


def describe(
    name: str,
    content: bytes,
    *,
    received: str,
    made: str = "",
    valid_from: str = "",
    valid_to: str = "",
    drawn_on: str = "",
) -> Attachment:
    """Describe a file as an attachment. This does not keep the file.

    Raises EvidenceError if the kind of the file is not accepted.

    Days are ISO texts or empty; ``received`` is the day on which the file was handed in. When ``made`` is
    empty, the day on which a photo was taken stands in its place. ``drawn_on`` is the SHA-256 of the photo on
    which this picture was drawn, or empty.
    """
    shown = safe_name(name)
    media_type = check_kind(shown, content)
    taken, latitude, longitude = photo_facts(content) if media_type.startswith("image/") else ("", "", "")
    return Attachment(
        sha256=hashlib.sha256(content).hexdigest(),
        name=shown,
        media_type=media_type,
        size=len(content),
        made=made or taken[:10],
        valid_from=valid_from,
        valid_to=valid_to,
        received=received,
        taken=taken,
        latitude=latitude,
        longitude=longitude,
        drawn_on=drawn_on,
    )


def evidence_folder(store_url: str, folder: Path) -> EvidenceFolder:
    """The evidence folder of a store: beside an SQLite file, else `outputs/evidence` of the workbench.

    The environment variable INSPECTION_EVIDENCE names another folder for every store.
    """
    named = os.environ.get(FOLDER, "")
    if named:
        return EvidenceFolder(Path(named))
    address = store_address(store_url, folder)
    if is_sqlite_file(address):
        database = Path(str(address.database))
        return EvidenceFolder(database.with_name(f"{database.name}.evidence"))
    return EvidenceFolder(folder / "outputs" / "evidence")
