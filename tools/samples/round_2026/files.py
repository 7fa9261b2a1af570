"""The files of the campaign as texts: answers of departments and communes, and exports of the portal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

from inspection_lib.answers import parse_answer
from inspection_lib.definitions import read_checklist, read_indicator_index, read_office_settings, read_plan
from inspection_lib.model import (
    INDICATOR_REGISTER,
    Case,
    Checklist,
    IndicatorIndex,
    Item,
    ItemKind,
    Number,
    Ratio,
    Source,
)
from tools.samples.csv_text import csv_text
from tools.samples.round_2026.answers import YEAR, answers_of
from tools.samples.round_2026.values import (
    CAMPAIGN,
    DEPARTMENT,
    SPECIAL,
    WORDS,
    Profile,
    draw,
    profile_of,
    traits,
)
from tools.samples.rows import COLUMNS, visit_times

PORTAL_COLUMNS = ("Tên chỉ tiêu", "Số đạt", "Tổng số")
"""Headings of the demonstration export: those of the mapping file beside it."""
NAMES = {True: "departments", False: "communes"}


def files_2026(checklists: Path) -> dict[str, str]:
    """The text of every file by its path below `checklists/`."""
    settings = read_office_settings(checklists.parent)
    campaign = read_plan(checklists / "plans" / f"{CAMPAIGN}.yaml", settings)
    read = {
        kind: read_checklist(checklists / "definitions" / f"{name}.yaml")
        for kind, name in campaign.checklists
    }
    visits = visit_times(campaign)
    index = read_indicator_index(checklists / "indices" / "766.yaml")
    rows: dict[str, list[tuple[str, ...]]] = {name: [] for name in NAMES.values()}
    files: dict[str, str] = {}
    for unit in campaign.units:
        profile, checklist = profile_of(unit), read[unit.kind]
        rows[NAMES[unit.kind == DEPARTMENT]] += _inspection(profile, checklist, visits[unit.code])
        if unit.code in SPECIAL.portal:
            name = f"registers/{CAMPAIGN}/{unit.code}.{INDICATOR_REGISTER.name}.csv"
            files[name] = _portal(profile, checklist, index)
    for name, own in rows.items():
        files[f"responses/{CAMPAIGN}/{name}.csv"] = csv_text(COLUMNS, own)
    return files


def _portal(profile: Profile, checklist: Checklist, index: IndicatorIndex) -> str:
    """An export of the portal: the inspectors' figures, some of them moved as `units.yaml` says."""
    answers = answers_of(profile, checklist, Source.INSPECTOR)
    shifts = SPECIAL.portal[profile.code]
    rows = []
    for one in index.indicators:
        if "/" not in answers.get(one.item, ""):
            continue
        part, whole = (int(figure) for figure in answers[one.item].split("/"))
        moved = min(whole, max(0, part + round(whole * shifts.get(one.id, 0.0))))
        rows.append((one.title.vi, str(moved), str(whole)))
    return csv_text(PORTAL_COLUMNS, rows)


def _inspection(profile: Profile, checklist: Checklist, visit: datetime) -> Iterator[tuple[str, ...]]:
    """The rows of one unit: claim, finding, submission. A unit in the list `empty` has no row."""
    code = profile.code
    if code in SPECIAL.empty:
        return
    yield from _source(profile, checklist, Source.SELF, visit - timedelta(days=10))
    if code in SPECIAL.claim_only:
        return
    yield from _source(profile, checklist, Source.INSPECTOR, visit)
    if code not in SPECIAL.unfinished:
        end = (visit + timedelta(minutes=3 * len(checklist.items) + 10)).isoformat()
        inspector = Source.INSPECTOR.value
        yield (code, "*", inspector, "submitted", "", "", "", "Đoàn kiểm tra - Sở Nội vụ", end)


def _source(
    profile: Profile, checklist: Checklist, source: Source, start: datetime
) -> Iterator[tuple[str, ...]]:
    """The rows of one source, three minutes apart."""
    answers = answers_of(profile, checklist, source)
    kept = _kept(profile, answers, source)
    items = {item.id: item for item in checklist.items}
    for number, item_id in enumerate(item_id for item_id in answers if item_id in kept):
        item, raw = items[item_id], answers[item_id]
        evidence = _evidence(profile, item, source, raw)
        defect = _is_defect(item, raw, evidence)
        by = "Đơn vị tự chấm" if source is Source.SELF else f"Đoàn kiểm tra - {item.appraiser.vi}"
        yield (
            profile.code,
            item_id,
            source.value,
            raw,
            _note(profile, item, source, raw, defect=defect),
            " | ".join(evidence),
            traits(item_id).cause.value if defect and source is Source.INSPECTOR else "",
            by,
            (start + timedelta(minutes=3 * number)).isoformat(),
        )


def _kept(profile: Profile, answers: Mapping[str, str], source: Source) -> set[str]:
    """The items that were answered: not all of them in an inspection that is not finished."""
    if source is Source.SELF or profile.code not in SPECIAL.unfinished:
        return set(answers)
    steering = {"A00", "C00", "D09"} & set(answers)
    others = sorted(set(answers) - steering)
    return steering | set(draw(profile.code, "kept").sample(others, len(others) // 2))


def _is_defect(item: Item, raw: str, evidence: tuple[str, ...]) -> bool:
    if raw == "n/a":
        return False
    mark = item.rule.judge(Case(parse_answer(item, raw), evidence, "", YEAR)).mark
    return mark is not None and mark < Fraction(1)


def _evidence(profile: Profile, item: Item, source: Source, raw: str) -> tuple[str, ...]:
    """Invented document numbers: likely where evidence is required, seldom elsewhere."""
    chance = draw(profile.code, item.id, source.value, "evidence")
    likely = 0.86 + 0.16 * profile.quality if item.evidence_required else 0.12
    if raw in ("n/a", "not_done") or chance.random() >= likely:
        return ()
    office = profile.code.removeprefix("19.") if profile.unit.kind == DEPARTMENT else "UBND"
    paper = f"Số liệu minh họa {chance.randint(3, 320)}/{traits(item.id).paper}-{office}"
    return (paper, chance.choice(WORDS.sheets)) if chance.random() < 0.15 else (paper,)


def _note(profile: Profile, item: Item, source: Source, raw: str, *, defect: bool) -> str:
    """Why an item does not apply, or what is wrong; empty where nothing needs saying."""
    if raw == "n/a":
        return "Xã không thuộc diện sắp xếp, không có văn bản của đơn vị cũ"
    if not defect:
        return ""
    if source is Source.SELF:
        return draw(profile.code, item.id, "claim note").choice(WORDS.claim_notes)
    left = 0
    match parse_answer(item, raw):
        case Ratio(part, whole):
            left = int(whole - part)
        case Number(value) if item.kind is ItemKind.OCCURRENCES:
            left = int(value)
    return traits(item.id).defect.format(left=left)
