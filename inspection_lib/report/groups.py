"""The report's lines of groups, where a checklist has more of them than areas and criteria."""

from __future__ import annotations

from collections.abc import Iterator

from inspection_lib.judging import terms_of_group
from inspection_lib.model import Area, Assessment, Criterion, Inspection
from inspection_lib.report.earlier_result import grade_of
from inspection_lib.report.group_line import GroupLine


def group_lines(inspection: Inspection, assessment: Assessment) -> tuple[GroupLine, ...]:
    """One line for each group, an area before its criteria and these before the groups in them.

    Empty where no criterion holds groups and no group has bands of its own: areas and items say all then.
    """
    parts = inspection.checklist.parts
    if not any(part.bands or (isinstance(part, Criterion) and part.groups) for part in parts):
        return ()
    lines: list[GroupLine] = []
    for area in inspection.checklist.areas:
        lines.append(_line("", 1, area, inspection, assessment))
        for criterion in area.criteria:
            below = _below(area.id, 2, criterion)
            lines += [_line(inside, depth, group, inspection, assessment) for inside, depth, group in below]
    return tuple(lines)


def _below(inside: str, depth: int, group: Criterion) -> Iterator[tuple[str, int, Criterion]]:
    yield inside, depth, group
    for part in group.groups:
        yield from _below(group.id, depth + 1, part)


def _line(
    inside: str, depth: int, group: Area | Criterion, inspection: Inspection, assessment: Assessment
) -> GroupLine:
    card, claim = assessment.scorecard, assessment.claim_scorecard
    band = dict(card.group_bands).get(group.id) if inspection.concluded else None
    return GroupLine(
        id=group.id,
        inside=inside,
        depth=depth,
        title=group.title,
        full_points=group.points,
        score=dict(card.areas if depth == 1 else card.criteria)[group.id],
        claim=dict(claim.areas if depth == 1 else claim.criteria)[group.id],
        how=terms_of_group(group),
        graded=bool(group.bands),
        grade=grade_of(band) if band else None,
    )
