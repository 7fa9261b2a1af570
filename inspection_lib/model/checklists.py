"""Checklists: what is asked, how it is scored, and on which legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inspection_lib.language import Text
from inspection_lib.model.band_limits import Band, BandLimit
from inspection_lib.model.cases import CasesTerms
from inspection_lib.model.combinations import SUM, Combination, Combine
from inspection_lib.model.formulas import ItemFormula
from inspection_lib.model.legal_basis import LegalBasis
from inspection_lib.model.mending import USUAL_TERM, MendTerm
from inspection_lib.model.outside import Outside
from inspection_lib.model.rounding import Rounding
from inspection_lib.model.rules import Check, Rule
from inspection_lib.model.severity import Severity


class ItemKind(StrEnum):
    """How an item is answered."""

    YES_NO = "yes_no"
    LEVEL = "level"
    RATIO = "ratio"
    COUNT = "count"
    OCCURRENCES = "occurrences"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"
    POINTS = "points"
    CASES = "cases"
    COMPUTED = "computed"


class Money(StrEnum):
    """The unit in which an item holds an amount of money, in Vietnamese đồng."""

    DONG = "dong"
    THOUSAND = "thousand"
    MILLION = "million"
    BILLION = "billion"


class ZeroDenominator(StrEnum):
    """What 0 of 0 means; every checklist says so, there is no default."""

    FULL = "full"
    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"


class NaPolicy(StrEnum):
    """Whether an item may be answered "does not apply" (N/A), and what that needs."""

    NO = "no"
    WITH_NOTE = "with_note"


class BandsBy(StrEnum):
    """The score that decides the band: exact, or rounded as the checklist prints it."""

    EXACT = "exact"
    ROUNDED = "rounded"


@dataclass(frozen=True, slots=True)
class FindingTexts:
    """What a finding states, for each outcome that the item can have; None where the checklist has no text.

    A text may hold placeholders, such as `{share}`. `finding_statement` of `judging` fills them.
    """

    fail: Text | None = None
    partial: Text | None = None
    unanswered: Text | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """The item is asked when the answer to ``item_id`` is one of ``keys``."""

    item_id: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exemption:
    """Units that never have an item, and why."""

    units: tuple[str, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A figure that a register can confirm.

    ``tolerance`` is the difference of shares that is let pass, from 0 to 1; from ``wide_from`` on they differ
    widely.
    """

    register: str
    measure: str
    tolerance: Decimal
    wide_from: Decimal = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked, answered and scored (tiêu chí thành phần). 0 points: a fact that steers other items.

    ``na`` is None in checklists of version 1, which did not say: "does not apply" is then taken, with a
    warning when no note gives the reason.
    """

    id: str
    question: Text
    kind: ItemKind
    points: Decimal
    rule: Rule
    rule_name: str
    labels: tuple[tuple[str, Text], ...] = ()
    levels: tuple[tuple[str, Text], ...] = ()
    evidence: tuple[Text, ...] = ()
    evidence_required: bool = False
    legal_basis: tuple[LegalBasis, ...] = ()
    recommendation: Text = Text("", "")
    severity: Severity = Severity.MEDIUM
    days_to_mend: int = 30
    term: MendTerm = USUAL_TERM
    """How these days count."""
    appraiser: Text = Text("", "")
    applies_when: Condition | None = None
    exemptions: tuple[Exemption, ...] = ()
    cap: str | None = None
    cross_check: CrossCheck | None = None
    na: NaPolicy | None = None
    finding_texts: FindingTexts = FindingTexts()
    step: Decimal | None = None
    """Of an item of the kind points: points are given in multiples of it. None: any."""
    remark_templates: tuple[Text, ...] = ()
    """Texts that the form offers for the remark. They judge nothing."""
    negative: bool = False
    """Of the kind number: the figure may lie below 0."""
    money: Money | None = None
    """Of the kind number: the figure is an amount in this unit."""
    replaces: tuple[str, ...] | None = None
    """The ids of the items of the version before that it continues. None: the one with its own id."""
    cases: CasesTerms | None = None
    """Of the kind cases: what its rows come to."""
    formula: ItemFormula | None = None
    """Of the kind computed: how its figure comes from those of other items. Nobody answers it."""
    outside: Outside | None = None
    """The item's points lie outside the maximum; ``points`` is 0."""

    @property
    def least_points(self) -> Decimal:
        """The points of the worst answer."""
        return self.outside.least if self.outside else Decimal(0)

    @property
    def most_points(self) -> Decimal:
        """The points of the best answer."""
        return self.outside.most if self.outside else self.points

    @property
    def takes_negative(self) -> bool:
        """Whether the figure of an answer may lie below 0."""
        return self.negative or (self.kind is ItemKind.POINTS and self.least_points < 0)

    @property
    def continues(self) -> tuple[str, ...]:
        """The ids of the items of the version before that it continues."""
        return (self.id,) if self.replaces is None else self.replaces


@dataclass(frozen=True, slots=True)
class Criterion:
    """A group of items (tiêu chí), and after them of further groups, at most `limits.GROUPS_DEPTH` deep.

    ``own_points`` are those of the file, None where the parts add up. ``weight`` counts in a mean around it.
    Below its ``minimum`` share a group has no points. Its ``bands`` give it a grade of its own.
    """

    id: str
    title: Text
    own_items: tuple[Item, ...]
    combination: Combination = SUM
    own_points: Decimal | None = None
    weight: Decimal = Decimal(1)
    minimum: Decimal = Decimal(0)
    groups: tuple[Criterion, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in it and below it, in the order of the file."""
        return tuple(item for group in self.parts for item in group.own_items)

    @property
    def parts(self) -> tuple[Criterion, ...]:
        """The group itself and all groups below it, in the order of the file."""
        return (self, *(part for group in self.groups for part in group.parts))

    @property
    def part_points(self) -> tuple[Decimal, ...]:
        """The most points of each item and group that it combines."""
        return (*(item.points for item in self.own_items), *(group.points for group in self.groups))

    @property
    def points(self) -> Decimal:
        """The most points."""
        return sum(self.part_points, Decimal(0)) if self.own_points is None else self.own_points


@dataclass(frozen=True, slots=True)
class Area:
    """An area of reform (lĩnh vực)."""

    id: str
    title: Text
    points: Decimal
    criteria: tuple[Criterion, ...]
    combination: Combination = SUM
    weight: Decimal = Decimal(1)
    minimum: Decimal = Decimal(0)
    bands: tuple[Band, ...] = ()

    @property
    def parts(self) -> tuple[Criterion, ...]:
        """All groups in it, whatever their depth, in the order of the file."""
        return tuple(part for criterion in self.criteria for part in criterion.parts)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of the area in the order of the file."""
        return tuple(item for criterion in self.criteria for item in criterion.items)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A judgement across items as the checklist words it."""

    id: str
    rule_name: str
    check: Check
    title: Text
    severity: Severity
    why: Text = Text("", "")
    """Why it matters, in words; empty where the checklist does not say."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """One version of a checklist (bộ tiêu chí), for units of ``unit_kinds``.

    ``digest`` is the SHA-256 of its file's content.
    """

    id: str
    version: int
    title: Text
    status: Text
    unit_kinds: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    points: Decimal
    rounding: Rounding
    bands: tuple[Band, ...]
    areas: tuple[Area, ...]
    checks: tuple[CheckLine, ...]
    digest: str
    bands_by: BandsBy = BandsBy.ROUNDED
    combination: Combination = SUM
    limits: tuple[BandLimit, ...] = ()
    items: tuple[Item, ...] = field(init=False, repr=False, compare=False)
    """All items in the order of the file. Kept, as they are asked for with every answer."""
    _by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)
    _around: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Collect the items of all areas."""
        items = tuple(item for area in self.areas for item in area.items)
        object.__setattr__(self, "items", items)
        object.__setattr__(self, "_by_id", {item.id: item for item in reversed(items)})
        around: dict[str, tuple[str, ...]] = {}
        for part in self.parts:
            for item in part.items:
                around[item.id] = (part.id, *around.get(item.id, ()))
        object.__setattr__(self, "_around", around)

    @property
    def name(self) -> str:
        """`<id>.v<version>`, the name that plans use."""
        return f"{self.id}.v{self.version}"

    @property
    def adds_up(self) -> bool:
        """Whether all groups are sums, so that the total is the sum of the items' points."""
        groups = [self.combination, *(part.combination for part in self.parts)]
        has_minimum = any(group.minimum for group in self.parts)
        return all(group.how is Combine.SUM for group in groups) and not has_minimum

    @property
    def parts(self) -> tuple[Area | Criterion, ...]:
        """All areas, each followed by the groups in it, in the order of the file."""
        found: list[Area | Criterion] = []
        for area in self.areas:
            found += [area, *area.parts]
        return tuple(found)

    def around(self, item_id: str) -> tuple[str, ...]:
        """The ids of an item and of all groups around it, from the inside out; empty for an unknown id."""
        around = self._around.get(item_id, ())
        return (item_id, *around) if around else ()

    def item(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        return self._by_id.get(item_id)
