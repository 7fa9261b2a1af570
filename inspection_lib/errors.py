"""Every error raised on purpose. Each says where, what is wrong and what to do, in a message that can be translated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspection_lib.language import Fault, Message


class InspectionError(Exception):
    """The root of the tree. ``fault`` says what is wrong and what to do."""

    def __init__(self, message: Message, remedy: Message | None = None) -> None:
        super().__init__(message)
        self.fault = Fault(message, remedy)

    @property
    def message(self) -> Message:
        """What is wrong."""
        return self.fault.message

    @property
    def remedy(self) -> Message | None:
        """What to do about it."""
        return self.fault.remedy

    def __str__(self) -> str:
        return str(self.fault)


class NotFoundError(InspectionError):
    """A campaign, unit, checklist, store or file that was named does not exist."""


class StoreError(InspectionError):
    """The store cannot be opened, read or written."""


class ChainError(StoreError):
    """The chain of events of an inspection is broken: something was changed, left out or added."""


class FrozenChecklistError(InspectionError):
    """A checklist that has been answered was changed."""


class ConflictError(InspectionError):
    """Somebody answered an item meanwhile. ``places`` are the (item, source) whose responses the writer did not see."""

    def __init__(self, message: Message, remedy: Message | None, places: Sequence[tuple[str, str]]) -> None:
        super().__init__(message, remedy)
        self.places = tuple(places)


class ForkedChainError(StoreError):
    """Two different events claim the same place in one chain: two machines wrote under one origin."""


class EvidenceError(InspectionError):
    """A piece of evidence cannot be taken in or read back."""


class KeyFileError(InspectionError):
    """A key is missing, cannot be read, or its passphrase is wrong."""


class BundleError(InspectionError):
    """A bundle or package is refused whole; nothing of it was taken in. ``file`` names it."""

    def __init__(self, message: Message, remedy: Message | None, file: str) -> None:
        super().__init__(message, remedy)
        self.file = file


class FormMessageError(InspectionError):
    """The site-visit form sent something that cannot be read."""


class AnswerError(InspectionError):
    """A raw answer does not fit its item."""


class ParameterError(InspectionError):
    """A notebook parameter has an unknown name or a wrong type."""


class WrongReportError(InspectionError):
    """A report that was made is not the report of the unit that was asked for."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file. ``line`` counts from 1; 0 is the whole file."""

    file: str
    line: int
    fault: Fault

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.fault}"


class InvalidFilesError(InspectionError):
    """Files that cannot be used; ``problems`` holds everything that is wrong, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(Message("The files have problems."))
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
