"""The shape of a checklist file; docs/checklists.md explains it, `inspection schema checklist` prints it for editors."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from inspection_lib.definitions.yamlfile import NotEmpty, Shape, TextShape
from inspection_lib.model import ItemKind, LegalState, Severity, UnitKind

Points = Annotated[Decimal, Field(ge=0, max_digits=9)]


class RoundingShape(Shape):
    """The one statement on rounding."""

    decimals: Annotated[int, Field(ge=0, le=6)]
    half: Literal["up"]
    at: Literal["item"]


class BandShape(Shape):
    """A grade from a score on the scale of 100."""

    id: NotEmpty
    from_score: Annotated[Decimal, Field(ge=0, le=100)] = Field(alias="from")
    title: TextShape


class LegalDocumentShape(Shape):
    """A document that items cite."""

    id: NotEmpty
    number: NotEmpty
    kind: TextShape
    date: datetime.date | None = None
    title: TextShape
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    state: LegalState
    source: str = ""


class LegalBasisShape(Shape):
    """A citation of a document and, where known, an article."""

    document: NotEmpty
    article: TextShape | None = None
    state: LegalState
    source: str = ""


class ConditionShape(Shape):
    """When an item is asked."""

    item: NotEmpty
    keys: tuple[str, ...] = Field(alias="is", min_length=1)


class ExemptionShape(Shape):
    """Units that never have the item."""

    units: tuple[str, ...]
    reason: TextShape


class KnockOutShape(Shape):
    """The best band that is left when the item fails."""

    cap: NotEmpty


class CrossCheckShape(Shape):
    """A register's figure that can confirm the answer."""

    register_: NotEmpty = Field(alias="register")
    measure: NotEmpty
    tolerance: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(0)


class ItemShape(Shape):
    """One item; `scoring` is read by the rule it names."""

    id: NotEmpty
    question: TextShape
    kind: ItemKind
    points: Points
    labels: dict[str, TextShape] = Field(default_factory=dict)
    scoring: dict[str, object]
    evidence: tuple[TextShape, ...] = ()
    evidence_required: bool = False
    legal_basis: tuple[LegalBasisShape, ...] = Field(min_length=1)
    recommendation: TextShape
    severity: Severity
    days_to_mend: Annotated[int, Field(gt=0, le=3660)]
    appraiser: TextShape
    applies_when: ConditionShape | None = None
    exempt: tuple[ExemptionShape, ...] = ()
    knock_out: KnockOutShape | None = None
    cross_check: CrossCheckShape | None = None


class CriterionShape(Shape):
    """A group of items."""

    id: NotEmpty
    title: TextShape
    items: tuple[ItemShape, ...] = Field(min_length=1)


class AreaShape(Shape):
    """An area of reform."""

    id: NotEmpty
    title: TextShape
    points: Points
    criteria: tuple[CriterionShape, ...] = Field(min_length=1)


class ChecklistShape(Shape):
    """The whole file."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[int, Field(ge=1)]
    title: TextShape
    status: TextShape
    unit_kind: UnitKind
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    points: Points
    rounding: RoundingShape
    bands: tuple[BandShape, ...] = Field(min_length=1)
    legal_documents: tuple[LegalDocumentShape, ...]
    areas: tuple[AreaShape, ...] = Field(min_length=1)
    checks: tuple[dict[str, object], ...] = ()


class CheckShape(Shape):
    """A judgement across items, without its figures."""

    id: NotEmpty
    title: TextShape
    severity: Severity
