"""Answers, reasons and statements on a page against the answers themselves and the checklist's settings."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from inspection_lib.model import (
    AnswerValue,
    Choice,
    Day,
    FreeText,
    NotApplicable,
    Number,
    Ratio,
    Response,
)
from tests.sentences.basics import Json, must, same
from tests.sentences.figures import DAY, NUMBER, SHARE, days_in, is_share, read_day, read_number, write_day
from tests.sentences.page_text import plain
from tests.sentences.truth import Truth

WORDS = {
    "vi": {"yes": "Có", "no": "Không", "not done": "Chưa thực hiện", "na": "Không áp dụng"},
    "en": {"yes": "Yes", "no": "No", "not done": "Not done", "na": "Not applicable"},
}
CORRECTED = re.compile(r" ?\((?:đã sửa|corrected)\)$")
YOUNGER = re.compile(r" ?(?:lập sau thời kỳ kiểm tra|younger than the inspected period): (?P<pieces>.*)$")
AFTER = re.compile(r" ?(?:sau thời kỳ kiểm tra|after the inspected period)$")
ANSWER_AFTER = " \N{RIGHTWARDS ARROW} "


def response_of(truth: Truth, item: str, side: str) -> Response | None:
    """The answer of the inspectors ("finding") or of the unit ("claim")."""
    answer = truth.inspection.answers.get(item)
    return None if answer is None else answer.claim if side == "claim" else answer.finding


def answer_is(truth: Truth, item: str, side: str, text: str) -> None:
    """A cell shows the answer of one side; a dash without one, and "corrected" when it was."""
    response = response_of(truth, item, side)
    if response is None:
        same(text, "\N{EN DASH}", f"{side} of {item}")
        return
    younger = YOUNGER.search(text)
    if younger:
        same(
            younger["pieces"], "; ".join(younger_pieces(truth, response)), "younger than the inspected period"
        )
        text = YOUNGER.sub("", text)
    text = AFTER.sub("", text)
    corrected = CORRECTED.search(text)
    same(corrected is not None, bool(response.revisions), "corrected")
    value_is(truth, item, response.value, CORRECTED.sub("", text).strip())


def waits(truth: Truth, item: str) -> bool:
    """Whether an item has no answer of the inspectors, or depends on one that has none."""
    condition = truth.asked[item].get("applies_when")
    if response_of(truth, item, "finding") is None:
        return True
    return bool(condition) and waits(truth, condition["item"])


def younger_pieces(truth: Truth, response: Response) -> list[str]:
    """The pieces of evidence whose own day or year lies after the inspected period."""
    last = truth.inspection.campaign.period_to
    found = []
    for piece in response.evidence:
        days, years = days_in(piece), [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", piece)]
        if any(day > last for day in days) or (not days and any(year > last.year for year in years)):
            found.append(piece)
    return found


def value_is(truth: Truth, item: str, value: AnswerValue, text: str) -> None:
    """A text shows this answer to an item."""
    language, asked = truth.language, truth.asked[item]
    match value:
        case Choice(key) if asked["kind"] == "level":
            labels = {str(level["key"]): truth.say(level["label"]) for level in asked["scoring"]["levels"]}
            same(text, labels[key], "level")
        case Choice(key):
            same(text, WORDS[language][key], "answer")
        case Ratio(numerator, denominator):
            figures = re.findall(SHARE if "%" in text else NUMBER, text)
            counts = [read_number(one, language) for one in re.findall(NUMBER, text)]
            same(counts[:2], [Fraction(numerator), Fraction(denominator)], "figures")
            if denominator:
                must(
                    "%" in text
                    and is_share(figures[-1], Fraction(numerator) / Fraction(denominator), language),
                    "share",
                )
        case Number(number):
            same(read_number(re.findall(NUMBER, text)[0], language), Fraction(number), "number")
        case Day(day):
            same(text, write_day(day, language) if day else WORDS[language]["not done"], "day")
        case FreeText(words):
            same(text, plain(words), "text")
        case NotApplicable():
            same(text, WORDS[language]["na"], "not applicable")


def statement_is(truth: Truth, line: Json, text: str) -> None:
    """A finding in one line.

    The checklist's sentence with the figures filled in; where it has none, the question with the answer.
    For a finding without points: its reason, or the title of the check.
    """
    text = re.sub(r"^\d+\. ", "", text)
    item = str(line["item_id"])
    template = (truth.asked[item].get("finding") or {}).get(line["outcome"]) if line["scored"] else None
    if template is not None:
        filled_is(truth, line, truth.say(template), text)
        return
    if not line["scored"]:
        unscored_is(truth, line, text)
        return
    question, arrow, answer = text.partition(ANSWER_AFTER)
    same(question, truth.say(truth.asked[item]["question"]), "question")
    if arrow:
        response = response_of(truth, item, "finding")
        must(response is not None, "an answer of nobody")
        if response:
            value_is(truth, item, response.value, answer)
    else:
        must(response_of(truth, item, "finding") is None, "the answer stands after the question")


def filled_is(truth: Truth, line: Json, template: str, text: str) -> None:
    """A sentence of the checklist with its places filled by the answer and the rule."""
    item = str(line["item_id"])
    parts = re.split(r"\{(\w+)\}", template)
    pattern = "".join(
        re.escape(part) if place % 2 == 0 else f"(?P<p{place}_{part}>.+?)" for place, part in enumerate(parts)
    )
    match = re.fullmatch(pattern, text)
    must(match is not None, f"not the sentence of the checklist: {template}")
    response, rule = response_of(truth, item, "finding"), truth.asked[item]["scoring"]
    for name, shown in (match.groupdict() if match else {}).items():
        place_is(truth, item, response.value if response else None, rule, name.partition("_")[2], shown)
    shown = match.groupdict() if match else {}
    share = next((value for name, value in shown.items() if name.endswith("_share")), "")
    least = next((value for name, value in shown.items() if name.endswith("_minimum")), "")
    if "%" in share and "%" in least:
        low, high = read_number(share, truth.language), read_number(least, truth.language)
        must(low < high, f"a finding of {share} beside a minimum of {least}")


def place_is(truth: Truth, item: str, value: AnswerValue | None, rule: Json, name: str, shown: str) -> None:
    """One filled place of a sentence."""
    language = truth.language
    match name, value:
        case "numerator", Ratio(numerator, _):
            same(read_number(shown, language), Fraction(numerator), name)
        case "denominator", Ratio(_, denominator):
            same(read_number(shown, language), Fraction(denominator), name)
        case "share", Ratio(numerator, denominator) if denominator:
            must(is_share(shown, Fraction(numerator) / Fraction(denominator), language), f"share {shown}")
        case "share", Ratio():
            must(re.sub(r"\D+", " ", shown).split() == ["0", "0"], "0 of 0")
        case "value", Number(number):
            same(read_number(shown, language), Fraction(number), name)
        case "level", Choice():
            value_is(truth, item, value, shown)
        case "day", Day(day):
            same(
                shown.casefold(),
                (write_day(day, language) if day else WORDS[language]["not done"]).casefold(),
                name,
            )
        case "due", _:
            same(read_day(shown), due_day(truth, rule), name)
        case "minimum", _:
            least = least_of(rule)
            if "%" in shown:
                must(is_share(shown, least, language), f"minimum {shown}, true is {least}")
            else:
                same(read_number(shown, language), least, name)
        case "maximum", _:
            same(read_number(shown, language), Fraction(str(rule["maximum"])), name)
        case _:
            must(False, f"no check knows the place {name}")


def least_of(rule: Json) -> Fraction:
    """From which figure nothing is lost."""
    if rule["rule"] == "ratio_steps":
        return max(Fraction(str(step["at"])) for step in rule["steps"])
    return Fraction(str(next(rule[name] for name in ("full_at", "full_from", "minimum") if name in rule)))


def due_day(truth: Truth, rule: Json) -> date:
    """The due day of a rule, from the inspected year or the one after it."""
    due, year = rule["due"], truth.inspection.campaign.period_from.year
    if isinstance(due, dict):
        year += due.get("year") == "next"
        due = due["day"]
    month, day = (int(part) for part in str(due).split("-"))
    if (month, day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return date(year, month, day)


def check_figures_are(truth: Truth, name: str, text: str) -> None:
    """The figures that a check across items compares, worked out from the answers."""
    check = next(check for check in truth.checklist["checks"] if check["id"] == name)

    def figure(place: str) -> Fraction:
        item, _, part = place.partition(".")
        response = response_of(truth, item, "finding")
        assert response is not None
        return Fraction(getattr(response.value, part))

    numbers = [
        Fraction(read_number(one, truth.language))
        for one in re.findall(NUMBER, re.sub(r"\b[A-Z]\d\d\b", "", text))
    ]
    if check["rule"] == "difference_equals":
        true = [figure(check["left"]) - figure(check["minus"]), figure(check["equals"])]
    else:
        true = [figure(check["left"]), figure(check["right"])]
    same(numbers, true, "figures of the check")
    must(true[0] != true[1], "the figures differ")


def unscored_is(truth: Truth, line: Json, text: str) -> None:
    """A finding without points: what the register says, what contradicts, what is missing."""
    item, name = str(line["item_id"]), str(line["id"])
    titles = {check["id"]: truth.say(check["title"]) for check in truth.checklist.get("checks", [])}
    if name in titles:
        if text != titles[name]:
            check_figures_are(truth, name, text)
    elif name == f"{item}.register":
        pair = truth.cross_checked(item)
        must(pair is not None and not pair.agrees, "the register contradicts")
        if pair:
            shares = re.findall(SHARE, text)
            if not shares:
                cases = [read_number(one, truth.language) for one in re.findall(NUMBER, text)]
                if len(cases) == 2:
                    must(cases[0] != cases[1], "the numbers of cases differ")
                    return
                must(
                    re.search(r"khác dữ liệu|differs from the data", text) is not None,
                    "says that they differ",
                )
                return
            same(len(shares), 2, "two shares")
            must(pair.answered is not None and is_share(shares[0], pair.answered, truth.language), "answered")
            must(is_share(shares[1], pair.counted, truth.language), "counted")
            must(shares[0] != shares[1], "the shares differ")
            counts = [read_number(one, truth.language) for one in re.findall(NUMBER, text)]
            must(counts[1] == pair.counted * counts[2], "counts of the register")
    elif name == f"{item}.register_claim":
        claim = truth.cross_checked(item, "claim")
        must(claim is not None and not claim.agrees, "the register contradicts the claim")
    elif name == f"{item}.rivals":
        must(item in truth.own_rivals, "different answers")
        must(re.search(r"khác nhau|mâu thuẫn nhau|different", text) is not None, "says that answers differ")
    elif name == f"{item}.evidence":
        must(re.search(r"tài liệu kiểm chứng|evidence", text) is not None, "says that evidence is missing")
        must(not evidence_of(truth, item)[0], "evidence was named")
    else:
        must(False, f"no check knows the finding {name}")


def evidence_of(truth: Truth, item: str) -> tuple[tuple[str, ...], bool]:
    """The pieces of evidence for the inspectors' answer, and whether they saw them.

    Only answers without words such as "không có" or "không chấp nhận" are meant: the tests use no others.
    """
    own, claimed = (response_of(truth, item, side) for side in ("finding", "claim"))
    seen = own.evidence if own else ()
    refused = any(re.match(r"không|chưa|not ", piece, re.IGNORECASE) for piece in seen)
    if refused:
        return (), True
    if seen:
        return seen, True
    return (claimed.evidence, False) if claimed and claimed.evidence else ((), True)


def reason_is(truth: Truth, item: str, text: str) -> None:
    """The reason of a rule: its figures are those of the answer and of the rule's settings."""
    language = truth.language
    response, rule = response_of(truth, item, "finding"), truth.asked[item]["scoring"]
    value = response.value if response else None
    settings = {Fraction(str(one)) for one in re.findall(r"\d+(?:\.\d+)?", str(rule))}
    allowed = {*settings, *(one * 100 for one in settings), Fraction(0)}
    match value:
        case Ratio(numerator, denominator):
            shares = re.findall(SHARE, text)
            if shares and denominator:
                must(
                    is_share(shares[0], Fraction(numerator) / Fraction(denominator), language),
                    f"share {shares[0]}",
                )
            rest = shares[1:] if shares else []
            must({read_number(one, language) for one in rest} <= allowed, "steps of the rule")
            if not shares:
                allowed |= {Fraction(numerator), Fraction(denominator)}
                must({read_number(one, language) for one in re.findall(NUMBER, text)} <= allowed, "figures")
        case Day(day):
            due = due_day(truth, rule)
            must(set(days_in(text)) <= {due, *([day] if day else [])}, "days of the answer and of the rule")
            late = re.search(r"chậm (\d+) ngày|(\d+) days after", text)
            if late and day:
                same(int(late[1] or late[2]), (day - due).days, "days late")
            same(late is not None, day is not None and day > due, "says that it was late")
        case Number(number):
            shown = {read_number(one, language) for one in re.findall(NUMBER, text)}
            must(shown <= {*allowed, Fraction(number)}, "figures of the answer and of the rule")
        case _:
            must(not re.search(DAY, text), "no check knows this reason")
