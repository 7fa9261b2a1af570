"""The tables of the page: areas, losses, all items, registers."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from tests.sentences.answers import YOUNGER, answer_is, response_of, statement_is, waits
from tests.sentences.basics import Sum, must, same
from tests.sentences.figures import DASH, SHARE, half_up, is_share, read_number, written
from tests.sentences.law import law_is
from tests.sentences.on_history import histories_are
from tests.sentences.on_remarks import remarks_are
from tests.sentences.on_summary import Found, counts_are, no_bill, range_of, reads
from tests.sentences.page_text import Said
from tests.sentences.reader import OUTCOMES, Reading
from tests.sentences.truth import Truth


def share_is(truth: Truth, text: str, of: Sum) -> None:
    """A sum of points as a share of its maximum: one share or a range, "?" or a dash."""
    if of.low is None or of.high is None:
        same(text, "?", "withheld share")
    elif not of.maximum:
        same(text, DASH, "share where nothing applies")
    else:
        shown = [read_number(one, truth.language) for one in re.findall(r"[\d.,]+", text)]
        low, high = (half_up(one / of.maximum * 100, 2) for one in (of.low, of.high))
        true = [low] if low == high else [low, high]
        same(shown, true, "share")
        must(text.endswith("%"), "a share has its sign")


def points_are(truth: Truth, text: str, of: Sum) -> None:
    """Points of a part: one number or a range, with the maximum behind the stroke."""
    shown, _, maximum = text.partition(" / ")
    same(maximum, truth.points(of.maximum), "maximum")
    if of.low is None:
        same(shown, "?", "withheld points")
    elif not of.maximum and shown == DASH:
        return
    else:
        same(shown, range_of(truth, of.low, of.high), "points")


@reads("areas", r"row areas(\.sum)?")
def area(reading: Reading, said: Said, found: Found) -> None:
    """Shares and points of an area, and its items by outcome; the sum of all."""
    truth = reading.truth
    whole = said.place.endswith(".sum")
    name = said.cells[0].partition(".")[0]
    items = list(truth.items) if whole else truth.of_area(name)
    must(whole or bool(items), "a known area")
    ours, theirs = truth.sum_of(items), truth.sum_of(items, "claim_")
    if any(line["claim"] for line in truth.items.values()):
        share_is(truth, said.cells[3], theirs)
    else:
        same(said.cells[3], truth.say({"vi": "chưa tự chấm", "en": "nothing claimed"}), "no claim at all")
    if truth.answered:
        share_is(truth, said.cells[2], ours)
        points_are(truth, said.cells[4], ours)
    else:
        same(said.cells[2], DASH, "share without answers")
        same(said.cells[4], f"{DASH} / {truth.points(ours.maximum)}", "points without answers")
    if whole:
        return
    title = next(area["title"] for area in truth.checklist["areas"] if area["id"] == name)
    same(said.cells[0], f"{name}. {truth.say(title)}", "area")
    counts_are(reading, said.cells[5], items)
    if ours.low is not None and ours.maximum:
        weak = [Fraction(one) for one in reading.seen["strength"]]
        must(all(one <= ours.low / ours.maximum for one in weak), "the weakest area comes first")
        reading.seen["strength"].append(str(ours.low / ours.maximum))
    reading.seen["areas"].append(name)


@reads("areas", r"p\.legend|p")
def legend(reading: Reading, said: Said, found: Found) -> None:
    """What the bars mean. No figures."""
    must(not re.search(r"\d", said.text), "a figure in the legend")


@reads("losses", r"row losses(\.sum)?")
def loss(reading: Reading, said: Said, found: Found) -> None:
    """One step down from the maximum: the points that an item lost, the points that remain."""
    truth = reading.truth
    total = truth.sum_of()
    *_, lost, remaining = said.cells
    left = read_number(remaining, truth.language)
    if not reading.seen["losses"] and not lost:
        same(remaining, truth.points(total.maximum), "maximum")
        reading.seen["remaining"].append(str(total.maximum))
        return
    before = Fraction(reading.seen["remaining"][-1])
    if said.place.endswith(".sum"):
        same(remaining, truth.points(total.low or Fraction(0)), "points reached")
        same(left, before, "what the last step left")
        return
    gone = -read_number(lost, truth.language)
    same(before - gone, left, "what remains")
    reading.seen["remaining"].append(str(left))
    item = said.cells[0].partition(" ")[0]
    if item in truth.items:
        line = next(one for one in truth.findings if one["item_id"] == item and one["scored"])
        same(gone, truth.lost(line), f"points lost by {item}")
        statement_is(truth, line, said.cells[0].partition(" ")[2])
    reading.seen["losses"].append(item)


@reads("losses", "p")
def no_losses(reading: Reading, said: Said, found: Found) -> None:
    """No points were lost, or there is no score yet."""
    truth, total = reading.truth, reading.truth.sum_of()
    if re.search("Không có nội dung bị trừ điểm|No points were lost", said.text):
        must(truth.concluded and total.low == total.maximum, "points were lost, or the inspection is open")
    elif re.search("Không có tiêu chí nào áp dụng|Nothing in this checklist applies", said.text):
        same(total.maximum, Fraction(0), "points that apply")
    else:
        must(re.search("Chưa có điểm|not final yet", said.text) is not None, "no check knows this sentence")
        must(total.low != total.high or not truth.concluded or total.low is None, "the score is final")


@reads("items", r"row items\.area")
def area_of_items(reading: Reading, said: Said, found: Found) -> None:
    """The heading of an area."""
    name = said.cells[0].partition(".")[0]
    title = next(area["title"] for area in reading.truth.checklist["areas"] if area["id"] == name)
    same(said.cells[0], f"{name}. {reading.truth.say(title)}", "area")


@reads("items", r"row items\.group")
def group_of_items(reading: Reading, said: Said, found: Found) -> None:
    """The heading of a group: its maximum, both points and its grade are those of the result."""
    truth = reading.truth
    name, _, _, maximum, claimed, points, _, grade = said.cells
    line = next(one for one in truth.result["groups"] if name.startswith(f"{one['id']}. "))
    must(name.startswith(f"{line['id']}. {truth.say(line['title'])}"), "group")
    for side, text in (("score", points), ("claim", claimed)):
        low, high = (line[side][end] for end in ("low", "high"))
        if low is not None and text != DASH:
            same(text, range_of(truth, Fraction(low), Fraction(high)), f"{side} of a group")
    same(maximum, truth.points(Fraction(line["score"]["maximum"])), "maximum of a group")
    must(bool(grade) == line["graded"], "a grade of its own where the group has bands")
    must(line["grade"] is None or grade.endswith(truth.say(line["grade"]["title"])), "grade of a group")


@reads("items", "row items")
def item_row(reading: Reading, said: Said, found: Found) -> None:
    """Both answers, maximum, points, difference and outcome of an item."""
    truth = reading.truth
    question, claim, ours, maximum, claimed, points, difference, outcome = said.cells
    item = question.partition(" ")[0]
    line = truth.items[item]
    asked = f"{item} {truth.say(truth.asked[item]['question'])}"
    must(question.startswith(asked), "question")
    law = remarks_are(truth, item, question.removeprefix(asked))
    if any(one["item_id"] == item and one["scored"] for one in truth.findings):
        same(law, "", "the legal basis of an item with a finding, which cites it")
    else:
        law_is(truth, item, law)
    if claim == ours:
        claim = YOUNGER.sub("", claim)  # one cell for both: the mark is about the inspectors' evidence
        claim = ours = histories_are(truth, item, ("claim", "finding"), claim)
    else:
        claim = histories_are(truth, item, ("claim",), claim)
        ours = histories_are(truth, item, ("finding",), ours)
    for side, text in (("claim", claim), ("finding", ours)):
        response = response_of(truth, item, side)
        if response is None or not (response.contradicting or (len(text) > 60 and "(" in text)):
            answer_is(truth, item, side, text)
    full = Fraction(str(truth.asked[item]["points"]))
    same(maximum, truth.points(full), "maximum")
    both: list[Fraction | None] = []
    for text, name in ((claimed, "claim_points"), (points, "points")):
        value = None if line[name] is None else Fraction(line[name])
        same(text, DASH if value is None else truth.points(value), name)
        both.append(value)
    theirs, found_points = both
    true = DASH if theirs is None or found_points is None else truth.signed(found_points - theirs)
    same(difference, true, "difference")
    if line["outcome"] == "error":
        must(outcome.startswith(("Lỗi", "Rule error")), "outcome")
    else:
        label = reading.word(OUTCOMES, outcome)
        same(label, line["outcome"], "outcome")
        must(label != "pass" or found_points == full, "passed, with full points")
        must(label != "fail" or not found_points, "failed, without points")
        must(label != "partial" or 0 <= (found_points or 0) <= full, "partial, with some of the points")
        must(label != "unanswered" or waits(truth, item), "unanswered, without an answer")
    reading.seen["items"].append(item)


@reads("items", r"p(\.small(\.onscreen)?)?")
def about_items(reading: Reading, said: Said, found: Found) -> None:
    """How to read the table. The item of its example of a link is no figure.

    Of the import of most answers it names the file and the moment.
    """
    answers = reading.truth.inspection.answers.values()
    given = [one for each in answers for one in (each.claim, each.finding) if one and one.history]
    places = [one.history[-1].place for one in given]
    files = Counter(place.file for place in places if place)
    if told := re.search(r", (?:là dòng của|named, in) (.+), (?:nhập|imported) .+\.$", said.text):
        must(files[told[1]] == max(files.values()), "the file of most answers")
        return
    must(not re.search(r"\d", re.sub(r"#\w+", "", said.text)), "a figure above the table")


@reads("measures", "row")
def measure(reading: Reading, said: Said, found: Found) -> None:
    """The register's figure beside the answer, whether they agree, and the rows that count against it."""
    truth, language = reading.truth, reading.truth.language
    item = said.cells[0].partition(" ")[0]
    if item not in truth.items:
        reading.seen["measures"].append("")
        return
    check = truth.asked[item]["cross_check"]
    known = next(
        one
        for one in truth.inspection.measures
        if (one.register, one.name) == (check["register"], check["measure"])
    )
    both = (known.numerator, known.denominator)
    counts = " / ".join(written(Fraction(one), 0, language) for one in both)
    must(f": {counts}" in said.cells[1], f"counts of the register: {counts}")
    shares = re.findall(SHARE, said.cells[1])
    if known.denominator:
        must(
            is_share(shares[0], Fraction(known.numerator, known.denominator), language),
            "share of the register",
        )
    must(known.file in said.cells[1], "file of the register")
    compared = truth.cross_checked(item)
    text = " ".join(said.cells[2:-1]) if len(said.cells) == 5 else said.text
    ours = said.cells[2] if re.search(r"khớp|lệch|agrees|differs|không so|cannot", said.cells[2]) else text
    says = re.search(r"(?P<no>lệch|differs)(?P<wide> lớn| widely)?|(?P<yes>khớp|agrees)", ours)
    if compared is None:
        must(says is None, "nothing to compare")
    else:
        must(says is not None and (says["yes"] is not None) == compared.agrees, f"agrees: {compared.agrees}")
        must(says is None or (says["wide"] is not None) == compared.is_wide, f"widely: {compared.is_wide}")
        first = re.findall(SHARE, said.cells[2])
        share = compared.answered
        must(
            all(share is not None and is_share(one, share, language) for one in first),
            "share of the inspectors",
        )
        claim = truth.cross_checked(item, "claim")
        if len(said.cells) == 5 and claim:
            words = re.search(r"(?P<no>lệch|differs)|khớp|agrees", said.cells[3])
            must(words is not None and (words["no"] is None) == claim.agrees, f"claim agrees: {claim.agrees}")
    rows = said.cells[-1]
    if rows != DASH and known.rows:
        same(int(read_number(rows.partition(":")[0], language)), len(known.rows), "number of rows")
        listed = re.sub(r" ?….*$", "", rows.partition(": ")[2])
        shown = [int(one) for span in listed.split(", ") for one in spread(span)]
        same(shown, sorted(set(known.rows))[: len(shown)], "rows")
        must("…" in rows or len(shown) == len(set(known.rows)), "all rows, or said that there are more")
    reading.seen["measures"].append(item)


def spread(span: str) -> range:
    """The rows of a span such as `25–26`."""
    first, _, last = span.partition(DASH)
    return range(int(first), int(last or first) + 1)


@reads("measures", "p.small.kept")
def rules_kept(reading: Reading, said: Said, found: Found) -> None:
    """How many rules of rows no row breaks."""
    kept = [
        one
        for one in reading.truth.inspection.measures
        if one.definition and one.definition.severity and not one.numerator
    ]
    same(int(re.findall(r"\d+", said.text)[-1]), len(kept), "rules that no row breaks")


@reads("measures", "p")
def no_measures(reading: Reading, said: Said, found: Found) -> None:
    """No register was read."""
    same(len(reading.truth.inspection.measures), 0, "registers")


@reads("findings", "p|p\\.good")
def about_findings(reading: Reading, said: Said, found: Found) -> None:
    """Sentences above the findings: none, none yet, not final."""
    truth = reading.truth
    if re.search("không phải|not final", said.text) and truth.findings:
        must(not truth.concluded, "the inspection is finished")
    elif re.search("None so far|Đến nay chưa ghi nhận tồn tại", said.text):
        must(not truth.findings and not truth.concluded, "there are findings")
    else:
        no_bill(reading, said.text)
