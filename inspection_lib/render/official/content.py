"""An official paper as one value: letterhead, blocks, signatures, recipients.

The writers of Word files, PDFs and workbooks draw this value and add no word of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inspection_lib.model import PaperKind
from inspection_lib.render.visit_minutes import Paragraph, SignaturePlace


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The top of page 1. ``day`` is place and date, "" in minutes, which have none.

    ``stamps`` are framed below the number: secrecy, urgency, limits of circulation.
    """

    above: str
    issuer: str
    number: str
    motto: tuple[str, str]
    day: str
    stamps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column of a table: its heading, its width in mm, and whether its cells stand in the middle."""

    title: str
    width: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. ``value`` is the number or day that ``text`` shows: a workbook holds it as such."""

    text: str
    value: Decimal | date | None = None


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with one row of headings. ``title`` names it: the sheet of a workbook is called ``name``."""

    name: str
    title: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | PaperTable


def frame_width(stamp: str) -> int:
    """The width in mm of the frame around a stamp: 20 for KHẨN, 30 for HỎA TỐC, 40 for THƯỢNG KHẨN."""
    return 20 if len(stamp) <= 4 else 30 if len(stamp) <= 8 else max(40, 3 * len(stamp) + 6)


@dataclass(frozen=True, slots=True)
class Signatures:
    """The places for signatures, from left to right; ``hint`` stands where somebody signs by hand."""

    places: tuple[SignaturePlace, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper in one language.

    ``mark`` stands on every sheet of a demonstration; else it is empty. ``seal`` identifies the state of the
    record. ``addressees`` begin with "Kính gửi:", ``recipients`` with "Nơi nhận:". An annex has no
    letterhead, signatures and recipients; ``attached_to`` says what it belongs to. ``units`` are the codes
    of its units, which the file holds as its keywords; "" where they are too many. ``drafter`` stands below
    the recipients, ``contact`` at the foot of page 1.
    """

    kind: PaperKind
    language: str
    mark: str
    letterhead: Letterhead | None
    title: str
    subject: str
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    signatures: Signatures
    recipients: tuple[str, ...]
    seal: str
    attached_to: str = ""
    units: str = ""
    drafter: str = ""
    contact: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[PaperTable, ...]:
        """The tables among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, PaperTable))
