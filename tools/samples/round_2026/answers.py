"""The raw answers of a unit and of the inspectors, drawn from the unit's profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from inspection_lib.answers import Asked, parse_answer, questions
from inspection_lib.judging import DateDeadline, Deduction
from inspection_lib.model import Answer, Checklist, Item, ItemKind, Response, Source
from tools.samples.round_2026.values import DEPARTMENT, SPECIAL, Profile, clamp, draw, traits

YEAR = 2026
RESTS_ON = {"late": "C31", "services": "G21"}
"""Sizes that another answer gives: the late files, and the procedures that are offered online."""


def answers_of(profile: Profile, checklist: Checklist, source: Source) -> dict[str, str]:
    """The raw answers of one source to every item that is asked of the unit, in the checklist's order."""
    raws: dict[str, str] = {}
    recorded: dict[str, Answer] = {}
    for item in checklist.items:
        if item.rule_name == "recorded":
            raws[item.id] = _fact(profile, item.id)
            recorded[item.id] = _recorded(item, raws[item.id], source)
    asked = questions(checklist, profile.unit, recorded, source)
    for item in checklist.items:
        if item.id not in raws and asked[item.id].asked is Asked.YES:
            raws[item.id] = _answer(profile, item, source, raws)
    return {item.id: raws[item.id] for item in checklist.items if item.id in raws}


def _fact(profile: Profile, item_id: str) -> str:
    """The answer to an item that steers others, the same for both sources."""
    true = {
        "A00": bool(profile.unit.predecessors) or draw(profile.code, "A00").random() < 0.6,
        "C00": profile.code not in SPECIAL.without_procedures,
        "D09": profile.code not in SPECIAL.without_service_units,
    }
    return "yes" if true[item_id] else "no"


def _recorded(item: Item, raw: str, source: Source) -> Answer:
    response = Response(parse_answer(item, raw), raw, "", (), None, "", "")
    return Answer(item.id, claim=response) if source is Source.SELF else Answer(item.id, finding=response)


def _answer(profile: Profile, item: Item, source: Source, before: Mapping[str, str]) -> str:
    if item.id == "B23" and profile.code in SPECIAL.not_rearranged:
        return "n/a"
    level = _level(profile, item, source)
    match item.kind:
        case ItemKind.YES_NO:
            return "yes" if level >= 0.4 else "no"
        case ItemKind.LEVEL:
            keys = [key for key, _ in item.levels]
            return keys[0] if level >= 0.6 else keys[1] if level >= 0.25 else keys[-1]
        case ItemKind.RATIO:
            return _ratio(profile, item.id, level, before)
        case ItemKind.COUNT:
            whole = _whole(profile, item.id, before)
            return f"{round(whole * min(1.0, level / 0.7))}/{whole}"
        case ItemKind.OCCURRENCES:
            rule = item.rule
            most = float(rule.start / rule.per_occurrence) if isinstance(rule, Deduction) else 4.0
            return str(max(0, int((0.66 - level) / 0.66 * min(8.0, most) * 1.15)))
        case ItemKind.DATE:
            return _day(profile, item, level)
        case _:
            raise ValueError(f"the checklists of 2026 have no item of the kind {item.kind}")


def _level(profile: Profile, item: Item, source: Source) -> float:
    """How well the unit does at the item, from 0 to 1; what it says itself is often a little better."""
    chance = draw(profile.code, item.id, "level")
    area = draw(profile.code, item.id[0], "area").gauss(0, profile.scatter / 3)
    level = clamp(profile.quality + traits(item.id).shift + area + chance.gauss(0, profile.scatter))
    claim = draw(profile.code, item.id, "claim")
    if source is Source.SELF and claim.random() >= 0.62:
        return clamp(level + claim.uniform(0.08, 0.3))
    return level


def _ratio(profile: Profile, item_id: str, level: float, before: Mapping[str, str]) -> str:
    whole, one = _whole(profile, item_id, before), traits(item_id)
    share = min(1.0, one.at_zero + (1 - one.at_zero) * level / one.full_at)
    part = round(whole * share)
    if item_id == "C32":  # a file that is late is not rated as satisfactory
        part = min(part, _figures(before["C31"])[0])
    return f"{part}/{whole}"


def _whole(profile: Profile, item_id: str, before: Mapping[str, str]) -> int:
    """The figure below the line: a size of the unit, what another answer leaves, or one of a range."""
    name = traits(item_id).whole
    if name in profile.sizes:
        return profile.sizes[name]
    if name in RESTS_ON:
        part, whole = _figures(before[RESTS_ON[name]])
        return whole - part if name == "late" else part
    bounds = traits(item_id).department if profile.unit.kind == DEPARTMENT else traits(item_id).commune
    low, high = (int(bound) for bound in bounds.split("-"))
    return draw(profile.code, item_id, "whole").randint(low, high)


def _figures(raw: str) -> tuple[int, int]:
    part, whole = raw.split("/")
    return int(part), int(whole)


def _day(profile: Profile, item: Item, level: float) -> str:
    if level < 0.12:
        return "not_done"
    due = item.rule.due_day(YEAR) if isinstance(item.rule, DateDeadline) else date(YEAR, 1, 31)
    early = draw(profile.code, item.id, "day").randint(0, 24)
    late = 1 + int((0.45 - level) / 0.33 * 40)
    day = due - timedelta(days=early) if level >= 0.45 else due + timedelta(days=late)
    return (day - timedelta(days=max(0, day.weekday() - 4))).isoformat()
