"""The first screen: state, score, grade, claim, last inspection, contradictions, worst findings, counts."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from tests.sentences.basics import Sum, must, same
from tests.sentences.figures import DASH, SHARE, is_share, read_day, read_number
from tests.sentences.page_text import Said
from tests.sentences.reader import OUTCOMES, STATES, WAYS, Reading
from tests.sentences.truth import Truth

Found = re.Match[str]
reads = WAYS.reads


def range_of(truth: Truth, low: Fraction | None, high: Fraction | None) -> str:
    """A score as a page prints it: one number or two."""
    if low is None or high is None:
        return ""
    first, last = truth.points(low), truth.points(high)
    if first == last:
        return first
    return f"từ {first} đến {last}" if truth.language == "vi" else f"{first} to {last}"


def score_is(truth: Truth, text: str, of: Sum) -> None:
    """A score on the scale of 100: a number, a range, "?" when withheld, a dash when nothing applies."""
    if of.low is None:
        same(text, "?", "withheld score")
    elif not of.maximum:
        same(text, DASH, "score where nothing applies")
    else:
        same(
            text, range_of(truth, truth.index(of.low, of.maximum), truth.index(of.high, of.maximum)), "score"
        )


def counts_are(reading: Reading, text: str, items: list[str]) -> None:
    """Counts by outcome: "3 Đạt 5 Đạt một phần"."""
    true = Counter(str(reading.truth.items[item]["outcome"]) for item in items)
    shown: Counter[str] = Counter()
    for number, label in re.findall(r"([\d.,]+) (\D+?)(?= \d|$)", text.strip()):
        shown[reading.word(OUTCOMES, label.strip())] += int(read_number(number, reading.truth.language))
    same(shown, true, "counts by outcome")


def is_of_finding(truth: Truth, line: dict[str, object], who: str, day: str) -> None:
    """Who has to mend a finding, and by when."""
    same(who, truth.responsible(line), "responsible")
    same(read_day(day), truth.due(line), "last day")


@reads("header", "p.demonstration", "DỮ LIỆU MINH HỌA .+", "DEMONSTRATION DATA .+")
def demonstration(reading: Reading, said: Said, found: Found) -> None:
    """The mark stands where the campaign is a demonstration."""
    must(reading.truth.inspection.campaign.demonstration, "a mark on a real inspection")
    reading.seen["demonstration"].append("header")


@reads("", "li")
def outline(reading: Reading, said: Said, found: Found) -> None:
    """The contents of the page: titles of its sections, without figures."""
    must(not re.search(r"\d", said.text), "a figure among the contents")


@reads("header", "h1|p.lede|p.office|p.back", "(?P<text>.*)")
def heading(reading: Reading, said: Said, found: Found) -> None:
    """Unit, campaign and lead are those of the result."""
    result, truth = reading.truth.result, reading.truth
    if said.place == "p.lede":
        same(said.text, truth.say(result["campaign"]["title"]), "campaign")
    elif said.place == "p.office":
        must(said.text.startswith(truth.say(result["campaign"]["lead"])), "lead")
    elif said.place == "h1":
        name = truth.say(result["unit"]["name"]).casefold()
        must(name in said.text.casefold(), f"the unit is {name}")
    else:
        must(not re.search(r"\d", said.text), "a figure beside the link")


@reads(
    "summary",
    r"p\.state\..*",
    "(?P<state>[^.]+)\\. (?P<rest>.+)",
)
def state(reading: Reading, said: Said, found: Found) -> None:
    """The state, and the one sentence that goes with it."""
    truth = reading.truth
    same(reading.word(STATES, found["state"]), truth.state, "state")
    final = r"điểm là điểm cuối cùng|score is final"
    claims_final = re.search(final, found["rest"]) is not None
    must(not claims_final or truth.state == "final", "a final score of what is not final")
    nothing = r"chưa ghi kết quả nào|recorded nothing"
    same(re.search(nothing, found["rest"]) is not None, not truth.answered, "says that nothing is recorded")
    withheld = r"rule of the checklist broke|quy tắc"
    same(re.search(withheld, found["rest"]) is not None, bool(truth.broken), "says that a rule broke")
    waits = r"trưởng đoàn còn phải|still has to settle"
    must(re.search(waits, found["rest"]) is None or truth.state == "provisional", "waits for the team leader")


@reads(
    "summary",
    r"p\.caption",
    "Điểm thẩm định(?P<mark> Tạm xác định)?",
    "Inspectors' score(?P<mark> Provisional)?",
)
def score_caption(reading: Reading, said: Said, found: Found) -> None:
    """A provisional score is marked, another is not."""
    same(found["mark"] is not None, reading.truth.state == "provisional", "mark of a provisional score")


@reads("summary", r"p\.big", "(?P<score>.+) / 100")
def score(reading: Reading, said: Said, found: Found) -> None:
    """The score is the sum of the items' points on the scale of 100."""
    must(reading.truth.answered, "a score without answers")
    score_is(reading.truth, found["score"], reading.truth.sum_of())
    reading.seen["score"].append(found["score"])


@reads("summary", r"p\.grade", "Xếp loại: (?P<grade>.+)", "Grade: (?P<grade>.+)")
def grade(reading: Reading, said: Said, found: Found) -> None:
    """The grade, after caps; none without a final sum."""
    grades = reading.truth.grades
    none = "chưa có" if reading.truth.language == "vi" else "none yet"
    same(found["grade"], reading.truth.title(grades[1]) if grades else none, "grade")


@reads(
    "summary",
    r"p\.beside",
    "Theo số liệu của sổ: (?P<score>{n})(?: \\((?P<grade>.+)\\))?",
    "At the register's value: (?P<score>{n})(?: \\((?P<grade>.+)\\))?",
)
def at_register(reading: Reading, said: Said, found: Found) -> None:
    """The score at the registers' figures, where they contradict."""
    truth = reading.truth
    must(bool(truth.contradicted), "no register contradicts")
    if truth.at_register is not None:
        same(found["score"], truth.points(truth.at_register), "score at the register")
    reading.seen["at register"].append(found["score"])


@reads(
    "summary",
    r"p\.beside",
    "Điểm chính xác là (?P<exact>{s}), dưới (?P<start>{n}) là mức xếp loại (?P<grade>.+)\\.",
    "The exact score is (?P<exact>{s}), below (?P<start>{n}), from which the grade would be (?P<grade>.+)\\.",
)
def exact(reading: Reading, said: Said, found: Found) -> None:
    """The exact score is below the start of a grade that the rounded one reaches."""
    truth, total = reading.truth, reading.truth.sum_of()
    must(total.low is not None and bool(total.maximum), "there is a score")
    true = (total.low or Fraction(0)) / total.maximum
    must(is_share(found["exact"], true, truth.language), f"exact score, true is {float(true)}")
    start = read_number(found["start"], truth.language)
    rounded = truth.index(total.low, total.maximum)
    must(true * 100 < start and rounded is not None and rounded >= start, "rounding hides the limit")


@reads(
    "summary",
    r"p\.beside",
    "(?:(?P<grade>[^.]+)\\. ?)?"
    "(?:Điểm thẩm định (?P<way>thấp hơn|cao hơn) điểm tự chấm (?P<by>{n}) điểm\\.|"
    "(?P<equal>Điểm thẩm định bằng điểm tự chấm\\.))?",
    "(?:(?P<grade>[^.]+)\\. ?)?"
    "(?:The inspectors' score is (?P<by>{n}) (?P<way>below|above) the unit's own claim\\.|"
    "(?P<equal>The inspectors' score equals the unit's own claim\\.))?",
)
def claim(reading: Reading, said: Said, found: Found) -> None:
    """The grade of the claim, the difference of both scores; or what is not there to compare with."""
    truth = reading.truth
    words = truth.language == "vi"
    if found["grade"] in (
        "Kho dữ liệu không có đợt kiểm tra trước của đơn vị",
        "No earlier inspection of this unit is recorded",
    ):
        same(truth.result["previous"], None, "earlier inspection")
        return
    if found["grade"] in (
        "Không có kết quả ghi khác nhau; không có sổ để đối chiếu",
        "No answers were recorded differently; no register was read",
    ):
        same(len(truth.inspection.measures), 0, "registers")
        return
    if found["grade"] in (
        "Số liệu của sổ khớp với kết quả thẩm định",
        "The registers agree with the inspectors",
    ):
        must(
            not truth.contradicted and bool(truth.inspection.measures),
            "a register contradicts, or there is none",
        )
        return
    answered = [item for item, line in truth.items.items() if line["claim"]]
    if found["grade"] in ("Đơn vị chưa tự chấm", "The unit has claimed nothing"):
        same(answered, [], "items with a claim")
        return
    must(bool(answered), "the unit has claimed something")
    claimed, total = truth.sum_of(side="claim_"), truth.sum_of()
    if found["grade"]:
        must(claimed.low is not None and claimed.low == claimed.high, "the claim is complete")
        known = {truth.say(band["title"]) for band in truth.checklist["bands"]}
        must(found["grade"] in known, "a grade of the checklist")
        caps = [
            definition["knock_out"]["cap"]
            for item, definition in truth.asked.items()
            if definition.get("knock_out") and truth.items[item]["claim_outcome"] in ("fail",)
        ]
        if claimed.low is not None and not caps:
            same(found["grade"], truth.title(truth.band(claimed.low, claimed.maximum)), "grade of the claim")
    if found["by"] or found["equal"]:
        must(total.low == total.high and claimed.low == claimed.high, "both scores are complete")
        ours, theirs = (truth.index(one.low, one.maximum) for one in (total, claimed))
        must(ours is not None and theirs is not None, "both scores exist")
        difference = (ours or Fraction(0)) - (theirs or Fraction(0))
        same(read_number(found["by"] or "0", truth.language), abs(difference), "difference")
        if found["way"]:
            same(found["way"] in ("thấp hơn", "below"), difference < 0, f"lower than the claim ({words})")


@reads("summary", r"p\.middle.*", "(?P<score>.+)")
def middle(reading: Reading, said: Said, found: Found) -> None:
    """The claim's score, the last inspection's, or a dash; 0 contradictions only where there are none."""
    truth = reading.truth
    if said.place == "p.middle.none":
        if found["score"] == "0":
            must(not truth.contradicted and not truth.rivals, "no contradictions")
        else:
            same(found["score"], DASH, "nothing to show")
        return
    previous = truth.result["previous"]
    if said.place == "p.middle" and previous:
        shown = [DASH if previous["score"] is None else truth.points(Fraction(previous["score"]))]
        if previous["change"] is not None:
            total = truth.sum_of()
            now = truth.index(total.low, total.maximum) or Fraction(0)
            shown.append(truth.signed(now - Fraction(previous["score"])))
        same(found["score"].split(), shown, "last inspection")
        return
    claimed = truth.sum_of(side="claim_")
    score_is(truth, found["score"], claimed)


@reads(
    "summary",
    "li",
    "(?P<item>\\S+): đoàn kiểm tra (?P<ours>.+?), sổ (?P<theirs>{s}|\\S+)",
    "(?P<item>\\S+): inspectors (?P<ours>.+?), register (?P<theirs>{s}|\\S+)",
)
def contradiction(reading: Reading, said: Said, found: Found) -> None:
    """A register contradicts: both figures."""
    pair = reading.truth.contradicted.get(found["item"])
    must(pair is not None, "no contradiction of this item")
    if pair:
        must(found["ours"] != found["theirs"], "figures that contradict each other are not the same")
        if "%" in found["ours"] and pair.answered is not None:
            share = re.findall(SHARE, found["ours"])[-1]
            must(
                is_share(share, pair.answered, reading.truth.language),
                f"share of the inspectors {pair.answered}",
            )
        if "%" in found["theirs"]:
            must(
                is_share(found["theirs"], pair.counted, reading.truth.language),
                f"share of the register {pair.counted}",
            )
        else:
            counts = [read_number(one, reading.truth.language) for one in found["theirs"].split("/")]
            must(counts[0] == pair.counted * counts[1], "counts of the register")
    reading.seen["contradicted"].append(found["item"])


@reads(
    "summary",
    "li",
    "(?P<item>\\S+): Các (?P<who>đoàn viên|câu) trả lời khác nhau: .+",
    "(?P<item>\\S+): Different answers: .+",
)
def different(reading: Reading, said: Said, found: Found) -> None:
    """Inspectors contradict each other."""
    item = said.text.split(":")[0]
    must(item in reading.truth.rivals, "no different answers")
    must(
        "đoàn viên" not in said.text.partition(": ")[2].partition(":")[0] or item in reading.truth.own_rivals,
        "the unit's answers differ, not those of the team",
    )
    reading.seen["different"].append(item)


@reads(
    "summary",
    r"p\.notice\.cap",
    "Xếp loại bị giới hạn\\. Theo điểm thì xếp loại (?P<uncapped>.+?); "
    "xếp loại bị giới hạn ở mức (?P<grade>.+?) do tiêu chí điều kiện: (?P<items>.+)\\.",
    "Grade limited\\. By points the grade would be (?P<uncapped>.+?); "
    "the grade is limited to (?P<grade>.+?) by knock-out items: (?P<items>.+)\\.",
)
def cap(reading: Reading, said: Said, found: Found) -> None:
    """A cap that lowers the grade, the grade before and after, and the items that do it."""
    grades = reading.truth.grades
    must(grades is not None and grades[0] != grades[1], "no cap lowers the grade")
    if grades:
        same(found["uncapped"], reading.truth.title(grades[0]), "grade by points")
        same(found["grade"], reading.truth.title(grades[1]), "grade after the cap")
        same(found["items"].split(", "), grades[2], "items that limit the grade")
    reading.seen["cap"].append("summary")


def no_bill(reading: Reading, text: str) -> None:
    """A sentence that there are no findings is a clean bill, or says that nothing was inspected."""
    truth = reading.truth
    bill = r"Không có tồn tại|không có nội dung phải khắc phục|No findings: "
    nothing = r"Chưa có kết quả thẩm định nào|nothing was inspected"
    open_ = r"chưa kết thúc|not finished"
    if re.search(bill, text):
        must(truth.concluded and not truth.findings, "a clean bill without a conclusion, or beside findings")
    elif re.search(nothing, text):
        must(not truth.answered, "inspectors answered")
    elif re.search(open_, text):
        must(not truth.concluded, "the inspection is finished")
    else:
        must(False, "no check knows this sentence")
