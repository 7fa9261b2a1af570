"""One unit's job: run its notebook, draw its page, check that both are this unit's, write its files."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.unit_report.failures import fault_of, log_remedy, remote_fault, time_limit_fault
    from inspection_lib.unit_report.job import (
        FILES,
        REPORT_NOTEBOOK,
        REPORT_PAGE,
        STACK_DUMP_SECONDS,
        Digests,
        Job,
        JobResult,
        unit_notebook,
    )
    from inspection_lib.unit_report.record import (
        RECORD,
        Record,
        RecordSignature,
        read_record,
        record_from_text,
        record_to_text,
        signed_bytes,
        summary_of,
        write_record,
    )

__all__ = [
    "FILES",
    "RECORD",
    "REPORT_NOTEBOOK",
    "REPORT_PAGE",
    "STACK_DUMP_SECONDS",
    "Digests",
    "Job",
    "JobResult",
    "Record",
    "RecordSignature",
    "fault_of",
    "log_remedy",
    "read_record",
    "record_from_text",
    "record_to_text",
    "remote_fault",
    "signed_bytes",
    "summary_of",
    "time_limit_fault",
    "unit_notebook",
    "write_record",
]
