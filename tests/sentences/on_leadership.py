"""The leadership's sheet: every figure is counted again from the `report.json` of each unit."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from statistics import median

from tests.sentences.basics import UntrueError, items_of, must, read_checklist, same
from tests.sentences.figures import DASH, half_up, is_share, points, read_day, read_number, signed
from tests.sentences.page_text import Said, said_in
from tests.sentences.reader import JUDGES
from tests.sentences.sheet_truth import (
    JUDGED,
    PLURALS,
    TrueSheet,
    counts,
    differences,
    marks,
    plural,
    share_of,
    singular,
    tasks,
    waiting,
)

LATER = "2026-dot-1"
"""The only campaign of the sample that begins after the first; other workbenches of these tests have none."""
COVERED = {
    "vi": r"Đã kiểm tra (\d+)/(\d+) đơn vị; chưa kiểm tra xong (\d+); chưa kiểm tra (\d+)\.",
    "en": r"(\d+) of (\d+) units are inspected; (\d+) are not finished; nobody has visited (\d+) units\.",
}
STATED = {
    "vi": r"(?P<short>\d+)/(?P<judged>\d+) (?P<kind>xã, phường, thị trấn|huyện, thành phố|sở, ban, ngành) "
    r"(?P<how>.+?): (?P<topic>.+) (?P<item>[A-Z]\d\d) (?:trung vị (?P<median>.+?); )?"
    r"không có điểm: (?P<failed>\d+); chỉ có một phần điểm: (?P<partial>\d+); "
    r"mất tổng cộng (?P<lost>\S+) điểm, bình quân (?P<mean>\S+)/(?P<most>\S+) điểm mỗi đơn vị; "
    r"(?:nguyên nhân chính: (?P<cause>.+) \((?P<times>\d+)/\d+\)|chưa ghi nguyên nhân)\."
    r"(?: Ví dụ một đơn vị mất điểm nhiều nhất: (?P<unit>.+?)(?: \((?P<figure>[^()]*)\))?\.)?",
    "en": r"(?P<short>\d+) of (?P<judged>\d+) (?P<kind>communes|districts|departments) "
    r"(?P<how>.+?): (?P<topic>.+) (?P<item>[A-Z]\d\d) (?:median (?P<median>.+?); )?"
    r"no points: (?P<failed>\d+); a part of the points: (?P<partial>\d+); "
    r"(?P<lost>\S+) points lost in all, (?P<mean>\S+) of (?P<most>\S+) a unit; "
    r"(?:main cause: (?P<cause>.+) \((?P<times>\d+) of \d+\)|no cause is recorded)\."
    r"(?: An example of a unit that lost most: (?P<unit>.+?)(?: \((?P<figure>[^()]*)\))?\.)?",
}
SCORED = re.compile(r"(?P<name>.+) (?P<score>\d[\d.,]*|–) ?(?P<marks>[▼?]*)")
TAIL = {"vi": " là bao nhiêu?", "en": ""}


def sheet_complaints(html: str, true: TrueSheet) -> list[str]:
    """Everything that is untrue or unknown in the sheet of these units."""
    complaints = []
    checks = {
        "covered": coverage,
        "ask": attention,
        "problems": problem,
        "weak": weak,
        "map": heat,
        "late": late,
    }
    checks |= {"causes": causes, "claims": claims, "tiles": tile, "members": member, "changes": unchanged}
    checks |= {"told": untold}
    group = ""
    for said in said_in(html):
        group = said.text if said.place == "h3" else group
        try:
            check = checks.get(said.section)
            if said.place in ("h3", "headings", "h1", "h2", "caption"):
                late_count(said, true)
                cause_count(said, true)
            elif check and said.place.split(".")[0] in ("p", "li", "row kinds", "row heat", "summary"):
                check(said, true, group)
                true.seen[said.section] += 1
            elif not said.place.startswith(("p.demonstration", "p.legend", "p.genre", "p.lede", "loose")):
                must(not JUDGES.search(said.text), "no check knows this sentence")
        except (UntrueError, ValueError, KeyError, StopIteration) as error:
            complaints.append(f"[sheet, {said.section} {said.place}] {said.text!r}: {error}")
    wanted = {"problems": min(5, len(true.items())), "tiles": len(true.kinds)}
    sizes = [len(true.scores(kind)) for kind in set(true.kinds.values())]
    wanted["weak"] = sum(min(5, max(1, size // 2)) for size in sizes if size)
    wanted["ask"] = sum(bool(named) for _, named in waiting(true))
    wanted["claims"] = min(4, len(differences(true)))
    complaints += [f"{name}: {true.seen[name]}" for name, count in wanted.items() if true.seen[name] != count]
    return complaints


def coverage(said: Said, true: TrueSheet, group: str) -> None:
    """Counts of units; a median for each kind."""
    if said.place == "p.coverage":
        shown = re.match(COVERED[true.language], said.text)
        same(shown and tuple(map(int, shown.groups())), counts(true, list(true.kinds)), "coverage")
    elif said.place == "row kinds":
        kind = PLURALS[true.language][said.cells[0]]
        own = [code for code, one in true.kinds.items() if one == kind]
        done, every, begun, nobody = counts(true, own)
        same(list(map(int, said.cells[1:5])), [every, done, begun, nobody], "units of this kind")
        scores = [score for score, _ in true.scores(kind)]
        open_ = " ?" if any(marks(one).endswith("?") for one in true.of_kind(kind)) else ""
        same(said.cells[5], points(median(scores), 2, true.language) + open_ if scores else DASH, "median")


def attention(said: Said, true: TrueSheet, group: str) -> None:
    """Which units are not visited, not finished or contradicted: how many, and the first four by name."""
    shown = next(found for words, _ in waiting(true) if (found := re.match(words, said.text)))
    names = next(named for words, named in waiting(true) if re.match(words, said.text))
    same(int(shown["count"]), len(names), "units that are waiting")
    for name in re.split(r", | và \d+ đơn vị khác| and \d+ more", shown["units"]):
        must(not name or name in names, f"{name} does not wait for this")
    more = re.search(r"(?: và| and) (\d+) (?:đơn vị khác|more)$", shown["units"])
    same(int(more[1]) if more else 0, max(0, len(names) - 4), "units that are not named")


def problem(said: Said, true: TrueSheet, group: str) -> None:
    """The next of the worst: units, points, median and cause of all, and one unit that is said to be one."""
    shown = re.fullmatch(STATED[true.language], said.text)
    must(shown is not None, "no statement")
    assert shown is not None
    lost, kind, item_id = true.items()[true.seen["problems"]]
    same(shown["item"], item_id, "item")
    lines = [next(line for line in one["items"] if line["id"] == item_id) for one in true.of_kind(kind)]
    judged = [line for line in lines if line["outcome"] in JUDGED]
    outcomes = Counter(line["outcome"] for line in judged)
    true_counts = [outcomes["partial"] + outcomes["fail"], len(judged), outcomes["fail"], outcomes["partial"]]
    same([int(shown[name]) for name in ("short", "judged", "failed", "partial")], true_counts, "units")
    same(shown["lost"], points(lost, 2, true.language), "points lost")
    same(shown["mean"], points(lost / len(judged), 2, true.language), "points a unit")
    same(read_number(shown["most"], true.language), Fraction(judged[0]["maximum"]), "what a unit could have")
    question = judged[0]["question"][true.language]
    same(shown["topic"], question.removesuffix(TAIL[true.language]), "topic")
    requirement(shown["how"], true, kind, item_id)
    shares = [share for line in judged if (share := share_of(line)) is not None]
    if shown["median"] and shown["median"].endswith("%"):
        must(is_share(shown["median"], median(shares), true.language), "median")
    found = [
        f for one in true.of_kind(kind) for f in one["findings"] if f["item_id"] == item_id and f["scored"]
    ]
    named = Counter(one["cause"] for one in found if one["cause"])
    same(int(shown["times"] or 0), max(named.values(), default=0), "times of the cause")
    example(shown, true, kind, item_id)


def requirement(how: str, true: TrueSheet, kind: str, item_id: str) -> None:
    """A figure that the sentence calls required is that of the checklist."""
    share = re.search(r"(\d[\d.,]*) ?%", how)
    rule = items_of(read_checklist(checklist_of(true, kind)))[item_id]["scoring"]
    if share:
        places = [rule.get("full_at"), rule.get("full_from"), *(step["at"] for step in rule.get("steps", []))]
        best = max(Fraction(str(place)) for place in places if place is not None)
        same(read_number(share[0], true.language), best * 100, "what is required")


def checklist_of(true: TrueSheet, kind: str) -> str:
    """The checklist of a kind; all units of these tests have the same."""
    one = true.of_kind(kind)[0]["checklist"]
    return f"{one['id']}.v{one['version']}"


def example(shown: re.Match[str], true: TrueSheet, kind: str, item_id: str) -> None:
    """The unit lost most on the item, and its figure is its own."""
    losses = {}
    for one in true.of_kind(kind):
        line = next(line for line in one["items"] if line["id"] == item_id)
        if line["outcome"] in ("partial", "fail"):
            losses[one["unit"]["code"]] = (Fraction(line["maximum"]) - Fraction(line["points"]), one, line)
    most = max(loss for loss, _, _ in losses.values())
    named = [(one, line) for loss, one, line in losses.values() if loss == most]
    one, line = next(
        pair
        for pair in named
        if pair[0]["unit"]["name"][true.language].casefold() in shown["unit"].casefold()
    )
    share = share_of(line)
    if shown["figure"] and shown["figure"].endswith("%") and share is not None:
        must(is_share(shown["figure"], share, true.language), "figure of the example")


def weak(said: Said, true: TrueSheet, group: str) -> None:
    """The lowest scores of a kind, with what caps and what contradicts."""
    kind, shown = PLURALS[true.language][group], SCORED.fullmatch(said.text)
    must(shown is not None, "no score")
    assert shown is not None
    lowest = true.scores(kind)
    place = true.seen[f"weak {kind}"]
    true.seen[f"weak {kind}"] += 1
    same(shown["score"], points(lowest[place][0], 2, true.language), f"score {place + 1} from below")
    one = next(
        one
        for score, one in lowest
        if score == lowest[place][0]
        and one["unit"]["name"][true.language].casefold() in shown["name"].casefold()
    )
    same(shown["marks"], marks(one), "marks")


def heat(said: Said, true: TrueSheet, group: str) -> None:
    """The median of each area, of the units of one kind below one unit."""
    if said.place != "row heat":
        return
    title, *cells = said.cells
    name = re.sub(r" \(\d+\)$", "", title)
    own = [
        one
        for code, one in true.closed.items()
        if name
        in (plural(true, code), f"{one['unit']['parent_name'][true.language]}: {singular(true, code)}")
    ]
    size = re.search(r"\((\d+)\)$", title)
    same(int(size[1]) if size else 1, len(own), "units of the row")
    columns = [[one["total"]["index"] for one in own]]
    columns += [[one["areas"][at]["score"]["index"] for one in own] for at in range(len(own[0]["areas"]))]
    for shown, column in zip(cells, columns, strict=True):
        known = [Fraction(score) for score in column if score is not None]
        same(shown, str(half_up(median(known), 0)) if known else DASH, "median of an area")


def member(said: Said, true: TrueSheet, group: str) -> None:
    """Each unit has the scores of its report."""
    if said.place == "summary":
        return
    name, *cells = said.cells
    rows = [
        [one["total"]["index"], *(area["score"]["index"] for area in one["areas"])]
        for one in true.closed.values()
        if one["unit"]["name"][true.language] == name
    ]
    shown = [[str(half_up(Fraction(one), 0)) if one else DASH for one in row] for row in rows]
    must(cells in shown, "scores of the unit")


def unchanged(said: Said, true: TrueSheet, group: str) -> None:
    """No unit of these tests was inspected before."""
    same([one for one in true.results.values() if one.get("previous")], [], "earlier campaigns")


def untold(said: Said, true: TrueSheet, group: str) -> None:
    """There is no sheet before the first."""
    must(
        said.text in ("Chưa có bản tóm tắt của kỳ trước.", "There is no earlier sheet."), "something was told"
    )


def late(said: Said, true: TrueSheet, group: str) -> None:
    """Overdue tasks of an owner, since when; the directives of the plan may add to an owner of their own."""
    shown = re.fullmatch(
        r"(?P<owner>.+) (?P<count>\d+) (?:hạn sớm nhất|earliest due day) (?P<day>.+)", said.text
    )
    if said.place != "li" or shown is None:
        later = re.search(r"(?:chưa được tính|is not counted): (.*)\.$", said.text)
        must(later is None or later[1] == LATER, "another campaign is later")
        return
    days = [day for owner, day in tasks(true) if owner == shown["owner"] and day < true.day]
    if days:
        same((int(shown["count"]), read_day(shown["day"])), (len(days), min(days)), "overdue tasks")


def late_count(said: Said, true: TrueSheet) -> None:
    """The heading counts the overdue tasks; the directives of the plan are among them."""
    number = re.search(r"\(([\d.,]+)\)$", said.text) if said.section == "late" else None
    if number:
        found = sum(day < true.day for _, day in tasks(true))
        directives = read_number(number[1], true.language) - found
        must(0 <= directives <= 12, f"overdue tasks: {found} and the directives")


def causes(said: Said, true: TrueSheet, group: str) -> None:
    """How many findings have the cause: the counts are those of the reports, the largest first."""
    found = Counter(f["cause"] for one in true.closed.values() for f in one["findings"] if f["cause"])
    shown = re.fullmatch(r".+ ([\d.,]+) ([\d.,]+\s?%)", said.text)
    most = sorted(found.values(), reverse=True)
    unnamed = re.fullmatch(r"(?:Chưa ghi nguyên nhân|Without a recorded cause) ([\d.,]+)", said.text)
    if unnamed:
        none = [f for one in true.closed.values() for f in one["findings"] if not f["cause"]]
        same(read_number(unnamed[1], true.language), len(none), "findings without a cause")
    elif shown:
        times = most[true.seen["causes"]]
        same(read_number(shown[1], true.language), times, "findings with this cause")
        must(is_share(shown[2], Fraction(times, sum(most)), true.language), "share of the cause")
    else:
        same(most, [], "causes")


def cause_count(said: Said, true: TrueSheet) -> None:
    """The heading counts the findings that have a cause."""
    number = re.search(r"\(([\d.,]+)\)$", said.text) if said.section == "causes" else None
    if number:
        named = [f for one in true.closed.values() for f in one["findings"] if f["cause"]]
        same(read_number(number[1], true.language), len(named), "findings with a cause")


def claims(said: Said, true: TrueSheet, group: str) -> None:
    """The next furthest own score."""
    shown = re.fullmatch(r"(?P<name>.+) (?P<difference>\S+) (?P<claim>\S+) → (?P<score>\S+)", said.text)
    must(shown is not None, "no difference")
    assert shown is not None
    true_one = differences(true)[true.seen["claims"]]
    same(
        shown["difference"].lstrip("+\u2212"),
        signed(abs(true_one), 2, true.language).lstrip("+"),
        "difference",
    )
    both = [read_number(shown[name], true.language) for name in ("claim", "score")]
    same(abs(both[0] - both[1]), abs(true_one), "the two scores")


def tile(said: Said, true: TrueSheet, group: str) -> None:
    """What nobody visited or closed has no score, and a shade of its own."""
    shown = SCORED.fullmatch(said.text)
    must(shown is not None, "no score on a tile")
    assert shown is not None
    level = said.place.split(".")[-1]
    must((shown["score"] == DASH) == (level in ("none", "begun")), "a shade without a score")
    scores = Counter(
        str(half_up(score, 0)) for kind in set(true.kinds.values()) for score, _ in true.scores(kind)
    )
    true.seen[f"tile {shown['score']}"] += 1
    if shown["score"] != DASH:
        must(true.seen[f"tile {shown['score']}"] <= scores[shown["score"]], "more tiles than units with it")
    if level == "none":
        nobody = counts(true, list(true.kinds))[3]
        true.seen["nobody"] += 1
        must(true.seen["nobody"] <= nobody, "more units not visited than there are")
