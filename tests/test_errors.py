"""Errors say what is wrong and what to do; problems of files come in the order of files and lines."""

from __future__ import annotations

import pickle

from inspection_lib.errors import BundleError, ConflictError, InvalidFilesError, NotFoundError, Problem
from inspection_lib.language import Fault, Message, message


def a_problem(file: str, line: int) -> Problem:
    return Problem(file, line, Fault(Message("It is empty."), Message("Write a text.")))


def test_an_error_is_a_fault() -> None:
    """Its text is the message and the remedy, in English."""
    error = NotFoundError(message("There is no unit '{unit}'.", unit="99"), Message("Check the code."))
    assert str(error) == str(error.fault) == "There is no unit '99'. Check the code."
    assert (error.message, error.remedy) == (error.fault.message, error.fault.remedy)


def test_a_problem_names_its_file_and_line() -> None:
    """As editors and compilers write it, so that a click leads there."""
    assert str(a_problem("plan.yaml", 3)) == "plan.yaml:3: It is empty. Write a text."


def test_problems_are_sorted_by_file_and_line() -> None:
    """A reader goes through each file once."""
    error = InvalidFilesError([a_problem("b", 1), a_problem("a", 12), a_problem("a", 2)])
    assert [(problem.file, problem.line) for problem in error.problems] == [("a", 2), ("a", 12), ("b", 1)]
    assert str(error).count("\n") == 2


def test_an_error_with_more_than_a_fault_keeps_it() -> None:
    """The file of a bundle, the items and sources of a conflict."""
    fault = Message("It is refused.")
    assert BundleError(fault, None, "a.bundle").file == "a.bundle"
    assert ConflictError(fault, None, [("C14", "self")]).response_keys == (("C14", "self"),)
    assert pickle.loads(pickle.dumps(a_problem("a", 1))) == a_problem("a", 1)
