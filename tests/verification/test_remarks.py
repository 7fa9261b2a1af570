"""Errors of the library as remarks of a check."""

from __future__ import annotations

from inspection_lib.errors import InvalidFilesError, NotFoundError, Problem
from inspection_lib.language import Fault, message
from inspection_lib.verification.remarks import RemarkKind, of_error


def test_problems_of_files_are_told_one_by_one() -> None:
    """With their places: "The files have problems" alone helps nobody."""
    fault = Fault(message("'{key}' is there twice.", key="a"), message("Keep one of the two."))
    first, second = of_error(RemarkKind.DIFFERENCE, "060", InvalidFilesError([Problem("x.yaml", 2, fault)]))
    assert (first.kind, first.place) == (RemarkKind.DIFFERENCE, "060")
    assert (second.kind, second.place, second.text) == (RemarkKind.NOTE, "x.yaml:2", fault.message)
    (alone,) = of_error(RemarkKind.UNCHECKED, "060", NotFoundError(fault.message))
    assert alone.text == fault.message
