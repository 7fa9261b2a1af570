"""What is wrong, and what to do, when a unit's report could not be made.

Light: it does not load papermill.
"""

from __future__ import annotations

from inspection_lib.errors import InspectionError, InvalidFilesError
from inspection_lib.files import RemoteError, RemoteErrorKind, is_url, os_error_fault
from inspection_lib.language import Fault, Language, Message, Text, message, open_catalogue
from inspection_lib.unit_report.job import LOG, Job


def fault_of(error: InspectionError | MemoryError | OSError, job: Job) -> Fault:
    """The fault for an error that is expected while a unit's report is made."""
    match error:
        case InvalidFilesError():
            return _first_problem(error, job)
        case InspectionError():
            return error.fault
        case MemoryError():
            return Fault(
                message("The unit needs more memory than its limit."), message("Raise --memory-limit.")
            )
        case RemoteError():
            return remote_fault(error)
        case TimeoutError():
            return time_limit_fault(job)
        case OSError():
            return os_error_fault(
                error,
                message("The report cannot be written: {cause}."),
                message("Check the output folder's rights and free space."),
                disk_full=message("The disk is full: make room, then run the batch again."),
            )


def _first_problem(error: InvalidFilesError, job: Job) -> Fault:
    """The first problem of some files with its place, and where to find the others.

    The problem is a message inside a message, so it is written in both languages here.
    """
    first = error.problems[0]
    place = f"{first.file.removeprefix(job.workbench_folder.rstrip('/') + '/')}:{first.line}"
    vietnamese, english = (
        open_catalogue(language).format(first.fault.message) for language in (Language.VI, Language.EN)
    )
    text = message("{place}: {problem}", place=place, problem=Text(vietnamese, english))
    if len(error.problems) == 1:
        return Fault(text, first.fault.remedy)
    count = len(error.problems)
    return Fault(text, message("`inspection check` tells all {count} problems of these files.", count=count))


def time_limit_fault(job: Job) -> Fault:
    """The fault of a unit that was stopped at its time limit."""
    text = message(
        "The unit took longer than its limit of {seconds} seconds and was stopped.", seconds=job.seconds
    )
    if is_url(job.output):
        return Fault(
            text,
            message("Raise --time-limit, or make this unit into a folder: its batch.log shows where it was."),
        )
    log = f"{job.unit_code}/{LOG}"
    return Fault(text, message("Open {file} to see where it was, or raise --time-limit.", file=log))


def log_remedy(job: Job) -> Message:
    """Where to look for what ended a unit's process. A log is kept in a folder only, not at a URL."""
    if is_url(job.output):
        return message(
            "No log is kept at a URL: make this unit into a folder, and its batch.log shows where."
        )
    log = f"{job.unit_code}/{LOG}"
    return message("Open {file} to see where; then run the batch again.", file=log)


def remote_fault(error: RemoteError) -> Fault:
    """The fault of a folder at a URL that cannot be read or written."""
    values = {"place": error.place, "error": error.detail}
    match error.kind:
        case RemoteErrorKind.MISSING:
            return Fault(
                message(
                    "The reports cannot be kept at {place}: there is no such bucket or folder ({error}).",
                    **values,
                ),
                message("Correct the address at --output, or make the bucket; then run again."),
            )
        case RemoteErrorKind.REFUSED:
            return Fault(
                message(
                    "The reports cannot be kept at {place}: the server refuses the keys ({error}).", **values
                ),
                message(
                    "Check the keys in the environment (for s3: AWS_ACCESS_KEY_ID and "
                    "AWS_SECRET_ACCESS_KEY), and that they may list, read, write and delete there; "
                    "then run again."
                ),
            )
        case RemoteErrorKind.UNREACHABLE:
            return Fault(
                message(
                    "The reports cannot be kept at {place}: the server does not answer ({error}).", **values
                ),
                message(
                    "Check the network and the server's address (for s3: AWS_ENDPOINT_URL); then run again: "
                    "only what is missing is made."
                ),
            )
        case RemoteErrorKind.OTHER:
            return Fault(
                message("The reports cannot be kept at {place}: {error}.", **values),
                message(
                    "Correct the address at --output, or ask those who look after the server; then run again."
                ),
            )
