"""What does not fit between a campaign and the checklists of its plan, so that reports would be untrue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from inspection_lib.definitions import YamlPath, read_yaml
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import Fault, message, nearest
from inspection_lib.model import Campaign, Checklist


def misfits(campaign: Campaign, checklists: Mapping[str, Checklist]) -> Iterator[tuple[YamlPath, Fault]]:
    """What does not fit, each with its path in the plan. ``checklists`` are by kind of unit.

    Whether the plan's offices that appraise are named for something is known only with all its checklists.
    `not_in_force` is no reason to refuse a campaign.
    """
    for kind, checklist in checklists.items():
        for fault in _of_checklist(campaign, kind, checklist):
            yield ("checklists", kind), fault
    if campaign.appraisers and len(checklists) == len(campaign.checklists):
        yield from _unknown_appraised(campaign, checklists)


def refuse_misfits(campaign: Campaign, checklists: Mapping[str, Checklist], plan: Path, name: str) -> None:
    """Raise InvalidFilesError with everything that does not fit, at its lines of the plan.

    The plan is read for the lines alone, so that what fits costs next to nothing. ``name`` is what problems
    call it.
    """
    found = list(misfits(campaign, checklists))
    if found:
        file = read_yaml(plan, name)[0]
        raise InvalidFilesError([Problem(*file.place(yaml_path), fault) for yaml_path, fault in found])


def _of_checklist(campaign: Campaign, kind: str, checklist: Checklist) -> Iterator[Fault]:
    if kind not in checklist.unit_kinds:
        said = message(
            "Checklist {name} is for units of the kind {kind}.",
            name=checklist.name,
            kind=", ".join(checklist.unit_kinds),
        )
        remedy = message(
            "Name a checklist for {kind}. If this one is for both, write into its file: {line}",
            kind=kind,
            line=f"unit_kind: [{', '.join((*checklist.unit_kinds, kind))}]",
        )
        yield Fault(said, remedy)


def not_in_force(campaign: Campaign, checklist: Checklist) -> Iterator[Fault]:
    """That a checklist is not in force on the first day of visits.

    `inspection check` alone tells it: a correction in the middle of a campaign is such a version, and work
    must go on until somebody has mended the day.
    """
    first = campaign.visits_from
    if first < checklist.valid_from or (checklist.valid_to is not None and first >= checklist.valid_to):
        said = message(
            "Checklist {name} is not in force on {day}, the first day of visits.",
            name=checklist.name,
            day=first,
        )
        yield Fault(said, message("Name the version that is in force on that day."))


def _unknown_appraised(
    campaign: Campaign, checklists: Mapping[str, Checklist]
) -> Iterator[tuple[YamlPath, Fault]]:
    known = {
        one
        for checklist in checklists.values()
        for item in checklist.items
        for one in checklist.around(item.id)
    }
    for named, office in campaign.appraisers:
        if named not in known:
            text = message(
                "'{office}' appraises '{id}', which is no area, criterion or item of the campaign's "
                "checklists.",
                office=office,
                id=named,
            )
            yield ("appraisers", named), Fault(text, nearest(named, sorted(known)))
