"""Read a checklist file into a value, or say all that is wrong with it, with file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from inspection_lib.definitions.checklist.checks import check_checklist
from inspection_lib.definitions.checklist.mend import mend
from inspection_lib.definitions.checklist.rules import FROM_ITEM, SCORING_RULES, read_check, read_rule
from inspection_lib.definitions.checklist.shapes import (
    AreaShape,
    ChecklistShape,
    CheckShape,
    CriterionShape,
    ItemShape,
    LegalDocumentShape,
)
from inspection_lib.definitions.yamlfile import Findings, Place, Shape, for_editors, read_yaml
from inspection_lib.errors import InvalidFilesError, Problem
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
    Item,
    LegalBasis,
    LegalDocument,
    LegalState,
    Rounding,
)

_SHAPE = TypeAdapter(ChecklistShape)
_CHECK = TypeAdapter(CheckShape)


def _field_names(shape: type[Shape] = Shape) -> tuple[str, ...]:
    names = [
        field.alias or name for sub in Shape.__subclasses__() for name, field in sub.model_fields.items()
    ]
    return tuple(dict.fromkeys(names))


def read_checklist(path: Path, name: str | None = None) -> Checklist:
    """The checklist of a file; :class:`InvalidFilesError` with every problem of the file otherwise."""
    checklist, problems = read_checklist_with_problems(path, name)
    if checklist is None or problems:
        raise InvalidFilesError(problems)
    return checklist


def read_checklist_with_problems(
    path: Path, name: str | None = None
) -> tuple[Checklist | None, list[Problem]]:
    """The checklist, if it can be made, and all that is wrong with it; ``name`` is how problems call the file."""
    file, problems = read_yaml(path, name or str(path))
    if file.tree is None and problems:
        return None, problems
    found = Findings(file, problems)
    checklist = _read(found, path.name)
    return checklist, sorted(found.problems, key=lambda problem: problem.line)


def checklist_schema() -> str:
    """The JSON Schema of a checklist file, with the settings of every rule, for editors."""
    schema: dict[str, Any] = ChecklistShape.model_json_schema(by_alias=True)
    rules = [TypeAdapter(rule).json_schema(ref_template="#/$defs/{model}") for rule in SCORING_RULES.values()]
    for rule in rules:
        schema["$defs"].update(rule.pop("$defs", {}))
        rule["properties"] = {key: value for key, value in rule["properties"].items() if key not in FROM_ITEM}
        rule["required"] = [key for key in rule.get("required", []) if key not in FROM_ITEM]
        rule["additionalProperties"] = False
    schema["$defs"]["ItemShape"]["properties"]["scoring"] = {"oneOf": rules}
    schema = for_editors(schema)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Checklist"
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _read(found: Findings, file_name: str) -> Checklist | None:
    shape = _shape(found)
    if shape is None:
        return None
    documents = _documents(found, shape)
    areas = tuple(_area(found, ("areas", number), area, documents) for number, area in enumerate(shape.areas))
    lines = _check_lines(found, shape)
    checklist = Checklist(
        id=shape.id,
        version=shape.version,
        title=shape.title.text(),
        status=shape.status.text(),
        unit_kind=shape.unit_kind,
        valid_from=shape.valid_from,
        valid_to=shape.valid_to,
        points=shape.points,
        rounding=Rounding(shape.rounding.decimals),
        bands=tuple(Band(band.id, band.from_score, band.title.text()) for band in shape.bands),
        areas=areas,
        checks=lines,
        digest=found.file.digest,
    )
    if file_name != f"{checklist.name}.yaml":
        said = message(
            "The file is called {file} and says it is {name}.", file=file_name, name=checklist.name
        )
        found.add(
            (), said, message("Call the file {name}.yaml, or correct id and version.", name=checklist.name)
        )
    check_checklist(checklist, found)
    return checklist


def _shape(found: Findings) -> ChecklistShape | None:
    """The file's shape. What does not fit is told and mended, so that the faults behind it are told, too."""
    try:
        return _SHAPE.validate_python(found.file.tree)
    except ValidationError as error:
        found.add_errors(error, (), _field_names())
        mended = mend(found.file.tree, error)
    try:
        return _SHAPE.validate_python(mended)
    except ValidationError:
        return None


def _documents(found: Findings, shape: ChecklistShape) -> dict[str, LegalDocument]:
    documents: dict[str, LegalDocument] = {}
    for number, document in enumerate(shape.legal_documents):
        if document.id in documents:
            said = message("The legal document {id} stands here twice.", id=document.id)
            found.add(
                ("legal_documents", number, "id"), said, message("Give one of them another id, or remove it.")
            )
        documents[document.id] = _document(document)
    return documents


def _document(shape: LegalDocumentShape) -> LegalDocument:
    return LegalDocument(
        id=shape.id,
        number=shape.number,
        kind=shape.kind.text(),
        date=shape.date,
        title=shape.title.text(),
        valid_from=shape.valid_from,
        valid_to=shape.valid_to,
        state=shape.state,
        source=shape.source,
    )


def _area(found: Findings, place: Place, shape: AreaShape, documents: dict[str, LegalDocument]) -> Area:
    criteria = tuple(
        _criterion(found, (*place, "criteria", number), criterion, documents)
        for number, criterion in enumerate(shape.criteria)
    )
    return Area(shape.id, shape.title.text(), shape.points, criteria)


def _criterion(
    found: Findings, place: Place, shape: CriterionShape, documents: dict[str, LegalDocument]
) -> Criterion:
    items = [
        _item(found, (*place, "items", number), item, documents) for number, item in enumerate(shape.items)
    ]
    return Criterion(shape.id, shape.title.text(), tuple(items))


def _item(found: Findings, place: Place, shape: ItemShape, documents: dict[str, LegalDocument]) -> Item:
    basis = tuple(_basis(found, place, shape, documents))
    rule = read_rule(found, (*place, "scoring"), dict(shape.scoring), shape.points)
    if rule is None:
        found.unread.add(shape.id)
    return Item(
        id=shape.id,
        question=shape.question.text(),
        kind=shape.kind,
        points=shape.points,
        rule=rule or Recorded(),
        rule_name=str(shape.scoring.get("rule")),
        labels=tuple((name, label.text()) for name, label in shape.labels.items()),
        levels=tuple((level.key, level.label) for level in rule.levels) if isinstance(rule, Levels) else (),
        evidence=tuple(text.text() for text in shape.evidence),
        evidence_required=shape.evidence_required,
        legal_basis=basis,
        recommendation=shape.recommendation.text(),
        severity=shape.severity,
        days_to_mend=shape.days_to_mend,
        appraiser=shape.appraiser.text(),
        applies_when=Condition(shape.applies_when.item, shape.applies_when.keys)
        if shape.applies_when
        else None,
        exemptions=tuple(Exemption(exempt.units, exempt.reason.text()) for exempt in shape.exempt),
        cap=shape.knock_out.cap if shape.knock_out else None,
        cross_check=_cross_check(shape),
    )


def _cross_check(shape: ItemShape) -> CrossCheck | None:
    check = shape.cross_check
    return CrossCheck(check.register_, check.measure, check.tolerance) if check else None


def _basis(
    found: Findings, place: Place, shape: ItemShape, documents: dict[str, LegalDocument]
) -> list[LegalBasis]:
    cited = []
    for number, basis in enumerate(shape.legal_basis):
        document = documents.get(basis.document)
        if document is None:
            where = (*place, "legal_basis", number, "document")
            said = message(
                "Item {item} cites the legal document '{id}', which is not listed.",
                item=shape.id,
                id=basis.document,
            )
            found.add(where, said, nearest(basis.document, documents))
            continue
        article = basis.article.text() if basis.article else None
        cited.append(
            LegalBasis(document, article, basis.state if article else LegalState.TO_BE_VERIFIED, basis.source)
        )
    return cited


def _check_lines(found: Findings, shape: ChecklistShape) -> tuple[CheckLine, ...]:
    lines = []
    for number, content in enumerate(shape.checks):
        place: Place = ("checks", number)
        check = read_check(found, place, dict(content))
        named = {key: content[key] for key in ("id", "title", "severity") if key in content}
        about = found.validate(_CHECK, named, place, ("id", "title", "severity"))
        if check is not None and about is not None:
            lines.append(CheckLine(about.id, check.rule, check, about.title.text(), about.severity))
    return tuple(lines)


__all__ = ["checklist_schema", "read_checklist", "read_checklist_with_problems"]
