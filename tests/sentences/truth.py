"""What is true of one inspection, computed again from its answers, the checklist's file and the result.

Points of single items come from the result (`tests/judging` recomputes those). Sums, states, grades, caps,
orders, contradictions and due days are computed here, with fractions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from inspection_lib.model import Choice, Inspection, Number, Ratio
from inspection_lib.report import Report, report_to_json
from tests.sentences import figures
from tests.sentences.basics import (
    GRAVEST_FIRST,
    HOLIDAYS,
    Compared,
    Json,
    Sum,
    items_of,
    read_checklist,
    same,
)


class Truth:
    """What is true of an inspection; ``language`` is that of the page that is read."""

    earlier: Inspection | None = None
    """The unit's last inspection, where there is one."""

    def __init__(
        self, inspection: Inspection, report: Report, language: str, checklist: Json | None = None
    ) -> None:
        self.inspection = inspection
        self.result: Json = json.loads(report_to_json(report))
        self.language = language
        name = f"{inspection.checklist.id}.v{inspection.checklist.version}"
        self.checklist = checklist or read_checklist(name)
        self.asked = items_of(self.checklist)
        self.items: Mapping[str, Json] = {item["id"]: item for item in self.result["items"]}
        self.decimals: int = self.checklist["rounding"]["decimals"]
        same(tuple(self.items), tuple(self.asked), "items of the result")

    def say(self, pair: Json) -> str:
        """A text of the result in the page's language, with single spaces."""
        pair = {"vi": pair} if isinstance(pair, str) else pair
        text = pair.get(self.language) or pair.get("vi") or pair.get("en")
        return " ".join(str(text).split())

    def points(self, value: Fraction) -> str:
        """Points as the page prints them."""
        return figures.points(value, self.decimals, self.language)

    def signed(self, value: Fraction) -> str:
        """Points with their sign."""
        return figures.signed(value, self.decimals, self.language)

    @cached_property
    def answered(self) -> bool:
        """Whether the inspectors answered anything."""
        return any(answer.finding for answer in self.inspection.answers.values())

    @cached_property
    def concluded(self) -> bool:
        """Whether there is a conclusion: a closed record with answers."""
        return self.answered and bool(self.inspection.submitted_at)

    @cached_property
    def rivals(self) -> list[str]:
        """Items with different answers of one side, the inspectors or the unit."""
        answers = self.inspection.answers
        return [
            item
            for item in self.asked
            if item in answers
            and any(side and side.contradicting for side in (answers[item].finding, answers[item].claim))
        ]

    @cached_property
    def own_rivals(self) -> list[str]:
        """Items whose inspectors contradict each other, the unit's claims not counted."""
        answers = self.inspection.answers
        found = {item: answers[item].finding for item in self.asked if item in answers}
        return [item for item, response in found.items() if response and response.contradicting]

    def is_asked(self, item: str, side: str = "finding") -> bool:
        """Whether an item applies, by the answers to those that it depends on and by exemptions."""
        asked = self.asked[item]
        if any(self.inspection.unit.code in one["units"] for one in asked.get("exemptions", ())):
            return False
        condition = asked.get("applies_when")
        if not condition:
            return True
        answer = self.inspection.answers.get(condition["item"])
        response = answer and (answer.claim if side == "claim" else answer.finding)
        if not response:
            return self.is_asked(condition["item"], side)
        keys = {"yes" if key is True else "no" if key is False else str(key) for key in condition["is"]}
        return (
            isinstance(response.value, Choice)
            and response.value.key in keys
            and self.is_asked(condition["item"], side)
        )

    def cross_checked(self, item: str, side: str = "finding") -> Compared | None:
        """An answer beside the register's figure; None without a comparison.

        A share contradicts when it differs by more than the tolerance; its cases do when the register holds
        more of them; a number does when it differs by more than the tolerance of the register's count.
        """
        check, answer = self.asked[item].get("cross_check"), self.inspection.answers.get(item)
        response = answer and (answer.claim if side == "claim" else answer.finding)
        if not check or not response or not self.is_asked(item, side):
            return None
        limit, wide = Fraction(str(check["tolerance"])), Fraction(str(check.get("wide_from", "0.1")))
        for measure in self.inspection.measures:
            if (measure.register, measure.name) != (
                check["register"],
                check["measure"],
            ) or not measure.denominator:
                continue
            counted = Fraction(measure.numerator, measure.denominator)
            match response.value:
                case Ratio(numerator, whole):
                    shown = Fraction(numerator) / Fraction(whole) if whole else None
                    agrees = shown is None or abs(shown - counted) <= limit
                    agrees = agrees and measure.denominator <= Fraction(whole) * (1 + limit)
                    missing = 1 - Fraction(whole) / measure.denominator
                    far = missing >= wide or (shown is not None and abs(shown - counted) >= wide)
                    return Compared(agrees, shown, counted, not agrees and far)
                case Number(number):
                    agrees = abs(Fraction(number) - measure.numerator) <= measure.numerator * limit
                    far = abs(Fraction(number) - measure.numerator) >= (measure.numerator or 1) * wide
                    return Compared(agrees, None, counted, not agrees and far)
        return None

    @cached_property
    def contradicted(self) -> dict[str, Compared]:
        """Items whose register contradicts the inspectors."""
        found = {item: self.cross_checked(item) for item in self.asked}
        return {item: compared for item, compared in found.items() if compared and not compared.agrees}

    @cached_property
    def broken(self) -> list[str]:
        """Items whose rule broke."""
        return [item for item, line in self.items.items() if line["outcome"] == "error"]

    @cached_property
    def state(self) -> str:
        """How far the inspection is."""
        if not self.answered:
            return "not_inspected"
        if not self.inspection.submitted_at:
            return "unfinished"
        return "provisional" if self.contradicted or self.own_rivals or self.broken else "final"

    def sum_of(
        self,
        items: Iterable[str] | None = None,
        side: str = "",
        instead: Mapping[str, Fraction] | None = None,
    ) -> Sum:
        """Points of items; ``side`` is "claim_" for the unit's own, ``instead`` holds other points."""
        maximum = low = high = Fraction(0)
        withheld = False
        for item in items if items is not None else self.items:
            line = self.items[item]
            outcome, full = line[f"{side}outcome"], Fraction(line["maximum"])
            given = line[f"{side}points"]
            if outcome == "not_applicable" and item not in (instead or {}):
                continue
            maximum += full
            withheld = withheld or outcome == "error"
            least = Fraction(given) if given is not None else Fraction(0)
            most = Fraction(given) if given is not None else full
            if instead and item in instead:
                least = most = instead[item]
            low, high = low + least, high + most
        return Sum(maximum, None, None) if withheld else Sum(maximum, low, high)

    def of_area(self, area: str) -> list[str]:
        """The items of an area."""
        return [item for item, line in self.items.items() if line["area_id"] == area]

    def index(self, points: Fraction | None, maximum: Fraction) -> Fraction | None:
        """Points on the scale of 100, rounded as the checklist says; None when nothing applies."""
        if points is None or not maximum:
            return None
        return figures.half_up(points / maximum * 100, self.decimals)

    def band(self, points: Fraction, maximum: Fraction) -> str:
        """The id of the grade that the points reach."""
        value: Fraction | None = points / maximum * 100
        if self.checklist.get("bands_by", "rounded") == "rounded":
            value = self.index(points, maximum)
        bands = sorted(self.checklist["bands"], key=lambda band: -Fraction(str(band["from"])))
        return str(
            next(band["id"] for band in bands if value is not None and value >= Fraction(str(band["from"])))
        )

    def title(self, band: str) -> str:
        """The name of a grade."""
        return self.say(next(known["title"] for known in self.checklist["bands"] if known["id"] == band))

    @cached_property
    def caps(self) -> list[tuple[str, str]]:
        """The failed knock-out items (in a closed record also the unanswered) with the grade each allows."""
        failed = ("fail", "unanswered") if self.concluded else ("fail",)
        return [
            (item, definition["knock_out"]["cap"])
            for item, definition in self.asked.items()
            if definition.get("knock_out") and self.items[item]["outcome"] in failed
        ]

    @cached_property
    def grades(self) -> tuple[str, str, list[str]] | None:
        """The grade by points, the grade after caps, the items that lower it; None without a grade."""
        total = self.sum_of()
        if not self.concluded or total.low is None or total.low != total.high or not total.maximum:
            return None
        return self.graded(total.low, total.maximum)

    def graded(self, points: Fraction, maximum: Fraction) -> tuple[str, str, list[str]]:
        """The grade by points, the grade after caps, and the items that lower it."""
        best_first = [band["id"] for band in self.checklist["bands"]]
        best_first.sort(key=lambda band: -self.start(band))
        by_points = self.band(points, maximum)
        lower = [item for item, cap in self.caps if best_first.index(cap) > best_first.index(by_points)]
        lowest = max([by_points, *(cap for _, cap in self.caps)], key=best_first.index)
        return by_points, lowest, lower

    def start(self, band: str) -> Fraction:
        """Where a grade begins."""
        return Fraction(str(next(known["from"] for known in self.checklist["bands"] if known["id"] == band)))

    @cached_property
    def findings(self) -> Sequence[Json]:
        """The findings of the result by gravity: severity, points lost, place in the checklist."""
        places = list(self.items)
        return sorted(
            self.result["findings"],
            key=lambda line: (
                GRAVEST_FIRST.index(line["severity"]),
                -self.lost(line),
                places.index(line["item_id"]),
                line["id"],
            ),
        )

    @cached_property
    def numbered(self) -> Sequence[Json]:
        """The findings as the page numbers them: of one severity first those with points."""
        return sorted(
            self.findings, key=lambda line: (GRAVEST_FIRST.index(line["severity"]), not line["scored"])
        )

    @cached_property
    def worst(self) -> Sequence[Json]:
        """The five worst findings with points."""
        return [line for line in self.findings if line["scored"] and line["outcome"] != "error"][:5]

    def lost(self, line: Json) -> Fraction:
        """The points that a finding cost, from its item."""
        points = self.items[line["item_id"]]["points"]
        if not line["scored"] or points is None:
            return Fraction(0)
        return Fraction(self.items[line["item_id"]]["maximum"]) - Fraction(points)

    def gain(self, item: str) -> Fraction | None:
        """What the score would rise by if an item had full points."""
        total = self.sum_of()
        better = self.sum_of(instead={item: Fraction(self.items[item]["maximum"])})
        before, after = self.index(total.low, total.maximum), self.index(better.low, better.maximum)
        return None if before is None or after is None or total.low != total.high else after - before

    def is_of_team(self, line: Json) -> bool:
        """Whether a finding is about the inspectors' own figures, which the head of the team settles."""
        return str(line["id"]) in {f"{line['item_id']}.register", f"{line['item_id']}.rivals"}

    def due(self, line: Json) -> date:
        """The last day for a finding's task: so many days after the conclusion, then the next day of work."""
        days = 0 if self.is_of_team(line) else int(self.asked[line["item_id"]].get("days_to_mend", 30))
        return figures.first_worked(self.inspection.campaign.concluded_on + timedelta(days=days), HOLIDAYS)

    def responsible(self, line: Json) -> str:
        """Who has to mend a finding."""
        team = self.result["campaign"]["team"]
        head = team[0][0] if team else self.result["campaign"]["lead"]
        return self.say(head if self.is_of_team(line) else self.result["unit"]["head"])

    def points_of_share(self, item: str, share: Fraction) -> Fraction | None:
        """The points that a share earns by the item's rule; None for other rules."""
        rule, full = self.asked[item]["scoring"], Fraction(str(self.asked[item]["points"]))
        number = {key: Fraction(str(value)) for key, value in rule.items() if isinstance(value, int | float)}
        match rule["rule"]:
            case "ratio_steps":
                steps = {Fraction(str(step["at"])): Fraction(str(step["points"])) for step in rule["steps"]}
                reached = max((at for at in steps if share >= at), default=None)
                mark = (number.get("below", Fraction(0)) if reached is None else steps[reached]) / max(
                    steps.values()
                )
            case "ratio_linear":
                mark = (share - number["zero_at"]) / (number["full_at"] - number["zero_at"])
            case "ratio_threshold":
                mark = share / number["full_from"]
            case "count_target":
                mark = share
            case _:
                return None
        return figures.half_up(min(max(mark, Fraction(0)), Fraction(1)) * full, self.decimals)

    @cached_property
    def at_register(self) -> Fraction | None:
        """The score with the registers' figures in place of those that they contradict."""
        if not self.contradicted or not self.concluded:
            return None
        new = {
            item: self.points_of_share(item, one.counted)
            for item, one in self.contradicted.items()
            if self.items[item]["outcome"] != "unanswered"  # it depends on an item without an answer
        }
        total = self.sum_of(instead={item: points for item, points in new.items() if points is not None})
        if None in new.values() or total.low != total.high:
            return None
        return self.index(total.low, total.maximum)
