"""The raw answers of a unit and of the inspectors, drawn from the unit's profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from inspection_lib.answers import Asked, parse_answer, questions
from inspection_lib.judging import DateDeadline, Deduction, NumberBounds, RatioThreshold
from inspection_lib.model import Answer, Checklist, Item, ItemKind, Response, Source
from tools.samples.profiles import Profile, claim_level, finding_level, share_at
from tools.samples.values import FIXED, REGISTERS, SPECIAL, WORDS, draw, range_of, traits


def answers_of(profile: Profile, checklist: Checklist, source: Source) -> dict[str, str]:
    """The raw answers of one source to every item that is asked of the unit, in the checklist's order."""
    steering = [item for item in checklist.items if item.rule_name == "recorded"]
    raws = {item.id: steering_answer(profile, item.id) for item in steering}
    recorded = {item.id: _recorded(item, raws[item.id], source) for item in steering}
    asked = questions(checklist, profile.unit, recorded, source)
    for item in checklist.items:
        if item.id not in raws and asked[item.id].asked is Asked.YES:
            raws[item.id] = raw_answer(profile, item, source, raws)
    return {
        item.id: raws[item.id]
        for item in checklist.items
        if item.id in raws and asked[item.id].asked is Asked.YES
    }


def _recorded(item: Item, raw: str, source: Source) -> Answer:
    response = Response(parse_answer(item, raw), raw, "", (), None, "", "")
    return Answer(item.id, claim=response) if source is Source.SELF else Answer(item.id, finding=response)


def steering_answer(profile: Profile, item_id: str) -> str:
    """The answer to an item that steers others, the same for both sources."""
    said = {
        "A00": draw(profile.code, "A00").random() < 0.65,
        "C00": profile.code not in SPECIAL.without_procedures,
        "D09": profile.code not in SPECIAL.without_service_units,
    }
    return "yes" if said[item_id] else "no"


def raw_answer(profile: Profile, item: Item, source: Source, before: Mapping[str, str]) -> str:
    """One answer; ``before`` holds what the same source answered to the items above."""
    fixed = FIXED.get((profile.code, item.id))
    said = fixed and (fixed.claim if source is Source.SELF else fixed.finding)
    if said:
        return said
    if item.id == "E02":  # persons downsized: the units without a fixed answer planned none
        return "0/0"
    if _does_not_apply(profile, item, source):
        return "n/a"
    level = claim_level(profile, item) if source is Source.SELF else finding_level(profile, item)
    return answer_at(profile, item, level, before)


def _does_not_apply(profile: Profile, item: Item, source: Source) -> bool:
    chance = draw(profile.code, item.id, "applies").random()
    if not traits(item.id).not_applicable or profile.code in (SPECIAL.good_unit, SPECIAL.bad_unit):
        return False
    return chance < (0.06 if source is Source.SELF else 0.045)


def answer_at(profile: Profile, item: Item, level: float, before: Mapping[str, str]) -> str:
    """The raw answer that stands for a level, by the kind of item."""
    match item.kind:
        case ItemKind.YES_NO:
            return "yes" if level >= 0.4 else "no"
        case ItemKind.LEVEL:
            return _level_key(item, level)
        case ItemKind.RATIO:
            return _ratio(profile, item, level, before)
        case ItemKind.COUNT:
            target = denominator(profile, item.id)
            return f"{round(target * min(1.05, level / 0.7))}/{target}"
        case ItemKind.OCCURRENCES:
            return str(_cases(item, level))
        case ItemKind.DATE:
            return _day(profile, item, level)
        case ItemKind.NUMBER:
            return _area_of_section(profile, item, level)
        case ItemKind.CASES | ItemKind.COMPUTED:
            return "n/a"  # no checklist of the sample has such items
        case ItemKind.POINTS:
            return f"{item.points:f}"
        case ItemKind.TEXT:
            return draw(profile.code, item.id, "text").choice(WORDS.initiatives)


def _level_key(item: Item, level: float) -> str:
    keys = [key for key, _ in item.levels]
    if level >= 0.6:
        return keys[0]
    return keys[min(len(keys) - 1, 1 + int((0.6 - level) / 0.6 * (len(keys) - 1)))]


def _ratio(profile: Profile, item: Item, level: float, before: Mapping[str, str]) -> str:
    whole = late_files(profile, before) if item.id == "C15" else denominator(profile, item.id)
    low = isinstance(item.rule, RatioThreshold) and item.id == "G10"
    share = 0.5 * level if low else share_at(item.id, level)
    return f"{round(whole * share)}/{whole}"


def late_files(profile: Profile, before: Mapping[str, str]) -> int:
    """The late files that C14 leaves, or others in the units where check K1 does not hold."""
    settled_on_time, settled = (int(part) for part in before["C14"].split("/"))
    return settled - settled_on_time + (4 if profile.code in SPECIAL.late_files_differ else 0)


def denominator(profile: Profile, item_id: str) -> int:
    """The figure below the line; the same for both sources."""
    chance = draw(profile.code, item_id, "denominator")
    sizes = {"C12": profile.communes, "G02": profile.documents, "G05": profile.certificates}
    if item_id in sizes:
        return sizes[item_id]
    if traits(item_id).counts_staff:
        return _persons(profile, item_id, chance)
    if item_id == "C18":
        return _files_received(profile, chance)
    if item_id == "C07":  # departments and districts count the same procedures as at C04
        chance = draw(profile.code, "C04", "denominator")
    return chance.randint(*range_of(item_id, profile.unit.kind))


def _files_received(profile: Profile, chance: Random) -> int:
    typical = profile.code == SPECIAL.typical_unit
    settled = REGISTERS.typical_one_stop.files if typical else denominator(profile, "C14")
    if profile.code in SPECIAL.settled_exceed:
        return settled - 6
    return settled + chance.randint(3, 3 + settled // 8)


def _persons(profile: Profile, item_id: str, chance: Random) -> int:
    if item_id == "E04" and profile.unit.kind == "district":
        return profile.communes * 21 + chance.randint(-9, 9)
    if item_id == "G06":
        exceed = profile.code in SPECIAL.mailboxes_exceed
        return profile.staff + (2 if exceed else -chance.randint(0, 2))
    return profile.staff


def _cases(item: Item, level: float) -> int:
    rule = item.rule
    most = min(8.0, float(rule.start / rule.per_occurrence)) if isinstance(rule, Deduction) else 4.0
    return max(0, int((0.66 - level) / 0.66 * most * 1.15))


def _day(profile: Profile, item: Item, level: float) -> str:
    if level < 0.12:
        return "not_done"
    due = item.rule.due_day(2017) if isinstance(item.rule, DateDeadline) else date(2017, 1, 31)
    early = draw(profile.code, item.id, "day").randint(0, 20)
    late = 1 + int((0.45 - level) / 0.33 * 40)
    day = due - timedelta(days=early) if level >= 0.45 else due + timedelta(days=late)
    return (day - timedelta(days=max(0, day.weekday() - 4))).isoformat()


def _area_of_section(profile: Profile, item: Item, level: float) -> str:
    minimum = float(item.rule.minimum or 40) if isinstance(item.rule, NumberBounds) else 40.0
    scatter = draw(profile.code, item.id, "area").randint(0, 3)
    half_metres = round(minimum * (0.72 + 0.6 * level) * 2) + scatter
    return f"{half_metres / 2:g}".replace(".", ",")
