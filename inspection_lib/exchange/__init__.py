"""What machines and phones hand each other: bundles, tablet packages, keys, ODK forms and submissions."""

from __future__ import annotations

from inspection_lib.exchange.acceptance import Merged
from inspection_lib.exchange.bundle import make_bundle, write_bundle
from inspection_lib.exchange.keys import (
    Signer,
    distrust,
    encrypt_for,
    load_key,
    new_key,
    new_office_identity,
    require_key,
    trust,
    trusted_keys,
)
from inspection_lib.exchange.merge import merge_file
from inspection_lib.exchange.odk import read_odk, record_export
from inspection_lib.exchange.xlsform_file import xlsform
from inspection_lib.exchange.xlsform_questions import OWN_QUESTIONS, question_names

__all__ = [
    "OWN_QUESTIONS",
    "Merged",
    "Signer",
    "distrust",
    "encrypt_for",
    "load_key",
    "make_bundle",
    "merge_file",
    "new_key",
    "new_office_identity",
    "question_names",
    "read_odk",
    "record_export",
    "require_key",
    "trust",
    "trusted_keys",
    "write_bundle",
    "xlsform",
]
