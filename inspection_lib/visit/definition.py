"""The definition of a form: the checklist of one unit as values that become JSON for the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from inspection_lib.answers import LOOK_ALIKE, PATTERNS, PersonalData
from inspection_lib.judging import mend_by, terms_of_group
from inspection_lib.language import Catalogue
from inspection_lib.model import (
    NO_CALENDAR,
    SIGNATURE_FIELDS,
    Area,
    Campaign,
    Checklist,
    Criterion,
    FactField,
    Item,
    ItemKind,
    NaPolicy,
    Source,
    Unit,
    WorkCalendar,
    cause_words,
    known_causes,
)
from inspection_lib.record import MAX_FILE_BYTES, MAX_SOUND_BYTES, MAX_SOUND_SECONDS
from inspection_lib.visit.texts import form_texts
from inspection_lib.workbench import DrawnRows

STATIC = Path(__file__).parent / "static"
"""The form's modules and stylesheets."""
BUILT = STATIC / "built"
"""The bundles made of the modules: `form.js` for a notebook, `offline.js` for the one-file form."""


@dataclass(frozen=True, slots=True)
class FormBasis:
    """One citation. ``verified`` is False when nobody has compared it with the text of the law yet."""

    text: str
    verified: bool


@dataclass(frozen=True, slots=True)
class FormItem:
    """One item as the form draws it.

    ``applies`` is the item that this one depends on, with the answers for which it is asked; None when it is
    always asked. ``remarks`` are templates of remarks.
    ``exempt`` is the reason why the unit need not answer, or "". ``takes_na`` is False when the
    item applies to every unit. ``most`` and ``step`` are those of points that are given, with a dot; "" for
    other kinds, and where any fraction is allowed.
    """

    id: str
    kind: str
    question: str
    points: str
    look: tuple[str, ...]
    basis: tuple[FormBasis, ...]
    labels: Mapping[str, str]
    levels: tuple[tuple[str, str], ...]
    evidence_required: bool
    applies: tuple[str, tuple[str, ...]] | None
    exempt: str
    takes_na: bool
    most: str
    step: str
    least: str = ""
    """Of points outside the maximum: the fewest, with a dot. Of other items nothing."""
    remarks: tuple[str, ...] = ()
    negative: bool = False
    """The figure may lie below 0."""
    reduce: str = ""
    """Of cases: what their rows come to, `Reduce`; "share" takes met or not, others a figure."""
    money: str = ""
    """Of a number that is an amount: its unit, `Money`."""
    drawn: tuple[str, ...] = ()
    """Of cases that were drawn from a register: the names of their rows, which are filled in one by one."""
    drawn_of: int = 0
    """From how many cases they were drawn."""
    due: str = ""
    """The day by which the plan has a finding of the item mended, as people write it."""


@dataclass(frozen=True, slots=True)
class FormCriterion:
    """A criterion or a group below one, with its own items; the groups in it follow it."""

    id: str
    title: str
    items: tuple[FormItem, ...]
    how: str = ""
    """How its points come about and count; "" where they add up."""
    depth: int = 1
    """1 for a criterion, 2 for a group in it, and so on."""


@dataclass(frozen=True, slots=True)
class FormArea:
    """An area, which is one step of the form."""

    id: str
    title: str
    criteria: tuple[FormCriterion, ...]
    how: str = ""
    """How its points come about and count; "" where they add up."""


@dataclass(frozen=True, slots=True)
class PersonalPatterns:
    """What personal data looks like, with its kind, and what only looks ``alike``: see `answers.personal`."""

    patterns: tuple[tuple[str, str], ...]
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """Everything that the form needs, except the answers.

    ``period`` has the first and the last inspected year. ``most_bytes`` is the largest file,
    ``most_sound_seconds`` and ``most_sound_bytes`` the longest and the largest spoken remark.
    Moments of the visit are written in ``time_zone``, that of the office. ``signers`` are the signatures,
    each with the office that is expected to sign. ``source`` says whose answers the form takes; with "self"
    it has nothing that is the inspectors' alone: see :mod:`inspection_lib.visit.self_score`.
    """

    campaign: str
    campaign_title: str
    unit: str
    unit_name: str
    checklist: str
    digest: str
    demonstration: bool
    language: str
    actor: str
    most_bytes: int
    most_sound_seconds: int
    most_sound_bytes: int
    period: tuple[int, int]
    areas: tuple[FormArea, ...]
    causes: tuple[tuple[str, str], ...]
    texts: Mapping[str, str]
    personal: PersonalPatterns
    time_zone: str
    place: str
    signers: tuple[tuple[str, str], ...]
    source: str = Source.INSPECTOR.value
    only_open: str = ""
    """What the form says where it carries only what is open; "" where it has all items."""


def form_style() -> str:
    """The style of the form, of its evidence and of the page before leaving."""
    names = ("form.css", "evidence.css", "leaving.css")
    return "".join((STATIC / name).read_text(encoding="utf-8") for name in names)


def define_form(
    campaign: Campaign,
    unit: Unit,
    checklist: Checklist,
    catalogue: Catalogue,
    actor: str,
    calendar: WorkCalendar = NO_CALENDAR,
    drawn: Mapping[str, DrawnRows] = MappingProxyType({}),
) -> FormDefinition:
    """The form of one unit; ``actor`` is the role that answers, ``drawn`` are rows of drawn cases by item."""
    areas = tuple(
        FormArea(
            area.id,
            catalogue.write(area.title),
            tuple(
                _drawn(_criterion(group, depth, unit, catalogue, campaign, calendar), drawn)
                for part in area.criteria
                for depth, group in _with_groups(part, 1)
            ),
            _how(area, catalogue),
        )
        for area in checklist.areas
    )
    return FormDefinition(
        campaign=campaign.id,
        campaign_title=catalogue.write(campaign.title),
        unit=unit.code,
        unit_name=catalogue.write(unit.name),
        checklist=checklist.name,
        digest=checklist.digest,
        demonstration=campaign.demonstration,
        language=catalogue.language.value,
        actor=actor,
        most_bytes=MAX_FILE_BYTES,
        most_sound_seconds=MAX_SOUND_SECONDS,
        most_sound_bytes=MAX_SOUND_BYTES,
        period=(campaign.period_from.year, campaign.period_to.year),
        areas=areas,
        causes=tuple(
            (cause, cause_words(cause, campaign.causes, catalogue)) for cause in known_causes(campaign.causes)
        ),
        texts={
            **form_texts(catalogue),
            **{kind.value: catalogue.label(kind) for kind in PersonalData},
            **{f"fact_{field.value}": catalogue.label(field) for field in FactField},
        },
        personal=PersonalPatterns(tuple((kind.value, pattern) for kind, pattern in PATTERNS), LOOK_ALIKE),
        time_zone=campaign.office.time_zone,
        place=catalogue.write(unit.name),
        signers=_signers(campaign, unit, catalogue),
    )


def _with_groups(group: Criterion, depth: int) -> Iterator[tuple[int, Criterion]]:
    yield depth, group
    for below in group.groups:
        yield from _with_groups(below, depth + 1)


def _criterion(
    group: Criterion,
    depth: int,
    unit: Unit,
    catalogue: Catalogue,
    campaign: Campaign,
    calendar: WorkCalendar,
) -> FormCriterion:
    """A group with the items that are answered; those that are computed are not."""
    asked = [item for item in group.own_items if item.kind is not ItemKind.COMPUTED]
    items = tuple(_item(item, unit, catalogue, mend_by(item, campaign, None, calendar)) for item in asked)
    return FormCriterion(group.id, catalogue.write(group.title), items, _how(group, catalogue), depth)


def _drawn(criterion: FormCriterion, drawn: Mapping[str, DrawnRows]) -> FormCriterion:
    """A criterion whose items have the rows that were drawn for them."""
    items = tuple(
        replace(item, drawn=rows.names, drawn_of=rows.population)
        if (rows := drawn.get(item.id)) and item.reduce
        else item
        for item in criterion.items
    )
    return replace(criterion, items=items)


def _how(group: Area | Criterion, catalogue: Catalogue) -> str:
    return "; ".join(catalogue.format(term) for term in terms_of_group(group))


def _signers(campaign: Campaign, unit: Unit, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The signatures with the office that is expected to give each: head of unit, secretary, head of team."""
    team = [(member.role, member.office) for member in campaign.team]
    secretary = next((role for role, _ in team if "secretary" in role.en.lower()), None)
    head = team[0][0] if team else None
    offices = (unit.head, secretary, head)
    return tuple(
        (field.value, catalogue.write(office) if office else "")
        for field, office in zip(SIGNATURE_FIELDS, offices, strict=True)
    )


def _item(item: Item, unit: Unit, catalogue: Catalogue, due: date) -> FormItem:
    exempt = next((exemption.reason for exemption in item.exemptions if unit.code in exemption.units), None)
    return FormItem(
        id=item.id,
        kind=item.kind.value,
        question=catalogue.write(item.question),
        points=catalogue.points(item.most_points),
        look=tuple(catalogue.write(text) for text in item.evidence),
        basis=_basis(item, catalogue),
        labels={key: catalogue.write(text) for key, text in item.labels},
        levels=tuple((key, catalogue.write(text)) for key, text in item.levels),
        evidence_required=item.evidence_required,
        applies=(item.applies_when.item_id, item.applies_when.keys) if item.applies_when else None,
        exempt=catalogue.write(exempt) if exempt else "",
        takes_na=item.na is not NaPolicy.NO,
        most=f"{item.most_points:f}" if item.kind is ItemKind.POINTS else "",
        least=f"{item.outside.least:f}" if item.outside else "",
        step=f"{item.step:f}" if item.step is not None else "",
        remarks=tuple(catalogue.write(text) for text in item.remark_templates),
        due=catalogue.day(due),
        negative=item.takes_negative,
        money=item.money.value if item.money else "",
        reduce=item.cases.reduce.value if item.cases else "",
    )


def _basis(item: Item, catalogue: Catalogue) -> tuple[FormBasis, ...]:
    citations = []
    for basis in item.legal_basis:
        document = basis.document
        kind, article = catalogue.write(document.kind), basis.article
        parts = [f"{kind} {document.number}", catalogue.day(document.date) if document.date else ""]
        parts.append(catalogue.write(article) if article else "")
        citations.append(FormBasis(", ".join(part for part in parts if part), basis.verified))
    return tuple(citations)
