"""Make a Checklist from a checklist file's content: link legal documents, read rules, convert texts."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter

from inspection_lib.definitions.checklist.rules import read_check, read_rule
from inspection_lib.definitions.checklist.yaml_models import (
    AreaYaml,
    ChecklistYaml,
    CheckYaml,
    CriterionYaml,
    ItemYaml,
    LegalDocumentYaml,
)
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import Levels, Recorded
from inspection_lib.language import message, nearest
from inspection_lib.model import (
    Area,
    Band,
    CheckLine,
    Checklist,
    Condition,
    Criterion,
    CrossCheck,
    Exemption,
    FindingTexts,
    Item,
    LegalBasis,
    LegalDocument,
    LegalState,
    Rounding,
)

_CHECK = TypeAdapter(CheckYaml)
_CHECK_FIELDS = ("id", "title", "severity")
Documents = Mapping[str, LegalDocument]


def convert_checklist(content: ChecklistYaml, problems: FileProblems) -> Checklist:
    """The checklist, with the problems added that show while its parts are linked.

    An item whose rule cannot be read gets the rule `recorded`, so that the checklist can still be made and
    checked.
    """
    documents = _documents(content, problems)
    areas = tuple(
        _area(area, ("areas", index), documents, problems) for index, area in enumerate(content.areas)
    )
    return Checklist(
        id=content.id,
        version=content.version,
        title=content.title.text(),
        status=content.status.text(),
        unit_kinds=(content.unit_kind,) if isinstance(content.unit_kind, str) else content.unit_kind,
        valid_from=content.valid_from,
        valid_to=content.valid_to,
        points=content.points,
        rounding=Rounding(content.rounding.decimals),
        bands=tuple(Band(band.id, band.from_score, band.title.text()) for band in content.bands),
        areas=areas,
        checks=_check_lines(content, problems),
        digest=problems.file.digest,
        bands_by=content.bands_by,
    )


def _documents(content: ChecklistYaml, problems: FileProblems) -> Documents:
    documents: dict[str, LegalDocument] = {}
    for index, document in enumerate(content.legal_documents):
        if document.id in documents:
            text = message("The legal document {id} is listed twice.", id=document.id)
            remedy = message("Give one of them another id, or remove it.")
            problems.add(("legal_documents", index, "id"), text, remedy)
        documents[document.id] = _document(document)
    return documents


def _document(document: LegalDocumentYaml) -> LegalDocument:
    return LegalDocument(
        id=document.id,
        number=document.number,
        kind=document.kind.text(),
        date=document.date,
        title=document.title.text(),
        valid_from=document.valid_from,
        valid_to=document.valid_to,
        state=document.state,
        source=document.source,
    )


def _area(area: AreaYaml, yaml_path: YamlPath, documents: Documents, problems: FileProblems) -> Area:
    criteria = tuple(
        _criterion(criterion, (*yaml_path, "criteria", index), documents, problems)
        for index, criterion in enumerate(area.criteria)
    )
    return Area(area.id, area.title.text(), area.points, criteria)


def _criterion(
    criterion: CriterionYaml, yaml_path: YamlPath, documents: Documents, problems: FileProblems
) -> Criterion:
    items = tuple(
        _item(item, (*yaml_path, "items", index), documents, problems)
        for index, item in enumerate(criterion.items)
    )
    return Criterion(criterion.id, criterion.title.text(), items)


def _item(item: ItemYaml, yaml_path: YamlPath, documents: Documents, problems: FileProblems) -> Item:
    basis = _legal_basis(item, yaml_path, documents, problems)
    rule = read_rule(problems, (*yaml_path, "scoring"), dict(item.scoring), item.points)
    if rule is None:
        problems.unreadable_rules.add(item.id)
    return Item(
        id=item.id,
        question=item.question.text(),
        kind=item.kind,
        points=item.points,
        rule=rule or Recorded(),
        rule_name=str(item.scoring.get("rule")),
        labels=tuple((name, label.text()) for name, label in item.labels.items()),
        levels=tuple((level.key, level.label) for level in rule.levels) if isinstance(rule, Levels) else (),
        evidence=tuple(text.text() for text in item.evidence),
        evidence_required=item.evidence_required,
        legal_basis=basis,
        recommendation=item.recommendation.text(),
        severity=item.severity,
        days_to_mend=item.days_to_mend,
        appraiser=item.appraiser.text(),
        applies_when=_condition(item),
        exemptions=tuple(Exemption(exempt.units, exempt.reason.text()) for exempt in item.exempt),
        cap=item.knock_out.cap if item.knock_out else None,
        cross_check=_cross_check(item),
        na=item.na,
        finding_texts=_finding_texts(item),
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
    return CrossCheck(check.register_, check.measure, check.tolerance) if check else None


def _legal_basis(
    item: ItemYaml, yaml_path: YamlPath, documents: Documents, problems: FileProblems
) -> tuple[LegalBasis, ...]:
    """The citations of an item. One without an article counts as not verified: nobody could look it up."""
    citations = []
    for index, basis in enumerate(item.legal_basis):
        document = documents.get(basis.document)
        if document is None:
            text = message(
                "Item {item} cites the legal document '{id}', which is not listed.",
                item=item.id,
                id=basis.document,
            )
            path = (*yaml_path, "legal_basis", index, "document")
            problems.add(path, text, nearest(basis.document, documents))
            continue
        article = basis.article.text() if basis.article else None
        state = basis.state if article else LegalState.TO_BE_VERIFIED
        citations.append(LegalBasis(document, article, state, basis.source))
    return tuple(citations)


def _check_lines(content: ChecklistYaml, problems: FileProblems) -> tuple[CheckLine, ...]:
    lines = []
    for index, mapping in enumerate(content.checks):
        yaml_path: YamlPath = ("checks", index)
        check = read_check(problems, yaml_path, dict(mapping))
        fields = {key: mapping[key] for key in _CHECK_FIELDS if key in mapping}
        line = problems.validate(_CHECK, fields, yaml_path, _CHECK_FIELDS)
        if check is not None and line is not None:
            lines.append(CheckLine(line.id, check.rule, check, line.title.text(), line.severity))
    return tuple(lines)
