"""The rows of the files of responses: answers with their notes, evidence, causes, actors and times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta, timezone
from fractions import Fraction

from inspection_lib.answers import parse_answer
from inspection_lib.model import (
    Campaign,
    Case,
    Cause,
    Checklist,
    Item,
    ItemKind,
    Number,
    Ratio,
    Source,
)
from tools.samples.answers import answers_of
from tools.samples.profiles import Profile, State
from tools.samples.values import SPECIAL, WORDS, draw, traits

VIETNAM = timezone(timedelta(hours=7))
COLUMNS = ("unit", "item", "source", "value", "note", "evidence", "cause", "answered_by", "answered_at")


def inspection_rows(profile: Profile, checklist: Checklist, visit: datetime) -> Iterator[tuple[str, ...]]:
    """The rows of one unit: claim, finding, submission. A unit in the list `empty` has no row."""
    if profile.state is State.EMPTY:
        return
    yield from source_rows(profile, checklist, Source.SELF, visit - timedelta(days=7))
    if profile.state is State.CLAIM_ONLY:
        return
    rows = list(source_rows(profile, checklist, Source.INSPECTOR, visit))
    yield from rows
    if profile.state is State.SUBMITTED:
        end = visit + timedelta(minutes=3 * len(checklist.items) + 10)
        yield (
            profile.code,
            "*",
            Source.INSPECTOR.value,
            "submitted",
            "",
            "",
            "",
            "Đoàn kiểm tra - Sở Nội vụ",
            end.isoformat(),
        )


def source_rows(
    profile: Profile, checklist: Checklist, source: Source, start: datetime
) -> Iterator[tuple[str, ...]]:
    """The rows of one source, three minutes apart."""
    answers = answers_of(profile, checklist, source)
    kept = kept_items(profile, checklist, answers, source)
    for number, item in enumerate(item for item in checklist.items if item.id in kept):
        raw = answers[item.id]
        evidence = evidence_of(profile, item, source, raw)
        defect = is_defect(item, raw, evidence)
        yield (
            profile.code,
            item.id,
            source.value,
            raw,
            note_of(profile, item, source, raw, defect=defect),
            " | ".join(evidence),
            cause_of(profile, item) if defect and source is Source.INSPECTOR else "",
            actor_of(item, source),
            (start + timedelta(minutes=3 * number)).isoformat(),
        )


def kept_items(
    profile: Profile, checklist: Checklist, answers: Mapping[str, str], source: Source
) -> set[str]:
    """The items that were answered; in unfinished and incomplete inspections not all that are asked."""
    chance = draw(profile.code, source.value, "kept")
    named = {"C00", "D09", "C09", "C14", "C15", "E02", "G02", "G03", "G05"}
    knocking = {"A09", "C05"} if profile.code in SPECIAL.incomplete else set()
    free = [item_id for item_id in answers if item_id not in named | {"A00"} | knocking]
    kept = set(answers)
    if source is Source.SELF:
        kept -= set(chance.sample(free, chance.choice((0, 0, 0, 0, 0, 1, 2))))
    elif profile.state is State.UNFINISHED:
        wanted = round(len(answers) * chance.uniform(0.34, 0.66)) - len(named & kept)
        kept = (named & kept) | set(chance.sample(free, max(3, wanted)))
        kept |= {"A00"} if profile.code != SPECIAL.steering_left_out else set()
    elif profile.code in SPECIAL.incomplete:
        kept -= set(chance.sample(free, chance.randint(1, 3)))
    unsteered = {
        item.id for item in checklist.items if item.applies_when and item.applies_when.item_id not in kept
    }
    return kept - unsteered


def is_defect(item: Item, raw: str, evidence: tuple[str, ...]) -> bool:
    """Whether the answer loses points."""
    if raw == "n/a":
        return False
    mark = item.rule.judge(Case(parse_answer(item, raw), evidence, "", 2017)).mark
    return mark is not None and mark < Fraction(1)


def evidence_of(profile: Profile, item: Item, source: Source, raw: str) -> tuple[str, ...]:
    """Invented document numbers: likely where evidence is required and the unit is good, seldom elsewhere."""
    chance = draw(profile.code, item.id, source.value, "evidence")
    likely = 0.1
    if item.kind is ItemKind.TEXT:
        likely = 0.55 + 0.4 * profile.quality
    elif item.evidence_required:
        likely = 0.84 + 0.18 * profile.quality if source is Source.INSPECTOR else 0.7 + 0.28 * profile.quality
    if raw in ("n/a", "not_done") or chance.random() >= likely:
        return ()
    office = profile.code.removeprefix("06.") if profile.unit.kind == "department" else "UBND"
    paper = f"Số liệu minh họa {chance.randint(3, 240)}/{traits(item.id).paper}-{office}"
    return (paper, chance.choice(WORDS.sheets)) if chance.random() < 0.2 else (paper,)


def note_of(profile: Profile, item: Item, source: Source, raw: str, *, defect: bool) -> str:
    """Why an item does not apply, or what is wrong; empty where nothing needs saying."""
    if raw == "n/a":
        return traits(item.id).not_applicable or ""
    if not defect:
        return ""
    if source is Source.SELF:
        return draw(profile.code, item.id, "claim note").choice(WORDS.claim_notes)
    left = 0
    match parse_answer(item, raw):
        case Ratio(numerator, whole):
            left = int(whole - numerator)
        case Number(value) if item.kind is ItemKind.OCCURRENCES:
            left = int(value)
    return traits(item.id).defect.format(left=left)


def cause_of(profile: Profile, item: Item) -> str:
    """The cause that the inspectors name: mostly the likely one, sometimes any."""
    chance = draw(profile.code, item.id, "cause")
    if chance.random() < 0.3:
        return chance.choice(tuple(Cause)).value
    return traits(item.id).cause.value


def actor_of(item: Item, source: Source) -> str:
    """Who answers: the unit, or the office of the team that looks at the item."""
    if source is Source.SELF:
        return "Đơn vị tự chấm"
    return f"Đoàn kiểm tra - {traits(item.id).office}"


def visit_times(campaign: Campaign) -> dict[str, datetime]:
    """When each visit begins: working days of the plan, mornings and afternoons, several teams a day."""
    span = (campaign.visits_to - campaign.visits_from).days + 1
    days = [
        day
        for day in (campaign.visits_from + timedelta(days=number) for number in range(span))
        if day.weekday() < 5
    ]
    times = {}
    for number, unit in enumerate(campaign.units):
        day = days[number * len(days) // len(campaign.units)]
        start = time(8, 5) if number % 2 else time(13, 30)
        times[unit.code] = datetime.combine(day, start, VIETNAM)
    return times
