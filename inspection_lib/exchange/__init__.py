"""What machines and phones hand each other: bundles, tablet packages, ODK forms and submissions."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.exchange.acceptance import Merged
    from inspection_lib.exchange.archive import Archive, read_archive, refuse
    from inspection_lib.exchange.bundle import make_bundle, write_bundle
    from inspection_lib.exchange.bundle_reader import Bundle, read_bundle
    from inspection_lib.exchange.file_label import FileLabel, SentKind, label_of
    from inspection_lib.exchange.merge import AGE, found_preparation, merge_bundle, merge_file, open_archive
    from inspection_lib.exchange.merge_account import account_of
    from inspection_lib.exchange.odk import campaigns_named, read_odk, record_export
    from inspection_lib.exchange.odk_export import is_export
    from inspection_lib.exchange.odk_visit import Visit
    from inspection_lib.exchange.package_file import Package, is_package, read_package
    from inspection_lib.exchange.package_set import is_package_set, packages_of
    from inspection_lib.exchange.preparation import (
        Preparation,
        PreparationContent,
        is_preparation,
        make_preparation,
        read_preparation,
    )
    from inspection_lib.exchange.xlsform_file import xlsform
    from inspection_lib.exchange.xlsform_questions import OWN_QUESTIONS, question_names

__all__ = [
    "AGE",
    "OWN_QUESTIONS",
    "Archive",
    "Bundle",
    "FileLabel",
    "Merged",
    "Package",
    "Preparation",
    "PreparationContent",
    "SentKind",
    "Visit",
    "account_of",
    "campaigns_named",
    "found_preparation",
    "is_export",
    "is_package",
    "is_package_set",
    "is_preparation",
    "label_of",
    "make_bundle",
    "make_preparation",
    "merge_bundle",
    "merge_file",
    "open_archive",
    "packages_of",
    "question_names",
    "read_archive",
    "read_bundle",
    "read_odk",
    "read_package",
    "read_preparation",
    "record_export",
    "refuse",
    "write_bundle",
    "xlsform",
]
