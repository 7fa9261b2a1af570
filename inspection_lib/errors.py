"""Every error that is raised on purpose.

Each says where, what is wrong and what to do, in messages that can be translated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspection_lib.language import Fault, Language, Message, for_terminal, open_catalogue

SHOWN_LANGUAGES = (Language.VI, Language.EN)
"""The languages in which a notebook shows an error, one line each, in this order."""


class InspectionError(Exception):
    """The base of all errors. ``fault`` says what is wrong and what to do."""

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

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows for the error: both languages, and no traceback.

        IPython calls this method. A traceback would hide the one sentence that the reader can act on.
        """
        return [self._in_language(language) for language in SHOWN_LANGUAGES]

    def _in_language(self, language: Language) -> str:
        catalogue = open_catalogue(language)
        parts = [catalogue.format(part) for part in (self.fault.message, self.fault.remedy) if part]
        return for_terminal(" ".join(parts))


class NotFoundError(InspectionError):
    """A campaign, unit, checklist, store or file does not exist under the given name."""


class StoreError(InspectionError):
    """The store cannot be opened, read or written."""


class ChainError(StoreError):
    """The chain of events of an inspection is broken: something was changed, left out or added."""


class NotAdoptedError(StoreError):
    """A store of an earlier version, which says nothing about where its chains end."""


class ForeignChainError(ChainError):
    """Events of a chain that were not signed by the machine to which the chain belongs."""


class RolledBackError(ChainError):
    """Another machine knows later events of this machine than the store: it was shortened or put back."""


class ClockError(InspectionError):
    """A moment that cannot be right, because it lies in the future. The clock has to be set."""


class FrozenChecklistError(InspectionError):
    """A checklist that has been answered was changed."""


class AmendmentError(InspectionError):
    """A record cannot move to a checklist: it is no newer version of the one on which it stands."""


class ConflictError(InspectionError):
    """Somebody answered an item meanwhile. ``response_keys`` are item and source of unseen responses."""

    def __init__(
        self, message: Message, remedy: Message | None, response_keys: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(message, remedy)
        self.response_keys = tuple(response_keys)


class UnknownMachineError(StoreError):
    """A machine that is not known here wrote the store: whether its record is right cannot be said.

    ``key`` is its public key.
    """

    def __init__(self, message: Message, remedy: Message, key: str) -> None:
        super().__init__(message, remedy)
        self.key = key


class ForkedChainError(StoreError):
    """Two events with one number in one chain differ: two machines wrote under one origin."""


class EvidenceError(InspectionError):
    """A piece of evidence cannot be kept or read."""


class KeyFileError(InspectionError):
    """A key is missing, cannot be read, or its passphrase is wrong."""


class NotInvitedError(KeyFileError):
    """A machine introduces itself that this computer did not prepare, with a key that is not trusted here."""


class BundleError(InspectionError):
    """A bundle or package is refused as a whole; nothing of it was recorded. ``file`` names it."""

    def __init__(self, message: Message, remedy: Message | None, file: str) -> None:
        super().__init__(message, remedy)
        self.file = file


class LockedFileError(BundleError):
    """An encrypted file cannot be opened here: the passphrase is missing or wrong, or the key is missing."""


class UnnamedRolesError(BundleError):
    """A package that no form of this machine saved: nobody has named all ``roles`` that are written in it."""

    def __init__(self, message: Message, remedy: Message, file: str, *, roles: tuple[str, ...]) -> None:
        super().__init__(message, remedy, file)
        self.roles = roles


class OtherOfficeError(BundleError):
    """A preparation of another office than the one that this machine knows: its digits are needed."""


class UnconfirmedMachineError(BundleError):
    """A bundle of a machine that this office prepared and that nobody has confirmed yet.

    ``machine`` is its name, ``role`` and ``digits`` are those of its inspector's key. The code is not here:
    who confirms the machine has to hear it from the person at that machine.
    """

    def __init__(
        self, message: Message, remedy: Message, file: str, *, machine: str, role: str, digits: str
    ) -> None:
        super().__init__(message, remedy, file)
        self.machine = machine
        self.role = role
        self.digits = digits


class UntrustedSignerError(BundleError):
    """A bundle that was signed with a key which is not trusted here: ``key``, of somebody with ``role``."""

    def __init__(self, message: Message, remedy: Message | None, file: str, *, key: str, role: str) -> None:
        super().__init__(message, remedy, file)
        self.key = key
        self.role = role


class FormMessageError(InspectionError):
    """The site-visit form sent something that cannot be read."""


class AnswerError(InspectionError):
    """A raw answer does not fit its item."""


class ParameterError(InspectionError):
    """A notebook parameter has an unknown name or a wrong type."""


class WrongReportError(InspectionError):
    """A report is not that of the unit for which it was requested."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong in a file. ``line`` counts from 1; 0 stands for the whole file.

    A ``warning`` is told and keeps nothing from being read.
    """

    file: str
    line: int
    fault: Fault
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.fault}"


class InvalidFilesError(InspectionError):
    """Files that cannot be used; ``problems`` holds every problem, in the order of files and lines.

    ``outcome`` says what became of the files, after all problems: nothing of them was recorded.
    """

    def __init__(self, problems: Sequence[Problem], outcome: Sequence[Message] = ()) -> None:
        super().__init__(Message("The files have problems."))
        self.outcome = tuple(outcome)
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def _in_language(self, language: Language) -> str:
        catalogue = open_catalogue(language)
        lines = (
            f"{problem.file}:{problem.line}: {catalogue.format(problem.fault.message)}"
            for problem in self.problems
        )
        return for_terminal("\n".join(lines))
