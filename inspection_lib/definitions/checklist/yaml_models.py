"""The format of a checklist file.

docs/checklists.md explains it, `inspection schema checklist` prints it for editors.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel
from inspection_lib.model import LONGEST_ID, BandsBy, ItemKind, LegalState, NaPolicy, Severity

Points = Annotated[Decimal, Field(ge=0, max_digits=9)]


class RoundingYaml(YamlModel):
    """The one statement on rounding."""

    decimals: Annotated[int, Field(ge=0, le=6)]
    half: Literal["up"]
    at: Literal["item"]


class BandYaml(YamlModel):
    """A grade from a score on the scale of 100."""

    id: NotEmpty
    from_score: Annotated[Decimal, Field(ge=0, le=100)] = Field(alias="from")
    title: TextYaml


class LegalDocumentYaml(YamlModel):
    """A document that items cite."""

    id: NotEmpty
    number: NotEmpty
    kind: TextYaml
    date: datetime.date | None = None
    title: TextYaml
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    state: LegalState
    source: str = ""


class LegalBasisYaml(YamlModel):
    """A citation of a document and, where known, an article."""

    document: NotEmpty
    article: TextYaml | None = None
    state: LegalState
    source: str = ""


class ConditionYaml(YamlModel):
    """When an item is asked."""

    item: NotEmpty
    keys: tuple[str, ...] = Field(alias="is", min_length=1)


class ExemptionYaml(YamlModel):
    """Units that never have the item."""

    units: tuple[str, ...]
    reason: TextYaml


class KnockOutYaml(YamlModel):
    """The best band that is left when the item fails."""

    cap: NotEmpty


class CrossCheckYaml(YamlModel):
    """A register's figure that can confirm the answer."""

    register_: NotEmpty = Field(alias="register")
    measure: NotEmpty
    tolerance: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(0)


class FindingTextsYaml(YamlModel):
    """The statements of a finding, with placeholders such as `{share}`."""

    fail: TextYaml | None = None
    partial: TextYaml | None = None
    unanswered: TextYaml | None = None


class ItemYaml(YamlModel):
    """One item; `scoring` is read by the rule it names."""

    id: NotEmpty
    question: TextYaml
    kind: ItemKind
    points: Points
    labels: dict[str, TextYaml] = Field(default_factory=dict)
    scoring: dict[str, object]
    evidence: tuple[TextYaml, ...] = ()
    evidence_required: bool = False
    legal_basis: tuple[LegalBasisYaml, ...] = Field(min_length=1)
    recommendation: TextYaml
    severity: Severity
    days_to_mend: Annotated[int, Field(gt=0, le=3660)]
    appraiser: TextYaml
    applies_when: ConditionYaml | None = None
    exempt: tuple[ExemptionYaml, ...] = ()
    knock_out: KnockOutYaml | None = None
    cross_check: CrossCheckYaml | None = None
    na: NaPolicy | None = None
    finding: FindingTextsYaml | None = None


class CriterionYaml(YamlModel):
    """A group of items."""

    id: NotEmpty
    title: TextYaml
    items: tuple[ItemYaml, ...] = Field(min_length=1)


class AreaYaml(YamlModel):
    """An area of reform."""

    id: NotEmpty
    title: TextYaml
    points: Points
    criteria: tuple[CriterionYaml, ...] = Field(min_length=1)


class ChecklistYaml(YamlModel):
    """The whole file."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=LONGEST_ID - 10)]
    version: Annotated[int, Field(ge=1)]
    title: TextYaml
    status: TextYaml
    unit_kind: NotEmpty | Annotated[tuple[NotEmpty, ...], Field(min_length=1)]
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    points: Points
    rounding: RoundingYaml
    bands: tuple[BandYaml, ...] = Field(min_length=1)
    bands_by: BandsBy = BandsBy.ROUNDED
    legal_documents: tuple[LegalDocumentYaml, ...]
    areas: tuple[AreaYaml, ...] = Field(min_length=1)
    checks: tuple[dict[str, object], ...] = ()


class CheckYaml(YamlModel):
    """A judgement across items, without its figures."""

    id: NotEmpty
    title: TextYaml
    severity: Severity


FIELD_NAMES = tuple(
    dict.fromkeys(
        field.alias or name
        for model in YamlModel.__subclasses__()
        if model is TextYaml or model.__module__ == __name__
        for name, field in model.model_fields.items()
    )
)
"""All field names of the format, for the nearest one to a name that is not known."""
