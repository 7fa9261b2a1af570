"""Inspections for the second reading, drawn at random over a part of a real checklist."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from inspection_lib.model import (
    Answer,
    AnswerValue,
    Campaign,
    Cause,
    Checklist,
    Choice,
    Day,
    FreeText,
    Inspection,
    Item,
    ItemKind,
    Measure,
    NotApplicable,
    Number,
    Ratio,
    Response,
    Unit,
    WorkCalendar,
)
from tests.sentences.basics import Json, items_of


@dataclass(frozen=True)
class Office:
    """What an inspection is made of. ``file`` is the checklist as it stands in its file."""

    unit: Unit
    campaign: Campaign = field(repr=False)
    checklist: Checklist = field(repr=False)
    file: Json = field(repr=False)
    calendar: WorkCalendar = field(repr=False)

    def part(self, wanted: Iterable[str]) -> Office:
        """The same with only some items, and those that they depend on."""
        items = items_of(self.file)
        kept = set(wanted)
        for item in tuple(kept):
            while condition := items[item].get("applies_when"):
                item = condition["item"]
                kept.add(item)
        file = copy.deepcopy(self.file)
        for area in file["areas"]:
            for criterion in area["criteria"]:
                criterion["items"] = [item for item in criterion["items"] if item["id"] in kept]
            area["criteria"] = [criterion for criterion in area["criteria"] if criterion["items"]]
        file["areas"] = [area for area in file["areas"] if area["criteria"]]
        file["checks"] = []
        areas = tuple(
            replace(area, criteria=criteria)
            for area in self.checklist.areas
            if (
                criteria := tuple(
                    replace(criterion, own_items=left)
                    for criterion in area.criteria
                    if (left := tuple(item for item in criterion.items if item.id in kept))
                )
            )
        )
        return replace(self, checklist=replace(self.checklist, areas=areas, checks=()), file=file)

    def inspection(
        self,
        answers: Mapping[str, Answer],
        *,
        closed: bool,
        measures: tuple[Measure, ...] = (),
        concluded_on: date | None = None,
    ) -> Inspection:
        """An inspection with these answers."""
        campaign = replace(self.campaign, concluded_on=concluded_on or self.campaign.concluded_on)
        return Inspection(
            unit=self.unit,
            parent=campaign.parent_of(self.unit),
            campaign=campaign,
            checklist=self.checklist,
            answers=answers,
            measures=measures,
            calendar=self.calendar,
            submitted_at="2017-06-20T09:00:00+07:00" if closed else "",
            chain_head="0123456789abcdef" * 4,
            events=len(answers),
        )


def response(
    value: AnswerValue,
    *,
    note: str = "",
    evidence: tuple[str, ...] = (),
    cause: Cause | None = None,
    revisions: int = 0,
    contradicting: tuple[Response, ...] = (),
) -> Response:
    """One answer."""
    at = "2017-05-24T10:00:00+07:00"
    return Response(value, str(value), note, evidence, cause, "Thanh tra viên", at, revisions, contradicting)


def best(item: Item, file: Json) -> AnswerValue:
    """An answer that earns full points."""
    rule = file["scoring"]
    match item.kind:
        case ItemKind.LEVEL:
            top = max(rule["levels"], key=lambda level: Decimal(str(level["points"])))
            return Choice(str(top["key"]))
        case ItemKind.YES_NO:
            wanted = rule.get("wanted", True)
            return Choice("yes" if wanted in (True, "yes") else "no")
        case ItemKind.RATIO | ItemKind.COUNT:
            return Ratio(Decimal(20), Decimal(20))
        case ItemKind.DATE:
            return Day(date(2017, 1, 10))
        case ItemKind.OCCURRENCES:
            return Number(Decimal(0))
        case ItemKind.NUMBER:
            return Number(Decimal(str(rule.get("minimum", rule.get("maximum", 0)))))
        case ItemKind.TEXT:
            return FreeText("Thi tìm hiểu cải cách hành chính")


def worst(item: Item, file: Json) -> AnswerValue:
    """An answer that earns the fewest points."""
    rule = file["scoring"]
    match item.kind:
        case ItemKind.LEVEL:
            low = min(rule["levels"], key=lambda level: Decimal(str(level["points"])))
            return Choice(str(low["key"]))
        case ItemKind.YES_NO:
            good = best(item, file)
            return Choice("no" if good == Choice("yes") else "yes")
        case ItemKind.RATIO | ItemKind.COUNT:
            return Ratio(Decimal(1), Decimal(30))
        case ItemKind.DATE:
            return Day(None)
        case ItemKind.OCCURRENCES:
            return Number(Decimal(40))
        case ItemKind.NUMBER:
            return Number(Decimal(0))
        case ItemKind.TEXT:
            return FreeText("Không có tài liệu")


def random_value(item: Item, file: Json, chance: Random) -> AnswerValue:
    """An answer of the item's kind, near the limits of its rule as often as not."""
    match item.kind:
        case ItemKind.LEVEL:
            return Choice(str(chance.choice(file["scoring"]["levels"])["key"]))
        case ItemKind.YES_NO:
            return Choice(chance.choice(("yes", "no")))
        case ItemKind.RATIO | ItemKind.COUNT:
            whole = chance.choice((0, 1, 7, 20, 100, 1210, 25_000))
            most = whole + (whole // 10 if item.kind is ItemKind.COUNT else 0)
            limit = Decimal(str(chance.choice(("0.5", "0.8", "0.9", "0.95", "0.98", "1"))))
            near = int(limit * whole) - chance.choice((0, 1))
            return Ratio(Decimal(chance.choice((max(near, 0), chance.randint(0, most)))), Decimal(whole))
        case ItemKind.DATE:
            first = date(2017, 1, 1)
            return Day(chance.choice((None, first + timedelta(days=chance.randint(0, 140)))))
        case ItemKind.OCCURRENCES:
            return Number(Decimal(chance.choice((0, 0, 1, 2, 11))))
        case ItemKind.NUMBER:
            return Number(Decimal(chance.randint(0, 160)))
        case ItemKind.TEXT:
            return FreeText(chance.choice(("Phòng họp không giấy", "Sáng kiến số 3 năm 2017")))


def random_inspection(whole: Office, chance: Random) -> tuple[Office, Inspection]:
    """An inspection of up to 14 items: any answers, registers, state and day of conclusion."""
    ids = [item.id for item in whole.checklist.items]
    part = whole.part(chance.sample(ids, k=min(len(ids), chance.randint(1, 14))))
    files = items_of(part.file)
    answers = {}
    emptiness = chance.choice((0.0, 0.1, 0.5, 1.0))
    for item in part.checklist.items:
        claim, finding = (
            _random_response(item, files[item.id], chance)
            if chance.random() >= (emptiness if side else 0.1)
            else None
            for side in (0, 1)
        )
        if claim or finding:
            answers[item.id] = Answer(item.id, claim, finding)
    inspection = part.inspection(
        answers,
        closed=chance.random() < 0.7,
        measures=_measures(part.checklist, answers, chance),
        concluded_on=date(2017, 1, 1) + timedelta(days=chance.randint(0, 700)),
    )
    return part, inspection


def _random_response(item: Item, file: Json, chance: Random) -> Response:
    if chance.random() < 0.06 and file.get("na", True):
        return response(NotApplicable(), note="Đơn vị không có nhiệm vụ này")
    evidence = chance.choice(((), ("Báo cáo 12/BC-UBND",), ("Kế hoạch 7/KH-UBND ngày 5/9/2017", "Ảnh chụp")))
    value = random_value(item, file, chance)
    rivals = (response(random_value(item, file, chance)),) if chance.random() < 0.04 else ()
    return response(
        value,
        note=chance.choice(("", "Đã xem tại chỗ")),
        evidence=evidence,
        cause=chance.choice((None, *Cause)),
        revisions=chance.choice((0, 0, 0, 2)),
        contradicting=tuple(one for one in rivals if one.value != value),
    )


def _measures(checklist: Checklist, answers: Mapping[str, Answer], chance: Random) -> tuple[Measure, ...]:
    found = []
    for item in checklist.items:
        answer = answers.get(item.id)
        value = answer.finding.value if answer and answer.finding else None
        if item.cross_check and chance.random() < 0.7:
            whole = chance.choice((0, 40, 1210))
            share = (
                value.numerator / value.denominator if isinstance(value, Ratio) and value.denominator else 1
            )
            counted = min(
                whole, int(whole * Decimal(share)) if chance.random() < 0.6 else chance.randint(0, whole)
            )
            rows = tuple(range(2, 2 + whole - counted))
            check = item.cross_check
            found.append(Measure(check.register, check.measure, counted, whole, rows, "so.csv", "0" * 64))
    return tuple(found)
