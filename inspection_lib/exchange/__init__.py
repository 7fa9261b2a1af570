"""What machines and phones hand each other: bundles, tablet packages, ODK forms and submissions."""

from __future__ import annotations

from inspection_lib.exchange.acceptance import Merged
from inspection_lib.exchange.bundle import make_bundle, write_bundle
from inspection_lib.exchange.merge import merge_file
from inspection_lib.exchange.odk import read_odk, record_export
from inspection_lib.exchange.xlsform_file import xlsform

__all__ = [
    "Merged",
    "make_bundle",
    "merge_file",
    "read_odk",
    "record_export",
    "write_bundle",
    "xlsform",
]
