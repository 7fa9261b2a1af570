"""Make a Checklist from a checklist file's content: link legal documents, read rules, convert texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from inspection_lib.definitions.checklist.formula_checks import formula_of
from inspection_lib.definitions.checklist.inheritance import AroundItem, Inheritance
from inspection_lib.definitions.checklist.limit_checks import read_limits
from inspection_lib.definitions.checklist.rules import CHECK_FIELDS, name_of_rule, read_check, read_rule
from inspection_lib.definitions.checklist.yaml_defaults import LegalBasisYaml
from inspection_lib.definitions.checklist.yaml_items import ItemYaml
from inspection_lib.definitions.checklist.yaml_models import (
    AreaYaml,
    ChecklistYaml,
    CheckYaml,
    CriterionYaml,
    LegalDocumentYaml,
)
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.extensions import Extensions
from inspection_lib.judging import Levels, PointsGiven, Recorded
from inspection_lib.language import Text, message, nearest
from inspection_lib.model import (
    Area,
    CasesTerms,
    CheckLine,
    Checklist,
    Condition,
    Criterion,
    CrossCheck,
    DocumentKey,
    Exemption,
    FindingTexts,
    Item,
    LegalBasis,
    LegalDocument,
    LegalState,
    Outside,
    Rounding,
)

Documents = Mapping[str | DocumentKey, LegalDocument]
"""Legal documents by their id in the file, and by number and date."""


@dataclass(slots=True)
class _Conversion:
    """What all parts of a file are converted with.

    ``listed`` is the number of documents in the file. ``citations`` keeps each legal basis by its path: many
    items may inherit one, and its problems are reported once.
    """

    problems: FileProblems
    documents: Documents
    listed: int
    valid_from: date
    inheritance: Inheritance
    extensions: Extensions
    citations: dict[YamlPath, tuple[LegalBasis, ...]] = field(default_factory=dict)


def convert_checklist(content: ChecklistYaml, problems: FileProblems, extensions: Extensions) -> Checklist:
    """The checklist, with the problems added that show while its parts are linked.

    An item whose rule cannot be read gets the rule `recorded`, so that the checklist can still be made and
    checked.
    """
    conversion = _Conversion(
        problems,
        _documents(content, problems),
        len(content.legal_documents),
        content.valid_from,
        Inheritance(problems),
        extensions,
    )
    around = AroundItem().inside((), content.defaults)
    areas = tuple(
        _area(area, ("areas", index), conversion, around) for index, area in enumerate(content.areas)
    )
    conversion.inheritance.report()
    return Checklist(
        id=content.id,
        version=content.version,
        title=content.title.text(),
        status=content.status.text(),
        unit_kinds=(content.unit_kind,) if isinstance(content.unit_kind, str) else content.unit_kind,
        valid_from=content.valid_from,
        valid_to=content.valid_to,
        points=content.points,
        rounding=Rounding(content.rounding.decimals, content.rounding.at),
        bands=tuple(band.band() for band in content.bands),
        areas=areas,
        checks=_check_lines(content, problems),
        digest=problems.file.digest,
        bands_by=content.bands_by,
        combination=content.combination(),
        limits=read_limits(content.limits, problems),
    )


def _documents(content: ChecklistYaml, problems: FileProblems) -> Documents:
    documents: dict[str | DocumentKey, LegalDocument] = {}
    for index, entry in enumerate(content.legal_documents):
        document = _document(entry)
        yaml_path: YamlPath = ("legal_documents", index)
        fields: tuple[tuple[str | DocumentKey, tuple[str, ...]], ...] = (
            (document.id, ("id",)),
            (document.key, ("number", "date")),
        )
        twice = [
            (name, parts[0])
            for name, parts in fields
            if name in documents and problems.is_sound(*((*yaml_path, part) for part in parts))
        ]
        if twice:
            name, part = twice[0]
            text = message("The legal document {id} is listed twice.", id=_document_name(name))
            remedy = message("Give one of them another id, or remove it.")
            problems.add((*yaml_path, part), text, remedy)
        documents[document.key] = document
        if document.id:
            documents[document.id] = document
    return documents


def _document_name(name: str | DocumentKey) -> str:
    """What a problem calls a document: its id, or its number with its date."""
    if isinstance(name, str):
        return name
    number, day = name
    return f"{number} ({day})" if day else number


def _document(document: LegalDocumentYaml) -> LegalDocument:
    return LegalDocument(
        id=document.id or "",
        number=document.number,
        kind=document.kind.text(),
        date=document.date,
        title=document.title.text(),
        valid_from=document.valid_from,
        valid_to=document.valid_to,
        state=document.state,
        source=document.source,
    )


def _area(area: AreaYaml, yaml_path: YamlPath, conversion: _Conversion, around: AroundItem) -> Area:
    around = around.inside(yaml_path, area.defaults)
    criteria = tuple(
        _criterion(criterion, (*yaml_path, "criteria", index), conversion, around)
        for index, criterion in enumerate(area.criteria)
    )
    return Area(
        area.id,
        area.title.text(),
        area.points,
        criteria,
        area.combination(),
        area.weight,
        area.minimum,
        tuple(band.band() for band in area.bands),
    )


def _criterion(
    criterion: CriterionYaml, yaml_path: YamlPath, conversion: _Conversion, around: AroundItem
) -> Criterion:
    around = around.inside(yaml_path, criterion.defaults)
    items = tuple(
        _item(item, (*yaml_path, "items", index), conversion, around)
        for index, item in enumerate(criterion.items)
    )
    groups = tuple(
        _criterion(group, (*yaml_path, "groups", index), conversion, around)
        for index, group in enumerate(criterion.groups)
    )
    return Criterion(
        criterion.id,
        criterion.title.text(),
        items,
        criterion.combination(),
        criterion.points,
        criterion.weight,
        criterion.minimum,
        groups,
        tuple(band.band() for band in criterion.bands),
    )


def _item(item: ItemYaml, yaml_path: YamlPath, conversion: _Conversion, around: AroundItem) -> Item:
    problems = conversion.problems
    inherited = conversion.inheritance.of(item, yaml_path, around)
    outside = Outside(item.outside.least, item.outside.most) if item.outside else None
    best, least = (outside.most, outside.least) if outside else (item.points, Decimal(0))
    rule = read_rule(problems, (*yaml_path, "scoring"), item.scoring, best, conversion.extensions, least)
    if rule is None:
        problems.unreadable_rules.add(yaml_path)
    return Item(
        id=item.id,
        question=item.question.text(),
        kind=item.kind,
        points=item.points,
        rule=rule or Recorded(),
        rule_name=name_of_rule(rule) if rule else "",
        labels=tuple((name, label.text()) for name, label in item.labels.items()),
        levels=tuple((level.key, level.label) for level in rule.levels) if isinstance(rule, Levels) else (),
        step=rule.step if isinstance(rule, PointsGiven) else None,
        negative=item.negative,
        money=item.money,
        outside=outside,
        formula=formula_of(item.compute, yaml_path, problems),
        cases=CasesTerms(item.cases.reduce, item.cases.lower_is_better) if item.cases else None,
        evidence=tuple(text.text() for text in item.evidence),
        evidence_required=item.evidence_required,
        legal_basis=_legal_basis(inherited.legal_basis, inherited.legal_basis_at, conversion),
        recommendation=inherited.recommendation.text(),
        severity=inherited.severity,
        days_to_mend=inherited.days_to_mend,
        term=inherited.term,
        appraiser=inherited.appraiser.text(),
        applies_when=_condition(item),
        exemptions=tuple(Exemption(exempt.units, exempt.reason.text()) for exempt in item.exempt),
        cap=item.knock_out.cap if item.knock_out else None,
        cross_check=_cross_check(item),
        na=item.na,
        finding_texts=_finding_texts(item),
        remark_templates=tuple(text.text() for text in inherited.remark_templates),
        replaces=item.replaces,
    )


def _finding_texts(item: ItemYaml) -> FindingTexts:
    texts = item.finding
    if texts is None:
        return FindingTexts()
    parts = (texts.fail, texts.partial, texts.unanswered)
    return FindingTexts(*(part.text() if part else None for part in parts))


def _condition(item: ItemYaml) -> Condition | None:
    condition = item.applies_when
    return Condition(condition.item, condition.keys) if condition else None


def _cross_check(item: ItemYaml) -> CrossCheck | None:
    check = item.cross_check
    return CrossCheck(check.register_, check.measure, check.tolerance, check.wide_from) if check else None


def _legal_basis(
    bases: tuple[LegalBasisYaml, ...], yaml_path: YamlPath, conversion: _Conversion
) -> tuple[LegalBasis, ...]:
    """The citations at a path. One without an article counts as not verified: nobody could look it up."""
    if yaml_path in conversion.citations:
        return conversion.citations[yaml_path]
    citations = []
    for index, basis in enumerate(bases):
        cited = basis.document
        key = cited if isinstance(cited, str) else (cited.number, cited.date)
        document = conversion.documents.get(key)
        if document is None:
            _report_unlisted(key, (*yaml_path, index, "document"), conversion)
            continue
        _check_in_force(document, (*yaml_path, index, "document"), conversion)
        article = basis.article.text() if basis.article else None
        state = basis.state if article else LegalState.TO_BE_VERIFIED
        citations.append(LegalBasis(document, article, state, basis.source))
    return conversion.citations.setdefault(yaml_path, tuple(citations))


def _check_in_force(document: LegalDocument, yaml_path: YamlPath, conversion: _Conversion) -> None:
    """Add a problem for a document that is not in force on the first day of the checklist."""
    start = conversion.valid_from
    ended = document.valid_to is not None and document.valid_to <= start
    not_yet = document.valid_from is not None and document.valid_from > start
    if (ended or not_yet) and conversion.problems.is_sound(("valid_from",)):
        text = message(
            "{number} is cited here and was not in force on {day}.", number=document.number, day=start
        )
        conversion.problems.add(yaml_path, text, message("Cite what was in force, or correct the dates."))


def _report_unlisted(name: str | DocumentKey, yaml_path: YamlPath, conversion: _Conversion) -> None:
    """Add a problem for a document that is cited and not listed, unless one that is listed lost its name."""
    problems, known = conversion.problems, conversion.documents
    parts = ("id",) if isinstance(name, str) else ("number", "date")
    places = (("legal_documents", index, part) for index in range(conversion.listed) for part in parts)
    if problems.is_sound(yaml_path, *places):
        text = message("The legal document '{id}' is cited here and not listed.", id=_document_name(name))
        problems.add(yaml_path, text, nearest(_document_name(name), map(_document_name, known)))


def _check_lines(content: ChecklistYaml, problems: FileProblems) -> tuple[CheckLine, ...]:
    lines = []
    for index, mapping in enumerate(content.checks):
        yaml_path: YamlPath = ("checks", index)
        check, known = read_check(problems, yaml_path, mapping)
        fields = {key: known[key] for key in CHECK_FIELDS if key in known}
        line = problems.read(CheckYaml, fields, yaml_path)
        if check is not None and line is not None:
            why = line.why.text() if line.why else Text("", "")
            lines.append(CheckLine(line.id, check.rule, check, line.title.text(), line.severity, why))
    return tuple(lines)
