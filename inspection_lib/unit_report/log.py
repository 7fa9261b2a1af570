"""A unit's log, `batch.log`: what its process wrote, and where it was when it was stopped or crashed."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
from collections.abc import Iterator

from inspection_lib.files import LocalFolder, file_mode, is_url, make_folder, open_folder
from inspection_lib.language import Language, Message, open_catalogue
from inspection_lib.model import is_id
from inspection_lib.unit_report.job import LOG, STACK_DUMP_SECONDS, Job


@contextlib.contextmanager
def unit_log(job: Job) -> Iterator[None]:
    """Send everything that this process writes to the unit's log. It must make one unit at a time.

    The stack goes there too: when the process crashes, and shortly before its time limit. A process that is
    killed at the limit can say nothing any more, so it has to write where it is while it still runs.
    """
    log = _open_log(job)
    os.dup2(log, 1)
    os.dup2(log, 2)
    faulthandler.enable(log)  # not descriptor 2, which is a cell's output while that cell runs
    with contextlib.suppress(RuntimeError):  # no memory for its thread: the unit will fail of that itself
        faulthandler.dump_traceback_later(max(job.seconds - STACK_DUMP_SECONDS, 0.5), file=log)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", force=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        os.close(log)


def _open_log(job: Job) -> int:
    folder = None if is_url(job.output) else open_folder(job.output)
    if isinstance(folder, LocalFolder) and is_id(job.unit_code):
        with contextlib.suppress(OSError):
            path = folder.path / job.unit_code / LOG
            make_folder(path.parent)
            path.unlink(missing_ok=True)  # a link that somebody put there would lead to another file
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, file_mode())
    return os.open(os.devnull, os.O_WRONLY)


def log_message(job: Job, text: Message) -> None:
    """Write a line in the language of the job. A log that cannot be written must not cost the report."""
    with contextlib.suppress(OSError, ValueError):
        logging.getLogger("inspection").info(open_catalogue(Language(job.language)).format(text))
