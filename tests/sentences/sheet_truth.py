"""What is true of some units together, counted from their `report.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from tests.sentences.basics import Json
from tests.sentences.on_index import KINDS

CLOSED = ("final", "provisional")
JUDGED = ("pass", "partial", "fail")
PLURALS = {
    "vi": {"Các sở, ban, ngành": "department", "Các huyện, thành phố": "district"}
    | {"Các xã, phường, thị trấn": "commune"},
    "en": {"Departments": "department", "Districts": "district", "Communes": "commune"},
}


class TrueSheet:
    """What is true of some units; ``kinds`` and ``names`` are those of all units of the plan by code."""

    def __init__(
        self,
        results: Mapping[str, Json],
        kinds: Mapping[str, str],
        names: Mapping[str, str],
        day: date,
        language: str,
    ) -> None:
        self.results, self.kinds, self.names, self.day, self.language = results, kinds, names, day, language
        self.closed = {code: one for code, one in results.items() if one["state"] in CLOSED}
        self.seen: Counter[str] = Counter()

    def of_kind(self, kind: str) -> list[Json]:
        """The closed results of one kind."""
        return [one for code, one in self.closed.items() if self.kinds[code] == kind]

    def scores(self, kind: str) -> list[tuple[Fraction, Json]]:
        """The final scores of one kind, the lowest first."""
        found = [
            (Fraction(one["total"]["index"]), one) for one in self.of_kind(kind) if one["total"]["index"]
        ]
        return sorted(found, key=lambda pair: pair[0])

    def items(self) -> list[tuple[Fraction, str, str]]:
        """Each item of each kind with the points that were lost on it, the most first."""
        lost: Counter[tuple[str, str]] = Counter()
        for code, one in self.closed.items():
            for item in one["items"]:
                if item["outcome"] in JUDGED and item["points"] is not None:
                    loss = Fraction(item["maximum"]) - Fraction(item["points"])
                    lost[self.kinds[code], item["id"]] += max(loss, Fraction(0))  # type: ignore[assignment]
        return sorted(((Fraction(sum_), *key) for key, sum_ in lost.items() if sum_), key=lambda one: -one[0])


def counts(true: TrueSheet, codes: list[str]) -> tuple[int, int, int, int]:
    """Inspected, all, begun, not visited."""
    done = sum(code in true.closed for code in codes)
    nobody = sum(code not in true.results or true.results[code]["state"] == "not_inspected" for code in codes)
    return done, len(codes), len(codes) - done - nobody, nobody


def waiting(true: TrueSheet) -> list[tuple[str, list[str]]]:
    """The sentence of what waits, and the names of its units: not visited, not finished, contradicted."""
    states = {code: true.results[code]["state"] if code in true.results else None for code in true.kinds}
    nobody = [code for code, state in states.items() if state in (None, "not_inspected")]
    begun = [code for code in true.kinds if code not in nobody and code not in true.closed]
    differ = [code for code, one in true.closed.items() if marks(one).endswith("?")]
    sentences = {
        "vi": ("Chưa kiểm tra", "Chưa kiểm tra xong", "Số liệu mâu thuẫn với sổ hoặc .+"),
        "en": ("Nobody has visited", "Not finished", "Figures that contradict a register, or .+"),
    }[true.language]
    return [
        (rf"{words} \((?P<count>\d+)\): (?P<units>.+)\.$", [true.names[code] for code in codes])
        for words, codes in zip(sentences, (nobody, begun, differ), strict=True)
    ]


def share_of(line: Json) -> Fraction | None:
    """The share that the inspectors found, from 0 to 1."""
    shown = line["finding"]["shown"]["values"] if line["finding"] else []
    values = {one["name"]: one["value"] for one in shown}
    if "numerator" not in values or not Fraction(values["denominator"]):
        return None
    return Fraction(values["numerator"]) / Fraction(values["denominator"])


def marks(one: Json) -> str:
    """A triangle where the grade is limited, a question mark where something contradicts."""
    grades = [one[name] and one[name]["id"] for name in ("grade", "uncapped_grade")]
    contradicts = one["state"] == "provisional" or one["score_at_register"] is not None
    return "▼" * (grades[0] != grades[1]) + "?" * contradicts


def tasks(true: TrueSheet) -> list[tuple[str, date]]:
    """The open tasks of the findings: who, and the last day."""
    return [
        (found["responsible"][true.language], date.fromisoformat(found["due_on"]))
        for one in true.closed.values()
        for found in one["findings"]
        if found["due_on"] and found.get("mending", {}).get("state") != "accepted"
    ]


def differences(true: TrueSheet) -> list[Fraction]:
    """How far the own scores lie from the inspectors', the furthest first."""
    found = [
        Fraction(one["claim"]["index"]) - Fraction(one["total"]["index"])
        for one in true.closed.values()
        if one["claim"]["index"] is not None and one["total"]["index"] is not None
    ]
    return sorted((one for one in found if one), key=lambda one: -abs(one))


def plural(true: TrueSheet, code: str) -> str:
    """The title of the unit's kind."""
    return next(name for name, kind in PLURALS[true.language].items() if kind == true.kinds[code])


def singular(true: TrueSheet, code: str) -> str:
    """The name of the unit's kind in the middle of a title."""
    return next(name.lower() for name, kind in KINDS[true.language].items() if kind == true.kinds[code])
