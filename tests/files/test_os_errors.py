"""An OSError becomes a message with a remedy."""

from __future__ import annotations

import errno
from functools import partial
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError, EvidenceError
from inspection_lib.files.os_errors import CHECK_FOLDER, os_error_fault, os_errors_as
from inspection_lib.files.remote import RemoteError, RemoteErrorKind
from inspection_lib.language.messages import in_english, message

TEXT = message("{path} cannot be written: {cause}.", path="the stick")
MAKE_ROOM = message("Make room.")


def test_the_message_holds_the_systems_own_words(tmp_path: Path) -> None:
    """A folder in the place of a file: the error is of the given class and holds the system's text."""
    with pytest.raises(EvidenceError) as caught, os_errors_as(EvidenceError, TEXT):
        tmp_path.read_bytes()
    assert "the stick cannot be written: [Errno 21] Is a directory" in in_english(caught.value.message)
    assert caught.value.remedy == CHECK_FOLDER
    assert isinstance(caught.value.__cause__, IsADirectoryError)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_has_a_remedy_of_its_own(number: int) -> None:
    """Only where one is given; any other error keeps the usual remedy."""
    full, locked = OSError(number, "full"), OSError(errno.EACCES, "locked")
    assert os_error_fault(full, TEXT, disk_full=MAKE_ROOM).remedy == MAKE_ROOM
    assert os_error_fault(full, TEXT).remedy == CHECK_FOLDER
    assert os_error_fault(locked, TEXT, disk_full=MAKE_ROOM).remedy == CHECK_FOLDER


def test_an_error_that_needs_more_than_a_message_is_made_by_a_function() -> None:
    """A BundleError also names its file. A text without `{cause}` keeps the system's words out."""
    make = partial(BundleError, file="visit.zip")
    plain = message("There is no such file.")
    with pytest.raises(BundleError) as caught, os_errors_as(make, plain):
        raise FileNotFoundError
    assert (caught.value.file, caught.value.message) == ("visit.zip", plain)


def test_errors_of_a_distant_store_and_of_ours_pass_unchanged() -> None:
    """Their own messages are better."""
    for error in (
        RemoteError("s3://a", RemoteErrorKind.REFUSED, "403"),
        EvidenceError(TEXT),
        ValueError("a bug"),
    ):
        with pytest.raises(type(error)) as caught, os_errors_as(EvidenceError, TEXT):
            raise error
        assert caught.value is error


def test_a_text_that_was_built_before_gets_its_values() -> None:
    """Where errors are rare, nothing is built unless there is one."""
    fault = os_error_fault(OSError("wet"), message("{path}: {cause}."), values={"path": "a"})
    assert in_english(fault.message) == "a: wet."
