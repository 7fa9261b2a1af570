"""The samples that were drawn for items of a unit: their rows for the form, what they show for the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspection_lib.errors import InspectionError
from inspection_lib.language import Message, message
from inspection_lib.model import Campaign, Cases, Inspection
from inspection_lib.report import Report, SampleLine
from inspection_lib.sampling import (
    Sample,
    SampleEvaluation,
    bound_words,
    draw_again,
    evaluate_sample,
    read_sample,
    row_name,
    same_draw,
)
from inspection_lib.workbench.folder import Workbench
from inspection_lib.workbench.sampling import load_cases, sample_files


def samples_of(workbench: Workbench, campaign: Campaign, unit_code: str) -> dict[str, Sample]:
    """The samples in the campaign's folder that were drawn for items of a unit, by item.

    Raises InvalidFilesError for a file that is no sample.
    """
    found = {}
    for path in sample_files(workbench, campaign, unit_code):
        sample = read_sample(path)
        if sample.item and (sample.campaign, sample.unit) == (campaign.id, unit_code):
            found[sample.item] = sample
    return found


@dataclass(frozen=True, slots=True)
class DrawnRows:
    """The names of the rows that were drawn for an item, and of how many cases."""

    names: tuple[str, ...]
    population: int


def drawn_rows(workbench: Workbench, campaign: Campaign, unit_code: str) -> dict[str, DrawnRows]:
    """What a form shows beforehand of the items whose cases were drawn; raises as `samples_of`."""
    return {
        item: DrawnRows(tuple(row_name(case) for case in sample.cases), sample.population)
        for item, sample in samples_of(workbench, campaign, unit_code).items()
    }


def with_samples(workbench: Workbench, inspection: Inspection, report: Report) -> Report:
    """The report with what drawn samples show about all cases, at the items whose rows they are."""
    samples = samples_of(workbench, inspection.campaign, inspection.unit.code)
    if not samples:
        return report
    items = (
        replace(item, sample=_line(workbench, inspection, samples[item.id])) if item.id in samples else item
        for item in report.items
    )
    return replace(report, items=tuple(items))


def _line(workbench: Workbench, inspection: Inspection, sample: Sample) -> SampleLine:
    answer = inspection.answers.get(sample.item)
    value = answer.finding.value if answer and answer.finding else None
    rows = {row.name: row.result for row in value.rows} if isinstance(value, Cases) else {}
    names = {row_name(case): case.code for case in sample.cases}
    results = {code: rows[name] is not True for name, code in names.items() if name in rows}
    found = evaluate_sample(replace(sample, picks=()), results)
    is_valid = _is_of_register(workbench, inspection.campaign, sample)
    not_drawn = len(rows.keys() - names.keys())
    return SampleLine(
        register=sample.register,
        digest=sample.digest,
        number=sample.number,
        population=sample.population,
        size=sample.size,
        looked_at=found.looked_at,
        deviations=found.deviations,
        not_drawn=not_drawn,
        tolerable=sample.aim.tolerable,
        confidence=sample.aim.confidence,
        upper=found.upper if is_valid else None,
        upper_count=found.upper_count if is_valid else None,
        words=tuple(_words(found, not_drawn, is_valid=is_valid)),
    )


def _is_of_register(workbench: Workbench, campaign: Campaign, sample: Sample) -> bool:
    """Whether the register gives this draw today: one that changed says nothing about the cases of now."""
    try:
        cases = load_cases(workbench, campaign, sample.unit, sample.register)
        return same_draw(draw_again(cases, sample), sample)
    except InspectionError:
        return False


def _words(found: SampleEvaluation, not_drawn: int, *, is_valid: bool) -> Iterator[Message]:
    yield message(
        "Drawn by lot: {size} of {population} cases, {looked} looked at, {count} deviate.",
        size=found.size,
        population=found.population or 0,
        looked=found.looked_at,
        count=found.deviations,
    )
    if is_valid:
        yield from bound_words(found)
    else:
        yield message(
            "The register does not give this draw any more: nothing is said about all cases. See "
            "inspection sample evaluate."
        )
    if not_drawn:
        yield message("{count} more cases were picked: they are not counted for this bound.", count=not_drawn)
