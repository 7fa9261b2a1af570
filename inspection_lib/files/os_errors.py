"""An error of the operating system as an error of ours: what is wrong, the system's words, and what to do.

The disk is full, the folder is read-only, the stick was pulled out: Python raises an OSError, whose text
helps nobody who does not know Python. Every place that touches files says in its own words what could not be
done. How the system's words get into that message, and what is different when the disk is full, stands here
and nowhere else.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType

from inspection_lib.errors import InspectionError
from inspection_lib.files.remote import RemoteError
from inspection_lib.language import Fault, Message, message

CHECK_FOLDER: Message = message("Check the folder's rights and the disk's free space.")
"""The remedy for most files that cannot be written."""
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


def os_error_fault(
    error: OSError,
    text: Message,
    remedy: Message = CHECK_FOLDER,
    *,
    disk_full: Message | None = None,
    values: Mapping[str, str] = MappingProxyType({}),
) -> Fault:
    """The fault behind an OSError. `{cause}` in ``text`` is filled with the system's own words.

    ``values`` fill other places of a text that is built beforehand, which saves time where errors are rare.
    ``disk_full`` is the remedy when the disk or the user's quota is used up; None: ``remedy`` serves then,
    too.
    """
    given = {**values, "cause": str(error)} if "{cause}" in text.text else values
    filled = replace(text, values=(*text.values, *message("", **given).values))
    is_full = disk_full is not None and error.errno in _DISK_FULL
    return Fault(filled, disk_full if is_full else remedy)


@contextmanager
def os_errors_as(
    make_error: Callable[[Message, Message | None], InspectionError],
    text: Message,
    remedy: Message = CHECK_FOLDER,
    *,
    disk_full: Message | None = None,
    values: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[None]:
    """Within this block an OSError becomes ``make_error(message, remedy)``; see :func:`os_error_fault`.

    A :class:`RemoteError` passes unchanged, although it is an OSError: it knows better what is wrong.
    """
    try:
        yield
    except RemoteError:
        raise
    except OSError as error:
        fault = os_error_fault(error, text, remedy, disk_full=disk_full, values=values)
        raise make_error(fault.message, fault.remedy) from error
