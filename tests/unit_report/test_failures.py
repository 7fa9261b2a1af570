"""What people read when a unit's report could not be made."""

from __future__ import annotations

import errno

import pytest

from inspection_lib.errors import InvalidFilesError, NotFoundError, Problem
from inspection_lib.files import RemoteError, RemoteErrorKind
from inspection_lib.language import Fault, in_english, message
from inspection_lib.unit_report import Job, fault_of, log_remedy
from tests.unit_report.jobs import a_job

JOB = a_job()
AT_URL = a_job("s3://bucket/out")


def words(fault: Fault) -> str:
    """A fault in English."""
    return " ".join(in_english(part) for part in (fault.message, fault.remedy) if part)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (MemoryError(), "The unit needs more memory than its limit. Raise --memory-limit."),
        (
            TimeoutError(),
            "The unit took longer than its limit of 300 seconds and was stopped. Open 060/batch.log",
        ),
        (OSError(errno.ENOSPC, "full"), "The disk is full: make room"),
        (OSError(errno.EACCES, "no"), "Check the output folder's rights"),
        (RemoteError("s3://b", RemoteErrorKind.MISSING, "404"), "no such bucket or folder (404)"),
        (RemoteError("s3://b", RemoteErrorKind.REFUSED, "403"), "AWS_SECRET_ACCESS_KEY"),
        (RemoteError("s3://b", RemoteErrorKind.UNREACHABLE, "none"), "AWS_ENDPOINT_URL"),
        (RemoteError("s3://b", RemoteErrorKind.OTHER, "odd"), "ask those who look after the server"),
        (NotFoundError(message("Gone."), message("Look.")), "Gone. Look."),
    ],
)
def test_an_expected_error_becomes_what_is_wrong_and_what_to_do(
    error: MemoryError | OSError | NotFoundError, text: str
) -> None:
    """A time limit of a library's connection is no RemoteError and counts as the unit's."""
    assert text in words(fault_of(error, JOB))


def test_of_several_problems_the_first_is_told(tmp_path: object) -> None:
    """With its file, relative to the workbench, and its line; and where the others are."""
    file = f"{JOB.workbench_folder}/checklists/a.yaml"
    problems = [Problem(file, line, Fault(message("Wrong."), message("Mend it."))) for line in (7, 3)]
    assert words(fault_of(InvalidFilesError(problems[:1]), JOB)) == "checklists/a.yaml:7: Wrong. Mend it."
    both = words(fault_of(InvalidFilesError(problems), JOB))
    assert both == "checklists/a.yaml:3: Wrong. `inspection check` tells all 2 problems of these files."


@pytest.mark.parametrize(("job", "text"), [(JOB, "060/batch.log"), (AT_URL, "No log is kept at a URL")])
def test_the_log_is_named_where_one_is_kept(job: Job, text: str) -> None:
    """Only in a folder."""
    assert text in in_english(log_remedy(job))
    assert ("060/batch.log" in words(fault_of(TimeoutError(), job))) == (job is JOB)
