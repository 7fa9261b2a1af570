"""Write exported tables with an extension's exporter, and check that demonstration data is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspection_lib.errors import InspectionError
from inspection_lib.extensions import ExtensionExporter
from inspection_lib.files import DAMAGED_ZIP, open_zip
from inspection_lib.language import message
from inspection_lib.model import DEMONSTRATION_MARK, ExportTable
from inspection_lib.model.limits import ARCHIVE_MEMBER_BYTES

_MARK_OF_ANY_FORMAT = DEMONSTRATION_MARK.rpartition(" / ")[2]
"""The part of the mark without Vietnamese letters: no format writes these letters in its own way."""


def own_file_bytes(
    name: str, exporter: ExtensionExporter, tables: Sequence[ExportTable], *, is_demonstration: bool
) -> bytes:
    """The bytes of the one file that an exporter makes of some tables; ``name`` is what messages call it.

    Raises InspectionError when it breaks, gives no bytes, or leaves the mark of demonstration data out.
    """
    mark = DEMONSTRATION_MARK if is_demonstration else ""
    try:
        content = exporter.write(tuple(tables), mark)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # code of the office: whatever it raises is told in words
        said = f"{type(error).__name__}: {error}"
        raise InspectionError(
            message("The exporter {name} broke: {error}. Nothing was written.", name=name, error=said),
            message("Correct the extension."),
        ) from error
    if not isinstance(content, bytes):
        said = type(content).__name__
        raise InspectionError(
            message(
                "The exporter {name} gave {value}, not bytes. Nothing was written.", name=name, value=said
            ),
            message("Correct the extension."),
        )
    if mark and not any(_holds_mark(part) for part in _parts(content)):
        raise InspectionError(
            message(
                "The exporter {name} left the mark of demonstration data out. Nothing was written.", name=name
            ),
            message("Let it write the mark that it is given, as plain text."),
        )
    return content


def _parts(content: bytes) -> Iterator[bytes]:
    """The file itself, and what a zip holds, such as an office file."""
    yield content
    if content[:4] != b"PK\3\4":
        return
    try:
        with open_zip(content) as archive:
            for member in archive.infolist():
                if member.file_size <= ARCHIVE_MEMBER_BYTES:
                    yield archive.read(member)
    except DAMAGED_ZIP:
        return


def _holds_mark(content: bytes) -> bool:
    return any(_MARK_OF_ANY_FORMAT.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))
