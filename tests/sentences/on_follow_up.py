"""What became of earlier findings."""

from __future__ import annotations

import re
from datetime import date

from tests.sentences.basics import Json, must, same
from tests.sentences.figures import DASH, days_in
from tests.sentences.on_summary import Found, reads
from tests.sentences.page_text import Said
from tests.sentences.reader import SEVERITIES, Reading
from tests.sentences.truth import Truth

STATES = {
    "vi": {"Chưa khắc phục": "open", "Đã khắc phục": "mended", "Không còn hỏi": "no_longer_asked"},
    "en": {"To be mended": "open", "Mended": "mended", "No longer asked": "no_longer_asked"},
}
AGAIN = r"(?:tái diễn (?P<vi>\d+) lần, đã nâng mức độ|found again (?P<en>\d+) times, severity raised)"


@reads("actions", "h3", "Theo dõi khắc phục các tồn tại trước", "What became of earlier findings")
def title(reading: Reading, said: Said, found: Found) -> None:
    """Only where there are earlier findings."""
    must(bool(reading.truth.result["follow_up"]), "no earlier finding is known")


@reads("actions", "row follow", "(?P<all>.*)")
def followed(reading: Reading, said: Said, found: Found) -> None:
    """The next earlier finding: what it was, how often it recurred, where it was found, what became of it."""
    truth, place = reading.truth, len(reading.seen["follow"])
    lines = truth.result["follow_up"]
    must(place < len(lines), "more rows than earlier findings")
    line = lines[place]
    head = f"{line['item_id']} {truth.say(line['statement'])} "
    must(said.cells[0].startswith(head), "item and statement")
    severity, *more = said.cells[0].removeprefix(head).split(" · ")
    same(reading.word(SEVERITIES, severity), line["severity"], "severity")
    times = re.fullmatch(AGAIN, more[0])
    same(int(times["vi"] or times["en"]) if times else 0, line["recurred"], "how often it was found again")
    same(more[-1].split(" → "), line["found"], "where it was found")
    state_is(truth, line, reading.word(STATES, said.cells[1]))
    same(said.cells[2], truth.say(line["responsible"]), "responsible")
    if line["due_on"] is None:
        same(said.cells[3], DASH, "no last day")
    else:
        same(days_in(said.cells[3])[:1], [date.fromisoformat(line["due_on"])], "last day")
    reading.seen["follow"].append(str(place))


def state_is(truth: Truth, line: Json, state: str) -> None:
    """Mended where the item has full points now; no longer asked where nobody asks it; else still open."""
    same(state, line["state"], "state")
    here = f"{truth.result['campaign']['id']}/{truth.result['unit']['code']}/"
    current = [one.removeprefix(here) for one in line["found"] if one.startswith(here)]
    if current:
        same(state, "open", "what is found now is open")
        must(current[-1] in {str(one["id"]) for one in truth.findings}, "this inspection did not find it")
    elif state == "no_longer_asked":
        must(line["item_id"] not in truth.asked or not truth.is_asked(line["item_id"]), "it is still asked")
    elif state == "mended" and line["item_id"] in truth.items:
        same(truth.items[line["item_id"]]["outcome"], "pass", "outcome of what is said to be mended")


def again_is(truth: Truth, line: Json, text: str) -> None:
    """A finding that was found again: as often as the follow-up says, and graver than the item alone."""
    times = re.fullmatch(AGAIN, text)
    must(times is not None, "how often it was found again")
    name = f"{truth.result['campaign']['id']}/{truth.result['unit']['code']}/{line['id']}"
    earlier = [one for one in truth.result["follow_up"] if name in one["found"]]
    same([int(times["vi"] or times["en"])] if times else [], [one["recurred"] for one in earlier], "times")
