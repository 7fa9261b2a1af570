"""What an office says of its official papers: whose they are, who signs them, who gets them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inspection_lib.language import Text


class PaperKind(StrEnum):
    """An official paper of an inspection."""

    MINUTES = "minutes"
    RESULTS = "results"
    NOTICE = "notice"
    SCORES = "scores"
    ACTIONS = "actions"
    MONTHLY = "monthly"


TABLE_PAPERS = (PaperKind.SCORES, PaperKind.ACTIONS)
"""The papers that are tables, and are written as .xlsx too."""
CONCLUDED_PAPERS = (PaperKind.RESULTS, PaperKind.NOTICE)
"""The papers that need a concluded inspection."""


class PaperFormat(StrEnum):
    """How a paper is written."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What one kind of paper shows besides its content. Empty: what the workbench or the plan says.

    ``above`` and ``issuer`` stand at the top left. ``symbol`` follows the number: `BB-ĐKT`. ``signed_by`` are
    the lines above the signature: authority, then office. ``addressees`` follow "Kính gửi". ``recipients``
    end the paper; `{unit}` in one is the inspected office. ``secrecy``, ``urgency`` and ``circulation`` are
    framed below the number (boxes 10 and 11 of the decree), ``drafter`` is the mark of who drafted it, with
    the number of copies (box 12), ``contact`` the lines at the foot of page 1 (box 13).
    """

    above: Text = Text("", "")
    issuer: Text = Text("", "")
    symbol: str = ""
    signed_by: tuple[Text, ...] = ()
    addressees: tuple[Text, ...] = ()
    recipients: tuple[Text, ...] = ()
    secrecy: Text = Text("", "")
    urgency: Text = Text("", "")
    circulation: Text = Text("", "")
    drafter: str = ""
    contact: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """The forms of an office's papers, by kind. A kind that is not there has the form of its default."""

    forms: tuple[tuple[PaperKind, PaperForm], ...] = ()

    def form(self, kind: PaperKind) -> PaperForm:
        """The form of a kind."""
        return dict(self.forms).get(kind, PaperForm())
