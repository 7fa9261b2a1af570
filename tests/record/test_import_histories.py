"""Histories of imports, form entries and merges: an older answer never replaces a newer one.

Two machines import files from one pool, in any order and as often as they like, enter answers in the form and
merge each other's records. A model beside them knows for each machine which answers it was given and when.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from inspection_lib.model import EventKind, ResponseEvent
from inspection_lib.record.chain import in_order, verify_chain
from inspection_lib.record.fold import standing_responses
from inspection_lib.record.importing import FileToImport
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.spans import clock_of, is_later
from tests.record.imports import Row, a_file, found, type_in
from tests.record.machines import KEY, a_recorder, share
from tests.trials import EXAMPLES, examples

START = datetime(2017, 5, 1, tzinfo=UTC)
ANSWERS = ("yes", "no", "n/a")
Step = tuple[str, int, int, bool]
"""What is done, on which machine, with which file or answer, and whether with `--replace`."""

steps = st.lists(
    st.tuples(
        st.sampled_from(["import", "import", "import", "form", "merge"]),
        st.integers(0, 1),
        st.integers(0, 4),
        st.booleans(),
    ),
    min_size=2,
    max_size=7,
)
hours = st.integers(0, 30 * 24)
dated = st.lists(hours, min_size=5, max_size=5, unique=True)


def moment(hour: int) -> str:
    return (START + timedelta(hours=hour)).isoformat()


@dataclass
class Machine:
    """A machine, the answers that it was given by value and time, and the files that it has imported."""

    recorder: Recorder
    given: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def events(self) -> list[ResponseEvent]:
        return in_order(self.recorder.store.events("c", "060"))

    def counts(self) -> ResponseEvent | None:
        """The response to X that counts."""
        standing = standing_responses(self.events()).get(KEY, ())
        return standing[0] if standing else None


class History:
    """Two machines and one clock, which moves on a day with each step."""

    def __init__(self, folder: Path) -> None:
        self.day = 0
        machines = (a_recorder(folder, name) for name in ("office", "laptop"))
        self.machines = [Machine(replace(recorder, now=self.now)) for recorder in machines]

    def now(self) -> str:
        return (START + timedelta(days=self.day, minutes=1)).isoformat(timespec="microseconds")

    def do(self, step: Step, files: list[FileToImport]) -> None:
        """Take a step, and check that nothing older took over and that no known file changed anything."""
        what, which, number, replaces = step
        machine, other = self.machines[which], self.machines[1 - which]
        self.day += 3
        before, count = machine.counts(), len(machine.events())
        if what == "import":
            self.bring(machine, files[number], replaces=replaces, count=count)
        elif what == "form":
            type_in(machine.recorder, ANSWERS[number % 3])
            if len(machine.events()) > count:
                machine.given[self.now()] = ANSWERS[number % 3]
        else:
            share(machine.recorder, other.recorder)
            machine.given |= other.given
            machine.files |= other.files
        verify_chain(machine.recorder.store.events("c", "060"))
        self.check(before, machine.counts())

    def bring(self, machine: Machine, file: FileToImport, *, replaces: bool, count: int) -> None:
        (result,) = machine.recorder.import_files([file], replace_undecided=replaces)
        if file.sha256 in machine.files:
            assert len(machine.events()) == count, "a known file changed something"
        if not result.is_refused:
            machine.files.add(file.sha256)
            machine.given |= {entry.answered_at: entry.raw for entry in file.entries if entry.answered_at}

    def check(self, before: ResponseEvent | None, after: ResponseEvent | None) -> None:
        clock = clock_of(self.machines[0].recorder.campaign, self.now())
        if before and after and before != after:
            assert is_later(clock.span_of_event(before), clock.span_of_event(after)) is not True


@settings(max_examples=examples(EXAMPLES, 7))
@given(steps, dated)
def test_the_answer_that_was_given_last_counts(history: list[Step], times: list[int]) -> None:
    """With a time in every row: on each machine, of all that it was given, the latest answer."""
    rows: list[Row] = [("X", ANSWERS[number % 3], moment(hour)) for number, hour in enumerate(times)]
    files = [a_file(row, name=str(number)) for number, row in enumerate(rows)]
    with tempfile.TemporaryDirectory() as folder:
        both = History(Path(folder))
        both.day = 40  # all files are older than what is entered in the form
        for step in history:
            both.do(step, files)
            for machine in both.machines:
                latest = max(machine.given, default="", key=datetime.fromisoformat)
                assert found(machine.recorder) == machine.given.get(latest, "")


@settings(max_examples=examples(EXAMPLES, 7))
@given(
    steps,
    st.lists(
        st.one_of(st.just(""), hours.map(moment), hours.map(lambda hour: moment(hour)[:10])),
        min_size=5,
        max_size=5,
    ),
)
def test_no_history_lets_an_older_answer_replace_a_newer_one(history: list[Step], times: list[str]) -> None:
    """With times, days and nothing in the rows, before and after what is entered in the form."""
    files = [a_file(("X", ANSWERS[number % 3], when), name=str(number)) for number, when in enumerate(times)]
    with tempfile.TemporaryDirectory() as folder:
        both = History(Path(folder))
        for step in history:
            both.do(step, files)


@settings(max_examples=examples(EXAMPLES, 7))
@given(steps, dated)
def test_what_was_taken_back_counts_no_more_on_any_machine(history: list[Step], times: list[int]) -> None:
    """After both machines have all events and every import was taken back, only the form's answers count."""
    files = [
        a_file(("X", ANSWERS[number % 3], moment(hour)), name=str(number))
        for number, hour in enumerate(times)
    ]
    with tempfile.TemporaryDirectory() as folder:
        both = History(Path(folder))
        both.day = 40
        for step in history:
            both.do(step, files)
        office, laptop = both.machines
        share(office.recorder, laptop.recorder)
        for file in files:
            office.recorder.withdraw_import(file.sha256)
        share(laptop.recorder, office.recorder)
        for machine in both.machines:
            left = standing_responses(machine.events()).get(KEY, ())
            assert all(event.place is None for event in left)
            entered = [
                event for event in machine.events() if event.kind is EventKind.ANSWERED and not event.place
            ]
            assert bool(left) is bool(entered)
